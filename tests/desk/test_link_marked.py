"""By a link: the file back with its marks, corrected, sent again, submitted; and what was taken back is no contest."""

from __future__ import annotations

import io
from urllib.parse import unquote

from django.test import Client

from khuyenhoc.returns.models import IntakeRun, Return
from khuyenhoc.returns.undoing import take_back_run
from tests.desk.by_link import send
from tests.desk.conftest import text_of
from tests.returns.importing import bring_in
from tests.sheets.marking.books import RED, fill, opened
from tests.workbooks import address, official


def test_marked_corrected_sent_again_and_submitted(client: Client, at: str) -> None:
    result = send(client, at, official(HB02="nhiều lắm"))
    assert "Còn 1 lỗi phải sửa trong tệp" in text_of(result)
    assert f'class="govuk-button" href="{at}danh-dau/"' in result.content.decode()
    assert result.content.decode().count('class="govuk-button"') == 1
    answer = client.get(f"{at}danh-dau/")
    assert unquote(answer["Content-Disposition"]).endswith("thanh-tung (đánh dấu).xlsx")
    book, (sheet, cell) = opened(b"".join(answer)), address("HB02").split("!")
    assert fill(book, cell, sheet) == RED
    book[sheet][cell] = 210
    kept = io.BytesIO()
    book.save(kept)
    assert "Tệp đọc được, không có lỗi" in text_of(send(client, at, kept.getvalue()))
    assert client.get(f"{at}danh-dau/").status_code == 302, "there is nothing to mark any more"
    client.post(f"{at}gui-bao-cao/")
    assert Return.objects.get(superseded_at=None).state == "submitted"


def test_what_was_taken_back_leaves_the_link_where_it_was(client: Client, at: str, office, collection) -> None:
    bring_in(office, collection, [("11242", {"HB03": None})])
    send(client, at, official())
    assert "Cả hai bản được giữ nguyên" in text_of(client.get(at))
    take_back_run(by=office, run=IntakeRun.objects.first())
    assert "Chọn tệp số liệu" in text_of(client.get(at))

"""The error workbook: offered where something has to be corrected, to those alone who may have the file."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.receiving import receive
from tests.desk.conftest import text_of
from tests.sheets.marking.books import RED, comment, fill, opened
from tests.workbooks import address, official

LABEL = "Tải tệp có đánh dấu chỗ sai"


@pytest.fixture
def faulty(collection, office) -> Return:
    data = official(MH03=2101, HB02="nhiều lắm")
    (entry,) = receive(by=office, collection=collection, files=[("Huyện/Báo cáo.xlsx", data)])
    return Return.objects.select_related("file", "collection", "unit").get(pk=entry.return_id)


def test_the_file_comes_back_with_its_marks(officer: Client, faulty: Return) -> None:
    response = officer.get(f"/tep/{faulty.file_id}/danh-dau/")
    assert unquote(response["Content-Disposition"]).endswith("Báo cáo (đánh dấu).xlsx")
    book = opened(b"".join(response))
    cell = address("HB02").split("!")[1]
    assert fill(book, cell, "Báo cáo") == RED
    assert "“nhiều lắm” không phải là một số nguyên" in comment(book, cell, "Báo cáo")


def test_it_is_the_next_step_on_the_return_and_after_sending(officer: Client, faulty: Return) -> None:
    link = f'class="govuk-button" href="/tep/{faulty.file_id}/danh-dau/"'
    for path in (f"/bao-cao/{faulty.pk}/", f"/lan-doc/{faulty.file.run_id}/"):
        response = officer.get(path)
        assert link in response.content.decode()
        assert LABEL in text_of(response)
        assert response.content.decode().count('class="govuk-button"') == 1


def test_a_return_that_was_sent_back_offers_it_too(officer: Client, office, submitted) -> None:
    return_ = submitted("11242")
    assert LABEL not in text_of(officer.get(f"/bao-cao/{return_.pk}/"))
    acts.send_back(by=office, return_=return_, remarks=[(None, "Xem lại")])
    assert LABEL in text_of(officer.get(f"/bao-cao/{return_.pk}/"))


def test_among_many_files_each_with_a_mark_has_its_link(officer: Client, collection, office) -> None:
    other = official("Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện")
    files = [("a.xlsx", official(MH03=2101)), ("b.xlsx", other)]
    entries = receive(by=office, collection=collection, files=files)
    returns = [Return.objects.select_related("file").get(pk=e.return_id) for e in entries]
    page = officer.get(f"/lan-doc/{returns[0].file.run_id}/").content.decode()
    assert f"/tep/{returns[0].file_id}/danh-dau/" in page
    assert f"/tep/{returns[1].file_id}/danh-dau/" not in page


def test_a_file_without_a_fault_says_so(officer: Client, draft) -> None:
    response = officer.get(f"/tep/{draft('11242').file_id}/danh-dau/")
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.COMMUNE_SECRETARY, "11242", 200),
        (Role.COMMUNE_SECRETARY, "11239", 403),
        (Role.DISTRICT_OFFICER, "288", 403),
    ],
)
def test_who_may_have_it(at_desk, faulty: Return, role: Role, unit: str, status: int) -> None:
    response = at_desk(role, unit).get(f"/tep/{faulty.file_id}/danh-dau/")
    response.close()
    assert response.status_code == status

"""A list comes in on the pages: looked at, loaded, undone; a faulty one is given back marked; a long one is read by a job."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.desk.recognition.lists import files
from khuyenhoc.recognition import tasks
from khuyenhoc.recognition.incoming.models import ListState
from khuyenhoc.recognition.listing import add_villages
from khuyenhoc.recognition.models import ListFile, Standing
from tests.desk.conftest import text_of
from tests.desk.registers import LIST, commune, families, keeper, villages  # noqa: F401  # fixtures
from tests.recognition.incoming.books import book, read_in_this_process  # noqa: F401  # a fixture

pytestmark = pytest.mark.usefixtures("read_in_this_process")
ROWS = [
    [1, "Nguyễn Văn Hùng", "Đông", "ngõ 1", "x", "Đạt", "12/QĐ-HKH ngày 5/12/2023"],
    [2, "TRAN THI NGUYET", "Đông", "", "x", "", ""],
    [3, "Vũ Thị Lụa", "Thôn Tây", "", "x", "", ""],
]


@pytest.fixture
def send(desk):
    def make(rows, **typed):
        file = io.BytesIO(book(rows))
        file.name = "ds.xlsx"
        return desk.post(f"{LIST}nap/gui/", {"tep": file, **typed}, follow=True)

    return make


@pytest.fixture
def west(keeper, commune, villages):  # noqa: F811
    return add_villages(by=keeper, unit=commune, names=[("thôn", "Tây")], valid_from=dt.date(2020, 1, 1))


def test_a_list_is_looked_at_loaded_and_undone(desk, send, west, families):  # noqa: F811
    assert "Chọn tệp danh sách" in text_of(desk.get(f"{LIST}nap/"))
    page = send(ROWS)
    text, file = text_of(page), ListFile.objects.get()
    assert page.redirect_chain[-1][0] == f"/so/tep/{file.pk}/"
    assert "2 gia đình mới được thêm vào danh sách" in text
    assert "1 chỗ có thể trùng" in text
    assert "Quyết định 12/QĐ-HKH (05/12/2023): 1 dòng" in text
    loaded = desk.post(f"/so/tep/{file.pk}/nap/", {"la-mot": "1"}, follow=True)
    assert loaded.redirect_chain[-1][0] == LIST
    assert "Đã nạp danh sách." in text_of(loaded)
    assert Standing.objects.count() == 6
    assert "Đã nạp: thêm 1 dòng mới, đổi tình trạng 2 dòng" in text_of(desk.get(f"/so/tep/{file.pk}/"))
    assert hashlib.sha256(desk.get(f"/so/tep/{file.pk}/goc/").getvalue()).hexdigest() == file.sha256
    file.refresh_from_db()
    desk.post(f"{LIST}buoc/{file.step_id}/hoan-tac/")
    assert Standing.objects.count() == 5
    assert "đã hoàn tác" in text_of(desk.get(f"{LIST}nap/"))


def test_a_village_that_is_not_there_is_added_without_sending_again(desk, send, families):  # noqa: F811
    text, file = text_of(send(ROWS)), ListFile.objects.get()
    assert "1 thôn chưa có trong danh mục thôn" in text
    assert "Thôn Tây , 1 dòng" in text or "Thôn Tây, 1 dòng" in text
    assert "chỗ phải sửa" not in text
    none = desk.post(f"/so/tep/{file.pk}/thon/")
    assert (none.status_code, "Chưa chọn thôn nào." in text_of(none)) == (409, True)
    page = text_of(desk.post(f"/so/tep/{file.pk}/thon/", {"thon": "thôn Tây"}, follow=True))
    assert "Đã thêm vào danh mục: thôn Tây." in page
    assert "Nạp 3 dòng này" in page
    again = desk.post(f"/so/tep/{file.pk}/thon/", {"thon": "thôn Tây"})
    assert (again.status_code, "không còn thôn nào phải thêm" in text_of(again)) == (409, True)


def test_a_faulty_list_changes_nothing_and_comes_back_marked(desk, send, west, families):  # noqa: F811
    text = text_of(send([*ROWS, [4, "", "Đông", "ngõ 9", "x", "", ""]]))
    file = ListFile.objects.get()
    assert "1 trong 4 dòng phải sửa trước" in text
    assert "1 chỗ phải sửa" in text
    assert "ô B7, trang “DS” Thiếu tên." in text
    refused = desk.post(f"/so/tep/{file.pk}/nap/")
    assert (refused.status_code, "còn dòng phải sửa" in text_of(refused)) == (409, True)
    marked = desk.get(f"/so/tep/{file.pk}/danh-dau/")
    assert "%C4%91%C3%A1nh%20d%E1%BA%A5u" in marked.headers["Content-Disposition"]
    assert Standing.objects.count() == 5


def test_what_is_refused_at_once(desk, send, families):  # noqa: F811
    assert desk.post(f"{LIST}nap/gui/").status_code == 409
    assert "không phải là ngày" in text_of(send(ROWS, ngay="hôm nọ"))
    assert "Ghi cả số và ngày" in text_of(send(ROWS, so="12"))
    nothing = io.BytesIO(b"nothing at all")
    nothing.name = "x.xlsx"
    assert "Không đọc được danh sách" in text_of(desk.post(f"{LIST}nap/gui/", {"tep": nothing}, follow=True))
    assert desk.get(f"/so/tep/{ListFile.objects.get().pk}/danh-dau/").status_code == 404


def test_a_long_list_is_read_and_loaded_by_jobs(desk, send, west, families, monkeypatch):  # noqa: F811
    monkeypatch.setattr(files, "AT_ONCE", 0)
    monkeypatch.setattr(files, "ROWS_AT_ONCE", 0)
    send(ROWS)
    file = ListFile.objects.get()
    address, asked_again = f"/so/tep/{file.pk}/", {"HX-Request": "true"}
    assert file.state == ListState.READ
    for state, text in ((ListState.WAITING, "Đang mở tệp"), (ListState.LOADING, "Đang nạp 3 dòng")):
        ListFile.objects.update(state=state, total=0)
        assert text in text_of(desk.get(address))
        assert text in text_of(desk.get(address, headers=asked_again))
    assert tasks.read_list_job.call(file_id=file.pk) == "loading"
    ListFile.objects.update(state=ListState.READ)
    assert desk.get(address, headers=asked_again).headers["HX-Refresh"] == "true"
    assert "Đã nạp: thêm 2 dòng mới" in text_of(desk.post(f"{address}nap/", follow=True))
    again = {"file_id": file.pk, "by": file.sent_by, "same": [], "drop": []}
    assert tasks.load_list_job.call(**again) == "loaded"
    ListFile.objects.update(state=ListState.LOADING)
    assert tasks.resume_lists() == 0
    assert "chưa nạp gì" in ListFile.objects.get().report["reason"]
    ListFile.objects.update(state=ListState.WAITING)
    assert (tasks.resume_lists(), ListFile.objects.get().state) == (1, "read")
    ListFile.objects.update(state=ListState.LOADING)
    assert tasks.load_list_job.call(**again) == "read"
    assert "đã được nạp rồi" in ListFile.objects.get().report["reason"]


def test_nobody_else_reads_what_was_sent(at_desk, send, families):  # noqa: F811
    send(ROWS)
    pk = ListFile.objects.get().pk
    neighbour = at_desk(Role.COMMUNE_SECRETARY, "11245")
    assert [neighbour.get(f"/so/tep/{pk}/{way}").status_code for way in ("", "goc/", "danh-dau/")] == [403, 403, 403]
    assert [neighbour.post(f"/so/tep/{pk}/{way}/").status_code for way in ("nap", "thon")] == [403, 403]

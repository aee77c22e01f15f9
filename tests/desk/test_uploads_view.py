"""Files are sent on a page: each result is said, nothing is lost, many files are read by a job."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import RunState
from khuyenhoc.returns.models import IntakeRun, ReceivedFile, Return
from khuyenhoc.returns.receiving import take_in
from tests.desk.conftest import text_of
from tests.workbooks import official

PAGE = "/gui-tep/BC-NAM-2023/"


def upload(client, *files, **data):
    named = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"{PAGE}nhan/", {"files": named, **data}, follow=True)


def test_one_file_is_read_and_leads_to_its_draft(secretary):
    response = upload(secretary, ("bao cao.xlsx", official()))
    return_ = Return.objects.get()
    assert response.redirect_chain == [(f"/lan-doc/{IntakeRun.objects.get().pk}/", 302)]
    assert "Đã đọc tệp của xã Thanh Tùng" in text_of(response)
    assert f'class="govuk-button" href="/bao-cao/{return_.pk}/"' in response.content.decode()
    assert (return_.state, return_.unit.code) == ("draft", "11242")


def test_what_is_no_workbook_is_kept_and_said_to_be_none(secretary):
    response = upload(secretary, ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 100))
    file = ReceivedFile.objects.get()
    assert file.outcome == "rejected"
    assert file.reason in text_of(response)
    assert "1 tệp chưa dùng được" in text_of(response)
    assert "Xem trang tính" in text_of(response)
    assert "Xem trang tính" not in text_of(upload(secretary, ("bao-cao.pdf", b"%PDF-1.4 x")))
    assert path_of(file.sha256).read_bytes().startswith(b"\x89PNG")


def test_a_file_of_60_mb_is_refused_in_words_and_kept(secretary, settings):
    response = upload(secretary, ("to.xlsx", b"PK\x03\x04" + bytes(60 * 1024 * 1024)))
    file = ReceivedFile.objects.get()
    assert file.size > settings.LARGEST_FILE
    assert "MB" in file.reason
    assert file.reason in text_of(response)
    assert path_of(file.sha256).stat().st_size == file.size


def test_a_sending_that_is_announced_too_heavy_is_not_taken_in(secretary):
    response = secretary.post(f"{PAGE}nhan/", headers={"Content-Length": str(600 * 1024 * 1024)})
    assert response.status_code == 413
    assert "Lần gửi này nặng hơn 500 MB nên chưa nhận tệp nào." in text_of(response)
    assert ReceivedFile.objects.count() == 0


def test_a_sending_whose_second_file_broke_off_takes_none(secretary):
    files = [SimpleUploadedFile(name, official(MH03=n)) for name, n in (("mot.xlsx", 1700), ("hai.xlsx", 1710))]
    whole = encode_multipart(BOUNDARY, {"files": files})
    broken = whole[: whole.rindex(b"PK") + 10]
    response = secretary.generic("POST", f"{PAGE}nhan/", broken, MULTIPART_CONTENT)
    assert response.status_code == 409
    assert "Mạng bị ngắt giữa chừng nên tệp chưa đến đủ; chưa nhận tệp nào." in text_of(response)
    assert (ReceivedFile.objects.count(), Return.objects.count()) == (0, 0)


def test_no_file_chosen(secretary):
    response = secretary.post(f"{PAGE}nhan/", {})
    assert response.status_code == 409
    assert "Chưa chọn tệp nào." in text_of(response)


def test_another_communes_file_is_refused_and_kept(secretary):
    response = upload(secretary, ("bc.xlsx", official("Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện")))
    assert "không có quyền gửi báo cáo của Thị trấn Thanh Miện" in text_of(response)
    assert (Return.objects.count(), ReceivedFile.objects.count()) == (0, 1)


def test_the_same_file_again_leads_to_what_is_there(secretary):
    upload(secretary, ("bc.xlsx", official()))
    response = upload(secretary, ("bc lan 2.xlsx", official()))
    assert "Tệp này đã nhận trước đó; không có gì thay đổi." in text_of(response)
    assert f"/bao-cao/{Return.objects.get().pk}/" in response.content.decode()


def test_several_files_are_told_apart(officer):
    good = official()
    response = upload(officer, ("a.xlsx", good), ("b.xlsx", b"hong"))
    text = text_of(response)
    assert "Đã đọc 1/2 tệp" in text
    assert "1 tệp chưa dùng được" in text
    assert "b.xlsx" in text.partition("chưa dùng được")[2]


def test_many_files_are_read_by_a_job(officer):
    owners = ["xã Thanh Tùng", "thị trấn Thanh Miện", "xã Hồng Quang", "xã Lam Sơn"]
    files = [(f"{n}.xlsx", official(f"Hội Khuyến học {name}, huyện Thanh Miện")) for n, name in enumerate(owners)]
    response = upload(officer, *files)
    run = IntakeRun.objects.get()
    assert (run.state, run.done, run.total) == (RunState.DONE, 4, 4)
    assert "Xem bảng theo dõi" in text_of(response)


def test_a_whole_folder_comes_in_one_sending(officer):
    upload(officer, *[(f"{n}.xlsx", b"%d" % n) for n in range(120)])
    assert (IntakeRun.objects.get().total, ReceivedFile.objects.count()) == (120, 120)


def test_an_accepted_return_is_replaced_only_with_a_reason(officer, accepted):
    accepted("11242")
    changed = official(HV01=1490)
    assert "đã được chấp nhận" in text_of(upload(officer, ("moi.xlsx", changed)))
    assert Return.objects.count() == 1
    upload(officer, ("moi.xlsx", changed), ly_do="Đếm nhầm hội viên")
    assert Return.objects.get(revision=2).revision_reason == "Đếm nhầm hội viên"


def test_only_who_may_revise_is_asked_for_a_reason(officer, secretary):
    assert "Lý do sửa đổi" in text_of(officer.get(PAGE))
    assert "Lý do sửa đổi" not in text_of(secretary.get(PAGE))


def test_a_closed_collection_keeps_the_file_and_says_whom_to_ask(secretary, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "Đợt báo cáo đã kết thúc" in text_of(secretary.get(PAGE))
    assert "Đợt báo cáo đã kết thúc." in text_of(upload(secretary, ("bc.xlsx", official())))
    assert (Return.objects.count(), ReceivedFile.objects.count()) == (0, 1)


def test_a_full_disk_is_said_and_nothing_noted(secretary, settings, tmp_path):
    settings.RECEIVED = tmp_path / "tep"
    settings.RECEIVED.write_text("no folder")
    response = upload(secretary, ("bc.xlsx", official()))
    assert response.status_code == 409
    assert "Chưa lưu được tệp" in text_of(response)
    assert ReceivedFile.objects.count() == 0


@pytest.mark.parametrize(("role", "status"), [(Role.PROVINCE_LEADER, 403), (Role.DISTRICT_OFFICER, 200)])
def test_who_may_send(at_desk, role, status):
    assert at_desk(role, "30" if role == Role.PROVINCE_LEADER else "300").get(PAGE).status_code == status


def test_a_forged_sending_is_refused(person, collection):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.COMMUNE_SECRETARY, "11242"))
    assert client.post(f"{PAGE}nhan/", {"files": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 403
    assert ReceivedFile.objects.count() == 0


def test_straight_to_the_collection_that_runs(officer, collection, office):
    assert officer.get("/gui-tep/").url == PAGE
    acts.close_collection(by=office, collection=collection)
    assert officer.get("/gui-tep/").url == "/dot/"


@pytest.fixture
def waiting(collection, office):
    """A run of 3 files of which none has been read."""
    return take_in(by=office, collection=collection, files=[(f"{n}.xlsx", bytes([n])) for n in range(3)])


def test_progress_is_told_in_numbers_and_asks_for_itself(officer, waiting):
    IntakeRun.objects.update(done=1, state=RunState.RUNNING)
    html = officer.get(f"/lan-doc/{waiting.pk}/").content.decode()
    assert "Đã đọc" in html
    assert "1/3" in html
    assert 'hx-trigger="every 1s"' in html
    assert '<meta http-equiv="refresh"' in html
    part = officer.get(f"/lan-doc/{waiting.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="tien-trinh"')


def test_when_all_is_read_the_page_is_loaded_anew(officer, waiting):
    IntakeRun.objects.update(done=3, state=RunState.DONE)
    assert officer.get(f"/lan-doc/{waiting.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "http-equiv" not in officer.get(f"/lan-doc/{waiting.pk}/").content.decode()


def test_a_run_whose_worker_died_says_that_it_will_go_on(officer, waiting):
    IntakeRun.objects.update(heartbeat=timezone.now() - dt.timedelta(minutes=5))
    assert "máy chủ sẽ tự đọc tiếp" in text_of(officer.get(f"/lan-doc/{waiting.pk}/"))


def test_a_run_is_for_its_sender_and_those_above(secretary, at_desk, waiting):
    assert secretary.get(f"/lan-doc/{waiting.pk}/").status_code == 403
    assert at_desk(Role.PROVINCE_LEADER, "30").get(f"/lan-doc/{waiting.pk}/").status_code == 200


# A folder: its files are called by their paths in it


def test_the_folder_tells_which_of_two_communes_of_one_name_it_is(officer):
    paths = ["bc/huyện Tứ Kỳ/a.xlsx", "bc/Thành phố Chí Linh/a.xlsx", "bc/Thumbs.db"]
    files = [("a.xlsx", official("Hội Khuyến học xã Hưng Đạo", HV06=20 + n)) for n in range(2)]
    upload(officer, *files, ("Thumbs.db", b"x"), duong_dan=json.dumps(paths))
    assert {r.unit.code: r.file.name for r in Return.objects.all()} == {"11086": paths[0], "10561": paths[1]}


@pytest.mark.parametrize(
    "told", ["", "{", "[]", '["a/b.xlsx", "c.xlsx"]', '["../../etc/b.xlsx"]', '["C:/b.xlsx"]', "[1]", '["a/"]']
)
def test_paths_that_do_not_fit_are_passed_over(officer, told):
    upload(officer, ("b.xlsx", official()), duong_dan=told)
    assert ReceivedFile.objects.get().name == "b.xlsx"


def test_a_folder_of_what_systems_leave_behind_is_no_sending(officer):
    response = upload(officer, ("Thumbs.db", b"x"), ("~$bc.xlsx", b"y"))
    assert "Chưa chọn tệp nào." in text_of(response)
    assert IntakeRun.objects.count() == 0

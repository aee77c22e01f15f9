"""A file that is sent by a link: whose it is, and why one that cannot be used is not taken."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest

from khuyenhoc.access import throttle
from khuyenhoc.access.links import token_of
from khuyenhoc.audit.models import Event
from khuyenhoc.desk.views import links
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import ReceivedFile, Return
from tests.desk.by_link import UNIT, fresh, send
from tests.desk.conftest import links_of, text_of
from tests.workbooks import official

OTHER = "Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện"


def test_another_unit_s_file_is_refused_with_both_names(phone, at):
    page = send(phone, at, official(OTHER), "thanh-mien.xlsx")
    assert page.status_code == 409
    assert "Tệp này là báo cáo của thị trấn Thanh Miện, còn liên kết này chỉ dùng cho xã Thanh Tùng" in text_of(page)
    assert not Return.objects.exists()
    assert ReceivedFile.objects.get().name == "thanh-mien.xlsx"


def test_a_file_that_names_a_unit_off_the_map_is_asked_about(phone, at):
    page = send(phone, at, official("Hội Khuyến học xã Tân Lập Mới, huyện Thanh Miện"), "bao-cao.xlsx")
    assert page.status_code == 409
    assert "Không có đơn vị nào tên là “xã Tân Lập Mới”" in text_of(page)
    assert f'href="{at}doi-chieu/{ReceivedFile.objects.get().pk}/"' in page.content.decode()
    assert not Return.objects.exists()


def test_a_file_that_names_no_unit_is_the_link_s_unit_s_and_that_is_said(phone, link, at):
    text = text_of(send(phone, at, official(""), "bao-cao.xlsx"))
    assert "Không đọc được tên đơn vị trong tệp" in text
    assert "được hiểu là của Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện. Nếu không phải, chọn đúng tệp" in text
    assert Return.objects.get().unit.code == UNIT
    assert ReceivedFile.objects.get().name == "xã Thanh Tùng, huyện Thanh Miện/bao-cao.xlsx"
    assert "Không đọc được tên đơn vị" not in text_of(send(phone, at))


def test_a_file_that_names_the_unit_inside_an_archive_is_not_said_to_name_none(phone, at):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bao-cao.xlsx", official())
    page = send(phone, at, packed.getvalue(), "gui.zip")
    assert Return.objects.get().file.name == "gui.zip/bao-cao.xlsx"
    assert "Không đọc được tên đơn vị" not in text_of(page)


def test_of_units_of_one_name_it_is_the_link_s(phone, office, collection):
    for made in links_of(office, collection, "10654", "11224", days=3):
        send(phone, f"/l/{token_of(made)}/", official("", HV01=1490 + made.pk), "bao-cao.xlsx")
    assert {r.unit.code for r in Return.objects.all()} == {"10654", "11224"}


def test_a_name_that_is_no_unit_s_is_asked_about_all_the_same(phone, at):
    page = send(phone, at, official("Hội Khuyến học xã Không Có"), "bao-cao.xlsx")
    assert page.status_code == 409
    assert "Không có đơn vị nào tên là “xã Không Có”" in text_of(page)
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(64), "anh.jpg", "Đây là tệp ảnh"),
        (b"%PDF-1.7\n", "bao-cao.pdf", "Đây là tệp PDF"),
        (b"PK\x03\x04" + bytes(40), "hong.xlsx", "Tệp bị hỏng"),
        (b"", "rong.xlsx", "Tệp rỗng"),
        (official("Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", year="2022"), "cu.xlsx", "số liệu năm 2022"),
    ],
    ids=["picture", "pdf", "broken", "empty", "last year's"],
)
def test_a_file_that_cannot_be_used_says_why_and_asks_for_another(phone, link, at, data, name, sentence):
    page = send(phone, at, data, name)
    assert page.status_code == 409
    assert sentence in text_of(page)
    assert f'action="{at}gui-tep/"' in page.content.decode()
    assert fresh(link).used_at is None


def test_no_file_at_all_and_a_heavy_one(phone, at, settings):
    assert "Chưa chọn tệp nào" in text_of(phone.post(f"{at}gui-tep/"))
    settings.LARGEST_FILE = 1024
    page = send(phone, at, b"x" * 80_000)
    assert page.status_code == 413
    assert "nên chưa nhận" in text_of(page)
    assert not ReceivedFile.objects.exists()


def test_the_field_offers_tables_and_no_camera(phone, at):
    field = re.search(r"<input[^>]*type=\"file\"[^>]*>", phone.get(at).content.decode())[0]
    assert ".xlsx" in field
    assert "image" not in field
    assert "capture" not in field


def test_the_unit_s_own_workbook_is_taken_filled_and_sent(phone, link, at):
    """Its signed name tells whose it is, whatever it is called on the phone."""
    page = phone.get(at)
    assert "Tải biểu mẫu của xã Thanh Tùng" in text_of(page)
    assert f'href="{at}bieu-mau/" download' in page.content.decode()
    taken = phone.get(f"{at}bieu-mau/")
    assert taken["Content-Disposition"].endswith('filename="Xa Thanh Tung - Huyen Thanh Mien - BC-NAM-2023.xlsx"')
    assert (taken["Cache-Control"], taken["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    event = Event.objects.get(act="take_workbook")
    assert (event.by, event.subject_id, event.unit) == (link.user.username, str(link.pk), UNIT)
    send(phone, at, b"".join(taken.streaming_content), "tai-ve (1).xlsx")
    assert Return.objects.get().unit.code == UNIT


def test_a_workbook_is_not_handed_out_where_nothing_can_be_sent(phone, at, office, draft):
    acts.submit(by=office, return_=draft(UNIT))
    page = phone.get(f"{at}bieu-mau/")
    assert "đang chờ Hội cấp trên xem" in text_of(page)
    assert not Event.objects.filter(act="take_workbook").exists()


def test_who_takes_workbook_after_workbook_waits(phone, at, monkeypatch):
    monkeypatch.setattr(links, "TAKINGS", throttle.Limit("taking", 1, dt.timedelta(hours=1)))
    assert phone.get(f"{at}bieu-mau/")["Content-Type"].endswith("sheet")
    page = phone.get(f"{at}bieu-mau/")
    assert (page.status_code, "Chờ 60 phút" in text_of(page)) == (429, True)


def test_a_letter_typed_for_a_digit_is_named_with_its_cell(phone, at):
    text = text_of(send(phone, at, HV01="15OO"))
    assert "“15OO” không phải là một số nguyên" in text
    assert "Ở đây có chữ O, không phải số 0: có lẽ là 1500. Xem lại ô" in text

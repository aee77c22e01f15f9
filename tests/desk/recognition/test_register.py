"""The keeper's page of registering: codes and posters of villages, who put themselves on the list, links made anew."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import pypdf
import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.joining.acts import join_new
from khuyenhoc.recognition.joining.models import Invitation, SelfRegistration
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import NewEntry
from khuyenhoc.recognition.models import Entry, Standing
from tests.desk.conftest import text_of

WAY = "/so/11242/gia-dinh/2023/dang-ky/"


def test_codes_are_made_printed_and_ended(desk, families, villages, phone):
    text = text_of(desk.get(WAY))
    assert "Thôn Đông 3 0 chưa có" in text
    assert "Tải tờ dán" not in text
    made = desk.post(f"{WAY}ma/", {"thon": [v.pk for v in villages], "han": "31/12/2099"}, follow=True)
    text = text_of(made)
    assert "Đã tạo 2 mã QR, dùng đến hết ngày 31/12/2099" in text
    assert "Thôn Đông 3 0 đến hết 31/12/2099" in text
    address = re.search(r"/dk/[a-z2-9]{20}/", made.content.decode())[0]
    assert phone.get(address).status_code == 200
    paper = desk.get(f"{WAY}to-dan.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(paper.content)).pages]
    assert [("Thôn Đông" in page, "Thôn Đoài" in page) for page in pages] == [(True, False), (False, True)]
    assert address in pages[0].replace("\n", "")
    assert len(pypdf.PdfReader(BytesIO(desk.get(f"{WAY}to-dan.pdf?thon={villages[1].pk}").content)).pages) == 1
    desk.post(f"{WAY}thu-hoi/", {"thon": villages[0].pk})
    assert phone.get(address).status_code == 410
    assert Invitation.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"han": "31/12/2099"}, "Chưa chọn thôn nào"),
        ({"thon": ["0"], "han": "31/12/2022"}, "đã qua"),
        ({"thon": ["0"], "han": "mai"}, "“mai” không phải là ngày"),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_a_sentence(desk, families, posted, said):
    page = desk.post(f"{WAY}ma/", posted)
    assert page.status_code == 409
    assert said in text_of(page)
    assert not Invitation.objects.exists()


def test_a_village_of_elsewhere_and_posters_without_codes_are_not_there(desk, families):
    assert desk.post(f"{WAY}ma/", {"thon": ["99999"], "han": "31/12/2099"}).status_code == 404
    assert desk.get(f"{WAY}to-dan.pdf").status_code == 404


def test_who_put_themselves_on_the_list_is_confirmed_or_dropped(desk, poster):
    new, other = (join_new(invitation=poster, new=NewEntry(f"Vũ Văn {n}", house="xóm 1")) for n in ("Mới", "Lạ"))
    text = text_of(desk.get(WAY))
    assert "Tự đăng ký, chờ kiểm tra (2)" in text
    assert "Vũ Văn Lạ xóm 1 Thôn Đông" in text
    dropped = desk.post(
        f"{WAY}kiem-tra/", {"dung": [new.standing.pk, other.standing.pk], "bo": other.standing.pk}, follow=True
    )
    assert "Đã bỏ “Vũ Văn Lạ” khỏi danh sách" in text_of(dropped)
    assert not Entry.objects.filter(name="Vũ Văn Lạ").exists()
    assert SelfRegistration.objects.get().checked_at is None
    done = desk.post(f"{WAY}kiem-tra/", {"dung": [new.standing.pk]}, follow=True)
    assert "Đã xác nhận 1 mục tự đăng ký" in text_of(done)
    assert "chờ kiểm tra" not in text_of(desk.get(WAY))


def test_a_lost_link_is_made_anew_and_shown_once(desk, families, keeper, phone):
    register(by=keeper, standings=[families[0].pk], on=dt.date(2023, 3, 1))
    page = desk.post(f"/so/lien-ket-rieng/{families[0].pk}/cap/")
    assert "Liên kết riêng của Nguyễn Văn Hùng" in text_of(page)
    address = re.search(r"/tc/[a-z2-9]{20}/", page.content.decode())[0]
    assert phone.get(address).status_code == 200
    assert desk.get(f"/so/lien-ket-rieng/{families[0].pk}/").headers["Location"] == WAY
    refused = desk.post(f"/so/lien-ket-rieng/{families[1].pk}/cap/")
    assert "chưa đăng ký nên chưa có liên kết riêng" in text_of(refused)


def test_who_only_looks_makes_no_codes(at_desk, families, villages):
    district = at_desk(Role.DISTRICT_OFFICER, "300")
    assert district.get(WAY).status_code == 200
    other = at_desk(Role.COMMUNE_SECRETARY, "11245")
    assert other.get(WAY).status_code == 403
    assert other.post(f"{WAY}ma/", {"thon": [villages[0].pk], "han": "31/12/2099"}).status_code == 403
    leader = at_desk(Role.PROVINCE_LEADER, "30")
    assert leader.get(f"{WAY}to-dan.pdf").status_code == 403


def test_an_empty_list_says_what_comes_first(desk, keeper, commune, villages):
    text = text_of(desk.get("/so/11242/cong-dan/2023/dang-ky/"))
    assert "Năm này chưa có danh sách" in text
    assert Standing.objects.filter(model=LearningModel.CITIZEN, status=Status.REGISTERED).count() == 0


def test_the_office_notes_the_area_of_a_unit(officer, desk, families):
    assert "Đơn vị ở vùng thông thường" in text_of(desk.get(WAY))
    assert "Ghi vùng của đơn vị" not in text_of(desk.get(WAY))
    refused = officer.post(f"{WAY}vung/", {"vung": "disadvantaged", "tu_ngay": "01/01/2021", "van_ban": ""})
    assert "Ghi văn bản nào xếp đơn vị vào vùng này" in text_of(refused)
    done = officer.post(
        f"{WAY}vung/", {"vung": "disadvantaged", "tu_ngay": "01/01/2021", "van_ban": "QĐ mẫu"}, follow=True
    )
    assert "Đã ghi: đơn vị ở vùng khó khăn" in text_of(done)
    assert "Từ 01/01/2021, theo QĐ mẫu." in text_of(desk.get(WAY))
    assert desk.post(f"{WAY}vung/", {"vung": "ordinary", "tu_ngay": "01/01/2022", "van_ban": "x"}).status_code == 409


def test_numbers_that_no_row_has_are_none(desk, families):
    big = "9" * 30
    assert desk.post(f"{WAY}ma/", {"thon": [big], "han": "31/12/2099"}).status_code == 409
    assert "Đã xác nhận 0 mục" in text_of(desk.post(f"{WAY}kiem-tra/", {"dung": [big], "bo": big}, follow=True))
    for path in (f"{WAY}to-dan.pdf?thon={big}", f"/so/11242/gia-dinh/2023/hop/{big}/", f"/so/hop/{big}/"):
        assert desk.get(path).status_code == 404

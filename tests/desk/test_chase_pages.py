"""Chasing on pages: whom, why and with which words, and the log of who was reminded."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.links import find_link
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts
from khuyenhoc.returns.chasing.enums import Way
from khuyenhoc.returns.chasing.models import Reminder
from tests.desk.chasing import ONE, OTHER, PAGE, SITE, UNIT, at_home, do, rows, token, written
from tests.desk.conftest import text_of

__all__ = ["at_home"]


# Whom


def test_those_from_whom_something_is_missing_each_with_the_cause(officer, submitted, draft):
    submitted("10507")
    draft("10510", HB03=None)
    draft("10513")
    page = officer.get(PAGE)
    text = text_of(page)
    assert len(rows(page)) == 234
    assert "10507" not in rows(page)
    assert "234 đơn vị chưa xong phần mình" in text
    assert '<a class="govuk-link" href="#lam-mot-luot">' in page.content.decode()
    assert ("tệp còn lỗi (1)" in text, "chưa bấm gửi báo cáo" in text, "chưa gửi tệp" in text) == (True, True, True)


def test_they_are_narrowed_by_cause_district_lateness_and_the_last_reminder(officer, draft, office, collection):
    draft(UNIT, HB03=None)
    assert rows(officer.get(PAGE, {"ly_do": "errors"})) == [UNIT]
    assert set(rows(officer.get(PAGE, {"huyen": "300"}))) >= {UNIT, OTHER}
    assert len(rows(officer.get(PAGE, {"dau": "late"}))) == 235
    with clock.told(2023, 12, 1):
        assert rows(officer.get(PAGE, {"dau": "late"})) == []
    do(officer, "ghi", UNIT, cach="zalo")
    assert UNIT not in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    assert OTHER in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    Reminder.objects.update(at=clock.now() - dt.timedelta(days=4))
    assert UNIT in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    assert "Không có đơn vị nào như vậy" in text_of(officer.get(PAGE, {"ly_do": "sent_back"}))


def test_when_all_have_sent_there_is_nothing_to_do(officer, collection, submitted):
    collection.obligations.exclude(unit__code=UNIT).delete()
    submitted(UNIT)
    assert "Không còn đơn vị nào phải nhắc" in text_of(officer.get(PAGE))
    assert "không còn việc gì phải nhắc" in text_of(officer.get(ONE))


def test_a_district_chases_its_own_alone(at_desk, collection):
    client = at_desk(Role.DISTRICT_OFFICER, "300")
    assert len(rows(client.get(PAGE))) == 17
    assert client.get(f"{PAGE}10507/").status_code == 403
    assert do(client, "ghi", "10507", cach="zalo").status_code == 409
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit"), [(Role.COMMUNE_SECRETARY, UNIT), (Role.PROVINCE_LEADER, "30"), (Role.EDITOR, "30")]
)
def test_others_do_not_chase(at_desk, collection, role, unit):
    client = at_desk(role, unit)
    for path in (PAGE, ONE):
        response = client.get(path)
        assert response.status_code == 403
        assert "nhắc đơn vị và cấp liên kết" in text_of(response)


def test_statements_do_not_grow_with_the_units(officer, collection, django_assert_max_num_queries):
    do(officer, "tao-lien-ket", pham_vi="tat-ca")
    with django_assert_max_num_queries(12):
        assert len(rows(officer.get(PAGE))) == 235


# What they are told


def test_the_words_without_a_link_say_where_to_sign_in(officer, collection):
    page = officer.get(ONE)
    text = written(page)
    assert text.startswith("Kính gửi Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện,")
    assert "chưa nhận được báo cáo năm 2023" in text
    assert f"{SITE}/viec/" in text
    assert "Chưa có liên kết" in text_of(page)


def test_with_a_link_the_words_hold_it(officer, collection):
    do(officer, "tao-lien-ket", UNIT)
    page = officer.get(ONE)
    link = find_link(token(written(page)))
    assert link is not None
    assert (link.unit.code, link.purpose) == (UNIT, "BC-NAM-2023")
    assert "không cần tài khoản" in written(page)
    assert "<svg" in page.content.decode()


def test_why_a_return_was_sent_back_is_said_again(officer, office, submitted):
    acts.send_back(by=office, return_=submitted(UNIT), remarks=[(None, "Số hội viên cao hơn danh sách")])
    assert "Chỗ cần sửa: Số hội viên cao hơn danh sách." in written(officer.get(ONE))


def test_where_the_server_has_no_address_of_its_own_it_is_said(officer, collection, settings):
    assert "chỉ mở được trong cơ quan" not in text_of(officer.get(ONE))
    settings.PUBLIC_URL = ""
    for path in (PAGE, ONE):
        assert "chỉ mở được trong cơ quan" in text_of(officer.get(path))
    assert "http://testserver/viec/" in written(officer.get(ONE))


# The log


def test_told_and_on_to_the_next_one_with_a_way_back(officer, office, collection):
    answer = officer.post(f"{PAGE}{OTHER}/ghi/", {"cach": "zalo"}, follow=True)
    assert answer.redirect_chain[-1][0] == ONE
    assert "Đã ghi là đã nhắc Thị trấn Thanh Miện (Zalo)." in text_of(answer)
    made = Reminder.objects.get()
    assert (made.way, made.by, made.unit.code) == (Way.ZALO, office, OTHER)
    assert "Kính gửi Hội Khuyến học thị trấn Thanh Miện" in made.text
    undone = officer.post(f"{PAGE}lan/{made.pk}/bo/", follow=True)
    assert "Đã bỏ lần nhắc vừa ghi." in text_of(undone)
    assert "(ghi nhầm, đã bỏ)" in text_of(undone)
    assert officer.get(f"{PAGE}lan/{made.pk}/").url == f"{PAGE}{OTHER}/"


def test_behind_the_last_one_it_begins_again(officer, collection):
    last = list(officer.get(PAGE).context["lines"])[-1].unit
    first = rows(officer.get(PAGE))[0]
    assert officer.post(f"{PAGE}{last}/ghi/", {"cach": "phone"}).url == f"{PAGE}{first}/"


def test_the_log_stands_on_the_unit_s_page_the_list_and_the_board(officer, office, collection):
    for way in ("phone", "letter"):
        officer.post(f"{ONE}ghi/", {"cach": way})
    text = text_of(officer.get(ONE))
    assert "công văn Văn phòng Hội Khuyến học tỉnh" in text
    assert f"{clock.today():%d/%m/%Y}, công văn (2 lần)" in text_of(officer.get(PAGE))
    board = text_of(officer.get("/dot/BC-NAM-2023/", {"q": "thanh tung"}))
    assert f"đã nhắc {clock.today():%d/%m/%Y} (công văn)" in board
    assert "Nhắc 235 đơn vị chưa xong" in board
    assert "Nhắc gửi báo cáo" in text_of(officer.get("/nhat-ky/"))


def test_many_are_noted_at_once(officer, collection):
    page = do(officer, "ghi", UNIT, OTHER, cach="phone")
    assert "Đã ghi là đã nhắc 2 đơn vị (điện thoại)." in text_of(page)
    assert "Chọn cách đã nhắc" in text_of(do(officer, "ghi", UNIT, cach="mail"))
    assert Reminder.objects.count() == 2


def test_who_has_sent_meanwhile_is_not_reminded(officer, submitted):
    submitted(UNIT)
    response = officer.post(f"{ONE}ghi/", {"cach": "zalo"})
    assert response.status_code == 409
    assert "không còn việc gì phải nhắc" in text_of(response)
    assert officer.get(f"{PAGE}99999/").status_code == 403


def test_no_more_is_offered_where_the_collection_has_ended(officer, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "đơn vị chưa xong" not in text_of(officer.get("/dot/BC-NAM-2023/"))

"""Accepting many on a page: what is offered, what is left out, one click back; and what changed since the last look."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.reviewing.acts import mark_seen
from tests.desk.conftest import DISTRICT, text_of

BOARD = "/dot/BC-NAM-2023/"
PAGE = f"{BOARD}chap-nhan/"


def ticks(response):
    return re.findall(r'name="bao_cao" value="(\d+)" checked', response.content.decode())


@pytest.fixture
def warned(draft, office):
    return_ = draft("11245", MH02=1799)
    acts.answer(by=office, finding=return_.findings.get(), reason="Tính cả đăng ký năm trước.")
    return acts.submit(by=office, return_=return_)


def test_the_page_says_what_it_will_do_and_what_is_left_out(officer, submitted, warned):
    submitted("11242")
    assert "Chấp nhận cùng lúc 1 báo cáo không có cảnh báo" in text_of(officer.get(BOARD))
    text = text_of(officer.get(PAGE))
    assert "Hoàn tác được cả lần bằng một nút" in text
    assert re.search(r"1 báo cáo phải xem riêng [^:]+, huyện [^:]+: có cảnh báo", text)
    assert "có cảnh báo, cần đọc giải trình" in text


def test_many_are_accepted_and_taken_back_with_one_click(officer, submitted, warned):
    returns = [submitted("11242"), submitted("10507")]
    answer = officer.post(f"{PAGE}xong/", {"bao_cao": ticks(officer.get(PAGE))}, follow=True)
    assert "Đã chấp nhận 2 báo cáo cùng lúc." in text_of(answer)
    assert set(Return.objects.filter(state="accepted")) == set(returns)
    undo = re.search(r'kh-notice__undo" method="post" action="([^"]+)"', answer.content.decode())[1]
    assert "Các lần chấp nhận cùng lúc" in text_of(officer.get(PAGE))
    back = officer.post(undo, follow=True)
    assert "Đã hoàn tác: 2 báo cáo đang chờ xem như trước." in text_of(back)
    assert Return.objects.filter(state="submitted").count() == 3
    assert "đã hoàn tác lúc" in text_of(officer.get(PAGE))
    assert "đã được hoàn tác rồi" in text_of(officer.post(undo))


def test_what_changed_while_the_page_was_open_is_left_and_said(officer, office, submitted):
    returns = [submitted("11242"), submitted("10507")]
    shown = ticks(officer.get(PAGE))
    acts.send_back(by=office, return_=returns[1], remarks=[(None, "Xem lại")])
    text = text_of(officer.post(f"{PAGE}xong/", {"bao_cao": shown}, follow=True))
    assert "Đã chấp nhận 1 báo cáo cùng lúc. 1 báo cáo vừa thay đổi nên được để lại" in text


@pytest.mark.parametrize("data", [{}, {"bao_cao": ["x"]}])
def test_nothing_ticked_is_said(officer, submitted, data):
    submitted("11242")
    answer = officer.post(f"{PAGE}xong/", data)
    assert (answer.status_code, "Chưa chọn báo cáo nào" in text_of(answer)) == (409, True)


def test_one_district_alone(officer, submitted):
    submitted("11242"), submitted("10507")
    assert len(ticks(officer.get(PAGE))) == 2
    assert len(ticks(officer.get(PAGE, {"huyen": "300"}))) == 1


def test_a_district_is_offered_its_own(at_desk, submitted):
    submitted("11242"), submitted("10507")
    assert len(ticks(at_desk(*DISTRICT).get(PAGE))) == 1


def test_who_may_not_review_is_told_so(secretary, submitted):
    submitted("11242")
    assert secretary.get(PAGE).status_code == 403


def test_nothing_to_accept_says_so(officer, collection):
    assert "Không có báo cáo nào chấp nhận cùng lúc được" in text_of(officer.get(PAGE))


def test_the_page_takes_ten_statements(officer, submitted, django_assert_num_queries):
    submitted("11242")
    with django_assert_num_queries(10):
        officer.get(PAGE)


def test_before_the_first_look_it_is_explained_and_what_one_did_oneself_is_no_news(
    officer, office, collection, submitted
):
    assert "Bấm “Đã xem hết” khi xem xong" in text_of(officer.get(BOARD))
    mark_seen(by=office, collection=collection, up_to=0)
    submitted("10507")
    assert "Không có thay đổi mới" in text_of(officer.get(BOARD))


def test_what_somebody_else_sent_is_marked_until_it_is_seen(officer, office, collection, at_desk, draft, person):
    mark_seen(by=office, collection=collection, up_to=0)
    sender = person(*DISTRICT)
    acts.submit(by=sender, return_=draft("11242", by=sender))
    page = officer.get(BOARD, {"dau": "changed"})
    text = text_of(page)
    assert "1 đơn vị có thay đổi" in text
    assert "Mới: gửi báo cáo" in text
    assert "Xã Thanh Tùng" in text
    assert "Xã Lam Sơn" not in text
    up_to = re.search(r'name="den" value="(\d+)"', page.content.decode())[1]
    acts.send_back(
        by=sender, return_=Return.objects.select_related("collection", "unit").get(), remarks=[(None, "Sửa")]
    )
    assert "Đã ghi là xem hết" in text_of(officer.post(f"{BOARD}da-xem/", {"den": up_to}, follow=True))
    assert "Mới: trả lại để sửa" in text_of(officer.get(BOARD, {"dau": "changed"}))


def test_seeing_is_for_who_may_see(at_desk, collection):
    from khuyenhoc.access.enums import Role

    assert at_desk(Role.EDITOR, "30").post(f"{BOARD}da-xem/", {"den": "1"}).status_code == 403

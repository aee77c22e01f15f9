"""Whom to chase, and what each is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from khuyenhoc.returns.board import NOT_BEGUN, BoardRow
from khuyenhoc.returns.chasing.enums import Cause
from khuyenhoc.returns.chasing.messages import Asked, message
from khuyenhoc.returns.chasing.rules import Chased, cause_of, to_chase
from khuyenhoc.returns.enums import State

ROW = BoardRow("11242", "Xã Thanh Tùng", "300", "Huyện Thanh Miện", NOT_BEGUN, dt.date(2023, 12, 20))
ASKED = Asked(
    unit="Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", office="Hội Khuyến học tỉnh Hải Dương", period="2023",
    cause=Cause.NOT_BEGUN, due_on=dt.date(2023, 12, 20), days_late=0, site="https://khuyenhoc.example.vn/viec/",
)  # fmt: skip
LINK = "https://khuyenhoc.example.vn/l/AbCdEfGhIjKlMnOpQrStUv/"


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({}, Cause.NOT_BEGUN),
        ({"state": State.DRAFT, "errors": 2}, Cause.ERRORS),
        ({"state": State.DRAFT}, Cause.NOT_SUBMITTED),
        ({"state": State.SENT_BACK}, Cause.SENT_BACK),
        ({"state": State.SUBMITTED}, None),
        ({"state": State.ACCEPTED}, None),
        ({"state": State.SIGNED}, None),
        ({"state": State.DRAFT, "in_force_id": 3}, None),
    ],
)
def test_what_is_missing(changed, cause):
    assert cause_of(replace(ROW, **changed)) is cause


def test_those_who_have_done_their_part_are_left_alone():
    done, late = replace(ROW, unit="1", state=State.SUBMITTED), replace(ROW, unit="2", days_late=3)
    assert to_chase([ROW, done, late]) == [Chased(ROW, Cause.NOT_BEGUN), Chased(late, Cause.NOT_BEGUN)]
    assert [one.is_late for one in to_chase([ROW, late])] == [False, True]


def test_the_whole_text_with_a_link():
    asked = replace(ASKED, days_late=5, link=LINK, link_until=dt.date(2024, 1, 20))
    assert message(asked).text == (
        "Kính gửi Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện,\n\n"
        "Hội Khuyến học tỉnh Hải Dương chưa nhận được báo cáo năm 2023 của quý Hội.\n\n"
        "Hạn nộp là thứ tư, ngày 20/12/2023, đã quá 5 ngày.\n\n"
        "Bấm vào liên kết dưới đây, chọn tệp Excel của đơn vị rồi gửi; không cần tài khoản:\n\n"
        f"{LINK}\n\n"
        "Liên kết chỉ dùng cho quý Hội, đến hết ngày 20/01/2024; xin không chuyển cho nơi khác.\n\n"
        "Trân trọng cảm ơn.\nVăn phòng Hội Khuyến học tỉnh Hải Dương"
    )


def test_without_a_link_it_says_where_to_sign_in():
    found = message(ASKED)
    assert found.subject == "Nhắc gửi báo cáo năm 2023: Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện"
    assert "Đăng nhập bằng tài khoản của đơn vị" in found.text
    assert "https://khuyenhoc.example.vn/viec/" in found.text
    assert "Hạn nộp là thứ tư, ngày 20/12/2023." in found.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cause": Cause.ERRORS, "errors": 1200}, "còn 1.200 lỗi phải sửa"),
        ({"cause": Cause.NOT_SUBMITTED}, "báo cáo chưa được gửi"),
        ({"cause": Cause.SENT_BACK}, "đã được trả lại để sửa và chưa thấy gửi lại"),
        ({"cause": Cause.SENT_BACK, "reasons": ["Hội viên: cao.", "Gửi lại"]}, "Chỗ cần sửa: Hội viên: cao; Gửi lại."),
        ({"period": "2024-Q1"}, "báo cáo quý I năm 2024"),
    ],
)  # fmt: skip
def test_each_cause_has_its_sentence(changed, said):
    assert said in message(replace(ASKED, **changed)).text

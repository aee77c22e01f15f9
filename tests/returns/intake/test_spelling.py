"""Labels whose accents are typed wrong: read where one phrase of ours alone can be meant."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.spelling import respelled
from tests.returns.intake.books import FORM


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Tổng số hôi viên", "HV01"),
        ("Hội viên phát triên mới", "HV02"),
        ("Tổng số gia đinh", "MH01"),
        ("Gia đinh đăng ký GĐ HT", "MH02"),
        ("Gia đinh được công nhân gia đình hoc tập", "MH03"),
        ("Tông số dòng họ", "MH11"),
        ("Dòng họ đuợc công nhận dòng họ học tâp", "MH13"),
        ("Tổng số cộng đông", "MH21"),
        ("Số dư quĩ đầu kì", "QK01"),
        ("Vận động được trong kì", "QK02"),
        ("Số dư quỹ cuối kì", "QK04"),
        ("Học sinh khó khăn đươc hổ trợ", "HB04"),
        ("Tin bài tuyên truyên", "TH01"),
        ("Giáo viên được khên thưởng", "HB03"),
    ],
)
def test_a_slip_of_an_accent_is_seen_through(label, code):
    assert matcher_for(FORM, "2023").match(label).code == code


@pytest.mark.parametrize(
    "label",
    [
        "Gia đình công nhân",
        "Số hồ sơ đăng ký",
        "Số trưởng ban khuyến học",
        "Hội viên chờ kết nạp",
        "Thẻ hội viên",
        "Số cán bộ cần tập huấn",
        "Số bệnh viện",
        "Quý 1",
        "Số chi hội trưởng",
        "Học sinh được trả học bổng",
        "Số hội viên nam",
        "SO HOI VIEN NAM",
        "hoi vien tang",
        "Hội viên tăng",
        "Sổ hội viên",
        "Số suất học bổng tăng",
    ],
)
def test_another_word_is_no_slip(label):
    assert matcher_for(FORM, "2023").match(label).code == ""


@pytest.mark.parametrize("text", ["quý", "cá nhân", "đồng hồ", "thôn đông", "tổng số hội viên"])
def test_what_is_written_right_stays(text):
    assert respelled(text) == text

"""Lines that are no rows, told by their words."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.lists.lines import group_in, group_within, is_closing, is_ditto, is_total
from tests.sheets.lists.families import VILLAGE


@pytest.mark.parametrize(
    "text",
    ["Cộng", "CỘNG:", "Tổng cộng", "Tổng số: 45 hộ", "Tong cong: 45", "Cộng thôn Đông", "Tổng", "TC", "Tổng (45)", "T.cộng",
     "(Danh sách gồm 45 hộ)", "Danh sách này có 12 gia đình", "Ấn định danh sách: 30 hộ"],
)  # fmt: skip
def test_totals(text):
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["Tống Văn An", "Tổng Thị Hà", "Cồng Văn Bình", "Cộng Hòa", "Danh sách gia đình", "45", "Công Tâm"]
)
def test_what_only_looks_like_a_total(text):
    assert not is_total(text)


@pytest.mark.parametrize(
    "text",
    ["Thanh Tùng, ngày 20 tháng 12 năm 2024", "NGƯỜI LẬP BIỂU", "TM. BAN KHUYẾN HỌC", "Trưởng thôn", "(Ký, ghi rõ họ tên)",
     "Xác nhận của UBND xã", "Ngày … tháng … năm 2024", "KT. CHỦ TỊCH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
)  # fmt: skip
def test_what_stands_below_a_list(text):
    assert is_closing(text)


@pytest.mark.parametrize("text", ["Nguyễn Văn An", "Kỳ Thị Hà", "Trương Văn Ba", "Tô Văn Trưởng", "Thôn Đông"])
def test_what_does_not(text):
    assert not is_closing(text)


@pytest.mark.parametrize(
    ("text", "ditto"), [('"', True), ("-nt-", True), ("Như trên", True), ("nt", True), ("Nam", False), ("", False)]
)
def test_marks_that_say_as_above(text, ditto):
    assert is_ditto(text) is ditto


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thôn Đông", "Thôn Đông"), ("I. THÔN ĐÔNG", "THÔN ĐÔNG"), ("1/ Thôn Đông: 45 hộ", "Thôn Đông"), ("- Xóm 3", "Xóm 3"),
        ("Thôn Đông (45 hộ)", "Thôn Đông"), ("TDP số 5", "TDP số 5"), ("Tổ dân phố 12", "Tổ dân phố 12"),
        ("Thon Dong", "Thon Dong"),
        ("* Khu dân cư Bắc - 30 gia đình", "Khu dân cư Bắc"), ("Thôn: Đông", "Thôn: Đông"),
        ("Đông", ""), ("Thôn", ""), ("Khuất Văn An", ""), ("A. Gia đình đạt 3 năm liền", ""),
    ],
)  # fmt: skip
def test_a_line_names_a_group(text, name):
    assert group_in(text, VILLAGE) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DANH SÁCH GIA ĐÌNH HỌC TẬP THÔN ĐÔNG NĂM 2024", "THÔN ĐÔNG"), ("Thôn Đông La, xã Thanh Tùng", "Thôn Đông La"),
        ("Thôn: Đông     Xã: Thanh Tùng", "Thôn Đông"), ("Ban khuyến học tổ dân phố số 5 - phường Trần Phú", "tổ dân phố số 5"),
        ("Danh sách các thôn", ""), ("Thôn: ………", ""), ("Gia đình học tập năm 2024", ""),
        ("Đề nghị các thôn rà soát lại những gia đình đã chuyển đi nơi khác", ""),
    ],
)  # fmt: skip
def test_a_title_names_a_group(title, name):
    assert group_within(title, VILLAGE) == name

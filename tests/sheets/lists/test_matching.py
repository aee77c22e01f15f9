"""Which column a header means."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.lists.matching import NUMBER, Likeness, matcher_for
from tests.sheets.lists.families import ASKED


@pytest.mark.parametrize(
    ("header", "key", "likeness"),
    [
        ("Họ và tên chủ hộ", "name", Likeness.EXACT), ("HO VA TEN", "name", Likeness.EXACT), ("Họ, tên", "name", Likeness.EXACT),
        ("Họ và tên chủ hộ (viết chữ in hoa)", "name", Likeness.EXACT), ("Ho\u0323 va\u0300 te\u0302n", "name", Likeness.EXACT),
        ("Chủ hộ - họ và tên", "name", Likeness.SAME_WORDS), ("Họ và tên chủ hộ gia đình", "name", Likeness.BEGINS),
        ("Tên của chủ hộ", "name", Likeness.EXACT), ("N.sinh", "born", Likeness.ABBREVIATES),
        ("NS", "born", Likeness.ABBREVIATES),
        ("Năm sinh (nếu nhớ)", "born", Likeness.EXACT), ("Ngày, tháng, năm sinh", "born", Likeness.HOLDS),
        ("TDP", "village", Likeness.ABBREVIATES), ("Thôn/Khu", "village", Likeness.BEGINS),
        ("Đ.ký", "registered", Likeness.ABBREVIATES),
        ("Đăng ký năm 2024", "registered", Likeness.BEGINS), ("ĐẠT", "recognised", Likeness.EXACT),
        ("STT", NUMBER, Likeness.EXACT),
        ("Số TT", NUMBER, Likeness.EXACT), ("TT", NUMBER, Likeness.EXACT),
    ],
)  # fmt: skip
def test_a_header_means_a_column(header, key, likeness):
    found = matcher_for(ASKED).meant(header)
    assert found is not None
    assert (found.key, found.likeness) == (key, likeness)


@pytest.mark.parametrize(
    "header", ["Ghi chú", "", "Số điện thoại", "(1)", "Danh sách gia đình đạt danh hiệu " * 5, "Nguyễn Văn An"]
)
def test_a_header_means_nothing_that_is_asked_for(header):
    assert matcher_for(ASKED).meant(header) is None

"""What is written behind a figure: read where a person would be certain of the figure, else asked."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.values import Stated
from tests.returns.intake.test_parsing import parsed, value


@pytest.mark.parametrize(
    ("code", "content", "number"),
    [
        ("MH03", "1512 (75,4%)", 1512),
        ("MH03", "1.512 hộ (=75,4%)", 1512),
        ("MH03", "1512 (đạt 75,4% so với kế hoạch năm 2023)", 1512),
        ("MH33", "7 - đạt 87,5%", 7),
        ("HV01", "1830 người, đạt 100% KH", 1830),
        ("MH13", "19 (79%).", 19),
        ("HV02", "112 (tăng 5)", 112),
        ("HV02", "112 người (tăng 5 người so với năm 2022)", 112),
        ("HB01", "60 (giảm 3 so với năm trước)", 60),
        ("HB04", "41 em (trong đó nữ: 20)", 41),
        ("HB02", "320 (HS: 300; SV: 20)", 320),
        ("KT04", "40 (5 tập thể, 35 cá nhân)", 40),
        ("HV06", "06 (sáu)", 6),
        ("KT03", "5 (năm giấy)", 5),
        ("TT02", "105 (một trăm lẻ năm)", 105),
        ("QK04", "63.000.000 (Sáu mươi ba triệu đồng chẵn)", 63_000_000),
        ("QK02", "81.300.000 đ (tăng 12%)", 81_300_000),
        ("QK02", "81.300.000,-", 81_300_000),
        ("QK02", "81.300.000.-", 81_300_000),
        ("TH02", "104 .", 104),
        ("TH02", ": 104 buổi", 104),
        ("TH02", '"104"', 104),
        ("HB02", "３２０", 320),
        ("QK033", "10 triệu rưỡi", 10_500_000),
        ("TH03", "12 lần", 12),
    ],
)
def test_what_leaves_the_figure_as_it_is(code, content, number):
    assert value(code, content) == number


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("MH03", "1512 (ước 75%)"),
        ("MH03", "1512 (1530)"),
        ("MH03", "1512 (sửa lại: 1530)"),
        ("MH03", "1512 (dự kiến)"),
        ("HV02", "112 (+5)"),
        ("HV02", "112 (tăng lên 117)"),
        ("HV02", "112 (giảm còn 107)"),
        ("HV02", "112 (tăng 5, chưa tính thôn Đông)"),
        ("HB04", "41 (trong đó 50 nữ)"),
        ("HB04", "41 (gồm 20 em dự kiến)"),
        ("HB02", "320 (300; 30)"),
        ("HB02", "320 (năm 2022)"),
        ("KT03", "5 (năm 2022)"),
        ("KT03", "5 (năm trước)"),
        ("KT03", "5 (sáu)"),
        ("KT03", "20 (hai mươi lăm)"),
        ("QK04", "63 (sáu mươi ba triệu)"),
        ("MH03", "75,4%"),
        ("MH03", "khoảng 1512 (75%)"),
        ("TH02", "104 - 110"),
        ("TH02", ":"),
        ("QK01", "1830 (năm 2022: 1718)"),
    ],
)
def test_what_may_change_the_figure_is_asked(code, content):
    assert (parsed(code, content).stated, parsed(code, content).raw) == (Stated.INVALID, content)

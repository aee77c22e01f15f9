"""Figures in plain text: whole ones are read, torn ones are refused."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.torn_numbers import read_figures
from khuyenhoc.sheets.limits import Refused
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, TITLE, lines


def test_return_as_text_is_read(read):
    rows = [[OWNER.replace(",", " -"), "", "", "", ""], [TITLE, "", "", "", ""], HEADER, *lines(CLEAN)]
    reading = read("\r\n".join(";".join(map(str, row)) for row in rows).encode("utf-8-sig"), "bao cao.csv")
    assert (reading.outcome, reading.returns[0].unit) == ("read", "11242")
    assert [reading.returns[0].cells[i.code].value for i in FORM.typed] == [CLEAN[i.code] for i in FORM.typed]
    assert reading.returns[0].cells["TC01"].at == "bao cao!E4"


def test_thousands_that_the_comma_tore_apart_are_refused_and_never_cut():
    torn = "STT,Chỉ tiêu,Kết quả\n1,Tổng số hội viên,2,690\n2,Số chi hội,12\n"
    with pytest.raises(Refused, match="Dòng 2: số “2,690”"):
        read_figures(torn.encode(), "x")


def test_figures_side_by_side_in_rows_of_one_width_are_whole():
    whole = "Xã,Hội viên,Chi hội\nThanh Tùng,2,690\nThanh Giang,12,710\n"
    (sheet,) = read_figures(whole.encode(), "x").sheets
    assert sheet.rows[1] == ["Thanh Tùng", "2", "690"]


LINES_AND_MODELS = """STT,Chỉ tiêu,Kết quả,,\n1,Số chi hội,12,,\n2,Số ban,9,,\n3,Tin bài,7,,
,,,,\nSTT,Nội dung,Tổng số,Số đăng ký,Đạt\n1,Dòng họ,28,28,24\n2,Đơn vị,295,294,289\n"""


def test_figures_under_headers_of_their_own_are_whole_in_a_table_that_is_wider_than_the_other():
    (sheet,) = read_figures(LINES_AND_MODELS.encode(), "x").sheets
    assert sheet.rows[7] == ["2", "Đơn vị", "295", "294", "289"]


@pytest.mark.parametrize(
    ("whole", "torn"), [("Đạt", "Ghi chú"), ("Tổng số,Số đăng ký,Đạt", "Kết quả,,"), (",,\n", "\n")]
)
def test_such_figures_are_refused_where_one_has_no_header_of_figures_or_the_rows_are_of_any_length(whole, torn):
    with pytest.raises(Refused, match="Dòng 8: số “29"):
        read_figures(LINES_AND_MODELS.replace(whole, torn).encode(), "x")

"""Tables in plain text: encodings and separators."""

from __future__ import annotations

import unicodedata

import pytest

from khuyenhoc.returns.intake.limits import Refused
from khuyenhoc.returns.intake.reader import read_workbook
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, TITLE, lines

ROWS = [["Mã", "Chỉ tiêu", "Số liệu"], ["MH01", "Tổng số gia đình, hộ", "1.234"]]


def text(mark: str, rows: list[list[object]] = ROWS) -> str:
    return "\r\n".join(mark.join(f'"{cell}"' if mark in str(cell) else str(cell) for cell in row) for row in rows)


def cp1258(value: str) -> bytes:
    """The code page has letters with their hats, and each tone as a character of its own behind its letter."""
    return b"".join(_cp1258(c) for c in value)


def _cp1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encode",
    [str.encode, cp1258, *(lambda t, e=e: t.encode(e) for e in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"))],
)
def test_every_encoding_and_separator_reads_the_same(mark, encode):
    workbook = read_workbook(encode(text(mark)), "bao cao")
    (sheet,) = workbook.sheets
    assert (workbook.kind, sheet.name) == ("csv", "bao cao")
    assert [[unicodedata.normalize("NFC", c) for c in row] for row in sheet.rows] == ROWS


def test_hint_of_excel_is_no_row_of_the_table():
    (sheet,) = read_workbook(("sep=;\r\n" + text(";")).encode(), "x").sheets
    assert sheet.address(1, 0) == "x!A2"
    assert sheet.at(1, 0) == "Mã"


def test_return_as_text_is_read(read):
    rows = [[OWNER.replace(",", " -"), "", "", "", ""], [TITLE, "", "", "", ""], HEADER, *lines(CLEAN)]
    reading = read(text(";", rows).encode("utf-8-sig"), "bao cao.csv")
    assert (reading.outcome, reading.returns[0].unit) == ("read", "11242")
    assert [reading.returns[0].cells[i.code].value for i in FORM.typed] == [CLEAN[i.code] for i in FORM.typed]
    assert reading.returns[0].cells["TC01"].at == "bao cao!E4"


def test_thousands_that_the_comma_tore_apart_are_refused_and_never_cut():
    torn = "STT,Chỉ tiêu,Kết quả\n1,Tổng số hội viên,2,690\n2,Số chi hội,12\n"
    with pytest.raises(Refused, match="Dòng 2: số “2,690”"):
        read_workbook(torn.encode(), "x")


def test_figures_side_by_side_in_rows_of_one_width_are_whole():
    whole = "Xã,Hội viên,Chi hội\nThanh Tùng,2,690\nThanh Giang,12,710\n"
    (sheet,) = read_workbook(whole.encode(), "x").sheets
    assert sheet.rows[1] == ["Thanh Tùng", "2", "690"]


LINES_AND_MODELS = """STT,Chỉ tiêu,Kết quả,,\n1,Số chi hội,12,,\n2,Số ban,9,,\n3,Tin bài,7,,
,,,,\nSTT,Nội dung,Tổng số,Số đăng ký,Đạt\n1,Dòng họ,28,28,24\n2,Đơn vị,295,294,289\n"""


def test_figures_under_headers_of_their_own_are_whole_in_a_table_that_is_wider_than_the_other():
    (sheet,) = read_workbook(LINES_AND_MODELS.encode(), "x").sheets
    assert sheet.rows[7] == ["2", "Đơn vị", "295", "294", "289"]


@pytest.mark.parametrize(
    ("whole", "torn"), [("Đạt", "Ghi chú"), ("Tổng số,Số đăng ký,Đạt", "Kết quả,,"), (",,\n", "\n")]
)
def test_such_figures_are_refused_where_one_has_no_header_of_figures_or_the_rows_are_of_any_length(whole, torn):
    with pytest.raises(Refused, match="Dòng 8: số “29"):
        read_workbook(LINES_AND_MODELS.replace(whole, torn).encode(), "x")

"""Tables in plain text: encodings and separators."""

from __future__ import annotations

import unicodedata

import pytest

from khuyenhoc.sheets.reader import read_workbook

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


def test_numbers_side_by_side_are_numbers_of_their_own_where_no_figures_are_asked_for():
    (sheet,) = read_workbook(b"STT,Ten,So nha\n1,Nguyen Van A,2,690\n2,Tran Van B,12\n", "x").sheets
    assert sheet.rows[1] == ["1", "Nguyen Van A", "2", "690"]

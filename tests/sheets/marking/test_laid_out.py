"""Files that cannot be marked themselves: their values in a new .xlsx that says so, and reads to the same."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from khuyenhoc.sheets.grid import Sheet, Workbook
from khuyenhoc.sheets.marking.laid_out import lay_out
from khuyenhoc.sheets.marking.mark import mark
from khuyenhoc.sheets.marking.notes import Kind, Note
from khuyenhoc.sheets.own_sheets import without_own
from khuyenhoc.sheets.reader import read_workbook
from tests.sheets.files import ERROR, ods
from tests.sheets.marking.books import RED, YELLOW, comment, fill, lines, lively, note, opened, parts

ROWS = [
    ["STT", "Chỉ tiêu", "Kết quả"],
    [1, "Hội viên", 1500],
    [2, "=Chi hội", "1.234"],
    [3, "Quỹ", ERROR],
    [4, "Lớp", None],
]


def test_an_ods_becomes_a_marked_xlsx_that_says_so() -> None:
    notes = [note("C3", sheet="Báo cáo"), note("C5", kind=Kind.WARNING, sheet="Báo cáo")]
    found = mark(ods(ROWS), "BC.ods", notes)
    book = opened(found.data)
    assert (found.name, found.is_own) == ("BC (đánh dấu).xlsx", False)
    assert book.sheetnames == ["Lỗi cần sửa", "Báo cáo"]
    assert "Tệp gốc (.ods)" in book.worksheets[0]["A2"].value
    assert (fill(book, "C3", "Báo cáo"), fill(book, "C5", "Báo cáo")) == (RED, YELLOW)
    assert comment(book, "C3", "Báo cáo") == "— Khuyến Học —\nLỗi: Số này sai."
    assert [line[3] for line in lines(book)] == ["C3, trang “Báo cáo”", "C5, trang “Báo cáo”"]
    assert book["Báo cáo"]["B3"].data_type == "s"
    assert book["Báo cáo"]["B3"].value == "=Chi hội"
    (sheet,) = without_own(read_workbook(found.data)).sheets
    assert sheet.at(2, 2) == "1.234"
    assert sheet.at(1, 2) == 1500
    assert sheet.at(3, 2) == "#REF!"


def test_a_text_file_keeps_its_name_as_its_sheet() -> None:
    found = mark(
        "STT;Chỉ tiêu;Kết quả\n1;Hội viên;1.500\n".encode(), "Xã Thanh Tùng.csv", [note("C2", sheet="Xã Thanh Tùng")]
    )
    book = opened(found.data)
    assert book.sheetnames == ["Lỗi cần sửa", "Xã Thanh Tùng"]
    assert book["Xã Thanh Tùng"]["C2"].value == "1.500"
    assert fill(book, "C2", "Xã Thanh Tùng") == RED


@pytest.mark.parametrize(
    ("name", "called"),
    [("a/b:c", "a-b-c"), ("'q'", "-q-"), ("x" * 40, "x" * 31)],
)
def test_names_that_a_sheet_may_not_have_are_changed_and_links_follow(name: str, called: str) -> None:
    sheets = (Sheet(name, [["a", 1]]), Sheet(f"{name} 2", [["b"]]))
    book = opened(lay_out(Workbook("ods", sheets), [note("B1", sheet=name)], ".ods"))
    assert book.sheetnames[1] == called
    assert len(set(book.sheetnames)) == 3
    links = [c.hyperlink.location for row in book.worksheets[0] for c in row if c.hyperlink]
    assert links == [f"'{called}'!B1"]
    assert fill(book, "B1", called) == RED


def test_every_kind_of_value_is_laid_out_as_it_is() -> None:
    values = [
        True,
        1,
        2.5,
        "x",
        dt.date(2023, 5, 12),
        dt.datetime(2023, 5, 12, 8, 30),
        dt.time(8, 30),
        dt.timedelta(hours=1),
    ]
    merged = [((1, 0), (1, 2))]
    sheet = Sheet("S", [values, ["Gộp", "", ""]], merged=merged, hidden=True)
    data = lay_out(Workbook("xls", (sheet, Sheet("Trống", []))), [note("B2", "Sai.", sheet="S")], ".xls")
    book = opened(data)
    assert (book["S"].sheet_state, fill(book, "A2", "S")) == ("hidden", RED)
    assert [str(r) for r in book["S"].merged_cells.ranges] == ["A2:C2"]
    read = read_workbook(data).sheets[1]
    assert list(read.rows[0][:6]) == values[:6]


def test_an_unusual_xlsx_is_laid_out_too() -> None:
    usual, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts(lively()).items():
            archive.writestr(name, content.replace(usual, strict))
    found = mark(data.getvalue(), "BC.xlsx", [Note(Kind.ERROR, "Sai.", "Báo cáo '23!B3")])
    assert not found.is_own
    assert fill(opened(found.data), "B3") == RED

"""Bytes to sheets of cells: every format to the same rows, errors where they stand, and limits before anything else."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from msgspec import structs

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.grid import Sheet, cell_name, column_name, merged_anchors
from khuyenhoc.sheets.limits import DEFAULT
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.sheets.sentences import said
from tests.sheets.books import Page, book
from tests.sheets.files import ERROR, compound, ods, xls, xlsb, zipped
from tests.sheets.refusals import refusal

ROWS = [["Mã", "Số liệu", None], ["TC01", 12.0, ERROR]]


def xlsx(rows: list[list[object]], name: str = "BC") -> bytes:
    return book(Page([["=A1 -> #REF!" if cell is ERROR else cell for cell in row] for row in rows], name))


@pytest.mark.parametrize("write", [xlsx, xls, xlsb, ods])
def test_every_format_reads_to_the_same_cells(write):
    (sheet,) = read_workbook(write(ROWS, name="BC")).sheets
    assert [list(row) for row in sheet.rows] == [["Mã", "Số liệu", ""], ["TC01", 12.0, ""]]
    assert sheet.errors == {(1, 2): "#REF!"}
    assert (sheet.name, sheet.hidden, sheet.address(1, 2)) == ("BC", False, "BC!C2")


@pytest.mark.parametrize(("write", "kind"), [(xlsx, "xlsx"), (xls, "xls"), (xlsb, "xlsb"), (ods, "ods")])
def test_format_is_recognised_by_content(write, kind):
    assert read_workbook(write(ROWS)).kind == kind


def test_rows_count_from_the_first_row_of_the_sheet():
    (sheet,) = read_workbook(xlsx([[], [], [None, "x"]])).sheets
    assert sheet.at(2, 1) == "x"
    assert sheet.at(99, 99) == sheet.at(0, 0) == ""


def test_hidden_sheets_and_merged_ranges_are_known():
    data = book(
        Page([["a", None], [], [None, None, "c"]], "Một", merged=[(0, 0, 1, 1)]), Page([["b"]], "Hai", hidden=True)
    )
    one, two = read_workbook(data).sheets
    assert (one.hidden, two.hidden) == (False, True)
    assert merged_anchors(one) == {(0, 1): (0, 0), (1, 0): (0, 0), (1, 1): (0, 0)}


def hidden_xlsx(rows: list[list[object]]) -> bytes:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet = workbook.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    sheet.set_column(1, 2, None, None, {"hidden": True})
    workbook.close()
    return data.getvalue()


COLLAPSED = (
    '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    '<table:table-column table:number-columns-repeated="16381"/>'
)


@pytest.mark.parametrize(
    "write",
    [
        hidden_xlsx, lambda rows: ods(rows, columns=COLLAPSED), lambda rows: xls(rows, hidden=(1, 2)),
        lambda rows: xlsb(rows, hidden=(1, 2)),
    ],
)  # fmt: skip
def test_hidden_columns_are_known_in_every_format(write):
    (sheet,) = read_workbook(write([["Mã", "Số liệu", 3, 4], ["TC01", 12, 3, 4]])).sheets
    assert sheet.hidden_columns == {1, 2}


def test_merged_range_over_everything_is_not_laid_out():
    sheet = Sheet("x", [[""] * 500] * 500, merged=[((0, 0), (1048575, 16383))])
    assert merged_anchors(sheet) == {}


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_name(column, name):
    assert column_name(column) == name


def test_cell_name():
    assert cell_name(16, 3) == "D17"


# Refused, each with what to do


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", sentences.EMPTY),
        (b"%PDF-1.7 \x00", sentences.PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00", sentences.PICTURE),
        (b"\xff\xd8\xff\xe0\x00", sentences.PICTURE),
        (b"\x00\x00\x00\x18ftypheic\x00", sentences.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", sentences.PICTURE),
        (b"{\\rtf1 x}", sentences.DOCUMENT),
        (b"<html><table></table></html>", sentences.WEB_PAGE),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", sentences.WEB_PAGE),
        (b"Rar!\x1a\x07\x00", sentences.ARCHIVE),
        (b"\x7fELF\x02\x01\x00", sentences.NOT_A_WORKBOOK),
        ("chỉ là một câu".encode(), sentences.NOT_A_WORKBOOK),
        (b"PK\x03\x04 cut off", sentences.BROKEN),
        (zipped({"word/document.xml": ""}), sentences.DOCUMENT),
        (zipped({"ppt/presentation.xml": ""}), sentences.SLIDES),
        (zipped({"xa Thanh Tung.xlsx": b"PK"}), sentences.ARCHIVE),
        (zipped({"xl/workbook.xml": "<"}), sentences.BROKEN),
        (compound(b"", "WordDocument"), sentences.DOCUMENT),
        (compound(b"", "PowerPoint Document"), sentences.SLIDES),
        (compound(b"", "EncryptedPackage"), sentences.PASSWORD),
        (compound(b"", "Something"), sentences.NOT_A_WORKBOOK),
        (compound(b"\x09\x08", "Workbook")[:2000], sentences.BROKEN),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(data, sentence):
    assert refusal(data) == sentence


def test_text_document_of_libreoffice_is_a_document():
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "META-INF/manifest.xml": ""}
    assert refusal(zipped(parts)) == sentences.DOCUMENT


def test_password_of_libreoffice_is_seen():
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "content.xml": "", "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert refusal(zipped(parts)) == sentences.PASSWORD


def test_zip_under_a_password_is_seen():
    data = bytearray(xlsx(ROWS))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == sentences.PASSWORD


def test_size_is_limited():
    assert refusal(b"x" * 3_000_000, size=1024 * 1024).startswith("Tệp nặng 3 MB, quá mức 1 MB.")


def test_bomb_is_not_opened():
    assert refusal(zipped({"xl/workbook.xml": b"0" * 5_000_000})) == sentences.BOMB


def test_many_parts_that_unpack_to_much_are_not_opened():
    assert refusal(xlsx(ROWS), unpacked=1000) == sentences.BOMB


def test_many_sheets_are_not_opened():
    data = book(*(Page([["x"]], f"{n}") for n in range(4)))
    assert refusal(data, sheets=3) == said(sentences.TOO_MANY_SHEETS, count=4, limit=3)


@pytest.mark.parametrize("write", [xls, xlsb])
@pytest.mark.parametrize(
    ("moved", "at"), [((65_000, 0), "B65002"), ((0, 60_000), "CJST2"), ((65_534, 65_533), "CRXO65536")]
)
def test_far_cell_of_a_binary_file_is_seen_before_it_takes_the_memory(write, moved, at):
    assert f"trải đến ô {at}, quá lớn" in refusal(write([["a", 1.0], ["b", 2.0]], moved=moved))


def test_far_cell_of_an_xlsx_is_seen_before_it_takes_the_memory():
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet = workbook.add_worksheet("Trang 1")
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, 1)
    workbook.close()
    assert refusal(data.getvalue()) == said(sentences.TOO_WIDE, sheet="Trang 1", at="XFD1048576")


def test_far_row_whose_cells_leave_out_where_they_are_is_seen():
    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cell = "<c><v>1</v></c>"
    rows = f'<row r="1">{cell}</row><row r="1048576">{cell}</row>'
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    assert "trải đến ô A1048576" in refusal(zipped({**parts, "xl/worksheets/sheet1.xml": sheet}))


def test_far_cell_of_an_ods_is_seen_before_it_takes_the_memory():
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell{}/></table:table-row>'
    data = ods([["a"]], tail=row.format(1_000_000, "") + row.format(1, ' office:value-type="float" office:value="1"'))
    assert "trải đến ô A1000002" in refusal(data)


def test_rectangles_of_all_sheets_together_are_limited():
    data = book(*(Page([*[[]] * 9, [*[None] * 9, "x"]], f"{n}") for n in range(3)))
    assert refusal(data, cells=250).startswith("Trang “2” trải đến ô J10")
    assert len(read_workbook(data, limits=structs.replace(DEFAULT, cells=300)).sheets) == 3


def test_many_rows_that_are_only_styled_are_no_cells():
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet, style = workbook.add_worksheet(), workbook.add_format({"border": 1})
    sheet.write(0, 0, "a")
    for row in range(30_000):
        sheet.write_blank(row + 1, 1, None, style)
    workbook.close()
    assert [list(row) for row in read_workbook(data.getvalue()).sheets[0].rows] == [["a"]]


def test_part_whose_check_sum_is_wrong_is_broken():
    data = bytearray(xlsx(ROWS))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[at + 60] ^= 0xFF
    assert refusal(bytes(data)) == sentences.BROKEN

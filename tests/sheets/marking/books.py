"""Workbooks as people make them, for tests of marking; and what stands in a marked one."""

from __future__ import annotations

import io
import warnings
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.workbook import Workbook

from khuyenhoc.sheets.marking.notes import Kind, Note

SHEET = "Báo cáo '23"
RED, YELLOW, BLUE = "FFF9CDC6", "FFFDEEB5", "FFD3E0F6"


def lively() -> bytes:
    """A workbook with formulas, a comment, merged cells, colours, a chart, names, a hidden sheet and a hidden row."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet, old = book.add_worksheet(SHEET), book.add_worksheet("Năm trước")
    old.hide()
    old.write(0, 0, 1799)
    green = book.add_format({"bg_color": "#00FF00", "num_format": "#,##0", "bold": True})
    sheet.set_column("D:D", 20, book.add_format({"italic": True}))
    sheet.merge_range("A1:D1", "Hội Khuyến học xã Thanh Tùng", book.add_format({"align": "center"}))
    sheet.write("B3", 1800, green)
    sheet.write_comment("B3", "Theo sổ.", {"author": "Chị Lan"})
    sheet.write_formula("B4", "=B3+1", green, 1801)
    sheet.write("A5", "Cộng")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.write("B7", 5)
    sheet.data_validation("B3", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.conditional_format("B3:B9", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [SHEET, 2, 1, 3, 1]})
    sheet.insert_chart("F2", chart)
    sheet.print_area("A1:D9")
    sheet.protect("mật khẩu")
    sheet.activate()
    book.define_name("'Năm trước'!tong", "='Năm trước'!$A$1")
    book.close()
    return data.getvalue()


def note(cell: str, what: str = "Số này sai.", kind: Kind = Kind.ERROR, sheet: str = SHEET, **rest: str) -> Note:
    return Note(kind, what, f"{sheet}!{cell}" if cell else "", **rest)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    with warnings.catch_warnings():
        # It says which parts it does not look at (the data bar); they are looked at as bytes.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def fill(book: Workbook, cell: str, sheet: str = SHEET) -> str:
    """The colour of a cell, "" where it has none."""
    found = book[sheet][cell].fill
    return str(found.fgColor.rgb) if found.fill_type else ""


def comment(book: Workbook, cell: str, sheet: str = SHEET) -> str:
    found = book[sheet][cell].comment
    return found.text if found else ""


def lines(book: Workbook) -> list[tuple[str, ...]]:
    """The rows of the first sheet below its header: number, level, what, where, whose, what to do."""
    rows = [tuple(str(v or "") for v in row[:6]) for row in book.worksheets[0].values]
    return [row for row in rows if row[0].rstrip(".").isdigit()]

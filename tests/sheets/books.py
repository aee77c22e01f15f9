"""Workbooks written for tests: sheets of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter

Cell = object
Merge = tuple[int, int, int, int]


@dataclass
class Page:
    """A sheet: rows from the top, merged ranges as (top, left, bottom, right) with the text of the first cell."""

    rows: Sequence[Sequence[Cell]]
    name: str = "Báo cáo"
    merged: Sequence[Merge] = field(default_factory=list)
    hidden: bool = False


def book(*pages: Page) -> bytes:
    """An .xlsx. Texts that begin with "=" are formulas; a formula's value may stand behind " -> "."""
    data = BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    workbook.set_properties({"created": dt.datetime(2023, 12, 15)})
    date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for page in pages:
        sheet = workbook.add_worksheet(page.name)
        if page.hidden:
            sheet.hide()
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, date)
        for top, left, bottom, right in page.merged:
            sheet.merge_range(top, left, bottom, right, page.rows[top][left])
    workbook.close()
    return data.getvalue()


def _write(sheet, row: int, column: int, cell: Cell, date) -> None:
    match cell:
        case None:
            return
        case str() if cell.startswith("="):
            formula, _, value = cell.partition(" -> ")
            sheet.write_formula(row, column, formula, None, value)
        case str():
            sheet.write_string(row, column, cell)
        case dt.datetime():
            sheet.write_datetime(row, column, cell, date)
        case _:
            sheet.write(row, column, cell)

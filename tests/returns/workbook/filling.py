"""Filling in workbooks as people do, and reading off what they say, by libraries that know nothing of how they are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.identity import Identity, signed
from khuyenhoc.returns.values import Cells, CellValue, LastPeriod, Stated, UnitContext
from khuyenhoc.returns.workbook.content import Edition, UnitWorkbook
from khuyenhoc.returns.workbook.layout import RECKONING, SHEET, Column, Top
from khuyenhoc.returns.workbook.template import placing_of
from khuyenhoc.units.spec import read_units

FORM: FormSpec = read_catalogue().forms[0]
KEY = b"a key for the tests, as long as one"
COLLECTION = "BC-NAM-2023"
UNITS = {unit.code: unit for unit in read_units("30", 2023).units}
Typed = int | float | str | bool | dt.date | Stated
"""What is typed into a cell: Stated.NONE for "không có", Stated.BLANK for nothing."""
Row = Mapping[str, Typed]
Found = set[tuple[str, str, str | None, str]]
"""Check, level, indicator, sentence."""


def content(
    unit: str = "11242", last: LastPeriod | None = None, villages: int | None = None, *, collection: str = COLLECTION,
    synthetic: bool = True, key: bytes = KEY, signed_for: str = "", registers: Mapping[str, int] | None = None,
) -> UnitWorkbook:  # fmt: skip
    """The workbook of a unit, signed."""
    said = registers or {}
    edition = Edition(FORM, collection, "2023", dt.date(2023, 11, 1), last is not None, synthetic, frozenset(said))
    token = signed(Identity(signed_for or unit, FORM.code, FORM.version, collection), key)
    above, due = UNITS[UNITS[unit].parent or ""], dt.date(2023, 12, 20)
    return UnitWorkbook(edition, UNITS[unit], above, due, UnitContext(last, villages, said), token)


@lru_cache(maxsize=4)
def _opened(data: bytes) -> openpyxl.Workbook:
    """Opening takes longest, so the tests fill in one and the same workbook again and again."""
    return openpyxl.load_workbook(BytesIO(data), rich_text=True)


def filled(data: bytes, row: Row, reasons: Mapping[str, str] | None = None) -> bytes:
    """The workbook with its inputs filled in; what had been reckoned before is gone with it."""
    book, out = _opened(data), BytesIO()
    sheet = book[SHEET]
    touched = []
    for at in range(1, sheet.max_row + 1):
        code = sheet.cell(at, Column.CODE + 1).value or sheet.cell(at, Column.LABEL + 1).value
        if row.get(code, Stated.BLANK) is not Stated.BLANK:
            touched.append(_put(sheet.cell(at, Column.VALUE + 1), row[code]))
        if reasons and code in reasons:
            touched.append(_put(sheet.cell(at, Column.REASON + 1), reasons[code]))
    book.save(out)
    for cell, number_format in touched:
        cell.value, cell.number_format = None, number_format
    return out.getvalue()


def _put(cell: Any, typed: Typed) -> tuple[Any, str]:
    """Types it; the cell, and the format of numbers that it had."""
    before = cell.number_format
    cell.value = "không có" if typed is Stated.NONE else typed
    if isinstance(typed, dt.date):
        cell.number_format = "dd/mm/yyyy"
    return cell, before


class Said:
    """What a reckoned workbook says."""

    def __init__(self, data: bytes, of: UnitWorkbook) -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        self._sheet, self._hidden = (
            book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in (SHEET, RECKONING)
        )
        self._placing = placing_of(of.edition)

    @property
    def marks(self) -> Found:
        """The marks that are set on the hidden sheet."""
        cells = ((p.probe, self._hidden[p.row][p.column]) for p in self._placing.placed)
        return {(p.check, p.level, p.on, " ".join(str(text).split())) for p, text in cells if text}

    def verdict(self, code: str | None) -> str:
        """What stands beside a line; None: beside the whole."""
        row = self._placing.layout.row_of[code] if code else self._placing.layout.last
        return str(self._sheet[row][Column.VERDICT])

    @property
    def ready(self) -> str:
        return str(self._sheet[Top.READY][Column.CODE])

    def cell(self, code: str, column: Column = Column.VALUE) -> object:
        return self._sheet[self._placing.layout.row_of[code]][column]


def cells(row: Row) -> Cells:
    """The cells of figures as intake states them, without places; of a share only where it is written over its formula."""
    typed = {i.code: _stated(i.code, row.get(i.code, Stated.BLANK)) for i in FORM.typed}
    derived = [i.code for i in FORM.indicators if i.is_derived and i.code in row]
    return typed | {c: CellValue(c, Stated.SHARE, share=Decimal(str(row[c]))) for c in derived}


def _stated(code: str, typed: Typed) -> CellValue:
    match typed:
        case Stated():
            return CellValue(code, typed)
        case int():
            return CellValue(code, Stated.VALUE, typed)
        case float():
            return CellValue(code, Stated.INVALID, raw=str(typed).replace(".", ","))
        case dt.date():
            return CellValue(code, Stated.INVALID, raw=f"{typed.day}/{typed.month}/{typed.year}")
    return CellValue(code, Stated.INVALID, raw=str(typed))


def last_period(row: Row) -> LastPeriod:
    """Figures as last period's."""
    values = {code: 0 if value is Stated.NONE else value for code, value in row.items()}
    none = frozenset(code for code, value in row.items() if value is Stated.NONE)
    return LastPeriod({c: v for c, v in values.items() if isinstance(v, int)}, none)

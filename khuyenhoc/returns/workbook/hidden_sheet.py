"""The hidden sheet: the signed identity, and for each line what it states and what every check says of it."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.workbook import slots, statements
from khuyenhoc.returns.workbook.expressions import translated
from khuyenhoc.returns.workbook.layout import (
    ERRORS,
    FILLED,
    GENERAL,
    MARK,
    TOKEN,
    UNANSWERED,
    VILLAGES,
    Hidden,
    address,
    span,
)  # fmt: skip
from khuyenhoc.returns.workbook.placing import Placing
from khuyenhoc.returns.workbook.probes.reckoning import written
from khuyenhoc.returns.workbook.slots import Slots
from khuyenhoc.sheets.own_sheets import MARKER

_PLACES = 6
_REASONLESS = 'IF(TRIM({reason})="",{warnings},0)'


class HiddenSheet:
    """Writes the hidden sheet of a template. Formulas are given the value that they have while nobody has filled in anything."""

    def __init__(self, sheet: Worksheet, placing: Placing, held: Slots) -> None:
        self._sheet = sheet
        self._slots = held
        self._placing = placing
        self._layout = placing.layout

    def write(self) -> None:
        self._sheet.very_hidden()
        self._sheet.write_string(TOKEN, slots.TOKEN)
        self._sheet.write_string(MARK, MARKER)
        self._sheet.write_formula(GENERAL, 'IFERROR(CELL("format",$B$1),"")', None, "")
        self._sheet.write_number(VILLAGES, self._slots.number(slots.VILLAGES))
        self._sheet.write_formula(ERRORS, self._placing.total(Hidden.ERRORS), None, self._placing.first_errors_in_all)
        self._sheet.write_formula(UNANSWERED, self._placing.total(Hidden.UNANSWERED), None, 0)
        states = span(self._layout.first, self._layout.last, Hidden.STATE)
        filled = len(self._layout.fed)
        self._sheet.write_formula(FILLED, f"SUMPRODUCT(--({states}>{statements.BLANK}))", None, filled)
        for code, row in self._layout.row_of.items():
            self._line(row, self._layout.form.by_code[code])
        for row in self._placing.by_row:
            self._marks(row)

    def _line(self, row: int, indicator: IndicatorSpec) -> None:
        self._sheet.write_string(row, Hidden.CODE, indicator.code)
        if indicator.formula:
            self._derived(row, indicator, indicator.formula)
        else:
            cell, stated = written(self._layout, indicator.code), address(row, Hidden.STATE)
            fed = indicator.code in self._layout.fed
            first = self._slots.number(slots.REGISTER, indicator.code) if fed else ""
            state = statements.VALUE if fed else statements.BLANK
            self._sheet.write_formula(row, Hidden.STATE, statements.state(cell, indicator), None, state)
            self._sheet.write_formula(row, Hidden.VALUE, statements.value(cell, stated, indicator), None, first)
            if fed:
                self._sheet.write_number(row, Hidden.REGISTER, self._slots.number(slots.REGISTER, indicator.code))
            if self._layout.compares:
                self._compared(row, indicator)

    def _derived(self, row: int, indicator: IndicatorSpec, formula: str) -> None:
        codes = names_in(formula)
        cells = [address(self._layout.row_of[code], Hidden.VALUE) for code in codes]
        share = translated(formula, lambda code: cells[codes.index(code)])
        known = f"COUNT({','.join(cells)})={len(cells)}"
        self._sheet.write_formula(row, Hidden.VALUE, f'IF({known},IFERROR({share},""),"")', None, "")
        self._sheet.write_formula(row, Hidden.CHANGE, _decimals(written(self._layout, indicator.code)), None, "")

    def _compared(self, row: int, indicator: IndicatorSpec) -> None:
        value, held, base = (address(row, c) for c in (Hidden.VALUE, Hidden.LAST, Hidden.BEFORE))
        self._sheet.write_number(row, Hidden.LAST, self._slots.number(slots.HELD, indicator.code))
        self._sheet.write_number(row, Hidden.BEFORE, self._slots.number(slots.BEFORE, indicator.code))
        change = f'IF(AND(ISNUMBER({value}),ISNUMBER({base})),ABS({value}-{base})*100/ABS({base}),"")'
        self._sheet.write_formula(row, Hidden.CHANGE, change, None, "")
        if not indicator.steady:
            same = f"IF(AND(ISNUMBER({value}),ISNUMBER({held}),N({value})<>0,N({value})=N({held})),1,0)"
            self._sheet.write_formula(row, Hidden.EQUAL, same, None, 0)

    def _marks(self, row: int) -> None:
        placing, warnings = self._placing, address(row, Hidden.WARNINGS)
        for placed in placing.by_row[row]:
            self._sheet.write_formula(row, placed.column, placed.probe.text, None, placed.probe.at_first)
        first = placing.first_errors(row)
        self._sheet.write_formula(row, Hidden.ERRORS, placing.counted(row, "E"), None, first)
        self._sheet.write_formula(row, Hidden.WARNINGS, placing.counted(row, "W"), None, 0)
        reason = _REASONLESS.format(reason=self._layout.reason(row), warnings=warnings)
        self._sheet.write_formula(row, Hidden.UNANSWERED, reason, None, 0)


def _decimals(cell: str) -> str:
    """To how many decimals a share is written, as far as it matters."""
    found = str(_PLACES)
    for places in range(_PLACES - 1, -1, -1):
        found = f"IF(ROUND({cell},{places})={cell},{places},{found})"
    return f'IF(ISNUMBER({cell}),{found},"")'

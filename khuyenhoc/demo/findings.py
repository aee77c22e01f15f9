"""What the checks find in synthetic figures before anybody writes them into a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.sentences import reason_for
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import CellValue, Mark, Stated, UnitContext

Written = int | Stated | str
"""What a commune writes into a cell: a whole number, "không có", nothing (`Stated.BLANK`), or a text that is no number."""

ReasonKey = tuple[str, str, str | None]
"""Unit code, check code, indicator code (None: the whole return)."""


def cell_of(indicator: str, written: Written) -> CellValue:
    """The cell as it is when read back exactly."""
    match written:
        case Stated():
            return CellValue(indicator, written)
        case int():
            return CellValue(indicator, Stated.VALUE, written)
        case _:
            return CellValue(indicator, Stated.INVALID, raw=written)


def marks_on(form: FormSpec, row: Mapping[str, Written]) -> list[Mark]:
    """All marks on a unit's first period, as the checks of the product give them."""
    return check(form, {code: cell_of(code, written) for code, written in row.items()}, UnitContext())


def reasons_of(unit: str, marks: list[Mark]) -> dict[ReasonKey, str]:
    """A written reason for every warning among the marks; errors have none, they are mended."""
    warnings = ((mark.code, mark.indicator) for mark in marks if mark.level == "W")
    return {(unit, code, on): reason_for(code, on, pick=int(unit)) for code, on in warnings}

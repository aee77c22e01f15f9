"""Where things stand in a unit's workbook: the sheet that is filled in, and the hidden one that reckons, row by row alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from django.utils.translation import gettext_noop
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, SectionSpec

SHEET = gettext_noop("Báo cáo")
RECKONING = "KiemTra"
TOKEN, MARK, GENERAL = "$A$1", "$B$1", "$A$2"
"""Cells of the hidden sheet above its lines: the signed identity; what says that the sheet is ours; the name of a format that is
none, by which a date is told from a number."""
READY = "$A$4"
"""The cell of the sheet that is filled in that says whether it can be sent."""
VILLAGES, ERRORS, UNANSWERED, FILLED = "$A$3", "$A$4", "$A$5", "$B$5"
"""The villages known; how many errors, unanswered warnings and filled cells there are."""


def address(row: int, column: int) -> str:
    """(16, 3) as "D17"."""
    return str(xl_rowcol_to_cell(row, column))


def span(first: int, last: int, column: int) -> str:
    """Rows of a column, such as "D17:D20"."""
    return str(xl_range(first, column, last, column))


class Column(IntEnum):
    """Columns of the sheet that is filled in."""

    CODE = 0
    LABEL = 1
    MEASURE = 2
    LAST = 3
    VALUE = 4
    VERDICT = 5
    REASON = 6


class Top(IntEnum):
    """Rows above the lines."""

    TITLE = 0
    OWNER = 1
    HOW = 2
    READY = 3
    HEADER = 4


class Hidden(IntEnum):
    """Columns of the hidden sheet before those of the checks.

    VALUE: the figure that counts, for a derived indicator its share, exact. LAST: last period's figure. BEFORE: the one to
    compare with, empty where it is 0 or "không có". CHANGE: by how many percent; for a derived indicator to how many
    decimals its share is written. EQUAL: 1 where it is last period's figure again. REGISTER: what the unit's register says.
    """

    CODE = 0
    STATE = 1
    VALUE = 2
    LAST = 3
    BEFORE = 4
    CHANGE = 5
    EQUAL = 6
    REGISTER = 7
    ERRORS = 8
    WARNINGS = 9
    UNANSWERED = 10
    CHECKS = 11


@dataclass(frozen=True)
class Layout:
    """The rows of one form. `compares`: there is a period before, so that the return as a whole can be marked. `fed`: the
    indicators (codes) that the unit's registers have filled in already."""

    form: FormSpec
    compares: bool
    fed: frozenset[str] = frozenset()

    @cached_property
    def lines(self) -> tuple[tuple[int, SectionSpec | IndicatorSpec], ...]:
        """(row, what stands there), rows from 0."""
        return tuple(enumerate(self._in_order(), start=Top.HEADER + 1))

    def _in_order(self) -> Iterator[SectionSpec | IndicatorSpec]:
        for section in self.form.sections:
            yield section
            yield from (i for i in self.form.indicators if i.section == section.code)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each indicator, from 0."""
        return {what.code: row for row, what in self.lines if isinstance(what, IndicatorSpec)}

    @property
    def first(self) -> int:
        return Top.HEADER + 1

    @property
    def last(self) -> int:
        """The last row of the lines; that of the return as a whole stands below it."""
        return self.lines[-1][0] + (1 if self.compares else 0)

    @property
    def whole(self) -> int | None:
        """The row for the return as a whole, None where no check can mark it."""
        return self.last if self.compares else None

    def reason(self, row: int) -> str:
        """The address, from another sheet, of the cell for a line's reason."""
        return f"'{SHEET}'!{address(row, Column.REASON)}"

"""A correction of what was understood: which label means what. Said of labels and headers, never of values. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from khuyenhoc.vietnamese.text import fold

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MASK: Final = "####"


class Kind(StrEnum):
    """What a correction is about."""

    LINE = "line"
    """A line of a table is an indicator, or none."""
    HEADER = "header"
    """A column of a table of units is an indicator, or none."""
    CELL = "cell"
    """The cell where a line and a column meet is an indicator, or none."""
    COLUMN = "column"
    """A column holds the figures of the period."""
    SHEET = "sheet"
    """A sheet holds the return, the others do not."""


class Fix(Struct, frozen=True):
    """One correction. `table`: its number in the file (the sheet's number for SHEET), from 0.

    `text`, `header`: what the label and the header say, as `said`; `nth`: which one of those that say the same, from 0.
    `indicator`: a code, "" for none of them. `scale`: how many đồng one unit is, 1 for "as it stands", 0 where nobody said.
    `year`: the period for which a column was chosen although its header states another year; it counts for that one only.
    """

    kind: Kind
    table: int
    text: str = ""
    header: str = ""
    nth: int = 0
    indicator: str = ""
    scale: int = 0
    year: str = ""

    @property
    def place(self) -> tuple[Kind, int, str, str, int]:
        """What it is about: of two fixes about the same place the later one counts."""
        return self.kind, self.table, self.text, self.header, self.nth


def said(*texts: str, year: str = "") -> str:
    """Texts as layouts are compared by, without accents and case. `year`: the period's, "2023": other years are told by
    how far they are from it, so that next year's file says the same and one with its columns swapped does not; without
    it every year is the same.
    """

    def told(found: re.Match[str]) -> str:
        return f"<{int(found[1]) - int(year):+d}>" if year else _MASK

    return " | ".join(_YEAR.sub(told, fold(text)) for text in texts if text)


def with_fix(fixes: Sequence[Fix], fix: Fix) -> tuple[Fix, ...]:
    """The fixes with one more, which takes the place of those that it contradicts."""
    others = (f for f in fixes if f.place != fix.place)
    if fix.kind in (Kind.COLUMN, Kind.SHEET):
        single = Kind.COLUMN if fix.kind is Kind.COLUMN else Kind.SHEET
        others = (f for f in others if f.kind is not single or (single is Kind.COLUMN and f.table != fix.table))
    return (*others, fix)


def without(fixes: Sequence[Fix], number: int) -> tuple[Fix, ...]:
    """The fixes without the one of a number. IndexError where there is none."""
    dropped = fixes[number]
    return tuple(f for f in fixes if f is not dropped)


def stored(fixes: Iterable[Fix]) -> list[dict[str, Any]]:
    """As JSON keeps them."""
    return [asdict(fix) for fix in fixes]


def restored(rows: Iterable[dict[str, Any]]) -> tuple[Fix, ...]:
    """Back from JSON. TypeError where a row has other fields."""
    return tuple(Fix(**{**row, "kind": Kind(row["kind"])}) for row in rows)

"""A workbook as it is read: sheets of cells with their addresses. Rows and columns count from 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct, field

Content = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
"""What stands in a cell; "" where nothing does."""

Place = tuple[int, int]
"""(row, column)."""


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """0 as "A", 26 as "AA"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """(16, 3) as "D17"."""
    return f"{column_name(column)}{row + 1}"


class Sheet(Struct, frozen=True, dict=True):
    """One sheet. `merged`: ranges as (first, last); None where the format does not tell. `errors`: cells with #REF! …

    `hidden_rows`, `hidden_columns`: those that the sender does not see. `struck`: cells that are struck out as a whole.
    """

    name: str
    rows: Sequence[Sequence[Content]]
    merged: Sequence[tuple[Place, Place]] | None = None
    hidden: bool = False
    errors: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()

    def at(self, row: int, column: int) -> Content:
        """The cell's content, "" outside of what is filled in."""
        if row < 0 or column < 0:
            return ""
        try:
            return self.rows[row][column]
        except IndexError:
            return ""

    def address(self, row: int, column: int) -> str:
        """ "BC nam!D17", with the sheet's own name."""
        return f"{self.name}!{cell_name(row, column)}"

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


class Workbook(Struct, frozen=True):
    """A file's sheets in their order. `kind` is how it was recognised by its content: "xlsx", "xls", "ods", "csv" …

    `separator`: what stands between the cells of a text, "" in all other kinds.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    separator: str = ""


_LARGEST_MERGE = 20_000


def merged_anchors(sheet: Sheet) -> dict[Place, Place]:
    """For each cell that a merged range covers, the range's first cell; the first cells themselves are not in it."""
    anchors: dict[Place, Place] = {}
    for (top, left), (bottom, right) in sheet.merged or ():
        bottom, right = min(bottom, len(sheet.rows) - 1), min(right, sheet.width - 1)
        if (bottom - top + 1) * (right - left + 1) <= _LARGEST_MERGE:
            for row in range(top, bottom + 1):
                anchors.update({(row, column): (top, left) for column in range(left, right + 1)})
            anchors.pop((top, left), None)
    return anchors

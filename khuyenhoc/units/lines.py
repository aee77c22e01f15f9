"""The heading and the lines of a table that came in, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

HEADER_WITHIN: Final = 20
"""Rows in which the heading is looked for: titles stand above it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its `number` as a spreadsheet counts rows, and its cells by column, "" where it has none."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def heading_at(rows: Sequence[Sequence[str]], is_heading: Callable[[Sequence[str]], bool]) -> int | None:
    """The first of the upper rows that is the heading; None where none is."""
    return next((n for n, row in enumerate(rows[:HEADER_WITHIN]) if is_heading(row)), None)


def lines_below(rows: Sequence[Sequence[str]], heading: int, places: Mapping[str, int]) -> list[Line]:
    """The rows below the heading's, each with the cells of the columns that are known."""
    return [
        Line(n, {name: row[place].strip() for name, place in places.items() if place < len(row)})
        for n, row in enumerate(rows[heading + 1 :], start=heading + 2)
    ]

"""Where the tables of a sheet are: rows of header, body, and what each column's header says. Knows no form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from khuyenhoc.returns.intake.headers import LEADING, find_headers
from khuyenhoc.returns.intake.roles import role_of, year_of
from khuyenhoc.sheets.grid import Content, Sheet
from khuyenhoc.sheets.heads import is_column_numbers, is_year, shown_number
from khuyenhoc.sheets.view import Grid, cleaned

__all__ = ["Column", "Grid", "Table", "cleaned", "find_tables"]

_LABELS_AND_FIGURES: Final = frozenset({"label", "value"})


class Column(Struct, frozen=True):
    """A column: the texts of its header from the top down, its role ("" unknown) and year ("" none)."""

    index: int
    path: tuple[str, ...]
    role: str
    year: str


class Table(Struct, frozen=True):
    """A table: `header` and `body` are rows of the sheet, `above` those between it and the header of the table before,
    `top` those over the first table of the sheet. Two tables side by side share their rows.
    """

    grid: Grid
    top: range
    above: range
    header: range
    body: range
    columns: tuple[Column, ...]


def find_tables(sheet: Sheet, is_known: Callable[[str], bool] = lambda _: False) -> list[Table]:
    """The tables of a sheet from the top down. Where no row looks like a header, the whole sheet is one table.

    `is_known`: whether a text is the label or the code of something; a row of such texts is a header as well.
    """
    grid = Grid(sheet)
    headers = list(find_headers(grid, is_known))
    if not headers:
        return _tables(grid, range(0), range(0), range(0), range(len(sheet.rows)))
    ends = [h.start for h in headers[1:]] + [len(sheet.rows)]
    starts = [0] + [h.stop for h in headers[:-1]]
    top = range(headers[0].start)
    return [
        table
        for start, header, end in zip(starts, headers, ends, strict=True)
        for table in _tables(grid, top, range(start, header.start), header, range(header.stop, end))
    ]


def _tables(grid: Grid, top: range, above: range, header: range, body: range) -> list[Table]:
    open_rows = _without_merges(grid, header)
    columns = [_column(grid, header, c, open_rows) for c in range(grid.sheet.width)]
    return [Table(grid, top, above, header, body, part) for part in _side_by_side(columns)]


def _side_by_side(columns: list[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns of each table where two stand beside each other: labels and figures, and then both once more."""
    first = 0
    for at, column in enumerate(columns):
        before = {_role_beside(c) for c in columns[first:at]}
        after = {_role_beside(c) for c in columns[at:]}
        is_second = "label" in after and after & {"value", ""}
        if column.role in LEADING and before >= _LABELS_AND_FIGURES and is_second:
            yield tuple(columns[first:at])
            first = at
    yield tuple(columns[first:])


def _role_beside(column: Column) -> str:
    """A column that is called by a year alone holds figures."""
    return column.role or ("value" if column.year else "")


def _column(grid: Grid, header: range, column: int, open_rows: frozenset[int]) -> Column:
    path: list[str] = []
    rows = [r for r in header if not is_column_numbers(grid.sheet.rows[r])]
    for row in rows:
        text = grid.covering(row, column) or _year_text(grid.sheet.at(row, column))
        if not text and row in open_rows:
            text = _from_left(grid, rows, row, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    role = next((r for text in reversed(path) if (r := role_of(text))), "")
    year = next((y for text in reversed(path) if (y := year_of(text))), "")
    return Column(column, tuple(path), role, year)


def _year_text(content: Content) -> str:
    return shown_number(content) if content != "" and is_year(content) else ""


def _without_merges(grid: Grid, rows: range) -> frozenset[int]:
    """The rows in which no merged range tells how far a heading reaches."""
    merged = grid.sheet.merged or ()
    return frozenset(r for r in rows if not any(top <= r <= bottom for (top, _), (bottom, _) in merged))


def _from_left(grid: Grid, rows: list[int], row: int, column: int) -> str:
    """Where no merged range tells it: a group's heading reaches to the right over the headers below it."""

    def is_headed(at: int) -> bool:
        return any(grid.sheet.at(r, at) != "" for r in rows if r > row)

    if not is_headed(column):
        return ""
    return next((t if is_headed(c) else "" for c in range(column - 1, -1, -1) if (t := grid.text(row, c))), "")

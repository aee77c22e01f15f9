"""A table in which a line and a column together name an indicator: models down the side, "đăng ký", "công nhận" across."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.returns.intake.drafts import Doubt, Draft, Placed
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.lines import doubt_about
from khuyenhoc.returns.intake.measures import stated_around
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.returns.intake.wording import wording

_SAYS_NO_INDICATOR = frozenset({"number", "label", "code", "measure", "note", "last", "plan"})


@dataclass(frozen=True)
class Matrix:
    """The cells that a line and a column name together, and those that nothing is known of."""

    table: Table
    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]

    @property
    def found(self) -> int:
        return len({p.code for p in self.placed})


def read_matrix(table: Table, matcher: Matcher, year: str) -> Matrix:
    """Each cell by the header of its column under the label of its line."""
    labels = [c.index for c in table.columns if c.role == "label"]
    columns = [c for c in table.columns if _may_name(c, year)]
    shares = [c for c in columns if c.role == "percent"]
    if len(shares) > 1:
        # Which of them is the share of the form nobody says; it is computed from the counts anyway.
        columns = [c for c in columns if c not in shares]
    around = stated_around(table, table.body.stop)
    named = [(row, text) for row in table.body if (text := _label(table, labels, row))]
    read = [_cell(table, row, text, column, around, matcher) for row, text in named for column in columns]
    placed = tuple(cell for cell in read if isinstance(cell, Placed))
    return Matrix(table, placed, tuple(cell for cell in read if isinstance(cell, Doubt)))


def drafted_matrix(matrix: Matrix) -> Draft:
    """The return that a matrix states, or the part of one."""
    return Draft(matrix.table, matrix.placed, matrix.doubts)


def _may_name(column: Column, year: str) -> bool:
    return bool(column.path) and column.role not in _SAYS_NO_INDICATOR and column.year in ("", year)


def _label(table: Table, labels: list[int], row: int) -> str:
    return next((t for column in reversed(labels) if (t := table.grid.covering(row, column))), "")


def _cell(
    table: Table, row: int, text: str, column: Column, around: tuple[str, ...], matcher: Matcher
) -> Placed | Doubt | None:
    label = matcher.match(column.path[-1], (*column.path[:-1], text))
    if label.code:
        says = (column.path[-1], text, *reversed(column.path[:-1]), *around)
        return Placed(label.code, row, column.index, says, wording(column.path[-1]).measure)
    if table.grid.holds(row, column.index):
        at = table.grid.sheet.address(row, column.index)
        return doubt_about(label, at, f"{text} – {column.path[-1]}", (text,))
    return None

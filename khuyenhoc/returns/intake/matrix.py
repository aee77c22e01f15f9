"""A table in which a line and a column together name an indicator: models down the side, "đăng ký", "công nhận" across."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.labels import Label, Matcher
from khuyenhoc.returns.intake.lines import doubt_about
from khuyenhoc.returns.intake.measures import stated_around
from khuyenhoc.returns.intake.roles import role_of
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.returns.intake.wording import wording
from khuyenhoc.returns.intake.words import words

_SAYS_NO_INDICATOR = frozenset({"number", "label", "code", "measure", "note", "last", "plan"})

_MOST_ROWS = 50


class Matrix(Struct, frozen=True):
    """The cells that a line and a column name together, and those that nothing is known of."""

    table: Table
    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]

    @property
    def found(self) -> int:
        return len({p.code for p in self.placed})


def read_matrix(table: Table, matcher: Matcher, year: str) -> Matrix:
    """Each cell by the header of its column under the label of its line."""
    columns = [c for c in table.columns if _may_name(c, year)]
    labels = [c.index for c in table.columns if c.role == "label"] or _naming(table, columns, matcher)
    columns = [c for c in columns if c.index not in labels]
    shares = [c for c in columns if c.role == "percent"]
    if len(shares) > 1:
        # Which of them is the share of the form nobody says; it is computed from the counts anyway.
        columns = [c for c in columns if c not in shares]
    around = stated_around(table, table.body.stop)
    named = [(row, text) for row in table.body if (text := _label(table, labels, row))]
    titles = matcher.told_apart([*(text for _, text in named), *(c.path[-1] for c in columns)])
    named = [(row, titles.get(text, text)) for row, text in named]
    columns = [replace(c, path=(*c.path[:-1], titles.get(c.path[-1], c.path[-1]))) for c in columns]
    read = [_cell(table, row, text, column, around, matcher) for row, text in named for column in columns]
    placed = tuple(cell for cell in read if isinstance(cell, Placed))
    return Matrix(table, placed, tuple(cell for cell in read if isinstance(cell, Doubt)))


def drafted_matrix(matrix: Matrix) -> Draft:
    """The return that a matrix states, or the part of one."""
    return Draft(matrix.table, matrix.placed, matrix.doubts)


def _naming(table: Table, columns: list[Column], matcher: Matcher) -> list[int]:
    """The first column that names models, or what is counted of them, where no header calls it so."""
    grid, rows = table.grid, table.body[:_MOST_ROWS]
    headers = [c.path[-1] for c in columns if not matcher.is_known(c.path[-1])]

    def names(text: str) -> bool:
        return bool(text) and (matcher.heads(text) or any(matcher.match(h, (text,)).code for h in headers))

    open_columns = (c.index for c in table.columns if not c.role)
    named = (c for c in open_columns if sum(names(grid.text(r, c)) for r in rows) > 1)
    return list(islice(named, 1))


def _may_name(column: Column, year: str) -> bool:
    return bool(column.path) and column.role not in _SAYS_NO_INDICATOR and column.year in ("", year)


def _label(table: Table, labels: list[int], row: int) -> str:
    return next((t for column in reversed(labels) if (t := table.grid.covering(row, column))), "")


def _cell(
    table: Table, row: int, text: str, column: Column, around: tuple[str, ...], matcher: Matcher
) -> Placed | Doubt | None:
    label = matcher.match(column.path[-1], (*column.path[:-1], text))
    if own := matcher.match(text).code:
        # A line that names an indicator by itself leaves to its columns the parts of that one.
        parts = matcher.parts_behind(text, own)[1]
        is_whole = label.code == own and wording(column.path[-1]).bag <= {words().total}
        label = label if is_whole or label.code in parts else Label()
    elif not label.code:
        label = min(label, matcher.match(text, column.path), key=lambda found: not found.code)
    if label.code:
        says = (column.path[-1], text, *reversed(column.path[:-1]), *around)
        return Placed(label.code, row, column.index, says, wording(column.path[-1]).measure)
    if table.grid.holds(row, column.index) and "percent" not in (column.role, role_of(text)):
        at = table.grid.sheet.address(row, column.index)
        return doubt_about(label, at, f"{text} – {column.path[-1]}", (text,))
    return None

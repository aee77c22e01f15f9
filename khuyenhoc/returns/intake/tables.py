"""Where the tables of a sheet are: rows of header, body, and what each column's header says. Knows no form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from khuyenhoc.returns.intake.grid import Content, Place, Sheet, merged_anchors
from khuyenhoc.returns.intake.roles import is_exact_role, role_of, year_of
from khuyenhoc.vietnamese.text import normalise

_NUMBER: Final = re.compile(r"[\d.,\s%/-]+")
_COLUMN_NUMBER: Final = re.compile(r"\(?\s*(?:\d{1,3}|[A-Z])\s*\)?(?:\s*=.*)?")
_DEEPEST_HEADER: Final = 5
_LEADING: Final = frozenset({"label", "number", "code", "association"})
_LABELS_AND_FIGURES: Final = frozenset({"label", "value"})
_LEAST_ACROSS: Final = 3


@dataclass(frozen=True)
class Column:
    """A column: the texts of its header from the top down, its role ("" unknown) and year ("" none)."""

    index: int
    path: tuple[str, ...]
    role: str
    year: str


@dataclass(frozen=True)
class Table:
    """A table: `header` and `body` are rows of the sheet, `above` those between it and the header of the table before,
    `top` those over the first table of the sheet. Two tables side by side share their rows.
    """

    grid: Grid
    top: range
    above: range
    header: range
    body: range
    columns: tuple[Column, ...]


class Grid:
    """A sheet to be looked at: texts cleaned, merged cells filled where asked. Remembers what it has cleaned."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def texts(self) -> list[list[str]]:
        """Every cell's text, cleaned; "" for a number and for nothing."""
        return [[cleaned(content) for content in row] for row in self.sheet.rows]

    @cached_property
    def anchors(self) -> dict[Place, Place]:
        return merged_anchors(self.sheet)

    def text(self, row: int, column: int) -> str:
        """The cell's text, cleaned; "" for a number, for nothing, and outside of the sheet."""
        texts = self.texts
        return texts[row][column] if row < len(texts) and column < len(texts[row]) else ""

    def covering(self, row: int, column: int) -> str:
        """The text that a reader sees there: the cell's own, or that of the merged range that covers it."""
        return self.text(row, column) or self.text(*self.anchors.get((row, column), (row, column)))

    def holds(self, row: int, column: int) -> bool:
        """Whether anything is written there, be it an error."""
        if self.text(row, column):
            return True
        return not isinstance(self.sheet.at(row, column), str) or (row, column) in self.sheet.errors


def find_tables(sheet: Sheet, is_known: Callable[[str], bool] = lambda _: False) -> list[Table]:
    """The tables of a sheet from the top down. Where no row looks like a header, the whole sheet is one table.

    `is_known`: whether a text is the label or the code of something; a row of such texts is a header as well.
    """
    grid = Grid(sheet)
    headers = list(_headers(grid, is_known))
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


@lru_cache(maxsize=32768)
def _normalised(text: str) -> str:
    return normalise(text)


def cleaned(content: Content) -> str:
    """A text in one form, one space between words; "" for what is no text."""
    return _normalised(content) if isinstance(content, str) and content else ""


def _headers(grid: Grid, is_known: Callable[[str], bool]) -> Iterator[range]:
    row = 0
    while row < len(grid.sheet.rows):
        texts = _texts_without_figures(grid, row)
        if texts and (_has_roles(texts) or _is_row_of_labels(grid, row, texts, is_known)):
            header = _whole_header(grid, row)
            yield header
            row = header.stop
        else:
            row += 1


def _texts_without_figures(grid: Grid, row: int) -> list[str]:
    """The texts of a row, empty where a figure stands in it; a year is none."""
    texts: list[str] = []
    for content, text in zip(grid.sheet.rows[row], grid.texts[row], strict=True):
        if content == "" or (not text and _is_year(content)):
            continue
        if not text or (_NUMBER.fullmatch(text) and not year_of(text)):
            return []
        texts.append(text)
    return texts


def _has_roles(texts: list[str]) -> bool:
    """Two roles or more, and one of the words that only headers have."""
    roles = {role for text in texts if (role := role_of(text))}
    return len(roles) >= 2 and bool(roles & _LEADING) and sum(map(is_exact_role, texts)) >= 2


def _is_row_of_labels(grid: Grid, row: int, texts: list[str], is_known: Callable[[str], bool]) -> bool:
    """A header across: several labels side by side, or the word for units and many texts, with figures below."""
    if len(texts) < _LEAST_ACROSS:
        return False
    named = any(role_of(text) in _LEADING and is_exact_role(text) for text in texts)
    if not named and len({text for text in texts if is_known(text)}) < _LEAST_ACROSS:
        return False
    below = grid.sheet.rows[row + 1 : row + 1 + _DEEPEST_HEADER]
    return any(sum(isinstance(c, int | float) or _is_figure(c) for c in cells) >= _LEAST_ACROSS for cells in below)


def _is_figure(content: Content) -> bool:
    return (
        isinstance(content, str)
        and any(c.isdigit() for c in content)
        and _NUMBER.fullmatch(content.strip()) is not None
    )


def _is_year(content: Content) -> bool:
    return isinstance(content, int | float) and not isinstance(content, bool) and 1990 <= content <= 2100


def _whole_header(grid: Grid, row: int) -> range:
    """The row with those above and below that belong to it: group headings, second rows, column numbers."""
    lead = [c for c in range(grid.sheet.width) if role_of(grid.text(row, c)) in ("label", "association", "number")]
    first = row
    while first > 0 and row - first < 2 and not _covers(grid, first - 1, lead) and _is_part(grid, first - 1, lead):
        first -= 1
    stop = row + 1
    while stop < len(grid.sheet.rows) and stop - first < _DEEPEST_HEADER and _is_part(grid, stop, lead):
        stop += 1
    while stop < len(grid.sheet.rows) and is_column_numbers(grid.sheet.rows[stop]):
        stop += 1
    return range(first, stop)


def _covers(grid: Grid, row: int, columns: list[int]) -> bool:
    return any(grid.covering(row, c) for c in columns)


def _is_part(grid: Grid, row: int, lead: list[int]) -> bool:
    """Texts only, and nothing under (or over) the header of the labels: those cells are merged, or left empty."""
    cells = grid.sheet.rows[row]
    filled = [c for c, content in enumerate(cells) if content != ""]
    if not filled or any(c in lead for c in filled):
        return False
    return all(_is_words(grid.text(row, c)) or _is_year(cells[c]) for c in filled)


def _is_words(text: str) -> bool:
    return bool(text) and not _NUMBER.fullmatch(text)


def is_column_numbers(row: Sequence[Content]) -> bool:
    """A row that only numbers the columns: "A | B | 1 | 2", "(1) | (2) | (3)"."""
    shown = [_shown(content) for content in row if content != ""]
    if len(shown) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in shown):
        return False
    digits = [int(n[0]) for text in shown if (n := re.search(r"\d+", text.split("=")[0]))]
    return all(b == a + 1 for a, b in pairwise(digits)) and (not digits or digits[0] <= 2)


def _shown(content: Content) -> str:
    return str(int(content)) if isinstance(content, float) and content.is_integer() else str(content).strip()


def _tables(grid: Grid, top: range, above: range, header: range, body: range) -> list[Table]:
    columns = [_column(grid, header, c) for c in range(grid.sheet.width)]
    return [Table(grid, top, above, header, body, part) for part in _side_by_side(columns)]


def _side_by_side(columns: list[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns of each table where two stand beside each other: labels and figures, and then both once more."""
    first = 0
    for at, column in enumerate(columns):
        before = {c.role for c in columns[first:at]}
        after = {c.role for c in columns[at:]}
        if column.role in _LEADING and before >= _LABELS_AND_FIGURES and after >= _LABELS_AND_FIGURES:
            yield tuple(columns[first:at])
            first = at
    yield tuple(columns[first:])


def _column(grid: Grid, header: range, column: int) -> Column:
    path: list[str] = []
    rows = [r for r in header if not is_column_numbers(grid.sheet.rows[r])]
    for row in rows:
        text = grid.covering(row, column) or _year_text(grid.sheet.at(row, column))
        if not text and grid.sheet.merged is None:
            text = _from_left(grid, rows, row, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    role = next((r for text in reversed(path) if (r := role_of(text))), "")
    year = next((y for text in reversed(path) if (y := year_of(text))), "")
    return Column(column, tuple(path), role, year)


def _year_text(content: Content) -> str:
    return _shown(content) if content != "" and _is_year(content) else ""


def _from_left(grid: Grid, rows: list[int], row: int, column: int) -> str:
    """Where the format tells no merged ranges: a group's heading reaches to the right over the headers below it."""
    below = [r for r in rows if r > row]
    if not any(grid.text(r, column) for r in below):
        return ""
    return next((t for c in range(column - 1, -1, -1) if (t := grid.text(row, c))), "")

"""Which rows of a sheet are headers of tables: by the words that only headers have, or by labels side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from khuyenhoc.returns.intake.roles import is_exact_role, is_year_alone, role_of, year_of
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.heads import is_column_numbers, is_year
from khuyenhoc.sheets.view import Grid
from khuyenhoc.vietnamese.text import fold

LEADING: Final = frozenset({"label", "number", "code", "association"})
_NUMBER: Final = re.compile(r"[\d.,\s%/-]+")
_SHARES: Final = ("%", "(%)")
_DEEPEST_HEADER: Final = 5
_LEAST_ACROSS: Final = 3
_LEAST_LINES: Final = 2
_OF_FIGURES: Final = frozenset({"value", "last", "plan", "percent"})
_LONGEST_GROUP: Final = 30


def find_headers(grid: Grid, is_known: Callable[[str], bool]) -> Iterator[range]:
    """The headers from the top down, each with all of its rows."""
    row = 0
    while row < len(grid.sheet.rows):
        texts = _texts_without_figures(grid, row)
        over = _over_lines(grid, row, is_known) if texts else []
        if over or (texts and (_has_roles(texts) or _is_row_of_labels(grid, row, texts, is_known))):
            header = _whole_header(grid, row, over)
            yield header
            row = header.stop
        else:
            row += 1


def _texts_without_figures(grid: Grid, row: int) -> list[str]:
    """The texts of a row, empty where a figure stands in it; a year is none."""
    cells, texts = grid.sheet.rows[row], grid.texts[row]
    for content, text in zip(cells, texts, strict=True):
        if not text and content != "" and not is_year(content):
            return []
    found = [text for text in texts if text]
    return [] if any(map(_states_figure, found)) else found


@lru_cache(maxsize=8192)
def _states_figure(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not year_of(text) and text not in _SHARES


def _has_roles(texts: list[str]) -> bool:
    """Two roles or more, and one of the words that only headers have."""
    roles = {role for text in texts if (role := "value" if is_year_alone(text) else role_of(text))}
    exact = sum(is_exact_role(text) or is_year_alone(text) for text in texts)
    return len(roles) >= 2 and bool(roles & LEADING) and exact >= 2


def _is_row_of_labels(grid: Grid, row: int, texts: list[str], is_known: Callable[[str], bool]) -> bool:
    """A header across: several labels side by side, or the word for units and many texts, with figures below."""
    if len(texts) < _LEAST_ACROSS:
        return False
    named = any(role_of(text) in LEADING and is_exact_role(text) for text in texts)
    if not named and len({text for text in texts if is_known(text)}) < _LEAST_ACROSS:
        return False
    below = grid.sheet.rows[row + 1 : row + 1 + _DEEPEST_HEADER]
    return any(sum(isinstance(c, int | float) or _is_figure(c) for c in cells) >= _LEAST_ACROSS for cells in below)


def _over_lines(grid: Grid, row: int, is_known: Callable[[str], bool]) -> list[int]:
    """The columns of labels under a header that only a word for figures tells, whatever it calls the labels."""
    texts = grid.texts[row]
    if not any(role_of(text) == "value" for text in texts if 0 < len(text) <= _LONGEST_GROUP):
        return []
    below = grid.texts[row + 1 : row + 1 + _DEEPEST_HEADER]
    if any(_has_roles([text for text in cells if text]) for cells in below):
        return []
    over = [c for c, text in enumerate(texts) if text and role_of(text) in ("", "label") and not is_known(text)]
    return [c for c in over if sum(bool(cells[c]) and is_known(cells[c]) for cells in below) >= _LEAST_LINES]


def _is_figure(content: Content) -> bool:
    return (
        isinstance(content, str)
        and any(c.isdigit() for c in content)
        and _NUMBER.fullmatch(content.strip()) is not None
    )


def _whole_header(grid: Grid, row: int, labels: list[int]) -> range:
    """The row with those above and below that belong to it: group headings, second rows, column numbers."""
    roles = [role_of(grid.text(row, c)) for c in range(grid.sheet.width)]
    lead = [*labels, *(c for c, role in enumerate(roles) if role in ("label", "association", "number"))]
    first = row
    while first > 0 and row - first < 2 and not _covers(grid, first - 1, lead) and _heads(grid, first - 1, lead):
        first -= 1
    stop = row + 1
    while stop < len(grid.sheet.rows) and stop - first < _DEEPEST_HEADER and _is_part(grid, stop, lead):
        stop += 1
    while stop < len(grid.sheet.rows) and is_column_numbers(grid.sheet.rows[stop]):
        stop += 1
    return range(first, stop)


def _heads(grid: Grid, row: int, lead: list[int]) -> bool:
    """Whether a row over a header belongs to it: a line of its own, like a title or a unit's name, does not."""
    if not _is_part(grid, row, lead):
        return False
    filled = [c for c in range(grid.sheet.width) if grid.sheet.at(row, c) != ""]
    if any(fold(grid.text(row, c)).startswith(tuple(folded("mottoes"))) for c in filled):
        return False
    if len(filled) > 1:
        return True
    spans = any(anchor == (row, filled[0]) for anchor in grid.anchors.values())
    text = grid.text(row, filled[0])
    return spans or (len(text) <= _LONGEST_GROUP and (role_of(text) in _OF_FIGURES or is_year_alone(text)))


def _covers(grid: Grid, row: int, columns: list[int]) -> bool:
    return any(grid.covering(row, c) for c in columns)


def _is_part(grid: Grid, row: int, lead: list[int]) -> bool:
    """Texts only, and nothing under (or over) the header of the labels: those cells are merged, or left empty."""
    cells = grid.sheet.rows[row]
    filled = [c for c, content in enumerate(cells) if content != ""]
    if not filled or any(c in lead for c in filled):
        return False
    return all(_is_words(text := grid.text(row, c)) or is_year_alone(text) or is_year(cells[c]) for c in filled)


def _is_words(text: str) -> bool:
    return bool(text) and (text in _SHARES or not _NUMBER.fullmatch(text))

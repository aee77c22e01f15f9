"""A table with a row a unit: each column's indicator by its header, and the rows that are units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.lines import doubt_about
from khuyenhoc.returns.intake.measures import stated_around
from khuyenhoc.returns.intake.roles import is_exact_role, is_year_alone, role_of, year_of
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.returns.intake.wording import wording
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.sentences import said
from khuyenhoc.vietnamese.text import fold

_SAYS_NO_INDICATOR = frozenset({"number", "association", "association_code", "note", "code"})
_LEAST_NAMES = 2
_LEAST_SUMS = 3
# What a total says besides: "Cộng 24 xã", "Tổng (cả huyện)", "T.cộng:".
_BESIDE = re.compile(r"\([^()]*\)|[^\w∑]+|\b\d+\b")


class Across(Struct, frozen=True):
    """A table read across. `codes`: column to indicator; `doubts`: column to what is asked about it; `paths`: headers."""

    table: Table
    codes: dict[int, str]
    doubts: dict[int, Doubt]
    paths: dict[int, tuple[str, ...]]

    @property
    def found(self) -> int:
        return len(set(self.codes.values()))


def read_across(table: Table, matcher: Matcher, year: str) -> Across:
    """Which indicator each column of a table is, by its header."""
    codes: dict[int, str] = {}
    doubts: dict[int, Doubt] = {}
    for column in table.columns:
        path = _path(column, year)
        # "Số dư năm 2022 chuyển sang" is of this year, and "Nguồn khác" no source: a label that is known says so.
        is_other = column.role in _SAYS_NO_INDICATOR or column.year not in ("", year)
        if not path or (is_other and not matcher.match(path[-1], path[:-1]).code):
            continue
        code = next((c for text in column.path if (c := matcher.is_code(text))), "")
        label = matcher.match(path[-1], path[:-1])
        at = table.grid.sheet.address(table.header.stop - 1, column.index)
        if code or label.code:
            codes[column.index] = code or label.code
        if code and label.code not in ("", code):
            del codes[column.index]
        if column.index not in codes:
            doubts[column.index] = doubt_about(label, at, " – ".join(path), path[:-1])
    return Across(table, codes, doubts, {c.index: c.path for c in table.columns})


def _path(column: Column, year: str) -> tuple[str, ...]:
    """The header without a last row that only says "Thực hiện" or the year; nothing where it says "Kế hoạch" or another year."""
    path = column.path
    if path and is_year_alone(path[-1]):
        return path[:-1] if year_of(path[-1]) == year else ()
    if path and is_exact_role(path[-1]) and role_of(path[-1]) not in _SAYS_NO_INDICATOR:
        return path[:-1] if role_of(path[-1]) == "value" else ()
    return path


def drafts(across: Across, is_unit: Callable[[str], bool], year: str) -> Iterator[Draft]:
    """A return for each row that holds figures and is no subtotal; `is_unit` tells whether a text may name a unit."""
    table = across.table
    coded = next((c.index for c in table.columns if c.role == "association_code"), None)
    names = _names(across, is_unit)
    rows = list(_unit_rows(across, names, is_unit))
    follows = {row: name for (row, _), (_, name) in pairwise(rows)}
    around = stated_around(table, max((row for row, _ in rows), default=table.body.start))
    for row, name in rows:
        placed = tuple(_placed(across.paths[c], row, c, code, around) for c, code in across.codes.items())
        asked = tuple(d for column, d in across.doubts.items() if table.grid.holds(row, column))
        if names is not None and name and follows.get(row) == "":
            asked += (_several(table, row, names, name, year),)
        alone = names is None and coded is None and len(rows) == 1
        code = "" if coded is None else unit_code(table.grid.sheet.at(row, coded))
        yield Draft(table, placed, asked, name, (row, names or coded or 0), not alone, code)


def _several(table: Table, row: int, names: int, name: str, year: str) -> Doubt:
    """The row below goes on with figures and names nobody: plan and result, or this year and the last, of one unit."""
    at = table.grid.sheet.address(row, names)
    return Doubt(at, name, said(sentences.SEVERAL_ROWS, at=at, name=name, period=said(sentences.YEAR, year=year)))


def unit_code(content: Content) -> str:
    """An official code as it stands in a cell: 10507, 10507.0 and " 10507 " are one; leading zeros count."""
    if isinstance(content, str):
        return content.strip()
    return str(int(content)) if isinstance(content, int | float) and content == int(content) else ""


def _unit_rows(across: Across, names: int | None, is_unit: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """(row, name) of the rows of units. What stands below a table (a signature, a note) fills a cell or two of a row."""
    table, least = across.table, min(3, len(across.codes))
    above: list[int] = []
    for row in table.body:
        filled = sum(table.grid.holds(row, c) for c in across.codes)
        name = table.grid.covering(row, names) if names is not None else ""
        subtotal = _is_subtotal(name) or _is_subtotal(_first_text(table, row))
        known = bool(filled and name and is_unit(name))
        if known or (filled >= least and not subtotal and not _adds_up(across, row, above)):
            above.append(row)
            yield row, name


def _adds_up(across: Across, row: int, above: list[int]) -> bool:
    """Whether every figure of a row is the sum of those over it: then it is their total, whatever it is called."""
    sheet = across.table.grid.sheet
    figures = {c: sheet.at(row, c) for c in across.codes if across.table.grid.holds(row, c)}
    over = {c: [v for r in above if isinstance(v := sheet.at(r, c), int | float)] for c in figures}
    many = [c for c, values in over.items() if len(values) > 1 and any(values)]
    return len(many) >= _LEAST_SUMS and all(figures[c] == sum(over[c]) for c in figures)


def _placed(path: tuple[str, ...], row: int, column: int, code: str, around: tuple[str, ...]) -> Placed:
    measures = (wording(text).measure for text in reversed(path))
    says = (*reversed(path), *around)
    return Placed(code, row, column, says, next((m for m in measures if m), ""))


def _names(across: Across, is_unit: Callable[[str], bool]) -> int | None:
    """The column that names the units: by its header, else the one where most texts are names of units."""
    table = across.table
    # "Hội Khuyến học xã (1 là có)" is an indicator.
    named = [c.index for c in table.columns if c.role == "association" and c.index not in across.codes]
    counts = {c: _count(table, c, is_unit) for c in named or [c.index for c in table.columns]}
    best = max(counts, key=lambda c: counts[c], default=None)
    if best is None or (counts[best] < _LEAST_NAMES and not named):
        return None
    return best


def _count(table: Table, column: int, is_unit: Callable[[str], bool]) -> int:
    return sum(1 for row in table.body if (text := table.grid.text(row, column)) and is_unit(text))


def _first_text(table: Table, row: int) -> str:
    return next((t for c in range(table.grid.sheet.width) if (t := table.grid.text(row, c))), "")


@lru_cache(maxsize=4096)
def _is_subtotal(text: str) -> bool:
    plain = " ".join(_BESIDE.sub(" ", fold(text)).split())
    longer = (word for word in folded("subtotals") if " " in word)
    return plain in folded("subtotals") or any(plain.startswith(f"{word} ") for word in longer)

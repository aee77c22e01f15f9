"""Which columns of a table of lines hold what: labels, codes, units of measure, and this period's figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct

from khuyenhoc.returns.intake.joint import stated_label
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.roles import is_exact_role, is_revised, is_sum_of_money, is_year_alone
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.returns.intake.wording import is_measure
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.heads import shown_number

_NO_FIGURES = frozenset({"number", "code", "label", "measure", "note", "last", "plan", "percent", "association_code"})
_LEAST_GROUPS = 2
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?", re.ASCII)
_NUMBERING = re.compile(r"\d+", re.ASCII)
_LEAST_STEPS = 3
_OF_STEPS = 5
"""One step of five may be none: a number was left out, or stands twice."""


class Lines(Struct, frozen=True):
    """The columns of a table with a line an indicator. `labels` from left to right, the last one says most.

    `is_apart`: other labels stand beyond columns of figures, so that which figures are whose is to be asked.
    """

    labels: tuple[int, ...]
    code: int | None
    measure: int | None
    number: int | None
    is_apart: bool = False


def find_lines(table: Table, matcher: Matcher) -> Lines | None:
    """By the headers where they say it, else by what stands below. None where no column holds labels or codes."""

    code = _by_role(table, "code", matcher.is_code) or _by_content(table, matcher.is_code, 1)
    called = [c.index for c in table.columns if c.role == "label" and _count(table, c.index, bool)]
    labels = _adjoining(table, called)
    if not labels:

        def is_label(text: str) -> bool:
            return not matcher.is_code(text) and bool(matcher.match(stated_label(text) or text).code)

        found = _by_content(table, is_label, 2)
        labels = [] if found is None else [found]
    if code is None and not labels:
        return None
    measure = next((c.index for c in table.columns if c.role == "measure"), None)
    if measure is None:
        measure = _by_content(table, is_measure, 2, without=(*labels, code))
    number = next((c.index for c in table.columns if c.role == "number"), None)
    beside = list(_beside(table, labels, (code, measure, number), matcher))
    groups = [at for at in beside if len(_adjoining(table, sorted((at, *labels)))) > len(labels)]
    is_apart = len(called) > len(labels) or len(groups) < len(beside)
    return Lines(tuple(sorted((*labels, *groups))), code, measure, number, is_apart)


def _adjoining(table: Table, labels: list[int]) -> list[int]:
    """Those of the columns of labels that no column of figures parts from the first one: behind one another table begins."""
    kept = labels[:1]
    for at in labels[1:]:
        between = (c for c in table.columns if kept[-1] < c.index < at)
        if any(c.role in ("value", "last", "plan") or _has_number(table, c) for c in between):
            break
        kept.append(at)
    return kept


def _has_number(table: Table, column: Column) -> bool:
    """Whether a number stands in a column that no header says to be one of running numbers or units of measure."""
    return not column.role and any(
        _is_figure(table, row, column.index) for row in table.body if table.grid.holds(row, column.index)
    )


def _beside(table: Table, labels: list[int], taken: tuple[int | None, ...], matcher: Matcher) -> Iterator[int]:
    """Columns without a header's word that hold names of groups or lines, and say more than the labels behind which they are."""
    for column in table.columns:
        at = column.index
        if not labels or at in (*labels, *taken) or column.role or column.year:
            continue
        heads = _count(table, at, matcher.heads)
        if heads < _LEAST_GROUPS or 2 * heads < _count(table, at, bool):
            continue
        says_more = at != labels[-1] + 1 or heads > _count(table, labels[-1], matcher.is_known)
        if says_more or _goes_on(table, labels[-1], at):
            yield at


def _goes_on(table: Table, labels: int, at: int) -> bool:
    """Whether a column only has words where none stand in that of the labels: parts of a line, set in by a column."""
    grid = table.grid
    return not any(grid.text(row, at) and grid.text(row, labels) for row in table.body)


def _by_role(table: Table, role: str, fits: Callable[[str], object]) -> int | None:
    return next((c.index for c in table.columns if c.role == role and _count(table, c.index, fits)), None)


def _by_content(
    table: Table, fits: Callable[[str], object], least: int, without: tuple[int | None, ...] = ()
) -> int | None:
    counts = {c.index: _count(table, c.index, fits) for c in table.columns if c.index not in without}
    best = max(counts, key=lambda c: counts[c], default=None)
    return best if best is not None and counts[best] >= least else None


def _count(table: Table, column: int, fits: Callable[[str], object]) -> int:
    rows = table.grid.texts[table.body.start : table.body.stop]
    return sum(map(bool, map(fits, [text for row in rows if column < len(row) and (text := row[column])])))


def figure_columns(table: Table, lines: Lines, rows: list[int]) -> list[Column]:
    """The columns that may hold figures: named so, or not named as something else and a figure stands in one of `rows`."""
    taken = {*lines.labels, lines.code, lines.measure, lines.number}
    filled = [(c, any(_is_figure(table, row, c.index) for row in rows)) for c in _open_columns(table, taken)]
    headers = {c.path for c, has_figures in filled if has_figures and c.path}
    # The rest of a header that is merged over several columns holds nothing.
    return [c for c, has_figures in filled if has_figures or (c.role == "value" and c.path not in headers)]


def _open_columns(table: Table, taken: set[int | None]) -> Iterator[Column]:
    for column in table.columns:
        is_named = column.index in taken or column.role in _NO_FIGURES
        if not is_named and (column.path or not _is_numbering(table, column.index)):
            yield column


def _is_numbering(table: Table, column: int) -> bool:
    """Whether the numbers in a column without a header only number its lines: "1, 2, 3", "1, 1.1, 1.2, 2"."""
    shown = [shown_number(content) for row in table.body if (content := table.grid.sheet.at(row, column)) != ""]
    numbers = [tuple(map(int, _NUMBERING.findall(text))) for text in shown if _NUMBERED.fullmatch(text)]
    breaks = [not _follows(b, a) for a, b in pairwise(numbers)]
    return numbers[:1] == [(1,)] and len(breaks) >= _LEAST_STEPS and sum(breaks) * _OF_STEPS <= len(breaks)


def _follows(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether a number is the next one, in any depth, or begins anew."""
    nexts = {(*before[:at], before[at] + 1) for at in range(len(before))}
    return number == (1,) or number == (*before, 1) or number in nexts


def _is_figure(table: Table, row: int, column: int) -> bool:
    content: Content = table.grid.sheet.at(row, column)
    if isinstance(content, str):
        return any(c.isdigit() for c in content) or (row, column) in table.grid.sheet.errors
    return True


def with_money(columns: list[Column], year: str) -> tuple[list[Column], Column | None]:
    """This period's columns, and beside one column of counts the one of money ("Số lượng", "Số tiền"), None where none is.

    Where there are several of either they are all given, to be asked about.
    """
    money = [c for c in columns if any(map(is_sum_of_money, c.path))]
    counts = [c for c in columns if c not in money]
    if not money or not counts:
        return of_period(columns, year), None
    found, sums = of_period(counts, year), of_period(money, year)
    if len(found) == len(sums) == 1:
        return found, sums[0]
    return sorted((*found, *sums), key=lambda c: c.index), None


def of_period(columns: list[Column], year: str) -> list[Column]:
    """Those of this period: by the year in the header, then by the word for results; several where neither decides.

    Figures that may replace others ("Điều chỉnh", "Ước cả năm") are of the period beside them.
    """
    revised = {c.index for c in columns if c.year in ("", year) and any(map(is_revised, c.path))}
    dated = [c for c in columns if c.year == year]
    if dated and not any(c.role == "value" or any(map(is_year_alone, c.path)) for c in dated):
        # The year may be that of a title over a column of anything: figures that are called so are meant as well.
        dated += [c for c in columns if not c.year and c.role == "value"]
    kept = dated or [c for c in columns if not c.year]
    named = [c for c in kept if c.role == "value"]
    # What only begins with the word ("Kết quả năm kia") decides nothing beside a column whose header is not known.
    is_sure = any(is_exact_role(text) for c in named for text in c.path)
    chosen = {c.index for c in (named if is_sure or dated else []) or kept} | revised
    return [c for c in columns if c.index in chosen]

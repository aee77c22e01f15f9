"""Columns of quarters or halves of a year, and the one beside them that adds them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Placed
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.roles import is_all_parts, is_less_than_a_year, is_part_of_year, is_spell, year_of
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.sentences import said

_LEAST_PARTS = 2
_LEAST_SUMS = 3
"""So many different figures have to be sums before a column is believed to add up the others."""
_EVEN = 10
"""Quarters are even where they differ by no more than a tenth."""


def parts_of_year(columns: list[Column], year: str) -> list[Column]:
    """The columns of quarters or halves beside the one that adds them up; none where no column, or more than one, does."""
    parts = [c for c in columns if c.path and is_part_of_year(c.path[-1])]
    rest = [c for c in columns if c not in parts and c.year in ("", year)]
    return parts if sum(bool(c.path) and is_all_parts(c.path[-1]) for c in rest) == 1 else []


def of_whole_year(columns: Sequence[Column]) -> list[Column]:
    """Without a lone column of some months or a quarter, which says nothing of the year."""
    return [] if len(columns) == 1 and _is_part(columns[0]) else list(columns)


def _is_part(column: Column) -> bool:
    """Whether a header speaks of a part of the year, where no row of it that stands lower names the whole."""
    told = (text for text in reversed(column.path) if is_less_than_a_year(text) or year_of(text))
    return is_less_than_a_year(next(told, ""))


def the_sum(table: Table, columns: Sequence[Column], rows: Sequence[int]) -> Column | None:
    """The one column that is called a sum and adds up all others in every row: "Tổng số" beside "Nam" and "Nữ"."""
    named = [c for c in columns if c.path and is_all_parts(c.path[-1])]
    if len(named) != 1 or len(columns) <= _LEAST_PARTS or any(is_spell(text) for c in columns for text in c.path):
        return None
    sheet, at = table.grid.sheet, named[0].index
    parts = [c.index for c in columns if c.index != at]
    told = [(sheet.at(row, at), [sheet.at(row, c) for c in parts]) for row in rows if table.grid.holds(row, at)]
    sums = [total for total, figures in told if any(f != "" for f in figures)]
    is_sum = all(_adds_up(total, figures) for total, figures in told)
    return named[0] if is_sum and len(set(sums)) >= _LEAST_SUMS else None


def _adds_up(total: Content, figures: Sequence[Content]) -> bool:
    """Whether numbers, or blanks for none, add up to a total; where only it stands there is nothing to add up."""
    filled = [f for f in figures if f != ""]
    if not isinstance(total, int | float) or not all(isinstance(f, int | float) for f in filled):
        return not filled
    return not filled or total == sum(f for f in filled if isinstance(f, int | float))


def summed_stocks(table: Table, parts: Sequence[Column], placed: Sequence[Placed], matcher: Matcher) -> Iterator[Doubt]:
    """Lines of stocks (members, a balance) whose figure is the sum of the even ones of the quarters: four times too many.

    None where what comes about in a year is as even in most lines: then somebody divided by four.
    """
    if not parts:
        return
    summed = {p.code: p for p in placed if _is_even_sum(table, parts, p)}
    flows = [p.code for p in placed if not matcher.is_stock(p.code)]
    if sum(code in summed for code in flows) * 2 >= len(flows):
        return
    for p in (p for code, p in summed.items() if matcher.is_stock(code)):
        at, label = table.grid.sheet.address(p.row, p.column), matcher.form.by_code[p.code].label
        yield Doubt(at, label, said(sentences.SUM_OF_STOCKS, at=at, text=label), (p.code,))


def _is_even_sum(table: Table, parts: Sequence[Column], placed: Placed) -> bool:
    sheet = table.grid.sheet
    figures = [v for c in parts if isinstance(v := sheet.at(placed.row, c.index), int | float)]
    if len(figures) < len(parts) or sheet.at(placed.row, placed.column) != sum(figures):
        return False
    return max(figures) > 0 and _EVEN * (max(figures) - min(figures)) <= max(figures)

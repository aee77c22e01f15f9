"""Columns of quarters or halves of a year, and the one beside them that adds them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Placed
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.roles import is_all_parts, is_part_of_year
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.sheets.sentences import said

_EVEN = 10
"""Quarters are even where they differ by no more than a tenth."""


def parts_of_year(columns: list[Column], year: str) -> list[Column]:
    """The columns of quarters or halves beside the one that adds them up; none where no column, or more than one, does."""
    parts = [c for c in columns if c.path and is_part_of_year(c.path[-1])]
    rest = [c for c in columns if c not in parts and c.year in ("", year)]
    return parts if sum(bool(c.path) and is_all_parts(c.path[-1]) for c in rest) == 1 else []


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

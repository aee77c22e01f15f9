"""In which unit a figure is stated: đồng, nghìn, triệu or tỷ, by what stands nearest to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.intake.tables import Table
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.vietnamese.money import unit_factor
from khuyenhoc.vietnamese.text import fold

_PERCENT = "%"


@lru_cache(maxsize=16384)
def factor_in(text: str) -> int | None:
    """`unit_factor`, remembered: the same headers come again and again."""
    return unit_factor(text)


def factor_of(says: Iterable[str]) -> int:
    """How many đồng the figure's unit is, by the first text that names one; 1 where none does."""
    return next((factor for text in says if text and (factor := factor_in(text)) is not None), 1)


def stated_above(table: Table) -> tuple[str, ...]:
    """The lines above a table that state the unit of its money ("Đơn vị tính: triệu đồng"), the nearest first."""
    grid = table.grid
    texts = (
        grid.text(row, column)
        for row in reversed(range(table.above.start, table.header.stop))
        for column in range(len(grid.sheet.rows[row]))
    )
    return tuple(t for t in texts if t and _is_statement(t))


@lru_cache(maxsize=4096)
def _is_statement(text: str) -> bool:
    plain = fold(text).strip("()[] ")
    begins = any(plain.startswith(word) or f"{word}:" in plain for word in folded("measured"))
    return (begins or "tinh bang" in plain) and unit_factor(text) is not None


@lru_cache(maxsize=4096)
def agrees(indicator: IndicatorSpec, measure: str) -> bool:
    """Whether a stated unit of measure is one in which the indicator can be: money for money, no thousands of people."""
    if not measure or (indicator.is_derived and indicator.unit != _PERCENT):
        return True
    plain = fold(measure)
    if (_PERCENT in plain) != (indicator.unit == _PERCENT):
        return False
    if indicator.is_money:
        return factor_in(measure) is not None
    return factor_in(measure) is None and not any(plain.startswith(f"{n} ") for n in folded("counted_in"))

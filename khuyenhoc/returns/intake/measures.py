"""In which unit a figure is stated: đồng, nghìn, triệu or tỷ, by what stands nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from khuyenhoc.catalogue.cell_bounds import most_in_a_cell
from khuyenhoc.catalogue.spec import MONEY, FormSpec, IndicatorSpec
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Placed
from khuyenhoc.returns.intake.tables import Grid, Table
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.returns.values import CellValue
from khuyenhoc.sheets.sentences import said
from khuyenhoc.vietnamese.money import unit_factor
from khuyenhoc.vietnamese.periods import period_of
from khuyenhoc.vietnamese.text import fold

_THOUSANDS = re.compile(r"(?<![\d.,])1(?:[. ]?000){1,3}(?![\d.,])")
_PERCENT = "%"
_NEGATION = re.compile(r"(?<!\w)(?:khong|chu khong)(?!\w)")


@lru_cache(maxsize=16384)
def factor_in(text: str) -> int | None:
    """`unit_factor`, remembered: the same headers come again and again."""
    return unit_factor(text)


def factor_of(says: Iterable[str]) -> int:
    """How many đồng the figure's unit is, by the first text that names one; 1 where none does."""
    for text in says:
        if text and (factor := factor_in(text)) is not None:
            return factor
    return 1


def stated_around(table: Table, last: int) -> tuple[str, ...]:
    """The lines that state the unit of a table's money ("Đơn vị tính: triệu đồng"): above it, the nearest first, then
    below its row `last`, then at the top of the sheet. A line with figures, or that says "không", states nothing.
    """
    rows = (*reversed(table.header), *_own_title(table), *range(last + 1, table.body.stop), *reversed(table.top))
    texts = (text for row in rows for text in table.grid.texts[row])
    return tuple(t for t in texts if t and _is_statement(t))


def _own_title(table: Table) -> Iterator[int]:
    """The rows above a table, from its header upwards, up to the figures of the table before."""
    for row in reversed(table.above):
        if any(content != "" and not isinstance(content, str) for content in table.grid.sheet.rows[row]):
            return
        yield row


def contradicted(placed: Placed) -> str:
    """The text that states thousands or millions where the line itself is said to be in đồng; "" where none does."""
    if factor_in(placed.measure) != 1:
        return ""
    return next((text for text in placed.says if text and (factor_in(text) or 1) > 1), "")


def measure_doubts(grid: Grid, texts: Mapping[int, str], placed: Iterable[Placed], form: FormSpec) -> Iterator[Doubt]:
    """What is asked of lines whose unit of measure is not the form's, or not the one stated around; `texts` by row."""
    for p in placed:
        indicator = form.by_code[p.code]
        fits = agrees(indicator, p.measure)
        if (fits and not indicator.is_money) or not grid.holds(p.row, p.column):
            continue
        at = grid.sheet.address(p.row, p.column)
        if indicator.is_money and not _says_itself(grid, p) and (other := contradicted(p)):
            sentence = said(sentences.MEASURES_DIFFER, at=at, text=texts[p.row], measure=p.measure, other=other)
            yield Doubt(at, texts[p.row], sentence, (p.code,))
        if not fits:
            sentence = said(sentences.MEASURE_DISAGREES, at=at, text=texts[p.row], measure=p.measure)
            yield Doubt(at, texts[p.row], sentence, (p.code,))


def _says_itself(grid: Grid, placed: Placed) -> bool:
    """Whether the unit of measure stands in the cell with the figure."""
    return any(c.isalpha() for c in grid.text(placed.row, placed.column))


def is_too_much(cell: CellValue, form: FormSpec, period: str) -> bool:
    """Whether money is more than one unit of the form's level can have: its unit of measure is then no đồng's multiple."""
    indicator, asked = form.by_code[cell.indicator], period_of(period)
    if not indicator.is_money or cell.value is None or asked is None:
        return False
    most = most_in_a_cell(form.level, indicator.unit, asked.ends)
    return most is not None and abs(cell.value) > most


def most_counted(form: FormSpec, period: str) -> int | None:
    """The most that one unit of the form's level can count of anything; None where no bound holds."""
    asked = period_of(period)
    return most_in_a_cell(form.level, "", asked.ends) if asked else None


@lru_cache(maxsize=4096)
def _is_statement(text: str) -> bool:
    plain = fold(text).strip("()[] ")
    if any(c.isdigit() for c in _THOUSANDS.sub("", plain)) or _NEGATION.search(plain):
        return False
    factor = unit_factor(text)
    begins = any(plain.startswith(word) or f"{word}:" in plain for word in folded("measured"))
    return factor is not None and (begins or factor > 1)


def agrees(indicator: IndicatorSpec, measure: str) -> bool:
    """Whether a stated unit of measure is one in which the indicator can be: money for money, no thousands of people."""
    return not measure or _is_fitting(indicator.unit, indicator.is_derived, measure)


@lru_cache(maxsize=4096)
def _is_fitting(unit: str, is_derived: bool, measure: str) -> bool:
    if is_derived and unit != _PERCENT:
        return True
    plain = fold(measure)
    if (_PERCENT in plain) != (unit == _PERCENT):
        return False
    if unit == MONEY:
        return factor_in(measure) is not None
    return factor_in(measure) is None and not any(plain.startswith(f"{n} ") for n in folded("counted_in"))

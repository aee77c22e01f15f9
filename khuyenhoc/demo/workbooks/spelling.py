"""How a figure is put into a cell: as a number, as a text with dots, in triệu đồng. Values stay exact."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from khuyenhoc.demo.findings import Written
from khuyenhoc.demo.workbooks.book import Content
from khuyenhoc.returns.values import Stated
from khuyenhoc.vietnamese.numbers import format_count, format_decimal

Put = tuple[Content, str]
"""A cell's content and its style."""

MILLION = 1_000_000


def spelled(written: Written, number: Callable[[int], Put], none: str = "không có") -> Put:
    """What a cell holds: `number` spells figures, `none` is how the sender says that there is nothing to count."""
    match written:
        case Stated.NONE:
            return none, "small"
        case Stated():
            return None, "general"
        case int():
            return number(written)
        case _:
            return written, "small"


def with_separator(value: int) -> Put:
    return value, "number"


def bare(value: int) -> Put:
    return value, "general"


def dotted(value: int) -> Put:
    """452702 as the text "452.702"."""
    return format_count(value), "text"


def millions(value: int) -> Put:
    """Đồng as a number of triệu đồng; the shortest decimal that reads back as it is exact."""
    return value / MILLION, "millions"


def millions_text(value: int) -> Put:
    """Đồng as a text in triệu đồng: 47480000 is "47,48"."""
    exact = Fraction(value, MILLION)
    places = next(n for n in range(7) if exact * 10**n % 1 == 0)
    return format_decimal(exact, places), "text"


def rounded(share: Fraction | None) -> float | None:
    """A share as people type it: two decimals, half up."""
    if share is None:
        return None
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

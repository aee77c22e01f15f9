"""Units beside one another: ranks, quartiles, the first and the last. Who has no value stands nowhere, never last. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.rollups.algebra.values import Value


@dataclass(frozen=True, slots=True)
class Ranked:
    """`rank`: 1 for the greatest; equals share one, and the next one counts them (1, 2, 2, 4). None for who has no value."""

    unit: str
    value: Value
    rank: int | None


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Of the `n` values that there are, exact: between two of them in proportion."""

    n: int
    least: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    greatest: Fraction


def ranked(values: Mapping[str, Value], *, least_first: bool = False) -> list[Ranked]:
    """In the order of their ranks, equals as they came, then those without a value."""
    known = {unit: value.value for unit, value in values.items() if value.value is not None}
    order = sorted(known, key=lambda unit: known[unit], reverse=not least_first)
    found: list[Ranked] = []
    for place, unit in enumerate(order, start=1):
        tied = found and known[unit] == known[found[-1].unit]
        found.append(Ranked(unit, values[unit], found[-1].rank if tied else place))
    return found + [Ranked(unit, value, None) for unit, value in values.items() if unit not in known]


def top(values: Mapping[str, Value], n: int) -> list[Ranked]:
    """Those of the first `n` ranks: more than `n` where the last of them is shared."""
    return [one for one in ranked(values) if one.rank is not None and one.rank <= n]


def bottom(values: Mapping[str, Value], n: int) -> list[Ranked]:
    """Likewise from the least on, which has the rank 1."""
    return [one for one in ranked(values, least_first=True) if one.rank is not None and one.rank <= n]


def quartiles(values: Mapping[str, Value]) -> Quartiles | None:
    """None where there are no values."""
    known = sorted(Fraction(value.value) for value in values.values() if value.value is not None)
    if not known:
        return None
    return Quartiles(len(known), *(_at(known, Fraction(quarter, 4)) for quarter in range(5)))


def _at(known: list[Fraction], part: Fraction) -> Fraction:
    place = part * (len(known) - 1)
    below = int(place)
    above = min(below + 1, len(known) - 1)
    return known[below] + (known[above] - known[below]) * (place - below)

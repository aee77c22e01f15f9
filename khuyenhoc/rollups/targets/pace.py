"""Whether a target is on its way: from where the unit came, how far it is, how much a year is still needed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.rollups.figures import TargetResult
from khuyenhoc.vietnamese.periods import Period, period_of


@dataclass(frozen=True)
class Pace:
    """`points`: what was reached in the year before and in each part of the year, oldest first, None where it cannot be told.

    `gained`: since the year before. `expected`: what would be reached by today on the straight way to the target, None where
    there is no year before, or the year is over. `yearly`: what each year still to come would have to add for a target due later.
    """

    points: tuple[tuple[str, Fraction | None], ...]
    gained: Fraction | None = None
    expected: Fraction | None = None
    yearly: Fraction | None = None
    ahead: bool | None = None


def paced(result: TargetResult, points: Sequence[tuple[str, Fraction | None]], today: dt.date) -> Pace:
    """`points`: (period, what was reached), the year before first, the period itself last."""
    period, actual, value = period_of(points[-1][0]), points[-1][1], result.value
    earlier = dict(points[:-1])
    before = earlier.get(period.a_year_before().code) if period else None
    if period is None or actual is None or value is None:
        return Pace(tuple(points))
    gained = None if before is None else actual - before
    years = (result.by or period.year) - period.year
    yearly = (Fraction(value) - actual) / years if years > 0 and not result.is_reached else None
    if yearly is not None:
        ahead = None if gained is None else (gained <= yearly if result.at_most else gained >= yearly)
        return Pace(tuple(points), gained, None, yearly, ahead)
    expected = None if before is None or years else _expected(period, before, Fraction(value), today)
    ahead = None if expected is None else (actual <= expected if result.at_most else actual >= expected)
    return Pace(tuple(points), gained, expected, None, ahead)


def _expected(period: Period, before: Fraction, value: Fraction, today: dt.date) -> Fraction | None:
    """On the straight way from the year before to the target at the year's end; None once the period is over."""
    if not period.starts <= today <= period.ends:
        return None
    days = (period.ends - period.starts).days + 1
    return before + (value - before) * Fraction((today - period.starts).days + 1, days)

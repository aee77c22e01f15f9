"""Totals of many units as arrays, and the figures that are computed from them: whole columns, every number exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from khuyenhoc.catalogue.measures import UNITS, Expression, Sum
from khuyenhoc.rollups.explorer.sums import Sums
from khuyenhoc.rollups.facts import Column, Totals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

SAFE: Final = 2**62
"""What is computed in 64 bits stays below this; what might not goes one by one in Python's numbers, which have no end."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a quotient is rounded: to `places` decimals as a rule, as a whole number of its `kept`th decimal by `rounded`, which
    knows the exceptions."""

    places: int
    kept: int
    rounded: Callable[[Fraction], int]


@dataclass(frozen=True)
class Grid:
    """Units by figures: the totals, where there is one, and how many stated it. `owing`: of each unit."""

    codes: tuple[str, ...]
    values: Numbers
    there: Flags
    counted: Numbers
    owing: Numbers

    def part(self, start: int, stop: int) -> Grid:
        """Some of its units."""
        rows = slice(start, stop)
        return Grid(self.codes, self.values[rows], self.there[rows], self.counted[rows], self.owing[rows])

    def totals(self, row: int) -> dict[str, int | None]:
        """Of one unit, by code."""
        found = zip(self.codes, self.values[row].tolist(), self.there[row].tolist(), strict=True)
        return {UNITS: int(self.owing[row])} | {code: value if there else None for code, value, there in found}

    def stated(self, row: int) -> dict[str, int]:
        """How many stated each, of one unit."""
        return {UNITS: int(self.owing[row])} | dict(zip(self.codes, self.counted[row].tolist(), strict=True))


@dataclass(frozen=True)
class Figures:
    """One figure of many units. `values`: whole numbers, of a quotient of the last decimal that its rule keeps."""

    values: Numbers
    there: Flags
    counted: Numbers


def grid(sums: Sums, units: Sequence[str], codes: Sequence[str | None]) -> Grid:
    """The totals of some units. None for a code: that period's form has no such figure."""
    import numpy as np

    shape = (len(units), len(codes))
    values, there, counted = np.zeros(shape, np.int64), np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    owing = np.fromiter((sums.owing.get(unit, 0) for unit in units), np.int64, len(units))
    found = Grid(tuple(code or "" for code in codes), values, there, counted, owing)
    if isinstance(sums.totals, Column):
        _from_columns(found, sums.totals.of, units)
    else:
        _one_by_one(found, sums, units)
    return found


def _from_columns(found: Grid, of: Totals, units: Sequence[str]) -> None:
    """Rows of numbers into their places at once."""
    import numpy as np

    if not of.table.num_rows:
        return
    row, column = np.full(len(of.names.units), -1), np.full(len(of.names.indicators), -1)
    for places, known, asked in (
        (row, of.names.unit_numbers, units),
        (column, of.names.indicator_numbers, found.codes),
    ):
        for n, code in enumerate(asked):
            if code in known:
                places[known[code]] = n
    # Sums come as decimals, which would be an object each.
    whole = of.table.combine_chunks().to_batches()[0]
    unit, indicator, total, counted = (_numbers(column) for column in whole.columns)
    rows, columns = row[unit], column[indicator]
    wanted = (rows >= 0) & (columns >= 0)
    at = rows[wanted], columns[wanted]
    found.values[at], found.counted[at], found.there[at] = total[wanted], counted[wanted], True


def _numbers(column: pa.Array) -> Numbers:
    """A column without blanks. Past `to_numpy`, which would bring in pandas: two tenths of a second and forty megabytes."""
    import numpy as np

    whole = column.cast("int64")
    return np.frombuffer(whole.buffers()[1], np.int64)[whole.offset : whole.offset + len(whole)]


def _one_by_one(found: Grid, sums: Sums, units: Sequence[str]) -> None:
    """Where something was apportioned, totals are no plain columns."""
    for n, unit in enumerate(units):
        totals: Mapping[str, int] = sums.totals.get(unit, {})
        counted = sums.counted.get(unit, {})
        for m, code in enumerate(found.codes):
            if code in totals:
                found.values[n, m], found.there[n, m], found.counted[n, m] = totals[code], True, counted.get(code, 0)


def figures(found: Grid, asked: Expression, rule: Rule | None = None) -> Figures:
    """A figure of every unit of the grid: of a sum as it is, of a quotient by its rule."""
    if isinstance(asked, Sum):
        return _sum(found, asked)
    assert rule is not None, "a quotient is printed by a rule"
    return _quotient(_sum(found, asked.part), _sum(found, asked.whole), asked.factor, rule)


def _quotient(part: Figures, whole: Figures, factor: Fraction, rule: Rule) -> Figures:
    """Half away from zero in 64 bits; by the rule itself where that might not do, or would print all for less, or nothing for
    something. What even Python's number is too great for a column of 64 bits is left out."""
    import numpy as np

    there = part.there & whole.there & (whole.values != 0)
    up, down = factor.numerator * 10**rule.places, factor.denominator
    is_small = (np.abs(part.values) < SAFE // (4 * up)) & (np.abs(whole.values) < SAFE // (4 * down))
    plain = there & is_small & (part.values >= 0) & (whole.values > 0)
    a, b = np.where(plain, part.values * up, 0), np.where(plain, whole.values * down, 1)
    values = (2 * a + b) // (2 * b)
    all_ = 100 * 10**rule.places
    doubtful = there & (~plain | ((values == 0) & (a != 0)) | ((values >= all_) & (a < all_ * b)))
    values = values * 10 ** (rule.kept - rule.places)
    for n in np.flatnonzero(doubtful).tolist():
        exact = rule.rounded(Fraction(int(part.values[n]), int(whole.values[n])) * factor)
        there[n] = abs(exact) < 2 * SAFE
        values[n] = exact if there[n] else 0
    return Figures(np.where(there, values, 0), there, np.minimum(part.counted, whole.counted))


def _sum(found: Grid, of: Sum) -> Figures:
    import numpy as np

    first: Any = None
    for code, times in of.terms:
        one = _term(found, code)
        value = one.values * times
        first = (
            Figures(value, one.there, one.counted)
            if first is None
            else Figures(first.values + value, first.there & one.there, np.minimum(first.counted, one.counted))
        )
    assert isinstance(first, Figures), "a formula without figures is refused when the catalogue loads"
    return first


def _term(found: Grid, code: str) -> Figures:
    import numpy as np

    if code == UNITS:
        return Figures(found.owing, np.ones(len(found.owing), np.bool_), found.owing)
    at = found.codes.index(code)
    return Figures(found.values[:, at], found.there[:, at], found.counted[:, at])

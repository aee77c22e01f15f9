"""A question about many units, indicators and periods, and what it is answered with: which lines there are, and their figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from khuyenhoc.catalogue.measures import UNITS, Expression, codes_in
from khuyenhoc.catalogue.measuring import expression_of
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.rollups.algebra.values import Value, valued
from khuyenhoc.rollups.explorer.grids import Grid, grid
from khuyenhoc.rollups.explorer.sums import Sums, sums
from khuyenhoc.rollups.stated import code_in, form_for
from khuyenhoc.units.queries import UnitMap

RIGHT_BELOW: Final = "*"

May = Callable[[Sequence[str]], bool]
"""Whether a unit's figures may be seen, by its code and those above it, nearest first."""


@dataclass(frozen=True, slots=True)
class Question:
    """`below`: "" for the units themselves alone; RIGHT_BELOW, or the key of a level, for those below them as well.
    `as_of`: the day of the map of all periods; None: each on its own."""

    indicators: tuple[str, ...]
    units: tuple[str, ...]
    periods: tuple[str, ...]
    below: str = ""
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the table. `chosen`: it was asked for itself, and stands for all that is below it."""

    code: str
    name: str
    level: str
    above: str
    chosen: bool


@dataclass(frozen=True)
class Answer:
    """The lines in the order of the latest map. `withheld`: something is left out that is not the reader's to see."""

    question: Question
    form: FormSpec
    lines: tuple[Line, ...]
    sums: tuple[Sums, ...]
    hidden: tuple[frozenset[str], ...] = field(repr=False)

    @property
    def withheld(self) -> bool:
        return any(self.hidden)

    @property
    def synthetic(self) -> bool:
        return any(one.synthetic for one in self.sums)

    @cached_property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        return tuple(self.form.by_code[code] for code in self.question.indicators)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        return tuple(expression_of(self.form, code) for code in self.question.indicators)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The figures that everything is computed from."""
        found = (code for asked in self.expressions for code in codes_in(asked))
        return tuple(dict.fromkeys(code for code in found if code != UNITS))

    def grids(self, lines: Sequence[Line]) -> list[Grid]:
        """Of each period, under the codes of the last period's form. No statement."""
        return [self._grid(one, hidden, lines) for one, hidden in zip(self.sums, self.hidden, strict=True)]

    def _grid(self, of: Sums, hidden: frozenset[str], lines: Sequence[Line]) -> Grid:
        own = [code_in(of.form, self.form, code) for code in self.codes]
        units = ["" if line.code in hidden else line.code for line in lines]
        found = grid(of, units, own)
        return Grid(self.codes, found.values, found.there, found.counted, found.owing)

    def values(self, lines: Sequence[Line]) -> list[list[list[Value]]]:
        """Exact, for a table that is looked at: by line, period, indicator. No statement."""
        read = self.grids(lines)
        return [[list(self._values(of, n)) for of in read] for n in range(len(lines))]

    def _values(self, of: Grid, row: int) -> Iterator[Value]:
        totals, counted = of.totals(row), of.stated(row)
        for asked in self.expressions:
            yield valued(asked, totals, counted, int(of.owing[row]))


def answer(question: Question, may: May | None = None) -> Answer:
    """NoSuchPeriod; KeyError for an indicator or unit that there is not. Statements: those of `sums` a period, and three."""
    form = form_for(question.periods[-1])
    for code in question.indicators:
        form.by_code[code]  # KeyError
    read = tuple(sums(period, question.as_of) for period in question.periods)
    lines = tuple(_lines(question, read))
    hidden = tuple(_hidden(one, lines, may) for one in read)
    seen = tuple(
        line for line in lines if any(_shows(of, line.code, not_) for of, not_ in zip(read, hidden, strict=True))
    )
    return Answer(question, form, seen, read, hidden)


def _shows(of: Sums, code: str, hidden: frozenset[str]) -> bool:
    return code in of.map_with(code).units and code not in hidden


def _lines(question: Question, read: Sequence[Sums]) -> Iterator[Line]:
    """Each unit with those below it; what only an earlier map has comes after what is still there."""
    seen: set[str] = set()
    for code in question.units:
        maps = [one.map_with(code) for one in reversed(read)]
        known = [map_ for map_ in maps if code in map_.units]
        if not known:
            raise KeyError(code)
        found = [(known[0], code, True)]
        found += [(map_, unit, False) for map_ in known for unit in _below(map_, code, question.below)]
        for map_, unit, chosen in found:
            if unit not in seen:
                seen.add(unit)
                yield _line(map_, unit, chosen=chosen)


def _below(map_: UnitMap, code: str, level: str) -> list[str]:
    if level == RIGHT_BELOW:
        return list(map_.children.get(code, ()))
    return [unit.code for unit in map_.below(code, level)] if level else []


def _line(map_: UnitMap, code: str, *, chosen: bool) -> Line:
    unit = map_.units[code]
    return Line(code, map_.name(code), unit.level, map_.name(unit.parent) if unit.parent else "", chosen)


def _hidden(of: Sums, lines: Sequence[Line], may: May | None) -> frozenset[str]:
    """The units that the reader may not look at in this period, by what stood above them in it."""
    if may is None:
        return frozenset()
    there = (line.code for line in lines if line.code in of.map_with(line.code).units)
    return frozenset(code for code in there if not may(of.grounds.lineage(code)))

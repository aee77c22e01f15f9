"""`why`: the change of a unit's figure between two periods, with what it is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.catalogue.measures import codes_in
from khuyenhoc.catalogue.measuring import expression_of
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.rollups.changes import Cause, Contribution, Side, value_of
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.rollups.shared_out import SharedOut, shared_out
from khuyenhoc.rollups.splitting import Splitting
from khuyenhoc.rollups.stated import Stated, form_for, stated
from khuyenhoc.units.grounds import Grounds, Overlays
from khuyenhoc.units.history import successions
from khuyenhoc.units.queries import UnitMap, unit_map


class NotOnMap(KeyError):
    """A unit is asked for as then in a period on whose map it is not. `unit`, `period`."""

    def __init__(self, unit: str, period: str) -> None:
        super().__init__(unit, period)
        self.unit, self.period = unit, period


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a period. `reported`: how many of the `units` of then that report have stated it."""

    period: str
    value: Fraction
    reported: int
    units: int
    synthetic: bool


@dataclass(frozen=True)
class Change:
    """A unit's figure in two periods, and what each contribution changed, the largest first; they add up exactly.

    `as_of`: the day of the map of both; None: each on its own.
    """

    indicator: IndicatorSpec
    unit: UnitRef
    as_of: dt.date | None
    first: Point
    second: Point
    contributions: tuple[Contribution, ...]

    @property
    def change(self) -> Fraction:
        return self.second.value - self.first.value

    def of(self, *causes: Cause) -> Fraction:
        """What some causes contributed together."""
        return sum((c.change for c in self.contributions if c.cause in causes), Fraction(0))

    @property
    def synthetic(self) -> bool:
        return self.first.synthetic or self.second.synthetic


def why(indicator: str, unit: str, first: str, second: str, as_of: dt.date | None = None) -> Change:
    """Why a figure of a unit is another one in `second` than in `first`; the indicator by its code in the later form.

    On the maps of the periods, or both on that of a day. NoSuchPeriod; KeyError for an indicator or unit that there is not;
    NotOnMap; NotCalculable. Twenty statements at most, however many units.
    """
    form = form_for(second)
    codes = codes_in(expression_of(form, indicator))
    before, after = (stated(period, codes, form) for period in (first, second))
    return change_of(
        form, indicator, unit, (before, after), unit_map(as_of) if as_of else None, Overlays(successions())
    )


def change_of(
    form: FormSpec, indicator: str, unit: str, periods: tuple[Stated, Stated], on: UnitMap | None, laid: Overlays
) -> Change:
    """The same from what was read. `on`: the map that both are looked at on; None: each on its own. Pure."""
    before, after = periods
    now, expression = on or after.then, expression_of(form, indicator)
    if on is None and (missing := next((p.period for p in (after, before) if unit not in p.then.units), None)):
        raise NotOnMap(unit, missing)
    named = named_on((now, after.then, before.then), unit)
    first, second = (_side(period, laid.of(period.then, now)) for period in periods)
    own = first.of(unit) if on else {c for c in before.values if unit in before.then.lineage(c)}
    between = laid.of(before.then, after.then)
    split = Splitting(unit, expression, first, second, between, frozenset(own), on is None)
    parts = split.contributions()
    points = [
        _point(side, value_of(expression, totals, side.stated.period), unit, of, on is None)
        for side, totals, of in ((first, split.before, own), (second, split.after, second.of(unit)))
    ]
    return Change(form.by_code[indicator], named, on.on if on else None, points[0], points[1], tuple(parts))


def named_on(maps: Iterable[UnitMap], unit: str) -> UnitRef:
    """As a unit is called on the first of some maps that has it. KeyError for one of none."""
    for map_ in maps:
        if unit in map_.units:
            return UnitRef.on(map_, unit)
    raise KeyError(unit)


def _side(stated: Stated, ground: Grounds) -> Side:
    return Side(stated, ground, shared_out(ground, stated.rows(), stated.given) if stated.given else SharedOut())


def _point(side: Side, value: Fraction, unit: str, own: set[str], as_then: bool) -> Point:
    then = side.ground.then
    above = then.lineage if as_then else side.ground.above
    units = sum(unit in above(code) for code in then.lowest())
    reported = sum(any(v.now is not None for v in side.stated.values[code].values()) for code in own)
    return Point(side.stated.period, value, reported, units, side.stated.synthetic)

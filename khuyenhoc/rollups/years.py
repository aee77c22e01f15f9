"""A unit's figure over many periods, each on its own map or all on one, with the days on which its map was redrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from khuyenhoc.catalogue.measures import codes_in
from khuyenhoc.catalogue.measuring import expression_of
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.changes import Cause, NotCalculable
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.rollups.stated import Stated, form_for, stated
from khuyenhoc.rollups.why import Change, Point, change_of, named_on
from khuyenhoc.units.grounds import Overlays
from khuyenhoc.units.history import links
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.periods import period_of

NOT_REPORTED = (Cause.NEW_REPORT, Cause.MISSING_REPORT, Cause.UNEVEN)


@dataclass(frozen=True, slots=True)
class Year:
    """A period in the row. `point`: None where the unit is not on the map (then it is not `there`), or nothing can be computed.

    `change` is against the period before in the row; `border`, `reports` and `revisions` are what of it is no growth.
    """

    period: str
    ends: dt.date
    there: bool
    point: Point | None
    change: Fraction | None = None
    border: Fraction = Fraction(0)
    reports: Fraction = Fraction(0)
    revisions: Fraction = Fraction(0)

    @property
    def growth(self) -> Fraction | None:
        """What the units grew by themselves."""
        return None if self.change is None else self.change - self.border - self.reports - self.revisions


@dataclass(frozen=True, slots=True)
class Redrawing:
    """A day on which units of the asked one became others: how many of them, and how many they became."""

    on: dt.date
    before: int
    after: int


@dataclass(frozen=True)
class Years:
    """A figure over periods, the first one first. `as_of`: the day of the map of all; None: each on its own."""

    indicator: IndicatorSpec
    unit: UnitRef
    as_of: dt.date | None
    years: tuple[Year, ...]
    redrawings: tuple[Redrawing, ...]

    @property
    def synthetic(self) -> bool:
        return any(year.point.synthetic for year in self.years if year.point)


def over_years(indicator: str, unit: str, periods: Sequence[str], as_of: dt.date | None = None) -> Years:
    """A figure in two periods or more, which stand in order; the indicator by its code in the form of the last one.

    NoSuchPeriod; KeyError for an indicator or unit that there is not; ValueError for fewer periods. Eight statements a
    period and six more, however many units.
    """
    if len(periods) < 2:
        raise ValueError(periods)
    form, known = form_for(periods[-1]), links()
    codes = codes_in(expression_of(form, indicator))
    read = [stated(period, codes, form) for period in periods]
    on, laid = unit_map(as_of) if as_of else None, Overlays(Successions(known))
    named = named_on([on or read[-1].then, *(one.then for one in reversed(read))], unit)
    years = tuple(_years(form, indicator, unit, read, on, laid))
    there = [year.ends for year in years if year.point]
    redrawn = tuple(_redrawings(unit, read, there, on, known, laid))
    return Years(form.by_code[indicator], named, as_of, years, redrawn)


def _years(
    form: FormSpec, indicator: str, unit: str, read: Sequence[Stated], on: UnitMap | None, laid: Overlays
) -> Iterator[Year]:
    """Each period against the one before; one that cannot be, against itself."""
    for before, one in zip((None, *read), read, strict=False):
        there = unit in (on or one.then).units or unit in one.then.units
        change = _changed(form, indicator, unit, (before, one), on, laid) if before else None
        alone = change or _changed(form, indicator, unit, (one, one), on, laid)
        found = _against(one, there, alone)
        yield found if change else replace(found, change=None)


def _changed(
    form: FormSpec, indicator: str, unit: str, pair: tuple[Stated, Stated], on: UnitMap | None, laid: Overlays
) -> Change | None:
    try:
        return change_of(form, indicator, unit, pair, on, laid)
    except (KeyError, NotCalculable):  # a unit of neither map, but of that of another period
        return None


def _against(of: Stated, there: bool, change: Change | None) -> Year:
    if change is None:
        return Year(of.period, of.ends, there, None)
    return Year(
        of.period, of.ends, there, change.second, change.change, change.of(Cause.BORDER), change.of(*NOT_REPORTED),
        change.of(Cause.REVISION),
    )  # fmt: skip


def _redrawings(
    unit: str,
    read: Sequence[Stated],
    there: Sequence[dt.date],
    on: UnitMap | None,
    known: Sequence[Link],
    laid: Overlays,
) -> Iterator[Redrawing]:
    """The days between the first period with a figure and the last on which anything at the lowest level became another one."""
    own, above = set(), set()
    for one in read:
        of = laid.of(one.then, on).above if on else one.then.lineage
        own |= {code for code in one.then.units if unit in of(code)}
        above |= {parent for parent in one.then.children if parent}
    days: dict[dt.date, tuple[set[str], set[str]]] = {}
    for link in known:
        ends = [{code for code in (end,) if code and code not in above} for end in (link.predecessor, link.successor)]
        between = there and there[0] < link.on <= there[-1]
        if between and link.predecessor != link.successor and own & (ends[0] | ends[1]):
            for side, codes in zip(days.setdefault(link.on, (set(), set())), ends, strict=True):
                side |= codes
    for day, (before, after) in sorted(days.items()):
        yield Redrawing(day, len(before), len(after))


def alike(periods: Sequence[str], code: str | None = None) -> list[str]:
    """The periods of the kind of one, in their order; without one the years, or where there are none, those like the last."""
    kinds = {one: period.kind for one in periods if (period := period_of(one))}
    asked = period_of(code) if code else None
    kind = asked.kind if asked else "year" if "year" in kinds.values() or not periods else kinds[periods[-1]]
    return [one for one in periods if kinds.get(one) == kind]


def span(periods: Sequence[str], first: str | None, last: str | None) -> list[str]:
    """Those from one to another, from the first that there is, to the last. NoSuchPeriod for one that is not among them."""
    known = alike(periods, last or first)
    for code in filter(None, (first, last)):
        if code not in known:
            raise NoSuchPeriod(code)
    return known[known.index(first) if first else 0 : known.index(last) + 1 if last else None]

"""Targets of a unit with everything that is told of them, and how one would be shared out. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.queries import national_targets, target_spec, yearly_targets
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.rollups.books import Books, NoSuchPeriod, books
from khuyenhoc.rollups.figures import Figures, TargetResult
from khuyenhoc.rollups.queries import periods
from khuyenhoc.rollups.rules import measured, reached
from khuyenhoc.rollups.targets.pace import Pace, paced
from khuyenhoc.rollups.targets.sharing import Rule, Sharing, shared
from khuyenhoc.rollups.targets.taking import Need, needed
from khuyenhoc.vietnamese.periods import period_of


@dataclass(frozen=True)
class Told:
    """A target, what it would take, and its pace."""

    result: TargetResult
    need: Need | None
    pace: Pace


@dataclass(frozen=True)
class TargetSheet:
    """A unit's own targets of a period, and those of the whole country that are not past."""

    own: tuple[Told, ...]
    national: tuple[Told, ...]


def target_sheet(unit: str, period: str, as_of: dt.date | None = None) -> TargetSheet:
    """NoSuchPeriod, KeyError. Four statements over those of the books, and one more for each earlier period of the year; one
    while nothing was journalled."""
    return _sheet(unit, period, as_of, clock.today(), head())


@lru_cache(maxsize=64)
def _sheet(unit: str, period: str, as_of: dt.date | None, _today: dt.date, _journal_head: str) -> TargetSheet:
    found = books(period, as_of)
    years = _years(found, unit)
    lowest = [found.figures(code) for code in found.map_with(unit).lowest(unit)]
    own = tuple(_told(target, years, lowest) for target in yearly_targets(unit, period))
    named = period_of(period)
    national = [t for t in national_targets() if not (t.by and named) or t.by >= named.year]
    return TargetSheet(own, tuple(_told(target, years, lowest) for target in national))


def _told(target: TargetSpec, years: Mapping[str, Figures], lowest: list[Figures]) -> Told:
    *_earlier, now = years.values()
    result = measured(target, now)
    points = [(period, reached(target, figures)) for period, figures in years.items()]
    return Told(result, needed(target, now, lowest), paced(result, points, clock.today()))


def _years(found: Books, unit: str) -> dict[str, Figures]:
    """The figures of a unit in the year before and in the parts of the year that have ended, on the same map; its own last."""
    period = period_of(found.period)
    wanted = [period.a_year_before().code, *(p.code for p in period.parts_before())] if period else []
    known = set(periods())
    earlier = [books(code, found.map.on) for code in wanted if code in known]
    years = {b.period: b.figures(unit) for b in earlier if unit in b.map_with(unit).units}
    return years | {found.period: found.figures(unit)}


def sharing(
    code: str, unit: str, period: str, rule: Rule, as_of: dt.date | None = None, given: Mapping[str, int] | None = None
) -> Sharing | None:
    """How a target (its code) would be shared out to the units right below, by the figures of the year before where all of it
    is there, else by those of the period. None where it cannot be told. As `target_sheet`."""
    spec = target_spec(code)
    found = _base(books(period, as_of), unit)
    parts = [found.figures(child) for child in found.map.children.get(unit, ())]
    root, whole = spec, None
    if spec.shared_from:  # a part of another one: by what that one measures, but no more than the part
        root, whole = target_spec(spec.shared_from), int(Fraction(spec.value or 0))
    return shared(root, found.figures(unit), parts, rule, given, whole)


def shared_to_the_lowest(
    top: Sharing, code: str, period: str, as_of: dt.date | None = None
) -> list[tuple[str, str, int]]:
    """(unit, the one above it, its number) for the parts and, by the same rule, all units below them."""
    root = target_spec(code)
    root = target_spec(root.shared_from) if root.shared_from else root
    found = books(top.period, as_of or books(period).map.on)
    rows: list[tuple[str, str, int]] = []
    waiting = [(share.unit.code, share.unit.parent or "", share.count) for share in top.shares]
    while waiting:
        unit, above, count = waiting.pop(0)
        rows.append((unit, above, count))
        parts = [found.figures(child) for child in found.map.children.get(unit, ())]
        below = shared(root, found.figures(unit), parts, top.rule, whole=count) if parts else None
        waiting += [(s.unit.code, unit, s.count) for s in below.shares] if below else []
    return rows


def _base(found: Books, unit: str) -> Books:
    period = period_of(found.period)
    try:
        before = books(period.a_year_before().code, found.map.on) if period else found
    except NoSuchPeriod:
        return found
    return before if unit in before.map.units and before.figures(unit).is_complete else found

"""Reading which whole units stand on a unit's lists, which could, and how far they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count as DbCount

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.listing import holds
from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.recognition.rules import GONE, Count, counted, judged_on
from khuyenhoc.recognition.wholes.saying import kinds_said
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import fold

COMMUNITY = LearningModel.COMMUNITY


@dataclass(frozen=True, slots=True)
class Wholes:
    """The units that belong on a unit's list of one level (`scope`), on the map of the list's year."""

    scope: str
    units: tuple[UnitName, ...]

    @property
    def kinds(self) -> str:
        """ "xã, thị trấn"."""
        return kinds_said(self.units, self.scope)


def map_of_year(year: int, today: dt.date) -> UnitMap:
    """The map by which a year's lists of whole units go: of the year's last day, or of today until then. One statement."""
    return unit_map(judged_on(year, today))


def unit_names(year: int, today: dt.date) -> frozenset[str]:
    """What all units are called on the map of a year's lists, with kinds, folded: no village is called so. One statement."""
    return frozenset(fold(one.full_name) for one in map_of_year(year, today).units.values())


def wholes_of(map_: UnitMap, unit: str) -> list[Wholes]:
    """The lists of whole units that a unit keeps: those right below it, level by level; itself where nothing is above it, for
    the decision of somebody outside of the installation. Pure."""
    own = map_.units.get(unit)
    if own is None:
        return []
    found: dict[str, list[UnitName]] = {}
    for child in map_.children.get(unit, ()):
        found.setdefault(map_.units[child].level, []).append(map_.units[child])
    if own.parent is None:
        found.setdefault(own.level, []).append(own)
    return [Wholes(scope, tuple(units)) for scope, units in found.items()]


def wholes_at(map_: UnitMap, unit: str, scope: str) -> Wholes:
    """Those of one level; none where there are none on the map. Pure."""
    return next((one for one in wholes_of(map_, unit) if one.scope == scope), Wholes(scope, ()))


def whole_counts(units: Collection[str], year: int) -> dict[str, dict[str, Count]]:
    """The figures of the lists of whole units that units (codes) keep, by unit and level. One statement."""
    rows = Standing.objects.filter(unit__code__in=units, year=year, model=COMMUNITY, entry__about__isnull=False)
    numbers: dict[tuple[str, str], dict[Status, int]] = {}
    columns = ("unit__code", "entry__scope", "status")
    for unit, scope, status, n in rows.order_by().values_list(*columns).annotate(n=DbCount("pk")):
        numbers.setdefault((unit, scope), {})[Status(status)] = n
    found: dict[str, dict[str, Count]] = {}
    for (unit, scope), statuses in numbers.items():
        found.setdefault(unit, {})[scope] = counted(statuses)
    return found


def whole_years(unit: str, scope: str) -> list[int]:
    """The years of which a unit has a list of whole units of a level. One statement."""
    rows = Standing.objects.filter(unit__code=unit, model=COMMUNITY, entry__scope=scope)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def own_standing(unit: str, year: int) -> Standing | None:
    """Where a unit itself stands in a year, on whichever register it is; with its entry, register and decision. One statement."""
    rows = Standing.objects.filter(entry__about__code=unit, model=COMMUNITY, year=year).exclude(status__in=GONE)
    return rows.select_related("entry__about", "unit", "decision").order_by("pk").last()


def ended_wholes(entries: Collection[Entry], on: dt.date) -> frozenset[int]:
    """Those entries (rows, with `about`) whose unit is not on the map of a day. One statement; none for no entry."""
    units = unit_map(on).units if entries else {}
    return frozenset(e.pk for e in entries if e.about and e.about.code not in units)


@dataclass(frozen=True, slots=True)
class ToCome:
    """What putting a level's units on a year's list would do. `new`: those that the register does not know; `known`: entries
    that it knows, each with its last standing before the year; `gone`: those of the last list before that belong there no more.
    """

    new: tuple[UnitName, ...] = ()
    known: tuple[tuple[Entry, Standing | None], ...] = ()
    gone: tuple[Entry, ...] = ()

    @property
    def number(self) -> int:
        return len(self.new) + len(self.known)

    def holding(self, year: int) -> int:
        """How many of the known are still recognised at the end of a year."""
        return sum(holds(last, year) for _entry, last in self.known if last)


def to_come(unit: str, wholes: Wholes, year: int) -> ToCome:
    """Which of the units that belong on a year's list are not on it. Two statements."""
    rows = Entry.objects.filter(unit__code=unit, scope=wholes.scope, ended_on=None, merged_into=None)
    entries = {entry.about.code: entry for entry in rows.select_related("about").order_by("pk") if entry.about}
    stood = Standing.objects.filter(entry__in=[e.pk for e in entries.values()], year__lte=year).order_by("year")
    last = {standing.entry_id: standing for standing in stood}
    before = max((s.year for s in last.values() if s.year < year), default=None)
    wanted = {one.code: one for one in wholes.units}
    off = {code: (e, last.get(e.pk)) for code, e in entries.items() if e.pk not in last or last[e.pk].year < year}
    return ToCome(
        new=tuple(one for code, one in wanted.items() if code not in entries),
        known=tuple(off[code] for code in wanted if code in off),
        gone=tuple(e for code, (e, then) in off.items() if code not in wanted and then and then.year == before),
    )

"""The same part of the years before on one map: of each what its returns state, or what was loaded of it. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from khuyenhoc.catalogue.carrying import carried
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.apportioning.queries import given_of
from khuyenhoc.returns.earlier.loaded import loaded_cells, loads, period_before
from khuyenhoc.returns.models import Collection, Obligation
from khuyenhoc.rollups.books import Books
from khuyenhoc.rollups.engine import totals
from khuyenhoc.rollups.kept.reading import Stated, map_hash, stated_of
from khuyenhoc.rollups.oddities.scene import Sums, Year
from khuyenhoc.rollups.shared_out import shared_out
from khuyenhoc.units.grounds import Grounds
from khuyenhoc.units.history import links
from khuyenhoc.units.parcels import Given
from khuyenhoc.units.queries import UnitMap, unit_maps
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.periods import period_of

SUMS_HELD: Final = 16
"""Sums of earlier years that a process holds: an act changes the figures of one year, and leaves those of the others."""
Tables = tuple[tuple[int, str], ...]
"""Those that were loaded and count."""


def _held(key: tuple[object, ...], make: Callable[[], tuple[Sums, Sums]]) -> tuple[Sums, Sums]:
    """Sums of which `key` tells whether they are those of before, without reckoning them; nothing of how they came is held."""
    place = _place(key)
    if not place:
        place.append(make())
    return place[0]


@lru_cache(maxsize=SUMS_HELD)
def _place(_key: tuple[object, ...]) -> list[tuple[Sums, Sums]]:
    """Where the sums of a key lie, once somebody has reckoned them."""
    return []


@dataclass(frozen=True)
class Laid:
    """The maps of earlier periods on that of now."""

    now: UnitMap
    by_day: Mapping[dt.date, Grounds]
    known: tuple[Link, ...]

    def key(self, day: dt.date) -> tuple[object, ...]:
        return day, map_hash(self.now), map_hash(self.by_day[day].then), self.known


def years_before(found: Books, most: int) -> tuple[Year | None, ...]:
    """At most so many, the year before first; None for one of which nothing is known.

    Two statements where there is none, nine at most, however many years and units.
    """
    periods = list(_periods(found.period, most))
    rows = Collection.objects.filter(period__in=periods).select_related("form").order_by("-pk")
    collections = {collection.period: collection for collection in rows}
    missing = [period for period in periods if period not in collections]
    tables = loads() if missing else ()
    ends = {p: c.period_ends for p, c in collections.items()} | {p: _ends(p) for p in missing if tables}
    if not ends:
        return ()
    laid = _laid(found.map, ends.values())
    years = _of_returns(found.form, collections, laid)
    if tables:
        years |= _of_tables(found, tables, {p: ends[p] for p in missing}, laid)
    return tuple(years.get(period) for period in periods)


def _periods(period: str, most: int) -> Iterator[str]:
    before = period_before(period)
    while before and most > 0:
        yield before
        before, most = period_before(before), most - 1


def _ends(period: str) -> dt.date:
    named = period_of(period)
    assert named, period
    return named.ends


def _laid(now: UnitMap, days: Iterable[dt.date]) -> Laid:
    """Two statements, one where nothing was redrawn."""
    maps = unit_maps(days)
    distinct = {map_.on: map_ for map_ in maps.values()}
    same = {on for on, map_ in distinct.items() if map_.units == now.units}
    known = tuple(links()) if len(same) < len(distinct) else ()
    graph = Successions(known)
    grounds = {on: Grounds(now, now) if on in same else Grounds(map_, now, graph) for on, map_ in distinct.items()}
    return Laid(now, {day: grounds[map_.on] for day, map_ in maps.items()}, known)


def _of_returns(form: FormSpec, collections: Mapping[str, Collection], laid: Laid) -> dict[str, Year]:
    """Four statements at most: the cells, the copies and what changed, who owed, what was apportioned."""
    if not collections:
        return {}
    by_pk = {collection.pk: collection for collection in collections.values()}
    stated = stated_of(by_pk.values())
    given = given_of(by_pk) if laid.known else {}
    owing: dict[int, list[str]] = {}
    for pk, unit in Obligation.objects.filter(collection__in=by_pk).values_list("collection", "unit__code"):
        owing.setdefault(pk, []).append(unit)
    return {
        period: _year(period, c, form, laid, stated[c.pk], given.get(c.pk, {}), owing.get(c.pk, []))
        for period, c in collections.items()
    }


def _year(
    period: str, of: Collection, form: FormSpec, laid: Laid, stated: Stated, given: Given, owing: Iterable[str]
) -> Year:
    ground = laid.by_day[of.period_ends]

    def make() -> tuple[Sums, Sums]:
        lineage = ((code, above) for code in ground.then.units for above in ground.above(code))
        sums = stated.totals(lineage, None if ground.placed else ground.now)
        cells = stated.rows() if given and ground.placed else []
        return shared_out(ground, cells, given).on_top_of(sums.totals, ground, cells), sums.counted

    kept = stated.copied.of if stated.copied else None
    of_before = kept is not None and not kept.changed
    key = (kept and kept.copies, repr(given), *laid.key(of.period_ends))
    added, counted = _held(key, make) if of_before else make()
    above = Counter(above for unit in owing for above in ground.above(unit))
    if form.code == of.form.code and form.version != of.form.version:
        codes = {i: carried(form.code, of.form.version, form.version, i) for i in stated.names.indicators}
        added, counted = Carried(added, codes), Carried(counted, codes)
    return Year(added, counted, above, period)


@dataclass(frozen=True)
class Carried(Mapping[str, Mapping[str, int]]):
    """Sums by the codes of another version of the form; a figure that it has not is left out."""

    base: Sums
    codes: Mapping[str, str | None]

    def __getitem__(self, unit: str) -> Mapping[str, int]:
        return {to: value for code, value in self.base[unit].items() if (to := self.codes.get(code))}

    def __iter__(self) -> Iterator[str]:
        return iter(self.base)

    def __len__(self) -> int:
        return len(self.base)


def _of_tables(found: Books, tables: Tables, ends: Mapping[str, dt.date], laid: Laid) -> dict[str, Year]:
    """What was loaded, of the periods of which anything was. One statement, none while all of it is held."""
    read = cache(lambda: loaded_cells(ends))
    years = {}
    for period, day in ends.items():
        ground = laid.by_day[day]

        def make(period: str = period, ground: Grounds = ground) -> tuple[Sums, Sums]:
            cells = read().get(period, [])
            sums = totals(cells, [(unit, above) for unit in {u for u, _i, _v in cells} for above in ground.above(unit)])
            return sums.totals, sums.counted

        added, counted = _held((period, tables, *laid.key(day)), make)
        if added:
            years[period] = Year(added, counted, _all_below(found, ground), period)
    return years


def _all_below(found: Books, ground: Grounds) -> dict[str, int]:
    """Nobody owed what was loaded: how many there have to be for all of a unit to be there."""
    if ground.then is ground.now:
        return {unit: counts[0] for unit, counts in found.counts.items()}
    stating = (unit.code for unit in ground.then.units.values() if unit.level == found.form.level)
    return dict(Counter(above for unit in stating for above in ground.above(unit)))

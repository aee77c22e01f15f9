"""The books of one period on one map: everything that was accepted, added up once, kept until the journal moves on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.inheritance import inherits
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.apportioning.queries import given
from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.returns.models import Collection, Obligation, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.rollups.facts import CellRow
from khuyenhoc.rollups.figures import Figures, UnitRef
from khuyenhoc.rollups.kept.reading import Stated, stated, with_sent
from khuyenhoc.rollups.rules import shares
from khuyenhoc.rollups.shared_out import SharedOut, shared_out
from khuyenhoc.units.enums import Inheritance
from khuyenhoc.units.grounds import Grounds, grounds
from khuyenhoc.units.history import successions
from khuyenhoc.units.parcels import Parcel
from khuyenhoc.units.queries import UnitMap, unit_map


class NoSuchPeriod(LookupError):
    """There is no collection of that period."""


@dataclass(frozen=True)
class Books:
    """Totals of every unit of a map in one period. A value; computes nothing but shares when asked."""

    period: str
    form: FormSpec
    map: UnitMap
    synthetic: bool
    journal_head: str
    grounds: Grounds
    totals: Mapping[str, Mapping[str, int]] = field(repr=False)
    counted: Mapping[str, Mapping[str, int]] = field(repr=False)
    counts: dict[str, tuple[int, int, int]] = field(repr=False)
    columns: Stated = field(repr=False)
    shared: SharedOut = field(default_factory=SharedOut, repr=False)
    """What was apportioned to the parts of divided units."""

    @cached_property
    def cells(self) -> list[CellRow]:
        """What the returns in force state, by their own units."""
        return self.columns.rows()

    @cached_property
    def stated(self) -> dict[str, dict[str, int]]:
        """The same by unit and indicator, of units that do not stand for themselves on the map: few, or none."""
        found: dict[str, dict[str, int]] = {}
        for unit, indicator, value in self.cells if self.grounds.placed else ():
            if unit in self.grounds.placed:
                found.setdefault(unit, {})[indicator] = value
        return found

    def map_with(self, code: str) -> UnitMap:
        """The map where it has the unit, else that of the period."""
        return self.map if code in self.map.units else self.grounds.then

    def unit(self, code: str) -> UnitRef:
        """As it is called on the map, or was called in the period where it has ended since. KeyError for one of neither."""
        return UnitRef.on(self.map_with(code), code)

    def names(self, codes: Set[str]) -> dict[str, str]:
        """Units by name, to stand in one list, as `UnitMap.names` tells them apart; of the period's map where they ended."""
        return self.grounds.then.names(codes - self.map.units.keys()) | self.map.names(codes & self.map.units.keys())

    def lineage(self, code: str, indicator: str) -> set[str]:
        """Every unit to whose total a figure of a unit of then belongs, whole or in part."""
        found = set(self.grounds.above(code))
        if (code, indicator) in self.shared.taken:
            for one in self.shared.landed:
                if one.under and code in one.share.of and one.share.indicator == indicator:
                    found.update(self.map.lineage(one.under))
        return found

    def resting(self, code: str) -> list[Parcel]:
        """What belongs to a unit of the map but, since its unit of then was divided, to none below it."""
        found = [one.share for one in self.shared.landed if one.under == code and one.share.rests_on]
        for unit in self.grounds.divided_in(code):
            on, stated = self.grounds.rests_on(unit), self.stated.get(unit, {})
            left = [(i, value) for i, value in stated.items() if (unit, i) not in self.shared.taken]
            found += [Parcel(unit, i, value, (unit,), rests_on=on) for i, value in left]
        return [replace(p, kept=stays_history(p)) for p in found]

    def unallocated(self, code: str) -> dict[str, int]:
        """By indicator, what of that has to be apportioned by somebody."""
        return _summed(p for p in self.resting(code) if not p.kept)

    def kept(self, code: str) -> dict[str, int]:
        """By indicator, what of that stays the history of the units that were divided."""
        return _summed(p for p in self.resting(code) if p.kept)

    def figures(self, code: str) -> Figures:
        """A unit's totals and shares, without marks of what is odd (`oddities.queries.marked`)."""
        total = {i.code: self.totals.get(code, {}).get(i.code) for i in self.form.typed}
        owing, accepted, signed = self.counts.get(code, (0, 0, 0))
        return Figures(
            unit=self.unit(code), period=self.period, total=total, share=shares(self.form, total),
            owing=owing, accepted=accepted, signed=signed, counted=self.counted.get(code, {}),
        )  # fmt: skip


def books(period: str, as_of: dt.date | None = None, *, with_submitted: bool = False) -> Books:
    """The books of a period, on the map of the period's end or of `as_of`. Seven statements, ten on another map, one more
    where copies are kept, two more with what was sent and is not decided yet; one while nothing was journalled."""
    return _books(period, as_of, with_submitted, head())


def books_with(unit: str, period: str, as_of: dt.date | None = None) -> Books:
    """The books on the map that is asked for, on that of the period where a unit has ended since."""
    found = books(period, as_of)
    return found if unit in found.map.units else books(period)


@lru_cache(maxsize=16)
def _books(period: str, as_of: dt.date | None, with_submitted: bool, journal_head: str) -> Books:
    collection = collection_of(period)
    ground = ground_on(unit_map(collection.period_ends), as_of)
    lineage = ((code, above) for code in ground.then.units for above in ground.above(code))
    found = with_sent(stated(collection), collection) if with_submitted else stated(collection)
    sums = found.totals(lineage, None if ground.placed else ground.now)
    known = given(collection) if ground.placed else {}
    cells = found.rows() if known else []
    shared = shared_out(ground, cells, known)
    totals = shared.on_top_of(sums.totals, ground, cells)
    return Books(
        period, form_of(collection), ground.now, collection.synthetic, journal_head, ground,
        totals, sums.counted, _counts(collection, ground), found, shared,
    )  # fmt: skip


def stays(indicator: str, divided_on: dt.date | None) -> bool:
    """Whether a figure of a unit that was divided on a day stays its history."""
    return divided_on is not None and inherits(indicator, divided_on) == Inheritance.KEEP


def stays_history(parcel: Parcel) -> bool:
    """Whether what rests stays with the unit that was divided, because somebody said so or such figures always do."""
    return parcel.kept or stays(parcel.indicator, parcel.rests_on)


def _summed(parcels: Iterable[Parcel]) -> dict[str, int]:
    found: dict[str, int] = {}
    for parcel in parcels:
        found[parcel.indicator] = found.get(parcel.indicator, 0) + parcel.value
    return found


def collection_of(period: str) -> Collection:
    """The first collection of a period. NoSuchPeriod. One statement."""
    collection = Collection.objects.filter(period=period).order_by("pk").first()
    if collection is None:
        raise NoSuchPeriod(period)
    return collection


def ground_on(then: UnitMap, as_of: dt.date | None) -> Grounds:
    """A period's map on that of a day, or on itself. Two statements for another day."""
    if as_of is None or as_of == then.on:
        return Grounds(then, then)
    return grounds(then, unit_map(as_of), successions())


def _counts(collection: Collection, ground: Grounds) -> dict[str, tuple[int, int, int]]:
    """(owing, accepted, signed) for each unit over what is below it. Two statements."""
    owing = set(Obligation.objects.filter(collection=collection).values_list("unit__code", flat=True))
    in_force = Return.objects.filter(collection=collection, state__in=IN_FORCE, superseded_at=None)
    states = dict(in_force.values_list("unit__code", "state"))
    counts: dict[str, tuple[int, int, int]] = {}
    for code in owing:
        one = (1, int(code in states), int(states.get(code) == State.SIGNED))
        for above in ground.above(code):
            before = counts.get(above, (0, 0, 0))
            counts[above] = (before[0] + one[0], before[1] + one[1], before[2] + one[2])
    return counts

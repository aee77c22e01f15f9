"""What was apportioned of divided units, on another map: which parts it belongs to, and what still waits with the unit above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from khuyenhoc.units.grounds import Grounds
from khuyenhoc.units.parcels import Given, Parcel, Stale, follow, sources

Cells = Sequence[tuple[str, str, int]]
"""unit, indicator, value."""
Totals = Mapping[str, Mapping[str, int]]
"""By unit and indicator."""


@dataclass(frozen=True, slots=True)
class Landed:
    """A share with the lowest unit of now to whose total it belongs, None for none."""

    share: Parcel
    under: str | None


@dataclass(frozen=True)
class SharedOut:
    """`taken`: (unit of then, indicator) of what was apportioned; `stale`: what no longer adds up, and so waits again."""

    landed: tuple[Landed, ...] = ()
    taken: frozenset[tuple[str, str]] = frozenset()
    stale: tuple[Stale, ...] = field(default=(), compare=False)

    def under(self, unit: str, indicator: str) -> list[Parcel]:
        """The shares of one figure that belong to a unit and to none below it."""
        return [one.share for one in self.landed if one.under == unit and one.share.indicator == indicator]

    def moves(
        self, ground: Grounds, cells: Cells, units: Container[str] | None = None
    ) -> Iterator[tuple[str, str, int]]:
        """(unit of now, indicator, value) to be added to its total: off the unit above all parts, on to those that have it.

        Off and on are the same in all, so that no total of a unit above changes. `units`: of figures of these units of then
        alone, which hold all that were apportioned together.
        """
        for unit, indicator, value in cells:
            if (unit, indicator) in self.taken and (units is None or unit in units):
                place = ground.placed.get(unit)
                yield from _along(ground, place.under if place else unit, indicator, -value)
        for one in self.landed if units is None else (o for o in self.landed if o.share.of[0] in units):
            yield from _along(ground, one.under, one.share.indicator, one.share.value)

    def on_top_of(self, totals: Totals, ground: Grounds, cells: Cells) -> Totals:
        """Totals by unit and indicator with the shares moved to where they belong."""
        added: dict[str, dict[str, int]] = {}
        for unit, indicator, value in self.moves(ground, cells):
            of = added.setdefault(unit, {})
            of[indicator] = of.get(indicator, 0) + value
        return Moved(totals, added) if added else totals


@dataclass(frozen=True)
class Moved(Mapping[str, Mapping[str, int]]):
    """Totals with something added to those of a few units. KeyError for a unit of neither."""

    base: Totals
    added: Totals

    def __getitem__(self, unit: str) -> Mapping[str, int]:
        if unit not in self.added:
            return self.base[unit]
        base, added = self.base.get(unit, {}), self.added[unit]
        return {**base, **{indicator: base.get(indicator, 0) + value for indicator, value in added.items()}}

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.base, *self.added)))

    def __len__(self) -> int:
        return len(dict.fromkeys((*self.base, *self.added)))


def _along(ground: Grounds, unit: str | None, indicator: str, value: int) -> Iterator[tuple[str, str, int]]:
    return ((above, indicator, value) for above in (ground.now.lineage(unit) if unit else ()))


def shared_out(ground: Grounds, cells: Cells, given: Given) -> SharedOut:
    """Follows the figures of then through what was apportioned. Nothing on a map of before the period."""
    since, until = ground.then.on, ground.now.on
    if not given or until <= since:
        return SharedOut()
    reached = sources(given, ground.graph)
    indicators = {indicator for of in given.values() for indicator in of}
    concerned = [cell for cell in cells if cell[0] in reached and cell[1] in indicators]
    course = follow(concerned, since, until, ground.graph, given)
    landed = tuple(Landed(share, _under(ground, share)) for share in course.shares())
    return SharedOut(landed, frozenset(course.taken), tuple(course.stale))


def _under(ground: Grounds, share: Parcel) -> str | None:
    """Where a share is; of one that was divided again, or whose unit has ended, the nearest unit above what has some of it."""
    if share.rests_on is None and share.unit in ground.now.units:
        return share.unit
    since = share.rests_on - dt.timedelta(days=1) if share.rests_on else ground.then.on
    above = ground.nearest(share.unit, since)
    if above is None:
        place = ground.placed.get(share.of[0])
        above = place.under if place else share.of[0]
    return above

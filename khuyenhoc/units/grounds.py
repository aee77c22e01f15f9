"""Where the units of one map stand on another: what became of each, and what cannot be told apart. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from khuyenhoc.units.parcels import first_division
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a unit of the map of then stands on the map of now.

    `under`: the unit of now that has all of it; where it was divided, the nearest one above all that have something of it,
    for its figures belong to none of these alone. None where there is no such unit. `parts`: the units of now that have
    something of what was divided.
    """

    under: str | None
    divided: bool = False
    parts: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Grounds:
    """The map of then on the map of now, which may be the earlier of the two.

    Where one unit stands is told at once; what stands on a unit of now only after all of then have been placed.
    """

    then: UnitMap
    now: UnitMap
    graph: Successions = field(default_factory=lambda: Successions(()), repr=False, compare=False)

    @cached_property
    def placed(self) -> dict[str, Placement]:
        """The units of then that do not go on, or not as a whole."""
        if self.then is self.now:
            return {}
        return {code: place for code in self.then.units if (place := self._place(code))}

    def _place(self, code: str) -> Placement | None:
        """Where a unit of then stands, None where it goes on as it is."""
        if self.then is self.now or code not in self.then.units:
            return None
        place = _placement(code, self.then, self.now, self.graph)
        return place if place != Placement(code) else None

    def nearest(self, code: str, since: dt.date) -> str | None:
        """The nearest unit of now above all that have something of a unit of `since`; None where nothing is left of it."""
        ends, _lost = _ends(code, since, self.now, self.graph)
        return _nearest_above(ends, self.now) if ends else None

    def above(self, code: str) -> list[str]:
        """Every unit to whose total a figure of then belongs: of now, and those of then that have ended. Each once."""
        if self.then is self.now:
            return list(self.now.lineage(code))
        place = self.placed.get(code) if "placed" in vars(self) else self._place(code)
        under = place.under if place else code
        own = [] if place and place.divided and code in self.now.units else [code]
        ended = (above for above in self.then.lineage(code)[1:] if above not in self.now.units)
        return list(dict.fromkeys([*own, *ended, *(self.now.lineage(under) if under else ())]))

    def rests_on(self, code: str) -> dt.date | None:
        """The day on which a unit of then was divided, so that its figures rest; None where it ended, or was not divided."""
        division = first_division(code, self.then.on, self.now.on, self.graph)
        return division[1] if division else None

    def lineage(self, code: str) -> list[str]:
        """A unit of now and those above it; of one that has ended, every unit to whose total its figures belong."""
        return list(self.now.lineage(code)) if code in self.now.units else self.above(code)

    def joined(self, code: str) -> list[str]:
        """The units of then of which a unit of now is made as a whole, itself among them, none below another; [] without."""
        whole = {c for c, place in self.placed.items() if place.under == code and not place.divided}
        found = [c for c in whole if self.then.units[c].parent not in whole]
        own = [code] if found and code in self.then.units and code not in self.placed else []
        return own + sorted(found)

    def lacking(self, code: str) -> list[str]:
        """The units of then that were divided and of which a unit of now has something, without their figures."""
        return [c for c, place in self.placed.items() if code in place.parts and place.under != code]

    def divided_in(self, code: str) -> list[str]:
        """The lowest units of then that were divided and whose figures stand with a unit of now."""
        return [c for c in self.placed_in(code) if self.placed[c].divided]

    def placed_in(self, code: str) -> list[str]:
        """The lowest units of then whose figures belong to a unit of now, but to none that is below it now."""
        return [c for c, place in self.placed.items() if place.under == code and not self.then.children.get(c)]


def grounds(then: UnitMap, now: UnitMap, successions: Successions) -> Grounds:
    """`then` on `now`, which may be the earlier of the two. Without a change between them every unit stands for itself."""
    return Grounds(then, now, successions)


class Overlays:
    """Maps of several days on one another, each pair laid once."""

    def __init__(self, graph: Successions) -> None:
        self._graph = graph
        self._laid: dict[tuple[dt.date, dt.date], Grounds] = {}

    def of(self, then: UnitMap, now: UnitMap) -> Grounds:
        """As `grounds`. Two maps of one day are one map."""
        days = (then.on, now.on)
        if days not in self._laid:
            self._laid[days] = grounds(then, now, self._graph)
        return self._laid[days]


def _placement(code: str, then: UnitMap, now: UnitMap, successions: Successions) -> Placement:
    ends, lost = _ends(code, then.on, now, successions)
    if len(ends) == 1 and not lost:
        return Placement(ends.pop())
    if ends:
        return Placement(_nearest_above(ends, now), divided=True, parts=tuple(sorted(ends)))
    parent = then.units[code].parent
    above = _placement(parent, then, now, successions).under if parent else None
    return Placement(above, divided=True)


def _ends(code: str, since: dt.date, now: UnitMap, successions: Successions) -> tuple[set[str], bool]:
    """The units of now that have something of a unit, and whether anything of it ended without a successor."""
    ends: set[str] = set()
    lost = False
    seen, waiting = {code}, [code]
    while waiting:
        unit = waiting.pop()
        nexts = set(_next(unit, since, now.on, successions))
        if unit in now.units:
            ends.add(unit)
        elif not nexts:
            lost = True
        waiting += nexts - seen
        seen |= nexts
    return ends, lost


def _next(unit: str, since: dt.date, until: dt.date, successions: Successions) -> Iterator[str]:
    """Where a unit went between two days; where it came from, if the second day is the earlier one."""
    if since <= until:
        links = ((link.on, link.successor) for link in successions.successors(unit) if since < link.on <= until)
    else:
        links = ((link.on, link.predecessor) for link in successions.predecessors(unit) if until < link.on <= since)
    yield from (other for _on, other in links if other)


def _nearest_above(units: Iterable[str], map_: UnitMap) -> str | None:
    """The nearest unit that has all of these below it, itself among them."""
    first, *others = (map_.lineage(unit) for unit in sorted(units))
    return next((above for above in first if all(above in lineage for lineage in others)), None)

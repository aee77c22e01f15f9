"""Figures on their way from the map of a period to that of a later day, through divisions that somebody has apportioned. Pure.

A unit is divided on a day where something of it went elsewhere and not all of it to one other unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from khuyenhoc.units.succession import Link, Successions

Division = tuple[str, dt.date]
"""A unit and the day on which it was divided."""


@dataclass(frozen=True, slots=True)
class Apportioned:
    """How somebody apportioned one figure of a divided unit. `shares`: to each of its parts; to None what stays its history.

    `number`: of the act that did so, on `made_on`, by the person called `by`; `reason`: by what it was done.
    """

    number: int
    shares: Mapping[str | None, int]
    reason: str = ""
    by: str = ""
    made_on: dt.date | None = None

    @property
    def total(self) -> int:
        return sum(self.shares.values())


Given = Mapping[Division, Mapping[str, Apportioned]]
"""What was apportioned, by indicator."""


@dataclass(frozen=True, slots=True)
class Step:
    """The last division that a share came through: how the figure of that unit was apportioned."""

    unit: str
    on: dt.date
    given: Apportioned


@dataclass(frozen=True, slots=True)
class Parcel:
    """A figure on its way. `of`: the units of then that stated it. `unit`: where it is, or where it came to rest.

    `rests_on`: the day of the division that nobody has apportioned, None where it stands with a unit of now.
    `kept`: it was said to stay with the old unit.
    """

    unit: str
    indicator: str
    value: int
    of: tuple[str, ...]
    step: Step | None = None
    rests_on: dt.date | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """An apportioning that no longer adds up to what is there (`stands`, None where nothing is)."""

    unit: str
    on: dt.date
    indicator: str
    given: Apportioned
    stands: int | None


@dataclass
class Course:
    """Where figures came to by a day: `standing` with units, and `resting` where a division was not apportioned.

    `taken`: (unit of then, indicator) of the figures that were apportioned.
    """

    standing: dict[str, list[Parcel]] = field(default_factory=dict)
    resting: list[Parcel] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def amounts(self, unit: str) -> dict[str, int]:
        """By indicator, what stands with a unit."""
        found: dict[str, int] = {}
        for parcel in self.standing.get(unit, ()):
            found[parcel.indicator] = found.get(parcel.indicator, 0) + parcel.value
        return found

    def shares(self) -> Iterator[Parcel]:
        """What came through a division: standing, then resting."""
        standing = (parcel for parcels in self.standing.values() for parcel in parcels)
        yield from (parcel for parcel in (*standing, *self.resting) if parcel.step)


def divided_on(links: Iterable[Link]) -> dict[dt.date, set[str]]:
    """The days on which a unit was divided, with the other units that got something. `links`: those from the unit."""
    days: dict[dt.date, list[Link]] = {}
    for link in links:
        days.setdefault(link.on, []).append(link)
    ends = {on: {link.successor for link in of if link.successor} for on, of in days.items()}
    return {on: ends[on] for on, of in days.items() if len(ends[on]) > 1 or not all(link.whole for link in of)}


def first_division(unit: str, since: dt.date, until: dt.date, graph: Successions) -> Division | None:
    """Where the figures of a unit first come to rest unless somebody apportions them; None where they never do."""
    while True:
        links = sorted((k for k in graph.successors(unit) if since < k.on <= until), key=lambda k: k.on)
        if not links:
            return None
        on = links[0].on
        if on in divided_on(links):
            return unit, on
        unit, since = links[0].successor or unit, on


def sources(divisions: Iterable[Division], graph: Successions) -> set[str]:
    """The units whose figures may come through one of some divisions: the divided ones and all that they came from."""
    units = {unit for unit, _on in divisions}
    return units.union(*(graph.all_predecessors(unit) for unit in units))


def follow(
    stated: Iterable[tuple[str, str, int]], since: dt.date, until: dt.date, graph: Successions, given: Given
) -> Course:
    """Takes figures (unit, indicator, value) of one day to the map of a later one, day by day."""
    course = Course()
    for unit, indicator, value in stated:
        course.standing.setdefault(unit, []).append(Parcel(unit, indicator, value, (unit,)))
    units = set(course.standing).union(*(graph.all_successors(unit) for unit in course.standing))
    days = {link.on for unit in units for link in graph.successors(unit)} | {on for _unit, on in given}
    for day in sorted(day for day in days if since < day <= until):
        _redraw(course, day, graph, {unit: of for (unit, on), of in given.items() if on == day})
    return course


def _redraw(course: Course, day: dt.date, graph: Successions, given: Mapping[str, Mapping[str, Apportioned]]) -> None:
    """One day: whole units take their figures with them, those of divided ones go as they were apportioned, or rest."""
    arriving: list[Parcel] = []
    for unit in [*course.standing, *(unit for unit in given if unit not in course.standing)]:
        links = [link for link in graph.successors(unit) if link.on == day]
        if not links:
            continue
        parcels = course.standing.pop(unit, [])
        if divided_on(links):
            arriving += _divide(course, (unit, day), parcels, given.get(unit, {}))
        else:
            arriving += [replace(parcel, unit=links[0].successor or unit) for parcel in parcels]
    for parcel in arriving:
        course.standing.setdefault(parcel.unit, []).append(parcel)


def _divide(
    course: Course, division: Division, parcels: Sequence[Parcel], given: Mapping[str, Apportioned]
) -> Iterator[Parcel]:
    unit, on = division
    by_indicator = groupby(sorted(parcels, key=lambda p: p.indicator), key=lambda p: p.indicator)
    amounts = {indicator: list(group) for indicator, group in by_indicator}
    for indicator, group in amounts.items():
        whole, one = sum(parcel.value for parcel in group), given.get(indicator)
        if one is None or one.total != whole:
            course.resting += [replace(parcel, unit=unit, rests_on=on) for parcel in group]
            course.stale += [Stale(unit, on, indicator, one, whole)] if one else []
            continue
        of = tuple(dict.fromkeys(code for parcel in group for code in parcel.of))
        course.taken |= {(code, indicator) for code in of}
        for to, value in one.shares.items():
            share = Parcel(to or unit, indicator, value, of, Step(unit, on, one))
            if to is None:
                course.resting.append(replace(share, rests_on=on, kept=True))
            else:
                yield share
    course.stale += [Stale(unit, on, i, one, None) for i, one in given.items() if i not in amounts]

"""Figures as they were printed, and whether they are still made of the same returns and cells. Reads only."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from khuyenhoc.ledger.print_models import Printed
from khuyenhoc.ledger.printing import NewPin, pins_of, standing_prints
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.books import Books, books
from khuyenhoc.rollups.figures import AnnualReview, UnitRef
from khuyenhoc.units.history import versions
from khuyenhoc.units.queries import UnitMap, unit_map

Figure = tuple[str, str]
"""Unit and indicator."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure now, and the digest of what it is made of."""

    value: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A printed figure that is not what it was. `now` equal to `printed`: the same value out of other returns."""

    unit: UnitRef
    indicator: str
    printed: int | None
    now: int | None


@dataclass(frozen=True)
class Standing:
    """Something that printed figures of a period, with those that have moved since, and how many it prints."""

    printed: Printed
    pins: int
    moved: tuple[Moved, ...]

    @property
    def changed(self) -> tuple[Moved, ...]:
        """Those whose value is another one now."""
        return tuple(one for one in self.moved if one.now != one.printed)


def explained(found: Books, wanted: Collection[Figure]) -> dict[Figure, Explained]:
    """Of each figure its value and a digest over the cells that it is made of (unit, value, return), and over what was
    apportioned to it. One statement."""
    units: dict[str, set[str]] = {}
    for unit, indicator in wanted:
        units.setdefault(indicator, set()).add(unit)
    made_of: dict[Figure, list[str]] = {figure: [] for figure in wanted}
    for unit, indicator, value, return_id in _cells(found.period, units):
        for above in units[indicator] & found.lineage(unit, indicator):
            made_of[above, indicator].append(f"{unit} {value} {return_id}")
    for above, indicator, act in _acts(found):
        if above in units.get(indicator, ()):
            made_of[above, indicator].append(act)
    return {
        (unit, indicator): Explained(
            found.totals.get(unit, {}).get(indicator), hashlib.sha256("\n".join(sorted(cells)).encode()).hexdigest()
        )
        for (unit, indicator), cells in made_of.items()
    }


def _acts(found: Books) -> Iterator[tuple[str, str, str]]:
    """(unit, indicator, act and share) of what was apportioned to units that have only a part of a figure of then."""
    for one in found.shared.landed:
        share = one.share
        if share.step and one.under:
            whole = {above for code in share.of for above in found.grounds.above(code)}
            for above in found.map.lineage(one.under):
                if above not in whole:
                    yield above, share.indicator, f"{share.step.unit} {share.value} {share.step.given.number}"


def _cells(period: str, indicators: Iterable[str]) -> list[tuple[str, str, int, int]]:
    rows = Cell.objects.filter(
        return_of__collection__period=period, return_of__state__in=IN_FORCE, return_of__superseded_at=None,
        stated__in=(Stated.VALUE, Stated.NONE), indicator__code__in=list(indicators),
    ).values_list("return_of__unit__code", "indicator__code", "value", "return_of_id")  # fmt: skip
    return [(unit, indicator, value or 0, return_id) for unit, indicator, value, return_id in rows]


def printed_by_report(review: AnnualReview, as_of: dt.date | None) -> list[NewPin]:
    """What a year's report prints: every figure of the unit and of those right below, of all others the learning models'.

    One statement over those of the books."""
    form, found = review.form, books(review.period, as_of)
    every = [i.code for i in form.typed]
    models = [code for m in form.models for code in (m.total, m.recognised)]
    wanted = [(f.unit.code, code) for f in (review.figures, *review.districts) for code in every]
    wanted += [(f.unit.code, code) for below in review.communes.values() for f in below for code in models]
    return pinned(found, [(unit, code) for unit, code in wanted if unit in found.map_with(unit).units])


def pinned(found: Books, wanted: Collection[Figure]) -> list[NewPin]:
    """Figures as they are to be kept with what prints them; those that nobody states are left out. One statement."""
    return [
        NewPin(unit, found.period, indicator, one.value, one.digest)
        for (unit, indicator), one in explained(found, wanted).items()
        if one.value is not None
    ]


def where_printed(unit: str, period: str, indicator: str = "") -> list[Standing]:
    """Every paper and article whose latest making prints a figure of a unit, with what has moved since: of one indicator, that
    figure alone; else every figure of the unit and of all below it. NoSuchPeriod, KeyError.

    Four statements over those of the books, on each map one more; two where nothing was printed.
    """
    map_ = _map_with(books(period), unit)
    prints = standing_prints(period, [unit], indicator)
    by_print: dict[int, list[tuple[str, str, int | None, str]]] = {}
    below = {u.code for u in map_.below(unit)} if prints else set()
    for pin in pins_of(prints, period, unit if indicator else "", indicator) if prints else ():
        if pin.unit.code in below:
            by_print.setdefault(pin.printed_id, []).append((pin.unit.code, pin.indicator, pin.value, pin.explained))
    return [_standing(one, by_print.get(one.pk, []), period) for one in prints]


def _map_with(found: Books, unit: str) -> UnitMap:
    """A map that has a unit: that of the period, else that of the day on which it began. KeyError for no unit at all."""
    if unit in found.map_with(unit).units:
        return found.map_with(unit)
    known = versions(unit)
    if not known:
        raise KeyError(unit)
    return unit_map(known[-1].valid_from)


def _standing(printed: Printed, rows: list[tuple[str, str, int | None, str]], period: str) -> Standing:
    found = books(period, printed.map_day)
    now = explained(found, [(unit, indicator) for unit, indicator, _value, _digest in rows])
    moved = tuple(
        Moved(found.unit(unit), indicator, value, now[unit, indicator].value)
        for unit, indicator, value, digest in rows
        if now[unit, indicator].digest != digest
    )
    return Standing(printed, len(rows), moved)

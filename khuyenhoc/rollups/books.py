"""The books of one period on one map: everything that was accepted, added up once, kept until the journal moves on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache

from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.spec import BoundSpec, FormSpec
from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.returns.models import Cell, Collection, Obligation, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.engine import run
from khuyenhoc.rollups.figures import Figures, UnitRef
from khuyenhoc.rollups.rules import flags, shares
from khuyenhoc.units.queries import UnitMap, unit_map


class NoSuchPeriod(LookupError):
    """There is no collection of that period."""


@dataclass(frozen=True)
class Books:
    """Totals of every unit of a map in one period. A value; computes nothing but shares and flags when asked."""

    period: str
    form: FormSpec
    map: UnitMap
    synthetic: bool
    journal_head: str
    totals: dict[str, dict[str, int]] = field(repr=False)
    counted: dict[str, dict[str, int]] = field(repr=False)
    counts: dict[str, tuple[int, int, int]] = field(repr=False)

    def unit(self, code: str) -> UnitRef:
        """KeyError for a unit that the map does not have."""
        u = self.map.units[code]
        return UnitRef(u.code, self.map.name(code), u.level, u.parent)

    def figures(self, code: str, unit_bounds: tuple[BoundSpec, ...] = ()) -> Figures:
        total = {i.code: self.totals.get(code, {}).get(i.code) for i in self.form.typed}
        owing, accepted, signed = self.counts.get(code, (0, 0, 0))
        return Figures(
            unit=self.unit(code), period=self.period, total=total, share=shares(self.form, total),
            owing=owing, accepted=accepted, signed=signed, flags=flags(self.form, total, unit_bounds),
            counted=self.counted.get(code, {}),
        )  # fmt: skip


def books(period: str, as_of: dt.date | None = None) -> Books:
    """The books of a period, on the map of the period's end or of `as_of`. Seven statements; one while nothing was journalled."""
    return _books(period, as_of, head())


@lru_cache(maxsize=8)
def _books(period: str, as_of: dt.date | None, journal_head: str) -> Books:
    collection = Collection.objects.filter(period=period).order_by("pk").first()
    if collection is None:
        raise NoSuchPeriod(period)
    map_ = unit_map(as_of or collection.period_ends)
    lineage = [(code, above) for code in map_.units for above in map_.lineage(code)]
    rows = run("totals", _stated_cells(collection), lineage)
    totals: dict[str, dict[str, int]] = {}
    counted: dict[str, dict[str, int]] = {}
    for unit, indicator, total, stated in rows:
        totals.setdefault(unit, {})[indicator] = total
        counted.setdefault(unit, {})[indicator] = stated
    return Books(
        period, form_of(collection), map_, collection.synthetic, journal_head,
        totals, counted, _counts(collection, map_),
    )  # fmt: skip


def _stated_cells(collection: Collection) -> list[tuple[str, str, int]]:
    """What counts: cells with a value, and those stated as "không có" (0), of the returns in force. One statement."""
    rows = Cell.objects.filter(
        return_of__collection=collection,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
        stated__in=(Stated.VALUE, Stated.NONE),
    ).values_list("return_of__unit__code", "indicator__code", "value")
    return [(unit, indicator, value or 0) for unit, indicator, value in rows]


def _counts(collection: Collection, map_: UnitMap) -> dict[str, tuple[int, int, int]]:
    """(owing, accepted, signed) for each unit over what is below it. Two statements."""
    owing = set(Obligation.objects.filter(collection=collection).values_list("unit__code", flat=True))
    in_force = Return.objects.filter(collection=collection, state__in=IN_FORCE, superseded_at=None)
    states = dict(in_force.values_list("unit__code", "state"))
    counts: dict[str, tuple[int, int, int]] = {}
    for code in owing:
        one = (1, int(code in states), int(states.get(code) == State.SIGNED))
        for above in map_.lineage(code):
            before = counts.get(above, (0, 0, 0))
            counts[above] = (before[0] + one[0], before[1] + one[1], before[2] + one[2])
    return counts

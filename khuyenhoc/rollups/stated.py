"""What was stated in a period, by the units that stated it: in accepted returns, else in a table of earlier years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection as Several
from dataclasses import dataclass, field

from khuyenhoc.catalogue.carrying import carried
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.apportioning.queries import given
from khuyenhoc.returns.earlier.loaded import loaded
from khuyenhoc.returns.earlier.models import HistoricFigure
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Collection
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.values import Stated as Kind
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.facts import CellRow
from khuyenhoc.units.history import mapped_since
from khuyenhoc.units.parcels import Given
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.vietnamese.periods import period_of


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as it was first accepted, and as it stands now; None where none was stated."""

    first: int | None
    now: int | None


@dataclass(frozen=True)
class Stated:
    """The figures of a period by unit and indicator, on the map of then. Units without a figure are left out.

    `ends`: the period's last day; the map is that of the first day that has one, where that is later.
    """

    period: str
    ends: dt.date
    then: UnitMap
    synthetic: bool
    values: dict[str, dict[str, Value]] = field(repr=False)
    given: Given = field(default_factory=dict, repr=False)
    """What was apportioned of units that were divided since."""

    def rows(self) -> list[CellRow]:
        """The figures as they stand now."""
        return [(u, i, v.now) for u, of in self.values.items() for i, v in of.items() if v.now is not None]


def stated_periods() -> list[str]:
    """The periods of which anything may have been stated, by returns or by tables of earlier years; the first one first.

    Two statements.
    """
    known = set(Collection.objects.values_list("period", flat=True))
    known |= set(HistoricFigure.objects.filter(withdrawn_at=None).values_list("period", flat=True).distinct())
    named = {code: period for code in known if (period := period_of(code))}
    return sorted(named, key=lambda code: (named[code].ends, named[code].starts))


def form_for(period: str) -> FormSpec:
    """The form of a period; of one without a collection, that of the next one of its kind, or of the last. NoSuchPeriod.

    Three statements.
    """
    named, known = period_of(period), Collection.objects.order_by("period_ends", "pk")
    alike = [c for c in known if named and (other := period_of(c.period)) and other.kind == named.kind]
    if named is None or not alike:
        raise NoSuchPeriod(period)
    return form_of(next((c for c in alike if c.period_ends >= named.ends), alike[-1]))


def stated(period: str, codes: Several[str], form: FormSpec) -> Stated:
    """The figures of some indicators in a period, by their codes in a form, which may be that of another period.

    NoSuchPeriod where nobody was asked for it and nothing was loaded. Eight statements at most.
    """
    collection = Collection.objects.filter(period=period).order_by("pk").first()
    named = period_of(period)
    if named is None or not (collection or loaded(period).exists()):
        raise NoSuchPeriod(period)
    values = _loaded(period, codes)
    if collection:
        own = form_of(collection)
        wanted = {own_code: code for code in codes if (own_code := code_in(own, form, code))}
        values |= _accepted(collection, wanted)
    ends = collection.period_ends if collection else named.ends
    then = unit_map(max(ends, mapped_since() or ends))
    known = given(collection) if collection else {}
    return Stated(period, ends, then, bool(collection and collection.synthetic), values, known)


def code_in(own: FormSpec, other: FormSpec, code: str) -> str | None:
    """The code of another version's figure in the period's own form; None where that has none."""
    return carried(own.code, other.version, own.version, code) if own.code == other.code else code


def _accepted(collection: Collection, wanted: dict[str, str]) -> dict[str, dict[str, Value]]:
    """As first accepted and as it stands; whoever has an accepted return is not asked what was loaded. One statement."""
    rows = Cell.objects.filter(
        return_of__collection=collection, return_of__state__in=IN_FORCE, indicator__code__in=wanted
    ).order_by("return_of__revision")
    columns = ("return_of__unit__code", "indicator__code", "stated", "value", "return_of__superseded_at")
    found: dict[str, dict[str, Value]] = {}
    for unit, code, kind, number, superseded_at in rows.values_list(*columns):
        value = number if kind == Kind.VALUE else 0 if kind == Kind.NONE else None
        of_unit, asked = found.setdefault(unit, {}), wanted[code]
        first = of_unit[asked].first if asked in of_unit else value
        of_unit[asked] = Value(first, value if superseded_at is None else None)
    return found


def _loaded(period: str, wanted: Several[str]) -> dict[str, dict[str, Value]]:
    """What was loaded of an earlier year. One statement."""
    found: dict[str, dict[str, Value]] = {}
    rows = loaded(period).filter(indicator__in=wanted).values_list("unit__code", "indicator", "value", "none")
    for unit, code, number, none in rows:
        value = 0 if none else number
        found.setdefault(unit, {})[code] = Value(value, value)
    return found

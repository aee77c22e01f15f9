"""Which units were divided, what of their figures waits to be apportioned, and what was. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection as Codes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.returns.apportioning.models import Apportioning, Share
from khuyenhoc.returns.apportioning.rules import Part, Split, as_kept, asked, may_stay
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import stated_cells
from khuyenhoc.units.grounds import Grounds
from khuyenhoc.units.history import successions
from khuyenhoc.units.parcels import Apportioned, Division, Given, divided_on, follow, sources
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.succession import Successions
from khuyenhoc.vietnamese.dates import sentence_date

A_DAY = dt.timedelta(days=1)


def splits_on(on: dt.date, graph: Successions | None = None) -> dict[str, Split]:
    """Every unit that was divided on a day, by its code, in the order of the map. Two statements, three without `graph`."""
    graph = successions() if graph is None else graph
    return splits_between(unit_map(on - A_DAY), unit_map(on), graph)


def splits_between(before: UnitMap, after: UnitMap, graph: Successions) -> dict[str, Split]:
    """The same of the maps of the day before and of the day itself, which a draft may draw."""
    ground, found = Grounds(before, after, graph=graph), {}
    for code, unit in before.units.items():
        ends = divided_on(link for link in graph.successors(code) if link.on == after.on).get(after.on)
        parts = sorted(ends | ({code} & after.units.keys())) if ends else ()
        if len(parts) > 1:
            above = ground.nearest(code, before.on)
            lineage = dict.fromkeys([*before.lineage(code), *(after.lineage(above) if above else ())])
            found[code] = Split(unit, after.on, tuple(after.units[part] for part in parts), tuple(lineage))
    return found


def split_of(unit: str, on: dt.date) -> Split:
    """A unit that was divided on a day. Refused, with a sentence, for another one. Three statements."""
    found = splits_on(on).get(unit)
    if found is None:
        raise not_divided(unit, on)
    return found


def not_divided(unit: str, on: dt.date) -> Refused:
    """What is said of a unit that was not divided on a day. One statement."""
    text = _("Đơn vị %(unit)s không bị chia cho nhiều đơn vị ngày %(day)s, nên không có gì để phân bổ.")
    return Refused(text % {"unit": unit_map(on - A_DAY).name(unit), "day": sentence_date(on)})


def days_of(unit: str, graph: Successions) -> list[dt.date]:
    """The days on which a unit was divided, the last one first."""
    return sorted(divided_on(graph.successors(unit)), reverse=True)


def collections_before(on: dt.date) -> list[Collection]:
    """The first collection of each period that ended before a day, the last one first. One statement."""
    rows = Collection.objects.filter(period_ends__lt=on).order_by("-period_ends", "period", "pk")
    found: dict[str, Collection] = {}
    for row in rows.select_related("form"):
        found.setdefault(row.period, row)
    return list(found.values())


def acts_of(collection: Collection, unit: str, on: dt.date) -> list[Apportioning]:
    """What was done about a unit that was divided on a day, the last act first, each with its `figures`, also what was taken
    back. One statement."""
    rows = Apportioning.objects.filter(collection=collection, unit__code=unit, on=on).order_by("-number")
    counted = rows.annotate(figures=Count("shares__indicator", distinct=True))
    return list(counted.select_related("made_by", "taken_back_by"))


def given(collection: Collection) -> dict[Division, dict[str, Apportioned]]:
    """What was apportioned of a collection's figures: of each one, what the last act said. One statement."""
    return given_of([collection.pk])[collection.pk]


def given_of(collections: Iterable[int]) -> dict[int, dict[Division, dict[str, Apportioned]]]:
    """The same of several collections, by their rows. One statement."""
    act = [f"apportioning__{name}" for name in ("reason", "made_by__full_name", "made_by__username", "made_at")]
    of = [f"apportioning__{name}" for name in ("collection", "unit__code", "on", "pk")]
    found: dict[int, dict[Division, dict[str, Apportioned]]] = {pk: {} for pk in collections}
    rows = Share.objects.filter(apportioning__collection__in=found, apportioning__taken_back_at=None)
    shares: dict[tuple[int, str], dict[str | None, int]] = {}
    for pk, unit, on, number, indicator, part, value, *said in rows.order_by("apportioning", "pk").values_list(
        *of, "indicator__code", "part__code", "value", *act
    ):
        if (one := shares.get((number, indicator))) is None:
            one, (reason, name, user, made_at) = shares.setdefault((number, indicator), {}), said
            made = Apportioned(number, one, reason, name or user, timezone.localtime(made_at).date())
            found[pk].setdefault((unit, on), {})[indicator] = made
        one[part] = value
    return found


def standing(
    collection: Collection, on: dt.date, units: Iterable[str], graph: Successions, known: Given,
    indicators: Codes[str] | None = None,
) -> dict[str, dict[str, int]]:  # fmt: skip
    """The figures of units on the day before they were divided, by indicator: stated by them, or by what they were made of.

    `indicators`: of these alone. One statement, however many units.
    """
    units = list(units)
    reached = sources(((unit, on) for unit in units), graph)
    before = {division: of for division, of in known.items() if division[0] in reached and division[1] < on}
    cells = stated_cells(collection, reached, indicators=indicators)
    course = follow(cells, collection.period_ends, on - A_DAY, graph, before)
    return {unit: course.amounts(unit) for unit in units}


@dataclass(frozen=True)
class Waiting:
    """A divided unit with the figures of a period that somebody has to apportion, and how far that is.

    `amounts`: what is there; `given`: what was apportioned, also where it no longer adds up.
    """

    split: Split
    indicators: tuple[IndicatorSpec, ...]
    amounts: Mapping[str, int]
    given: Mapping[str, Apportioned]

    @property
    def done(self) -> list[str]:
        """The indicators that are apportioned."""
        return [i.code for i in self.indicators if self.holds(i.code)]

    @property
    def stale(self) -> list[str]:
        """Those whose apportioning no longer adds up, because the figure was changed since."""
        return [i.code for i in self.indicators if i.code in self.given and not self.holds(i.code)]

    @property
    def left(self) -> list[str]:
        """Those that wait, stale ones too."""
        return [i.code for i in self.indicators if not self.holds(i.code)]

    @property
    def to_ask(self) -> list[IndicatorSpec]:
        """The figures that cannot be cut up: it is asked to which part they go, or that they stay."""
        return [i for i in self.indicators if may_stay(i.code, self.split.on)]

    def holds(self, indicator: str) -> bool:
        one = self.given.get(indicator)
        return one is not None and one.total == self.amounts.get(indicator)

    def is_known(self, indicator: str, shares: Mapping[Part, int | None]) -> bool:
        """Whether this says nothing, or what holds already."""
        said = as_kept(shares)
        if all(value is None for value in said.values()):
            return True
        return self.holds(indicator) and dict(self.given[indicator].shares) == said


def waiting(collection: Collection, form: FormSpec, on: dt.date, units: Codes[str] | None = None) -> list[Waiting]:
    """The units that were divided on a day and had figures of a period, or those of `units`. Five statements, however many."""
    graph = successions()
    splits = {code: one for code, one in splits_on(on, graph).items() if units is None or code in units}
    return waiting_in(collection, form, splits, on, graph)


def waiting_between(before: UnitMap, after: UnitMap, graph: Successions) -> tuple[Collection | None, list[Waiting]]:
    """What a redrawing, also a draft, leaves to be apportioned of the last period before it. Four statements, one without any."""
    last = next(iter(collections_before(after.on)), None)
    if last is None:
        return None, []
    return last, waiting_in(last, form_spec(last.form_id), splits_between(before, after, graph), after.on, graph)


def waiting_in(
    collection: Collection, form: FormSpec, splits: Mapping[str, Split], on: dt.date, graph: Successions
) -> list[Waiting]:
    """The same of units of which it is known how they are divided, also by a draft. Two statements."""
    if on <= collection.period_ends or not splits:
        return []
    known = given(collection)
    amounts = standing(collection, on, splits, graph, known)
    return [
        Waiting(split, tuple(asked(split, form, amounts[code])), amounts[code], known.get((code, on), {}))
        for code, split in splits.items()
        if amounts[code]
    ]

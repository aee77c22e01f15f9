"""Which units were divided, what of their figures waits to be apportioned, and what was. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection as Codes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.returns.apportioning.models import Apportioning, Share
from khuyenhoc.returns.apportioning.rules import Split, asked
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import stated_cells
from khuyenhoc.units.grounds import grounds
from khuyenhoc.units.history import successions
from khuyenhoc.units.parcels import Apportioned, Division, Given, divided_on, follow, sources
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.succession import Successions
from khuyenhoc.vietnamese.dates import sentence_date

A_DAY = dt.timedelta(days=1)


def splits_on(on: dt.date, graph: Successions | None = None) -> dict[str, Split]:
    """Every unit that was divided on a day, by its code, in the order of the map. Two statements, three without `graph`."""
    graph = successions() if graph is None else graph
    before, after = unit_map(on - A_DAY), unit_map(on)
    ground = grounds(before, after, graph)
    found = {}
    for code, unit in before.units.items():
        ends = divided_on(link for link in graph.successors(code) if link.on == on).get(on)
        if not ends:
            continue
        parts = sorted(ends | ({code} & after.units.keys()))
        if len(parts) > 1:
            lineage = dict.fromkeys([*before.lineage(code), *ground.above(code)])
            found[code] = Split(unit, on, tuple(after.units[part] for part in parts), tuple(lineage))
    return found


def split_of(unit: str, on: dt.date) -> Split:
    """A unit that was divided on a day. Refused, with a sentence, for another one. Three statements."""
    found = splits_on(on).get(unit)
    if found is None:
        text = _("Đơn vị %(unit)s không bị chia cho nhiều đơn vị ngày %(day)s, nên không có gì để phân bổ.")
        raise Refused(text % {"unit": unit_map(on - A_DAY).name(unit), "day": sentence_date(on)})
    return found


def days_of(unit: str, graph: Successions) -> list[dt.date]:
    """The days on which something of a unit went elsewhere and not all of it to one other unit."""
    return sorted(divided_on(graph.successors(unit)))


def holding(collection: Collection, units: Codes[str] | None = None) -> list[Apportioning]:
    """The apportionings that were not taken back, the first one first. One statement."""
    rows = Apportioning.objects.filter(collection=collection, taken_back_at=None)
    return list((rows if units is None else rows.filter(unit__code__in=units)).order_by("pk"))


def given(collection: Collection) -> dict[Division, dict[str, Apportioned]]:
    """What was apportioned of a collection's figures: of each one, what the last act said. One statement."""
    rows = Share.objects.filter(apportioning__collection=collection, apportioning__taken_back_at=None)
    rows = rows.select_related("apportioning__unit", "apportioning__made_by", "indicator", "part")
    found: dict[Division, dict[str, Apportioned]] = {}
    for row in rows.order_by("apportioning", "pk").defer("indicator__spec"):
        act, indicator = row.apportioning, row.indicator.code
        of = found.setdefault((act.unit.code, act.on), {})
        known = of.get(indicator)
        shares = known.shares if known and known.number == act.pk else {}
        made_on, by = timezone.localtime(act.made_at).date(), act.made_by.get_full_name()
        part = row.part.code if row.part else None
        of[indicator] = Apportioned(act.pk, {**shares, part: row.value}, act.reason, by, made_on)
    return found


def standing(
    collection: Collection, on: dt.date, units: Iterable[str], graph: Successions, known: Given
) -> dict[str, dict[str, int]]:
    """The figures of units on the day before they were divided, by indicator: stated by them, or by what they were made of.

    One statement, however many units.
    """
    units = list(units)
    reached = sources(((unit, on) for unit in units), graph)
    before = {division: of for division, of in known.items() if division[0] in reached and division[1] < on}
    cells = stated_cells(collection, reached)
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

    def holds(self, indicator: str) -> bool:
        one = self.given.get(indicator)
        return one is not None and one.total == self.amounts.get(indicator)


def waiting(collection: Collection, form: FormSpec, on: dt.date, units: Codes[str] | None = None) -> list[Waiting]:
    """The units that were divided on a day and had figures of a period, or those of `units`. Five statements, however many."""
    if on <= collection.period_ends:
        return []
    graph = successions()
    splits = {code: one for code, one in splits_on(on, graph).items() if units is None or code in units}
    known = given(collection)
    amounts = standing(collection, on, splits, graph, known)
    return [
        Waiting(split, tuple(asked(split, form, amounts[code])), amounts[code], known.get((code, on), {}))
        for code, split in splits.items()
        if amounts[code]
    ]

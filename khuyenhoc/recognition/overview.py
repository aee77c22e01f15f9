"""Reading a register as a whole: its years, villages with their numbers, and what was done to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import Q, QuerySet

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.listing import carried, last_list
from khuyenhoc.recognition.models import Entry, Standing, Step, Tally, Village
from khuyenhoc.recognition.rules import GONE, Count, counted


def years_of(units: Collection[str], model: LearningModel | None = None) -> list[int]:
    """The years of which units (codes) have lists, the latest first. One statement."""
    rows = Tally.objects.filter(unit__code__in=units, number__gt=0)
    rows = rows.filter(model=model) if model else rows
    return sorted(set(rows.values_list("year", flat=True).distinct()), reverse=True)


def villages_of(unit: str, *, ended: bool = False) -> list[Village]:
    """A unit's villages in their order, those that there are now or all of them. One statement."""
    rows = Village.objects.filter(unit__code=unit)
    return list(rows if ended else rows.filter(valid_to=None))


def by_village(unit: str, model: LearningModel, year: int) -> dict[int | None, Count]:
    """The figures of a unit's list by village (row), those without one under None. One statement, over the unit's list."""
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope="")
    return {village: counted(numbers) for village, numbers in statuses_by_village(rows).items()}


def statuses_by_village(rows: QuerySet[Standing]) -> dict[int | None, dict[Status, int]]:
    """How many of some standings stand how far, by village (row), those without one under None. One statement."""
    found: dict[int | None, dict[Status, int]] = {}
    for village, status, n in rows.order_by().values_list("entry__village", "status").annotate(n=Number("pk")):
        found.setdefault(village, {})[Status(status)] = n
    return found


def steps_of(unit: str, model: LearningModel, year: int, scope: str = "", most: int = 10) -> list[Step]:
    """What was done to a list last, the newest first, without what the standings said before. One statement."""
    rows = Step.objects.filter(unit__code=unit, model=model, year=year, scope=scope).order_by("-pk")
    return list(rows.select_related("unit").defer("before", "entries")[:most])


def standings_of(entry: Entry) -> list[Standing]:
    """An entry's years and those of its doubles, the latest first. Two statements."""
    doubles = Entry.objects.filter(merged_into=entry).values_list("pk", flat=True)
    rows = Standing.objects.filter(entry__in=[entry.pk, *doubles])
    return list(rows.select_related("unit", "entry", "decision", "withdrawal").order_by("-year", "entry_id"))


def steps_on(entry: Entry, standings: Collection[Standing]) -> list[Step]:
    """What was done to an entry, the newest first. One statement; looks through the steps of its lists."""
    if not standings:
        return []
    lists = Q()
    for standing in standings:
        own = Q(unit=standing.unit_id, model=standing.model, year=standing.year)
        lists |= own & (Q(before__has_key=str(standing.pk)) | Q(entries__has_key=str(entry.pk)))
    return list(Step.objects.filter(lists).select_related("unit").defer("before", "entries").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What carrying a list over would do: how many come along, how many of them are still recognised; how many have gone.

    `last`: the year that they come from, None where no year before has a list.
    """

    last: int | None
    coming: int
    holding: int
    gone: int


def carried_over(unit: str, model: LearningModel, year: int) -> CarriedOver:
    """What would come from the last list before into a year's list. Four statements, one where there is none."""
    last = last_list(unit, model, year)
    if last is None:
        return CarriedOver(None, 0, 0, 0)
    coming = carried(unit, model, last, year)
    holding = coming.filter(status=Status.RECOGNISED, valid_until__gte=dt.date(year, 12, 31))
    before = Standing.objects.filter(entry__unit__code=unit, entry__scope="", model=model, year=last)
    gone = before.filter(Q(status__in=GONE) | Q(entry__ended_on__isnull=False))
    return CarriedOver(last, coming.count(), holding.count(), gone.count())


def entries_by_village(unit: str) -> dict[int, int]:
    """How many entries that have not ended are in each of a unit's villages (rows), of all registers. One statement."""
    rows = Entry.objects.filter(unit__code=unit, village__isnull=False, ended_on=None).order_by()
    return dict(rows.values_list("village").annotate(n=Number("pk")))

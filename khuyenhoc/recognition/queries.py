"""Reading the registers: which units keep one, counts, a page of a list, names masked where they are not one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.models import Entry, Register, Standing, Tally
from khuyenhoc.recognition.rules import GONE, REGISTERED, Count, counted, initials
from khuyenhoc.recognition.words import worded
from khuyenhoc.vietnamese.text import fold


def kept_on(on: dt.date, models: Iterable[str] = LearningModel.values) -> dict[str, frozenset[str]]:
    """The models of which each unit (code) keeps a register on a day. One statement."""
    rows = Register.objects.filter(Q(kept_until=None) | Q(kept_until__gt=on), kept_from__lte=on, model__in=list(models))
    found: dict[str, set[str]] = {}
    for code, model in rows.values_list("unit__code", "model"):
        found.setdefault(code, set()).add(model)
    return {code: frozenset(models) for code, models in found.items()}


def counts(year: int, units: Collection[str] | None = None) -> dict[str, dict[LearningModel, Count]]:
    """The figures of each unit (code) by model, as a year's lists stand; of all units, or of some. One statement."""
    rows = Tally.objects.filter(year=year)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    found: dict[tuple[str, str], dict[Status, int]] = {}
    for code, model, status, number in rows.values_list("unit__code", "model", "status", "number"):
        found.setdefault((code, model), {})[Status(status)] = number
    by_unit: dict[str, dict[LearningModel, Count]] = {}
    for (code, model), numbers in found.items():
        by_unit.setdefault(code, {})[LearningModel(model)] = counted(numbers)
    return by_unit


def count_on(unit: str, model: LearningModel, year: int, on: dt.date) -> Count:
    """The figures of one unit's list of a year as they were by the end of a day: who had registered, what was decided by then.

    One statement. Without a day of registering an entry counts as registered from the year's first day.
    """
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope="")
    numbers = [0, 0, 0]
    columns = ("status", "registered_on", "decision__decided_on", "withdrawal__decided_on", "left_on")
    for status, registered, decided, withdrawn, left in rows.values_list(*columns):
        if (left is None and status in GONE) or (left and left <= on):
            continue
        numbers[0] += 1
        numbers[1] += status in REGISTERED and (registered or on) <= on
        holds = status in {Status.RECOGNISED, Status.WITHDRAWN} and (decided or on) <= on
        numbers[2] += holds and not (status == Status.WITHDRAWN and (withdrawn or on) <= on)
    return Count(*numbers)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries of a list are wanted. `village`: its row; `words`: some of the name, with or without accents."""

    status: Status | None = None
    village: int | None = None
    words: str = ""


Key = tuple[str, int, int, int]
"""Where a page begins: after (unit's code, village's row, number in the list, entry's row)."""


def page_of(
    units: Sequence[str], model: LearningModel, year: int, filters: Filters, after: Key | None = None, limit: int = 50
) -> list[Standing]:
    """The next standings of the lists of units, one unit after the other, each village by village; with entries and villages.

    Two statements and one for each unit that is looked through; units without an entry of the status wanted are not.
    Words over more than one unit go through the index of words, in the order of the entries, with one statement.
    """
    if filters.words.strip() and len(units) > 1:
        return _by_words(units, model, year, filters, after, limit)
    found: list[Standing] = []
    for code in _holding(units, model, year, filters.status, after):
        rows = _rows(model, year, filters).filter(unit__code=code)
        if after and after[0] == code:
            rows = rows.filter(_beyond(after))
        found += rows.order_by("entry__village", "entry__number", "entry")[: limit - len(found)]
        if len(found) >= limit:
            break
    return found


def key_of(standing: Standing) -> Key:
    """Where the page after this standing begins."""
    return standing.unit.code, standing.entry.village_id or 0, standing.entry.number, standing.entry_id


def _rows(model: str, year: int, filters: Filters) -> QuerySet[Standing]:
    rows = Standing.objects.filter(model=model, year=year).select_related("entry__village", "unit", "decision")
    rows = rows.filter(status=filters.status) if filters.status else rows.exclude(status__in=GONE)
    if filters.village:
        rows = rows.filter(entry__village=filters.village)
    for word in fold(filters.words).split():
        rows = rows.filter(entry__search_name__contains=word)
    return rows


def _beyond(after: Key) -> Q:
    _unit, village, number, entry = after
    later = Q(entry__number__gt=number) | Q(entry__number=number, entry__gt=entry)
    if not village:
        return Q(entry__village__isnull=True) & later | Q(entry__village__isnull=False)
    return Q(entry__village__gt=village) | Q(entry__village=village) & later


def _holding(units: Sequence[str], model: str, year: int, status: Status | None, after: Key | None) -> list[str]:
    held = Tally.objects.filter(year=year, model=model, unit__code__in=units, number__gt=0)
    held = held.filter(status=status) if status else held.exclude(status__in=GONE)
    holding = set(held.values_list("unit__code", flat=True))
    start = units.index(after[0]) if after and after[0] in units else 0
    return [code for code in units[start:] if code in holding]


def _by_words(
    units: Sequence[str], model: str, year: int, filters: Filters, after: Key | None, limit: int
) -> list[Standing]:
    rows = Standing.objects.filter(model=model, year=year, unit__code__in=units)
    rows = rows.filter(status=filters.status) if filters.status else rows.exclude(status__in=GONE)
    found = rows.filter(worded(filters.words, after[3] if after else 0)).order_by("entry")
    return list(found.select_related("entry__village", "unit", "decision")[:limit])


def shown_name(entry: Entry, masked: bool) -> str:
    """An entry's name; its initials where it is a person's and not for this reader."""
    personal = entry.model in {LearningModel.FAMILY, LearningModel.CITIZEN}
    return initials(entry.name) if masked and personal else entry.name


def of_village(standings: Iterable[Standing]) -> Mapping[int | None, list[Standing]]:
    """Standings by the row of their entries' village, in their order."""
    found: dict[int | None, list[Standing]] = {}
    for standing in standings:
        found.setdefault(standing.entry.village_id, []).append(standing)
    return found

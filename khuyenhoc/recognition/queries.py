"""Reading the registers: which units keep one, counts, a page of a list, names masked where they are not one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from django.db.models import Count as DbCount
from django.db.models import Max, Q, QuerySet, Sum
from msgspec import Struct

from khuyenhoc.recognition.calling import Key, beyond, calling
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.models import Decision, Entry, Register, Standing, Tally
from khuyenhoc.recognition.rules import GONE, PERSONS, Count, Figure, counted, initials, stood
from khuyenhoc.recognition.words import is_common, worded, words_in
from khuyenhoc.units.models import Unit


def kept_on(
    on: dt.date, models: Iterable[str] = LearningModel.values, units: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """The models of which each unit (code) keeps a register on a day; of all units, or of some. One statement."""
    rows = Register.objects.filter(Q(kept_until=None) | Q(kept_until__gt=on), kept_from__lte=on, model__in=list(models))
    if units is not None:
        rows = rows.filter(unit__code__in=units)
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


def sums(year: int, units: Collection[str]) -> dict[LearningModel, Count]:
    """The figures of some units (codes) together, by model; a model that none of them has is zero throughout. One statement."""
    rows = Tally.objects.filter(year=year, unit__code__in=units).order_by().values_list("model", "status")
    found: dict[str, dict[Status, int]] = {}
    for model, status, number in rows.annotate(n=Sum("number")):
        found.setdefault(model, {})[Status(status)] = number
    return {model: counted(found.get(model, {})) for model in LearningModel}


def figures_on(year: int, on: dt.date, units: Collection[str] | None = None) -> dict[str, dict[LearningModel, Figure]]:
    """What the registers that units (codes) keep on a day say by its end, of the lists of a year; of all units, or of some.

    A register without a list of that year says nothing, which is not zero; a list that all have left says zero.
    Four statements, one where none of them keeps a register.
    """
    kept = kept_on(on, units=units)
    if not kept:
        return {}
    asked = Standing.objects.filter(unit__code__in=kept) if len(kept) <= _NAMED_AT_MOST else Standing.objects.all()
    found: dict[str, dict[LearningModel, Figure]] = {}
    for unit, model, step, count in _counted_on(asked, year, on):
        if model in kept.get(unit, ()):
            found.setdefault(unit, {})[LearningModel(model)] = Figure(count, step or None)
    return found


_NAMED_AT_MOST: Final = 1000
"""Units that a statement may name; of more than these all are read."""


_GROUPED: Final = ("status", "registered_on", "left_on", "decision", "withdrawal")


def _counted_on(rows: QuerySet[Standing], year: int, on: dt.date) -> Iterator[tuple[str, str, int, Count]]:
    """(unit's code, model, last step, figures by the end of a day). Two statements; the first reads an index alone."""
    scoped = Entry.objects.filter(~Q(scope=""))
    within = rows.filter(year=year).exclude(entry__in=scoped).order_by()
    found = list(within.values_list("unit", "model", *_GROUPED).annotate(last=Max("step"), n=DbCount("pk")))
    decisions = {key for row in found for key in row[5:7] if key}
    decided = dict(Decision.objects.filter(pk__in=decisions).values_list("pk", "decided_on"))
    numbers: dict[tuple[int, str], list[int]] = {}
    for unit, model, status, registered, left, decision, withdrawal, last, n in found:
        held = numbers.setdefault((unit, model), [0, 0, 0, 0])
        was = stood(Status(status), on, registered, left, decided.get(decision), decided.get(withdrawal))
        held[0] = max(held[0], last or 0)
        for place, counts_ in enumerate(was, start=1):
            held[place] += n * counts_
    codes = dict(Unit.objects.filter(pk__in={unit for unit, _model in numbers}).values_list("pk", "code"))
    for (unit, model), (last, *three) in numbers.items():
        yield codes[unit], model, last, Count(*three)


def by_village(unit: str, model: str, year: int) -> list[tuple[str, dict[Status, int]]]:
    """How many entries of a unit's list stand how far, village by village; "" for those of none, last. One statement."""
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope="").order_by(*calling()[:2])
    columns = ("entry__village__kind", "entry__village__name", "status")
    found: dict[str, dict[Status, int]] = {}
    for kind, name, status, number in rows.values_list(*columns).annotate(n=DbCount("pk")):
        statuses = found.setdefault(f"{kind} {name}" if name else "", {})
        statuses[Status(status)] = statuses.get(Status(status), 0) + number  # two villages may bear one name
    return list(found.items())


class Filters(Struct, frozen=True):
    """Which entries of a list are wanted. `village`: its row; `words`: some of the name, with or without accents; `scope`: of the
    entries, as `Entry.scope`: a list of whole units is a list of its own."""

    status: Status | None = None
    village: int | None = None
    words: str = ""
    scope: str = ""


def page_of(
    units: Sequence[str], model: LearningModel, year: int, filters: Filters, after: Key | None = None, limit: int = 50
) -> list[Standing]:
    """The next standings of the lists of units, one unit after the other, each village by village; with entries and villages.

    Two statements and one for each unit that is looked through; units without an entry of the status wanted are not.
    Words over more than one unit are looked for in the order of the entries, with two statements: in the index of words, or
    in the lists themselves where they are short. Common words over a few units go unit by unit, after one statement more: the
    first lists have them, while the index of words would begin with other units' entries. A list of whole units is one unit's.
    """
    if filters.words.strip() and len(units) > 1 and not (len(units) <= _FEW and is_common(filters.words)):
        return _by_words(units, model, year, filters, after, limit)
    found: list[Standing] = []
    for code in units if filters.scope else _holding(units, model, year, filters.status, after):
        rows = _rows(model, year, filters).filter(unit__code=code)
        if after and after[0] == code:
            rows = rows.filter(beyond(after))
        found += rows.order_by(*calling())[: limit - len(found)]
        if len(found) >= limit:
            break
    return found


def _rows(model: str, year: int, filters: Filters) -> QuerySet[Standing]:
    rows = Standing.objects.filter(model=model, year=year)
    rows = rows.filter(entry__scope=filters.scope) if model == LearningModel.COMMUNITY else rows
    rows = rows.select_related("entry__village", "unit", "decision", *(["entry__about"] if filters.scope else []))
    rows = rows.filter(status=filters.status) if filters.status else rows.exclude(status__in=GONE)
    if filters.village:
        rows = rows.filter(entry__village=filters.village)
    words = words_in(filters.words)
    for word in words:  # as the index of words has it: each perhaps only begun
        rows = rows.filter(entry__search_name__regex=f"(^|[^a-z0-9]){word}")
    return rows if words or not filters.words.strip() else rows.none()


def _holding(units: Sequence[str], model: str, year: int, status: Status | None, after: Key | None) -> list[str]:
    holding = _held(units, model, year, status)
    start = units.index(after[0]) if after and after[0] in units else 0
    return [code for code in units[start:] if code in holding]


def _held(units: Sequence[str], model: str, year: int, status: Status | None) -> dict[str, int]:
    """How many entries of a status each unit's list has; units without any are left out."""
    held = Tally.objects.filter(year=year, model=model, unit__code__in=units, number__gt=0, status__in=_shown(status))
    return dict(held.order_by().values_list("unit__code").annotate(n=Sum("number")))


def _shown(status: Status | None) -> list[Status]:
    return [status] if status else [s for s in Status if s not in GONE]


def _by_words(
    units: Sequence[str], model: str, year: int, filters: Filters, after: Key | None, limit: int
) -> list[Standing]:
    held, last = _held(units, model, year, filters.status), after[3] if after else 0
    if sum(held.values()) <= _LOOKED_THROUGH:
        rows = _rows(model, year, filters).filter(unit__code__in=held, entry__gt=last)
        return list(rows.order_by("entry_id")[:limit])
    statuses = _shown(filters.status)
    first = worded(filters.words, model=model, year=year, units=list(held), statuses=statuses, after=last, limit=limit)
    found = Standing.objects.filter(pk__in=first).order_by("entry_id")
    return list(found.select_related("entry__village", "unit", "decision"))


_FEW: Final = 60
"""Units, such as a district has."""
_LOOKED_THROUGH: Final = 10_000
"""So many entries are looked through for words quicker than the index of words is asked for what is rare among them."""


def shown_name(entry: Entry, masked: bool) -> str:
    """An entry's name; its initials where it is a person's and not for this reader."""
    return initials(entry.name) if masked and entry.model in PERSONS else entry.name

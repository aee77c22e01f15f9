"""Which recognitions end by themselves, so that a family has to register anew. Reads only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, Value, When

from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Standing


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Of those that are recognised on a year's list: how many still are at the end of the next year, how many have to register
    anew for it, and of how many nobody knows until when it holds, so that they have to as well."""

    holding: int = 0
    ending: int = 0
    unknown: int = 0


def lapsing(unit: str, model: str, year: int, scope: str = "") -> Lapsing:
    """What carrying a list over will make of its recognitions. One statement."""
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope=scope).order_by()
    rows = rows.filter(status=Status.RECOGNISED)
    kind = Case(
        When(valid_until=None, then=Value("unknown")),
        When(valid_until__gte=dt.date(year + 1, 12, 31), then=Value("holding")),
        default=Value("ending"),
    )
    return Lapsing(**dict(rows.annotate(kind=kind).values_list("kind").annotate(n=Count("pk"))))

"""Registers with given figures, put together by our own acts."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.listing import NewEntry, enlist, keep_register
from khuyenhoc.recognition.models import Decision, Step
from khuyenhoc.units.models import Unit

DECIDED = dt.date(2023, 11, 20)


def listed(
    by: User, unit: str, total: int, registered: int, recognised: int, *, year: int = 2023,
    model: LearningModel = LearningModel.FAMILY,
) -> Step:  # fmt: skip
    """A unit's list of so many entries: who registered did so on 1 March, who is recognised is by a decision of 20 November."""
    at = Unit.objects.get(code=unit)
    keep_register(by=by, unit=at, model=model, kept_from=dt.date(year, 1, 1), synthetic=True)
    decided = dt.datetime.combine(DECIDED, dt.time(8), dt.UTC)
    decision = Decision.objects.create(
        unit=at, model=model, year=year, number=f"{year}/QĐ-HKH", decided_on=DECIDED.replace(year=year), loaded=True,
        created_at=decided, created_by=by.username, issued_at=decided, issued_by=by.username,
    )  # fmt: skip
    entries = [_entry(n, n < registered, decision.pk if n < recognised else None, year) for n in range(total)]
    return enlist(by=by, unit=at, model=model, year=year, entries=entries)


def _entry(n: int, registered: bool, decision: int | None, year: int) -> NewEntry:
    status = Status.RECOGNISED if decision else Status.REGISTERED if registered else Status.LISTED
    day = dt.date(year, 3, 1) if registered else None
    return NewEntry(f"Nguyễn Văn {n}", number=n + 1, status=status, registered_on=day, decision=decision)

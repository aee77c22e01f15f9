"""Looking at names that are not masked: told to the journal, once a day for each person and register."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.journal import note_on_register, subject_of
from khuyenhoc.recognition.moving import require_keeper


@transaction.atomic
def look(*, by: User, unit: str, model: str, reason: str = "") -> None:
    """Somebody sees the names on a unit's register. One event a day, one for each reason that is given. NotAllowed."""
    require_keeper(by, unit, Right.SEE_REGISTER)
    after = {"reason": reason} if reason else None
    if not _told_today(by, subject_of(unit, model), after):
        note_on_register(by=by.username, act="look_at_register", unit=unit, model=model, after=after)


def _told_today(by: User, subject: tuple[str, str], after: dict[str, Any] | None) -> bool:
    begins = clock.start_of(clock.today())
    rows = Event.objects.filter(subject_type=subject[0], subject_id=subject[1], act="look_at_register", at__gte=begins)
    return any(event.after == after for event in rows.filter(by=by.username))


@transaction.atomic
def note_taken(*, by: User, unit: str, model: str, after: dict[str, Any]) -> None:
    """Somebody takes a list away, `after`: of which year, how many rows, whether names are initials. NotAllowed."""
    require_keeper(by, unit, Right.SEE_REGISTER)
    note_on_register(by=by.username, act="export_list", unit=unit, model=model, after=after)

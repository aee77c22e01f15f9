"""Reading the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Final

from django.db.models import QuerySet

from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.rules import GENESIS, Break, Entry, Link, first_break

_TOLERANCE: Final = dt.timedelta(minutes=5)
"""By so much clocks are set right without anybody's doing."""
_LOOKED_AT: Final = 100
"""Events. What was written ahead of time before them has been seen."""


def verify() -> tuple[int, Break | None]:
    """The number of events, and the first broken link or None. Two statements."""
    return Event.objects.count(), first_break(_links())


def head() -> str:
    """The hash of the last event: the state of the books. One statement."""
    return Event.objects.order_by("-sequence").values_list("hash", flat=True).first() or GENESIS


def history(subject_type: str, subject_id: object) -> QuerySet[Event]:
    """What happened to one thing, oldest first. One statement."""
    return Event.objects.filter(subject_type=subject_type, subject_id=str(subject_id)).order_by("sequence")


def _links() -> Iterator[Link]:
    for e in Event.objects.order_by("sequence").iterator(chunk_size=2000):
        entry = Entry(e.at, e.by, e.unit, e.act, e.subject_type, e.subject_id, e.before, e.after)
        yield Link(e.sequence, entry, e.previous, e.hash)


def latest(units: Collection[str] | None, *, by: str = "", act: str = "", subject_type: str = "") -> QuerySet[Event]:
    """What happened, newest first: at the units (codes; None: everywhere, the acts at no unit too). One statement a page."""
    asked = {"by": by, "act": act, "subject_type": subject_type}
    found = Event.objects.filter(**{name: value for name, value in asked.items() if value})
    return (found if units is None else found.filter(unit__in=units)).order_by("-sequence")


def acts_known() -> list[str]:
    """The names of the acts that stand in the journal. One statement."""
    return list(Event.objects.order_by("act").values_list("act", flat=True).distinct())


def since(sequence: int, *, subject_type: str, but_by: str) -> list[Event]:
    """What happened after an event to things of one type, oldest first, without what somebody did. One statement."""
    rows = Event.objects.filter(sequence__gt=sequence, subject_type=subject_type).exclude(by=but_by)
    return list(rows.order_by("sequence").only("sequence", "unit", "act", "subject_id"))


def clock_behind() -> dt.datetime | None:
    """The latest time of the last events, where the machine's clock says that it has not been yet; else None. One statement.

    The journal goes by the numbers of its events, so it holds all the same; but due dates cannot be trusted until the clock
    is set right.
    """
    lately = Event.objects.order_by("-sequence").values_list("at", flat=True)[:_LOOKED_AT]
    latest_time = max(lately, default=None)
    return latest_time if latest_time and latest_time > clock.now() + _TOLERANCE else None


def last_sequence() -> int:
    """The number of the last event; 0 where there is none. One statement."""
    return Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0

"""Writing to the journal. Every act of every room calls `record` once, inside its own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.rules import GENESIS, Entry, digest

ADVISORY_LOCK = 20231231
"""PostgreSQL: one writer of the chain at a time. SQLite has one writer anyway (transactions begin IMMEDIATE)."""


def record(
    *, by: str, unit: str, act: str, subject: tuple[str, object], before: object = None, after: object = None
) -> Event:
    """One event. `subject` is (type, id); `before` and `after` are JSON values. Three statements, within a transaction."""
    entry = Entry(clock.now(), by, unit, act, subject[0], str(subject[1]), before, after)
    return record_all(entries=[entry])[0]


@transaction.atomic
def record_all(*, entries: Sequence[Entry]) -> list[Event]:
    """Many events in one go, in the order given: the same few statements for one and for a thousand."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    before, previous = last or (0, GENESIS)
    events = []
    for sequence, entry in enumerate(entries, start=before + 1):
        hash_ = digest(sequence, entry, previous)
        events.append(Event(sequence=sequence, previous=previous, hash=hash_, **vars(entry)))
        previous = hash_
    return Event.objects.bulk_create(events, batch_size=500)

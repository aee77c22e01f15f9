"""Writing to the journal. Every act of every room calls `record` once, inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from msgspec.structs import asdict

from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.rows import insert_rows
from khuyenhoc.audit.rules import GENESIS, Entry, digest

ADVISORY_LOCK = 20231231
"""PostgreSQL: one writer of the chain at a time. SQLite has one writer anyway (transactions begin IMMEDIATE)."""


def record(
    *, by: str, unit: str, act: str, subject: tuple[str, object], before: object = None, after: object = None
) -> Event:
    """One event. `subject` is (type, id); `before` and `after` are JSON values. Three statements, within a transaction."""
    entry = Entry(clock.now(), by, unit, act, subject[0], str(subject[1]), before, after)
    with transaction.atomic():
        ((sequence, previous, hash_),) = _links([entry])
        return Event.objects.create(sequence=sequence, previous=previous, hash=hash_, **asdict(entry))


@transaction.atomic
def record_all(*, entries: Sequence[Entry]) -> None:
    """Many events in one go, in the order given: the same few statements for one and for a thousand, and no object for each."""
    fields = [field for field in Event._meta.concrete_fields if field.name in Entry.__annotations__]
    rows = (
        (*link, *(field.get_db_prep_save(getattr(entry, field.name), connection) for field in fields))
        for link, entry in zip(_links(entries), entries, strict=True)
    )
    insert_rows(Event, ("sequence", "previous", "hash", *(field.name for field in fields)), rows)


def _links(entries: Sequence[Entry]) -> Iterator[tuple[int, str, str]]:
    """Of each event its number, the hash before it, and its own: those that come next in the chain, which is held until then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    before, previous = last or (0, GENESIS)
    for sequence, entry in enumerate(entries, start=before + 1):
        hash_ = digest(sequence, entry, previous)
        yield sequence, previous, hash_
        previous = hash_

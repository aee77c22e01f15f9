"""The journal: chained, append-only, and a broken link is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from msgspec.structs import asdict

from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record, record_all
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import clock_behind, head, history, latest, verify
from khuyenhoc.audit.rules import GENESIS, Entry, Link, digest, first_break

pytestmark = pytest.mark.django_db

AT = dt.datetime(2023, 12, 15, 9, 0, tzinfo=dt.UTC)


def entry(n: int) -> Entry:
    return Entry(
        AT + dt.timedelta(seconds=n), "van-phong", "30", "accept", "return", str(n), {"state": "submitted"}, {"n": n}
    )


def test_events_are_chained_from_the_first_on() -> None:
    first = record(by="a", unit="30", act="open", subject=("collection", 1), after={"x": "Thanh Miện"})
    record_all(entries=[entry(1), entry(2)])
    second, third = Event.objects.filter(sequence__gt=first.sequence)
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.hash, second.hash)
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert verify() == (3, None)
    assert head() == third.hash


def test_a_clock_set_back_breaks_nothing_and_is_said() -> None:
    assert clock_behind() is None, "nothing has happened yet"
    with clock.told(2031, 3, 5, 14, 30):
        record(by="a", unit="30", act="open", subject=("collection", 1))
        assert clock_behind() is None
    with clock.told(2023, 12, 15):
        record(by="a", unit="30", act="submit", subject=("return", 1))
        assert clock_behind() == dt.datetime(2031, 3, 5, 7, 30, tzinfo=dt.UTC)
        assert [e.act for e in latest(None)] == ["submit", "open"], "the numbers count, not the times"
    assert verify() == (2, None)
    with clock.told(2031, 3, 5, 14, 27):
        assert clock_behind() is None, "a few minutes are nothing"
    with clock.told(2023, 12, 16):
        record_all(entries=[entry(n) for n in range(100)])
        assert clock_behind() is None, "what has long been seen is not said for ever"


def test_recording_costs_the_same_few_statements_for_one_and_for_many(django_assert_num_queries) -> None:
    # The savepoint's two, the lock of PostgreSQL, the last event, the insertion.
    own = 5 if connection.vendor == "postgresql" else 4
    with django_assert_num_queries(own):
        record_all(entries=[entry(1)])
    with django_assert_num_queries(own):
        record_all(entries=[entry(n) for n in range(50)])


def test_the_history_of_a_thing_is_in_order() -> None:
    record_all(entries=[entry(7), entry(8), entry(7)])
    assert [e.sequence for e in history("return", 7)] == [1, 3]


@pytest.mark.parametrize("act", ["UPDATE audit_event SET \"by\" = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_change_or_delete(act: str) -> None:
    record_all(entries=[entry(1)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert verify() == (1, None)


@pytest.mark.parametrize(
    ("statement", "sequence", "reason"),
    [
        ("UPDATE audit_event SET unit = '31' WHERE sequence = 3", 3, "nội dung đã bị sửa sau khi ghi"),
        ("DELETE FROM audit_event WHERE sequence = 2", 2, "thiếu sự kiện số 2"),
        ("UPDATE audit_event SET previous = hash WHERE sequence = 4", 4, "không nối với sự kiện ngay trước"),
    ],
)
def test_the_first_broken_link_is_named(statement: str, sequence: int, reason: str) -> None:
    record_all(entries=[entry(n) for n in range(1, 6)])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_event_refuse_update")
            cursor.execute("DROP TRIGGER audit_event_refuse_delete")
            cursor.execute(statement)
    else:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            cursor.execute(statement)
    broken = verify()[1]
    assert broken is not None
    assert (broken.sequence, broken.reason) == (sequence, reason)


def test_every_field_counts_in_the_hash() -> None:
    base = digest(1, entry(1), GENESIS)
    changed = [
        digest(2, entry(1), GENESIS),
        digest(1, entry(1), base),
        *(
            digest(1, Entry(**{**asdict(entry(1)), name: "x"}), GENESIS)
            for name in ("by", "unit", "act", "subject_id", "after")
        ),
    ]
    assert len({base, *changed}) == len(changed) + 1


def test_an_empty_chain_holds_and_one_that_begins_late_does_not() -> None:
    assert first_break([]) is None
    late = Link(2, entry(2), GENESIS, digest(2, entry(2), GENESIS))
    broken = first_break([late])
    assert broken is not None
    assert broken.sequence == 1

"""Rows written past the ORM: all of them, as they were given, by two statements at most however many there are."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.audit.models import Event
from khuyenhoc.audit.rows import insert_rows

pytestmark = pytest.mark.django_db

AT = dt.datetime(2023, 12, 15, 9, 0, tzinfo=dt.UTC)
FIELDS = ("sequence", "previous", "hash", "at", "by", "unit", "act", "subject_type", "subject_id", "before", "after")


def rows(number: int) -> list[tuple[object, ...]]:
    start = (Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0) + 1
    return [
        (n, f"p{n}", f"h{n}", AT, "văn phòng", "30", "accept", "return", str(n), None, '{"n": 1}')
        for n in range(start, start + number)
    ]


@pytest.mark.parametrize(
    ("number", "statements"), [pytest.param(n, s, id=f"{n} rows") for n, s in ((0, 0), (1, 1), (7, 1), (1200, 2))]
)
def test_all_rows_are_there_as_they_were_given(number: int, statements: int) -> None:
    given = rows(number)
    with CaptureQueriesContext(
        connection,
    ) as said:
        insert_rows(Event, FIELDS, iter(given))
    assert len(said) == statements
    kept = Event.objects.filter(act="accept", by="văn phòng").order_by("sequence")
    assert list(kept.values_list("sequence", "hash", "at", "subject_id", "after")) == [
        (row[0], row[2], row[3], row[8], {"n": 1}) for row in given
    ]


def test_one_row_that_the_table_refuses_leaves_none() -> None:
    given = rows(300)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Event, FIELDS, [*given, given[0]])
    assert not Event.objects.filter(by="văn phòng").exists()

"""Where an entry stood by the end of a day, on both sides of each date."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.rules import stood

JUNE, JULY, DECEMBER = dt.date(2023, 6, 30), dt.date(2023, 7, 1), dt.date(2023, 12, 31)
NOT_THERE = (False, False, False)


@pytest.mark.parametrize(
    ("status", "on", "registered", "left", "decided", "withdrawn", "expected"),
    [
        (Status.LISTED, JUNE, None, None, None, None, (True, False, False)),
        (Status.REGISTERED, JUNE, None, None, None, None, (True, True, False)),
        (Status.REGISTERED, JUNE, JUNE, None, None, None, (True, True, False)),
        (Status.REGISTERED, JUNE, JULY, None, None, None, (True, False, False)),
        (Status.REFUSED, DECEMBER, JUNE, None, None, None, (True, True, False)),
        (Status.RECOGNISED, JUNE, JUNE, None, JUNE, None, (True, True, True)),
        (Status.RECOGNISED, JUNE, JUNE, None, JULY, None, (True, True, False)),
        (Status.WITHDRAWN, JUNE, JUNE, None, JUNE, JULY, (True, True, True)),
        (Status.WITHDRAWN, JULY, JUNE, None, JUNE, JULY, (True, True, False)),
        (Status.MOVED_AWAY, JUNE, JUNE, JULY, JUNE, None, (True, True, True)),
        (Status.MOVED_AWAY, JULY, JUNE, JULY, JUNE, None, NOT_THERE),
        (Status.ENDED, JUNE, None, JULY, None, None, (True, False, False)),
        (Status.ENDED, JUNE, None, None, None, None, NOT_THERE),
    ],
)
def test_by_the_end_of_a_day(status, on, registered, left, decided, withdrawn, expected):
    assert stood(status, on, registered, left, decided, withdrawn) == expected

"""What time the acts write down. Always the machine's, except while the demonstration plays a year that has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


def now() -> dt.datetime:
    """The moment to be written down, with its time zone."""
    return _told.get() or timezone.now()


def today() -> dt.date:
    """The day of `now` in the installation's time zone."""
    return timezone.localtime(now()).date()


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day in the installation's time zone."""
    return dt.datetime.combine(day, dt.time(), timezone.get_default_timezone())


@contextmanager
def told(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> Iterator[None]:
    """Within this block it is that moment, in the installation's time zone. For the demonstration and for tests alone."""
    token = _told.set(dt.datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone()))
    try:
        yield
    finally:
        _told.reset(token)

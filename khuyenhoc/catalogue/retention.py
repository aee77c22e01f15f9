"""For how long names and lists are kept once they are not needed any more: dated data."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Literal

from khuyenhoc.catalogue.loaders import DATA, read_facts
from khuyenhoc.catalogue.spec import Fact

NAME = "retention.yaml"
Kept = Literal["names", "lists"]
"""Names of entries, counted from the day on which they ended; files of lists, counted from the day on which they were sent."""


class RetentionSpec(Fact, frozen=True, kw_only=True):
    """From `valid_from` on `what` is kept for so many months."""

    code: str
    what: Kept
    valid_from: dt.date
    months: int


@cache
def retention(folder: Path = DATA) -> tuple[RetentionSpec, ...]:
    """What the file says. CatalogueError on an unknown key."""
    return read_facts(folder / NAME, "rules", RetentionSpec)


def kept_since(what: Kept, on: dt.date) -> dt.date | None:
    """What came to its end before this day has been kept for long enough on a day; None where no rule holds yet. Pure."""
    begun = [rule for rule in retention() if rule.what == what and rule.valid_from <= on]
    rule = max(begun, key=lambda r: r.valid_from, default=None)
    return months_before(on, rule.months) if rule else None


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months before, the last of its month where it has no such day. Pure."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError

"""Which way a standing may go, what counts as registered and recognised, and how a name is masked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from khuyenhoc.recognition.enums import LearningModel, Status

GONE: Final = frozenset({Status.MOVED_AWAY, Status.ENDED})
"""On the year's list no more: they count for nothing."""

REGISTERED: Final = frozenset(Status) - GONE - {Status.LISTED}
"""Whoever registered did so, whatever came of it."""

OPEN: Final = frozenset({Status.LISTED, Status.REGISTERED, Status.SELF_SCORED, Status.PROPOSED})
"""Nothing is decided yet."""

BEFORE_MEETING: Final = frozenset({Status.REGISTERED, Status.SELF_SCORED})
"""Registered, and the village has not met yet: until then points may be changed."""

PERSONS: Final = frozenset({LearningModel.FAMILY, LearningModel.CITIZEN})
"""Models whose entries bear the names of people."""

LONGEST: Final[Mapping[str, int]] = {"name": 120, "head": 120, "house": 80}
"""Letters that a register has room for."""
LONGEST_VILLAGE: Final = 120

OLDEST: Final = 120
"""Years; whoever would be older was noted with a wrong year."""

_ONWARD: Final[Mapping[Status, frozenset[Status]]] = {
    Status.LISTED: frozenset({Status.REGISTERED}),
    Status.REGISTERED: frozenset({Status.LISTED, Status.SELF_SCORED, Status.PROPOSED, Status.REFUSED}),
    Status.SELF_SCORED: frozenset({Status.SELF_SCORED, Status.PROPOSED, Status.REFUSED}),
    Status.PROPOSED: frozenset({Status.PROPOSED, Status.RECOGNISED, Status.REFUSED}),
    Status.RECOGNISED: frozenset({Status.WITHDRAWN}),
}


def may_become(now: Status, then: Status) -> bool:
    """Whether a standing may go from one status to another. Moving away and ending are open to all that are not gone."""
    return now not in GONE if then in GONE else then in _ONWARD.get(now, frozenset())


class Count(Struct, frozen=True):
    """How many entries of a model there are, how many registered and how many are recognised."""

    total: int = 0
    registered: int = 0
    recognised: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.total + other.total, self.registered + other.registered, self.recognised + other.recognised)


class Figure(Struct, frozen=True):
    """What a register says on a day. `step`: the last thing that was done to the list until now (a row of Step), if any."""

    count: Count = field(default_factory=Count)
    step: int | None = None


def counted(by_status: Mapping[Status, int]) -> Count:
    """The figures of a return from the number of entries in each status."""
    return Count(
        total=sum(n for status, n in by_status.items() if status not in GONE),
        registered=sum(n for status, n in by_status.items() if status in REGISTERED),
        recognised=by_status.get(Status.RECOGNISED, 0),
    )


def judged_on(year: int, today: dt.date) -> dt.date:
    """The day whose criteria a year's entries are judged by: today, and when the year is over its last day."""
    return min(today, dt.date(year, 12, 31))


def last_day(decided_on: dt.date, years: int | None) -> dt.date | None:
    """The last day of a recognition that holds for some years from its decision on; None where nobody said for how many."""
    if years is None:
        return None
    try:
        again = decided_on.replace(year=decided_on.year + years)
    except ValueError:  # decided on 29 February
        again = dt.date(decided_on.year + years, 3, 1)
    return again - dt.timedelta(days=1)


def stood(
    status: Status, on: dt.date, registered: dt.date | None, left: dt.date | None, decided: dt.date | None,
    withdrawn: dt.date | None,
) -> tuple[bool, bool, bool]:  # fmt: skip
    """Whether an entry was on the list, had registered and was recognised by the end of a day; from the days of each.

    Who registered on no known day did so from the beginning; who left on none was never there.
    """
    if (left is None and status in GONE) or (left is not None and left <= on):
        return False, False, False
    entered = status is not Status.LISTED and (status not in GONE if registered is None else registered <= on)
    holds = status in {Status.RECOGNISED, Status.WITHDRAWN, *GONE} and decided is not None and decided <= on
    return True, entered, holds and (withdrawn is None or withdrawn > on)


def may_be_born(year: int, this_year: int) -> bool:
    """Whether somebody on a register of this year may be born in a year."""
    return this_year - OLDEST <= year <= this_year


def initials(name: str) -> str:
    """ "Nguyễn Văn Hùng" as "N. V. H.": the first letter of each word, as it is written."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def day_within(year: int, today: dt.date) -> dt.date:
    """When something that is done today happens on a year's list: today, or the day of the year that is nearest to it."""
    return min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))

"""Whether a vote can be right, and whether it suffices. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Ballot:
    """How many voted for an entry and how many against it."""

    in_favour: int
    against: int = 0


def least(present: int, needed: int | None) -> int:
    """How many votes in favour an entry needs of so many present: `needed` percent of them, None: more than half."""
    return present // 2 + 1 if needed is None else -(-present * needed // 100)


def faults(ballots: Iterable[tuple[str, Ballot]], present: int) -> list[str]:
    """What cannot be right, each in a sentence with the name that it is about."""
    found = []
    for name, ballot in ballots:
        cast = ballot.in_favour + ballot.against
        if min(ballot.in_favour, ballot.against) < 0:
            found.append(_("“%s”: số phiếu không được âm.") % name)
        elif cast > present:
            text = _("“%(name)s”: %(cast)s phiếu, mà chỉ có %(present)s người dự họp. Sửa lại số phiếu.")
            numbers = {"cast": format_count(cast), "present": format_count(present)}
            found.append(text % {"name": name, **numbers})
    return found


def why_not(held_on: dt.date, ballot: Ballot, present: int, needed: int | None, scope: str = "") -> str:
    """Why an entry is not proposed, as its people read it; a whole unit has no village that met."""
    whole = _("Hội nghị %(day)s: %(votes)s/%(present)s người dự họp tán thành, cần %(least)s.")
    text = whole if scope else _("Hội nghị thôn %(day)s: %(votes)s/%(present)s người dự họp tán thành, cần %(least)s.")
    numbers = {"votes": ballot.in_favour, "present": present, "least": least(present, needed)}
    return text % {"day": sentence_date(held_on), **{name: format_count(n) for name, n in numbers.items()}}

"""Whether a return can be typed for a unit, given what stands for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khuyenhoc.returns.conflicts.rules import Origin, clashes
from khuyenhoc.returns.enums import State


class Start(StrEnum):
    """What opening the pages for a unit means."""

    RESUME = "resume"
    """Somebody began already: it goes on where it stopped, on any device, for whoever may send for the unit."""
    FRESH = "fresh"
    """Nothing stands: all fields are empty."""
    MEND = "mend"
    """What was sent back, or one's own file, is corrected: a new revision that begins with its figures."""
    CONTEND = "contend"
    """Somebody else's file stands: both are kept until one is chosen."""
    REVISE = "revise"
    """The accepted return is corrected, with a reason, by whoever may: a new revision that begins with its figures."""
    WAITING = "waiting"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A revision that is open: its state and where it came from."""

    state: str
    origin: Origin


MAY_BEGIN = frozenset({Start.FRESH, Start.MEND, Start.CONTEND, Start.REVISE})


def start(
    *, typed: bool, open_: Standing | None, is_accepted: bool, may_revise: bool, is_closed: bool, by: int
) -> Start:
    """`typed`: a return that is being typed is there; `open_`: the open revision; `by`: the row of who asks."""
    if is_closed:
        return Start.CLOSED
    if typed:
        return Start.RESUME
    if open_ is not None:
        if open_.state == State.SUBMITTED:
            return Start.WAITING
        return Start.CONTEND if clashes(open_.state, open_.origin, Origin(by, None)) else Start.MEND
    if is_accepted:
        return Start.REVISE if may_revise else Start.ACCEPTED
    return Start.FRESH

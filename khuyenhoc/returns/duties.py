"""What somebody has to do in a collection, the most pressing first. Pure: rights and a board in, duties out."""

from __future__ import annotations

from collections.abc import Collection as Set
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from khuyenhoc.returns.board import NOT_BEGUN, BoardRow
from khuyenhoc.returns.enums import State


class DutyKind(StrEnum):
    """What is to be done; those of WAITING and SETTLED only tell how it stands."""

    CHOOSE = "choose"
    SEND_FILE = "send_file"
    MEND_FILE = "mend_file"
    TYPE_ON = "type_on"
    CORRECT = "correct"
    ANSWER = "answer"
    SUBMIT = "submit"
    REVIEW = "review"
    SIGN = "sign"
    CHASE = "chase"
    AWAIT_CORRECTION = "await_correction"
    PAPERS = "papers"
    ARTICLE = "article"
    WAITING = "waiting"
    SETTLED = "settled"


ACTIVE: Final = frozenset(DutyKind) - {DutyKind.CHASE, DutyKind.AWAIT_CORRECTION, DutyKind.WAITING, DutyKind.SETTLED}
"""The duties that can be the one next step; the others are told below it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """`number`: how many returns, errors or warnings it is about; `row`: the unit and return to begin with, if any."""

    kind: DutyKind
    number: int = 0
    row: BoardRow | None = None
    late: int = 0

    @property
    def is_active(self) -> bool:
        return self.kind in ACTIVE


def sender_duty(row: BoardRow, unanswered: int) -> Duty:
    """What the one who sends for a unit has to do. `unanswered`: warnings of its open return without a reason."""
    if row.contender_id:
        return Duty(DutyKind.CHOOSE, 1, row, row.days_late)
    match row.state:
        case state if state == NOT_BEGUN:
            return Duty(DutyKind.SEND_FILE, row=row, late=row.days_late)
        case State.DRAFT if row.is_typed:
            return Duty(DutyKind.TYPE_ON, row.errors, row, row.days_late)
        case State.DRAFT if row.errors:
            return Duty(DutyKind.MEND_FILE, row.errors, row, row.days_late)
        case State.DRAFT if unanswered:
            return Duty(DutyKind.ANSWER, unanswered, row, row.days_late)
        case State.DRAFT:
            return Duty(DutyKind.SUBMIT, row=row, late=row.days_late)
        case State.SENT_BACK:
            return Duty(DutyKind.CORRECT, row=row, late=row.days_late)
        case State.SUBMITTED:
            return Duty(DutyKind.WAITING, row=row)
    return Duty(DutyKind.SETTLED, row=row)


def reviewer_duties(rows: Sequence[BoardRow]) -> list[Duty]:
    """What the one who reviews has to do over the units of a board."""
    found = [_some(DutyKind.CHOOSE, [r for r in rows if r.contender_id])]
    found.append(_some(DutyKind.REVIEW, [r for r in rows if r.state == State.SUBMITTED]))
    found.append(_some(DutyKind.CHASE, [r for r in rows if r.state in (NOT_BEGUN, State.DRAFT)]))
    found.append(_some(DutyKind.AWAIT_CORRECTION, [r for r in rows if r.state == State.SENT_BACK]))
    return [duty for duty in found if duty]


def signer_duties(rows: Sequence[BoardRow]) -> list[Duty]:
    """What the leader has to sign."""
    duty = _some(DutyKind.SIGN, [r for r in rows if r.state == State.ACCEPTED])
    return [duty] if duty else []


def _some(kind: DutyKind, rows: Sequence[BoardRow]) -> Duty | None:
    return Duty(kind, len(rows), rows[0], sum(r.days_late > 0 for r in rows)) if rows else None


def is_settled(rows: Sequence[BoardRow], states: Set[str]) -> bool:
    """Whether every unit of a board stands in one of the states, and there is one."""
    return bool(rows) and all(row.state in states for row in rows)

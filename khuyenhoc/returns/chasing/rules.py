"""Whom to chase and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khuyenhoc.returns.board import NOT_BEGUN, BoardRow
from khuyenhoc.returns.chasing.enums import Cause
from khuyenhoc.returns.enums import State


@dataclass(frozen=True, slots=True)
class Chased:
    """A unit from which something is missing, with its row of the board."""

    row: BoardRow
    cause: Cause

    @property
    def is_late(self) -> bool:
        return self.row.days_late > 0


def cause_of(row: BoardRow) -> Cause | None:
    """What is missing from a unit; None where it has done its part."""
    if row.in_force_id is not None:
        return None  # an accepted return counts; whoever revises it needs no reminder
    if row.state == NOT_BEGUN:
        return Cause.NOT_BEGUN
    if row.state == State.SENT_BACK:
        return Cause.SENT_BACK
    if row.state == State.DRAFT:
        # What is still being typed has errors for as long as fields are empty.
        return Cause.ERRORS if row.errors and not row.is_typed else Cause.NOT_SUBMITTED
    return None


def to_chase(rows: Iterable[BoardRow]) -> list[Chased]:
    """The units from which something is missing, in the order of the board."""
    return [Chased(row, cause) for row in rows if (cause := cause_of(row)) is not None]

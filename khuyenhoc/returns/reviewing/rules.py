"""Which returns may be accepted together with others, without being looked at one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khuyenhoc.returns.board import BoardRow
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.reviewing.enums import LeftOut


def left_out(row: BoardRow) -> LeftOut | None:
    """Why a return that waits for review has to be looked at by itself; None where nothing speaks against it."""
    if row.contender_id is not None:
        return LeftOut.CONTESTED
    if row.errors:
        return LeftOut.ERRORS
    if row.warnings:
        return LeftOut.WARNINGS
    if row.in_force_id is not None:
        return LeftOut.REVISES
    return None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The returns of a board that wait for review. `clean`: may be accepted together; `others`: with the reason why not."""

    clean: tuple[BoardRow, ...]
    others: tuple[tuple[BoardRow, LeftOut], ...]

    def counts(self) -> dict[LeftOut, int]:
        """How many are left out for each reason that occurs."""
        return {cause: n for cause in LeftOut if (n := sum(c is cause for _row, c in self.others))}


def sort_out(rows: Iterable[BoardRow]) -> Sorted:
    """Those that wait for review, in the order of the board."""
    judged = [(row, left_out(row)) for row in rows if row.state == State.SUBMITTED and row.return_id]
    clean = tuple(row for row, cause in judged if cause is None)
    return Sorted(clean, tuple((row, cause) for row, cause in judged if cause is not None))

"""The returns that wait for somebody, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.returns.board import BoardRow


@dataclass(frozen=True, slots=True)
class Place:
    """Where a return stands in a queue: `number` from 1, 0 where it does not wait itself; its neighbours, None at the ends."""

    number: int
    length: int
    before: BoardRow | None
    after: BoardRow | None


def waiting(rows: Sequence[BoardRow], state: str) -> list[BoardRow]:
    """The rows whose return stands in a state, in the order of the board."""
    return [row for row in rows if row.state == state and row.return_id]


def place(rows: Sequence[BoardRow], queue: Sequence[BoardRow], unit: str) -> Place:
    """The place of a unit's return in a queue over a board. Behind the last one the queue begins again."""
    order = {row.unit: n for n, row in enumerate(rows)}
    here = order.get(unit, -1)
    others = [row for row in queue if row.unit != unit]
    behind = [row for row in others if order[row.unit] > here]
    ahead = [row for row in others if order[row.unit] < here]
    number = next((n for n, row in enumerate(queue, start=1) if row.unit == unit), 0)
    around = [*behind, *ahead]
    return Place(number, len(queue), around[-1] if around else None, around[0] if around else None)

"""The board of a collection: where each unit that owes a return stands, narrowed, arranged and counted. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.vietnamese.text import fold, sort_key

NOT_BEGUN: Final = "not_begun"
STATES: Final = (NOT_BEGUN, *State.values)
"""Where a unit can stand, from nothing to signed."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit that owes a return. `state` is that of its open revision, else of the one in force, else NOT_BEGUN.

    `days_late`: 0 where it came in time or the day has not passed. `in_force_id`: the accepted revision that goes on
    counting while another one is open. `contender_id`: another return that waits to be chosen or not. `changed`: the last
    act of somebody else since its reader's last look, "" where nothing changed. `is_typed`: it is on the pages, not from a file.
    `extended_for`: why it is due on another day than the others, "" where it is not.
    """

    unit: str
    name: str
    above: str
    above_name: str
    state: str
    due_on: dt.date
    days_late: int = 0
    return_id: int | None = None
    revision: int = 0
    submitted_on: dt.date | None = None
    errors: int = 0
    warnings: int = 0
    in_force_id: int | None = None
    contender_id: int | None = None
    is_typed: bool = False
    changed: str = ""
    extended_for: str = ""


def days_late(due_on: dt.date, first_sent_on: dt.date | None, today: dt.date) -> int:
    """How many days after its due date a return was first sent, or has not been sent up to today; never negative."""
    return max(0, ((first_sent_on or today) - due_on).days)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for on a board; empty means all. `mark`: a key of MARKS."""

    text: str = ""
    state: str = ""
    above: str = ""
    mark: str = ""


MARKS: Final[dict[str, Callable[[BoardRow], bool]]] = {
    "late": lambda row: row.days_late > 0,
    "extended": lambda row: bool(row.extended_for),
    "errors": lambda row: row.errors > 0,
    "warnings": lambda row: row.warnings > 0,
    "contested": lambda row: row.contender_id is not None,
    "changed": lambda row: bool(row.changed),
}


def narrowed(rows: Iterable[BoardRow], wanted: Wanted) -> list[BoardRow]:
    """The rows that are looked for. Text is found with or without accents, in any order of the words, and by code."""
    words, has_mark = fold(wanted.text).split(), MARKS.get(wanted.mark)
    return [
        row
        for row in rows
        if (not wanted.state or row.state == wanted.state)
        and (not wanted.above or row.above == wanted.above)
        and (has_mark is None or has_mark(row))
        and all(word in f"{fold(row.name)} {row.unit}" for word in words)
    ]


ORDERS: Final[dict[str, Callable[[BoardRow], Any]]] = {
    "unit": lambda row: sort_key(row.name),
    "above": lambda row: sort_key(row.above_name),
    "state": lambda row: STATES.index(row.state),
    "due": lambda row: row.due_on,
    "sent": lambda row: row.submitted_on or dt.date.max,
    "late": lambda row: row.days_late,
    "errors": lambda row: row.errors,
    "warnings": lambda row: row.warnings,
    "revision": lambda row: row.revision,
}


def arranged(rows: Sequence[BoardRow], order: str) -> list[BoardRow]:
    """By a column of ORDERS, downwards where it begins with "-"; in the order given where there is no such column."""
    key = ORDERS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else list(rows)


@dataclass(frozen=True, slots=True)
class Count:
    """How many units stand in one state. `percent` is exact; None where nobody owes."""

    state: str
    number: int
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a group of units has got. `settled`: accepted or signed."""

    code: str
    name: str
    owing: int
    late: int
    counts: tuple[Count, ...]

    @property
    def settled(self) -> int:
        return sum(c.number for c in self.counts if c.state in IN_FORCE)

    @property
    def settled_percent(self) -> Fraction | None:
        return Fraction(self.settled * 100, self.owing) if self.owing else None

    def number(self, state: str) -> int:
        return next(c.number for c in self.counts if c.state == state)


def progress(rows: Sequence[BoardRow], code: str = "", name: str = "") -> Progress:
    """The counts of all states, in the order of STATES."""
    numbers = {state: sum(row.state == state for row in rows) for state in STATES}
    counts = tuple(Count(s, n, Fraction(n * 100, len(rows)) if rows else None) for s, n in numbers.items())
    return Progress(code, name, len(rows), sum(row.days_late > 0 for row in rows), counts)


def progress_above(rows: Sequence[BoardRow]) -> list[Progress]:
    """The progress of each group of units under the same unit, in the order in which the groups appear."""
    groups: dict[str, list[BoardRow]] = {}
    for row in rows:
        groups.setdefault(row.above, []).append(row)
    return [progress(group, code, group[0].above_name) for code, group in groups.items()]

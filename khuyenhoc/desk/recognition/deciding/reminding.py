"""What waits on the reader's own registers, as steps of "Việc của tôi"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.agenda import Step
from khuyenhoc.desk.recognition.deciding.duties import Todo, todo
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.recognition.deciding.schedule import due_days
from khuyenhoc.recognition.deciding.waiting import unfinished, waiting_of


def register_steps(visitor: Visitor, years: Collection[int], today: dt.date) -> list[Step]:
    """Of the units at which the reader keeps registers. Two statements; one where those have no list in these years, none
    where the reader keeps none."""
    units = {held.unit for held in visitor.held if not held.past and held.reach(Right.KEEP_REGISTER)}
    deciding = {held.unit for held in visitor.held if not held.past and held.reach(Right.RECOGNISE)}
    lists = waiting_of(units, years) if units else {}
    if not lists:
        return []
    decisions = unfinished(units)
    found = [
        one
        for key, waiting in lists.items()
        for one in todo(
            key, waiting, [d for d in decisions if (d.unit.code, d.model, d.year, d.scope) == key],
            due_days(key.year, waiting.days), today,
        )
        if key.unit in deciding or not one.decides
    ]  # fmt: skip
    return [_step(one) for one in found]


def _step(one: Todo) -> Step:
    return Step(one.title, one.text, one.label, one.url, "late" if one.is_late else "not-begun", is_active=True)

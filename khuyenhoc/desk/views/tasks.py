"""My tasks: the one next step, and what else there is to do."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import calendar_address
from khuyenhoc.desk.agenda import Step, step
from khuyenhoc.desk.apportioning_step import apportioning_steps
from khuyenhoc.desk.former import former
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.opening_step import opening_steps
from khuyenhoc.desk.recognition.deciding.reminding import register_steps
from khuyenhoc.desk.visitor import DeskRequest, Visitor
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.printing import kinds_printed
from khuyenhoc.returns.board import Progress
from khuyenhoc.returns.duties import Duty, DutyKind
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import board, collections, duties_of, last_accepted, progress, remarks_of, seen


@desk_page
def tasks(request: DeskRequest) -> HttpResponse:
    visitor, today = request.visitor, clock.today()
    running = [c for c in collections() if not c.closed_at] if visitor.held else []
    steps: list[Step] = []
    standing: list[tuple[Collection, Progress]] = []
    for collection in running:
        map_ = visitor.map_on(collection.period_ends)
        rows = board(collection, map_, today)
        duties = _left(duties_of(collection, map_, visitor.held, rows), collection)
        steps += [_step(duty, collection) for duty in duties]
        if watched := seen(rows, map_, visitor.held) if _watches(visitor) else []:
            standing.append((collection, progress(watched)))
    steps += apportioning_steps(visitor)
    steps += register_steps(visitor, {today.year - 1, today.year, *(c.period_ends.year for c in running)}, today)
    steps = steps or opening_steps(visitor, today)
    first = next((s for s in steps if s.is_active), steps[0] if steps else None)
    map_ = visitor.map_on(running[0].period_ends if running else today)
    at = where(map_, visitor.home_on(map_), running[0] if running else None)
    others = [s for s in steps if s is not first]
    sends = bool(running) and visitor.holds(Right.SEND_RETURN) and not _watches(visitor)
    calendar = calendar_address(request, visitor.home) if sends else ""
    return show(
        request, "tasks", at, tab="tasks", first=first, others=others, standing=standing, today=today, calendar=calendar,
        former=former(visitor),
    )  # fmt: skip


def _watches(visitor: Visitor) -> bool:
    return visitor.holds(Right.REVIEW_RETURN) or visitor.holds(Right.SIGN_RETURN)


_DONE_BY: Final = {DutyKind.PAPERS: PrintKind.REPORT, DutyKind.ARTICLE: PrintKind.ARTICLE}


def _left(duties: list[Duty], collection: Collection) -> list[Duty]:
    """Without the report and the article that were made since the last figures were accepted. Two statements at most."""
    last = last_accepted(collection) if any(duty.kind in _DONE_BY for duty in duties) else None
    made = kinds_printed(collection.unit.code, collection.period, last) if last else set()
    return [duty for duty in duties if _DONE_BY.get(duty.kind) not in made]


def _step(duty: Duty, collection: Collection) -> Step:
    asked = remarks_of(duty.row.return_id) if duty.kind is DutyKind.CORRECT and duty.row and duty.row.return_id else []
    labels = {r.pk: r.indicator.spec["label"] if r.indicator else "" for r in asked}
    reasons = tuple(": ".join(filter(None, (labels[r.pk], r.text))) for r in asked)
    return step(duty, collection, clock.today(), reasons)

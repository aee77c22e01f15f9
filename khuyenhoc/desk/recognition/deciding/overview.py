"""A year's way on a list: how far each stage is and until when, the one next step, the decisions, and what lapses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.deciding.duties import Todo, todo
from khuyenhoc.desk.recognition.deciding.place import may_decide
from khuyenhoc.desk.recognition.place import Place, place_of, show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.queries import decisions_of
from khuyenhoc.recognition.deciding.renewing import lapsing
from khuyenhoc.recognition.deciding.schedule import Due, due_days
from khuyenhoc.recognition.deciding.waiting import Key, Waiting, waiting_of
from khuyenhoc.recognition.enums import LearningModel, Stage
from khuyenhoc.recognition.models import Decision
from khuyenhoc.recognition.wholes.saying import stage_label


@dataclass(frozen=True, slots=True)
class Line:
    """A stage with its day and how many wait in it; None where that is not counted."""

    title: str
    due: Due
    waits: int | None
    is_late: bool


@desk_page
def overview_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    """Three statements and those of the place."""
    place, today = place_of(request, unit, model, year, scope), clock.today()
    key = Key(unit, model, year, scope)
    waiting = waiting_of([unit], [year]).get(key, Waiting())
    decisions = decisions_of(unit, model, year, scope)
    due = due_days(year, waiting.days)
    decides = may_decide(request, place)
    return show_list(
        request, "deciding/overview", place, waiting=waiting,
        lines=_lines(due, waiting, today, scope), decisions=decisions, decides=decides, lapsing=lapsing(unit, model, year, scope),
        next=_next(key, waiting, decisions, due, decides, today), heading=heading(place),
        any=bool(waiting.open or waiting.recognised), following=year + 1,
    )  # fmt: skip


def _lines(due: Sequence[Due], waiting: Waiting, today: dt.date, scope: str) -> list[Line]:
    """Who has not come through a stage yet."""
    numbers = {
        Stage.REGISTER: waiting.listed, Stage.VOTE: waiting.registered, Stage.APPRAISE: waiting.to_appraise,
        Stage.DECIDE: waiting.ready,
    }  # fmt: skip
    return [
        Line(stage_label(one.stage, scope), one, n := numbers.get(one.stage), bool(n) and one.on < today) for one in due
    ]


def _next(
    key: Key, waiting: Waiting, decisions: Sequence[Decision], due: Sequence[Due],
    decides: bool, today: dt.date,
) -> Todo | None:  # fmt: skip
    """The first thing to be done about the list; where nothing waits, its register."""
    found = todo(key, waiting, [d for d in decisions if not d.loaded and not (d.issued_at and d.scan)], due, today)
    return next((one for one in found if decides or not one.decides), None)


def heading(place: Place) -> str:
    return _("Công nhận %(model)s năm %(year)d") % {"model": place.titled, "year": place.year}

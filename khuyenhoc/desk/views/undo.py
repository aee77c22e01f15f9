"""Taking an import back as a whole: first what will happen, then the act, then where everything stands."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.models import IntakeRun
from khuyenhoc.returns.undoing import Undoing, take_back_run, undoing
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.numbers import format_count


@desk_page
def undo_view(request: DeskRequest, pk: int) -> HttpResponse:
    return undo_page(request, pk, problems=[])


def undo_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What taking the run back will do, return by return, or why it cannot be done."""
    run, visitor = _run(pk), request.visitor
    map_ = visitor.map_on(run.collection.period_ends)
    found = undoing(run)
    for return_ in found.returns:
        visitor.check(Right.SEND_RETURN, return_.unit.code, map_)
    if not found.returns and run.by_id != request.user.pk:
        visitor.check(Right.SEE_RETURN, run.collection.unit.code, map_)
    names = map_.names(r.unit.code for r in (*found.returns, *found.former))
    at = where(map_, visitor.home_on(map_), run.collection)
    return show(request, "undo_run", at, tab="uploads", run=run, found=found, names=names, problems=problems)


@act_on(undo_page, "undo_run")
def undo_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    run = _run(pk)
    number = len(undoing(run).returns)
    take_back_run(by=request.user, run=run)
    text = _("Đã thu lại lần gửi này: %(n)s báo cáo không còn dùng, số liệu có trước đó đứng lại như cũ.")
    say(request, text % {"n": format_count(number)})
    return redirect("desk:run", pk)


def may_undo(request: DeskRequest, found: Undoing, map_: UnitMap) -> bool:
    """Whether somebody may take a run back: who may send for all units of which it brought a return."""
    return all(request.visitor.may(Right.SEND_RETURN, r.unit.code, map_) for r in found.returns)


def _run(pk: int) -> IntakeRun:
    return IntakeRun.objects.select_related("collection__unit", "by", "taken_back_by").get(pk=pk)

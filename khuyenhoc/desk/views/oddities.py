"""Odd figures of a unit and all below it, the reasons that are given for them, and taking a reason back."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk import oddities_page
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.views.figures import Asked, asked, crumbs
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.ledger.acts import answer_oddities, take_back_answers
from khuyenhoc.ledger.queries import answers_between
from khuyenhoc.rollups.figures import Flag
from khuyenhoc.rollups.oddities.queries import oddities
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count


@desk_page
@ready()
def oddities_view(request: DeskRequest, unit: str) -> HttpResponse:
    return page(request, unit, problems=[])


def page(request: DeskRequest, unit: str, *, problems: list[Problem]) -> HttpResponse:
    ask = asked(request, unit)
    flags = oddities(unit, ask.period, ask.as_of)
    lineage = ask.books.grounds.lineage(unit)
    form, names = ask.books.form, _names(ask, flags)
    return show(
        request, "oddities", ask.at, tab="own_figures", ask=ask, crumbs=crumbs(request, ask, "oddities"), problems=problems,
        figures=ask.books.figures(unit),
        groups=oddities_page.open_groups(flags, form.by_code, names),
        answered=oddities_page.answered_groups(flags, form.by_code, names),
        may_answer=request.visitor.may_on(Right.REVIEW_RETURN, lineage), typed=request.POST,
    )  # fmt: skip


def _names(ask: Asked, flags: list[Flag]) -> dict[str, str]:
    return {one.unit: ask.books.unit(one.unit).name for one in flags}


@act_on(page, "oddities")
def answer_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """Keeps every reason that was typed, for all figures of its group."""
    ask = asked(request, unit)
    flags = oddities(unit, ask.period, ask.as_of)
    groups = oddities_page.open_groups(flags, ask.books.form.by_code, _names(ask, flags))
    reasons = oddities_page.given(groups, request.POST.dict())
    rows = answer_oddities(by=request.user, period=ask.period, reasons=reasons, map_=ask.books.map_with(unit))
    text = _("Đã ghi lý do cho %s con số. Những số này không bị hỏi lại, trừ khi số thay đổi.") % format_count(
        len(rows)
    )
    say(request, text, undo=f"{ask.address('take_back_oddities')}&tu={rows[0].pk}&den={rows[-1].pk}")
    return redirect(ask.address("oddities"))


@act_on(page, "oddities")
def take_back_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """Takes back the reasons that are named, or those of one writing."""
    ask = asked(request, unit)
    take_back_answers(by=request.user, answers=_wanted(request))
    say(request, _("Đã bỏ lý do. Con số được hỏi lại."))
    return redirect(ask.address("oddities"))


def _wanted(request: DeskRequest) -> list[int]:
    named = [int(pk) for pk in request.POST.getlist("ly_do") if pk.isdecimal()]
    ends = [request.GET.get(name, "") for name in ("tu", "den")]
    if named or not all(end.isdecimal() for end in ends):
        return named
    return answers_between(request.user, int(ends[0]), int(ends[1]))

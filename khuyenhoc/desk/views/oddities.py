"""Odd figures of a unit and all below it, the reasons that are given for them, and taking a reason back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
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

ONE: Final = "dieu"
PAGE: Final = "trang"
OF_ANSWERED: Final = "trang-ly-do"


@desk_page
@ready()
def oddities_view(request: DeskRequest, unit: str) -> HttpResponse:
    return page(request, unit, problems=[])


def page(request: DeskRequest, unit: str, *, problems: list[Problem]) -> HttpResponse:
    """All that is odd, some at a time; with `dieu` one of these things, unit by unit."""
    ask = asked(request, unit)
    flags = oddities(unit, ask.period, ask.as_of)
    groups = _open(ask, flags)
    common: dict[str, Any] = {
        "tab": "own_figures", "ask": ask, "crumbs": crumbs(request, ask, "oddities"), "problems": problems,
        "here": _here(request, ask), "typed": request.POST,
        "may_answer": request.visitor.may_on(Right.REVIEW_RETURN, ask.books.grounds.lineage(unit)),
    }  # fmt: skip
    one = next((group for group in groups if group.key == request.GET.get(ONE)), None)
    if one:
        lines = _some(request, one.lines, oddities_page.UNITS_ON_A_PAGE)
        return show(request, "oddity", ask.at, group=one, page=lines, **common)
    return show(
        request, "oddities", ask.at, figures=ask.books.figures(unit), count=len(groups), **common,
        page=_some(request, groups, oddities_page.ON_A_PAGE),
        answered=_some(request, _answered(ask, flags), oddities_page.ON_A_PAGE, OF_ANSWERED),
    )  # fmt: skip


def _some(request: DeskRequest, of: Sequence[Any], many: int, named: str = PAGE) -> Page[Any]:
    return Paginator(of, many).get_page(request.GET.get(named))


def _here(request: DeskRequest, ask: Asked) -> str:
    """The query of the page, for what is sent from it: whoever made a mistake comes back to where it was made."""
    shown = {name: request.GET[name] for name in (ONE, PAGE, OF_ANSWERED) if name in request.GET}
    return f"{ask.query}&{urlencode(shown)}" if shown else ask.query


def _open(ask: Asked, flags: list[Flag]) -> list[oddities_page.Group]:
    return oddities_page.open_groups(flags, ask.books.form.by_code, _names(ask, flags))


def _answered(ask: Asked, flags: list[Flag]) -> list[oddities_page.Answered]:
    return oddities_page.answered_groups(flags, ask.books.form.by_code, _names(ask, flags))


def _names(ask: Asked, flags: list[Flag]) -> dict[str, str]:
    return ask.books.names({one.unit for one in flags})


@act_on(page, "oddities")
def answer_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """Keeps every reason that was typed, for all figures of its group."""
    ask = asked(request, unit)
    reasons = oddities_page.given(_open(ask, oddities(unit, ask.period, ask.as_of)), request.POST.dict())
    rows = answer_oddities(by=request.user, period=ask.period, reasons=reasons, map_=ask.books.map_with(unit))
    text = _("Đã ghi lý do cho %s con số. Những số này không bị hỏi lại, trừ khi số thay đổi.") % format_count(
        len(rows)
    )
    say(request, text, undo=f"{ask.address('take_back_oddities')}&tu={rows[0].pk}&den={rows[-1].pk}")
    return redirect(_back(request, ask))


@act_on(page, "oddities")
def take_back_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """Takes back the reasons that one form stands for, or those of one writing."""
    ask = asked(request, unit)
    take_back_answers(by=request.user, answers=_wanted(request, ask))
    say(request, _("Đã bỏ lý do. Con số được hỏi lại."))
    return redirect(_back(request, ask))


def _back(request: DeskRequest, ask: Asked) -> str:
    """The part of the list that was looked at; what was looked at alone has its reason now."""
    shown = {name: request.GET[name] for name in (PAGE, OF_ANSWERED) if name in request.GET and ONE not in request.GET}
    return ask.address("oddities") + (f"&{urlencode(shown)}" if shown else "")


def _wanted(request: DeskRequest, ask: Asked) -> list[int]:
    ends = [request.GET.get(name, "") for name in ("tu", "den")]
    if all(end.isdecimal() for end in ends):
        return answers_between(request.user, int(ends[0]), int(ends[1]))
    return oddities_page.named_rows(_answered(ask, oddities(ask.unit, ask.period, ask.as_of)), request.POST.dict())

"""The annual report: how it reads now, making it as files, and the files that were made."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk import maps
from khuyenhoc.desk.exports import PAPERS
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.papers import content_of, kept_paper, made_before
from khuyenhoc.desk.tasks import JobState, make_papers_job, papers_job_state
from khuyenhoc.desk.views.figures import Asked, asked, own_unit
from khuyenhoc.desk.views.files import download
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.rollups.queries import annual_review, last_with_figures, periods
from khuyenhoc.theme.problems import Problem


@desk_page
def papers(request: DeskRequest) -> HttpResponse:
    """To the report of the reader's own unit and the last period that has figures."""
    known, unit = periods(), own_unit(request)
    if not known:
        raise Http404(_("Chưa mở đợt báo cáo nào nên chưa có báo cáo năm."))
    return redirect("desk:annual_paper", unit, last_with_figures(unit, known))


@desk_page
def annual_paper_view(request: DeskRequest, unit: str, period: str) -> HttpResponse:
    return annual_paper_page(request, unit, period, problems=[])


def of_period(request: DeskRequest, unit: str, period: str) -> Asked:
    """As `asked`; the period stands in the path of the page, which tells nothing of whether the reader asked for it."""
    query = request.GET.copy()
    query["ky"] = period
    request.GET = query  # type: ignore[assignment]  # a copy of what it was
    ask = asked(request, unit)
    last = ask.periods[0]
    is_passed_over = period != last and last_with_figures(unit, ask.periods, ask.as_of) == period
    return replace(ask, newer=last) if is_passed_over else ask


def annual_paper_page(request: DeskRequest, unit: str, period: str, *, problems: list[Problem]) -> HttpResponse:
    job = request.GET.get("viec", "")
    ask = of_period(request, unit, period)
    state = papers_job_state(job) if job else JobState.DONE
    context: dict[str, Any] = {"ask": ask, "job": job, "job_state": state}
    if request.htmx and state in (JobState.WAITING, JobState.SLOW):
        return render(request, "desk/parts/paper_job.html", context)
    review = annual_review(unit, period, ask.map_day)
    made = made_before(review, partial(maps.redrawn, ask.books.journal_head))
    response = show(
        request, "annual_paper", ask.at, tab="papers", content=content_of(review), made=made, problems=problems,
        named=review.named, figures=review.figures,
        may_make=request.visitor.may(Right.MAKE_PAPERS, unit, ask.books.map_with(unit)), **context,
    )  # fmt: skip
    if request.htmx:
        response["HX-Redirect"] = address_of(ask)
    return response


def address_of(ask: Asked) -> str:
    """Where the report is, on the map that was asked for."""
    return f"{reverse('desk:annual_paper', args=[ask.unit, ask.period])}{ask.on_map}"


@act_on(annual_paper_page, "annual_paper")
def make_papers_act(request: DeskRequest, unit: str, period: str) -> HttpResponseBase:
    """Has both files made by a job; the page tells when they are there."""
    ask = of_period(request, unit, period)
    request.visitor.check(Right.MAKE_PAPERS, unit, ask.books.map_with(unit))
    as_of = ask.map_day.isoformat() if ask.map_day else ""
    result = make_papers_job.enqueue(user_id=request.user.pk, unit=unit, period=period, as_of=as_of)
    page = address_of(ask)
    return redirect(f"{page}{'&' if ask.given else '?'}viec={result.id}#van-ban")


@desk_page
def paper_file(request: DeskRequest, unit: str, period: str, name: str) -> HttpResponseBase:
    """A paper as it was made. For who may look at the unit's figures."""
    of_period(request, unit, period)
    path, kind = kept_paper(unit, period, name), name.rpartition(".")[2]
    if path is None or not path.exists():
        raise Http404(_("Không có văn bản này. Xem danh sách các văn bản đã lập ở trang báo cáo năm."))
    return download(path.open("rb"), name, PAPERS[kind])

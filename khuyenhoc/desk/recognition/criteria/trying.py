"""What a draft would make of the points of the last year that was scored: at once, of very many by a job."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from khuyenhoc.catalogue.criteria.queries import criteria_set
from khuyenhoc.desk.frame import at_home, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.criteria.places import TAB
from khuyenhoc.desk.recognition.criteria.reading import a_draft
from khuyenhoc.desk.tasks import JobState, tried_by_job, try_criteria_job
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.criteria.trying import last_scored, try_out
from khuyenhoc.theme.problems import Problem

AT_ONCE: Final = 10_000
"""So many are tried in about a second and a half: more than that is a job."""


@desk_page
def trial(request: DeskRequest, code: str) -> HttpResponse:
    return trial_page(request, code, problems=[])


def trial_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """What came out, or how far it is, or the button that begins it. Http404 for a set that is no draft."""
    kept, job = a_draft(request.visitor, code), request.GET.get("viec", "")
    base = criteria_set(kept.row.based_on.code if kept.row.based_on else code)
    year, number = last_scored(base)
    state, tried = tried_by_job(job, kept.spec) if job else (JobState.DONE, None)
    if number <= AT_ONCE:
        state, tried = JobState.DONE, try_out(kept.spec, base, year)
    context: dict[str, Any] = {"one": kept.spec, "job": job, "job_state": state, "number": number, "tried": tried}
    if request.htmx and state in (JobState.WAITING, JobState.SLOW):
        return render(request, "desk/criteria/trying.html", context)
    page = show(
        request, "criteria/trial", at_home(request.visitor), tab=TAB, base=base, scored=base.is_scored,
        problems=problems, **context,
    )  # fmt: skip
    if request.htmx:
        page["HX-Refresh"] = "true"
    return page


@act_on(trial_page, "criteria_trial")
def trial_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Has a draft tried by a job; the page tells when it is done."""
    a_draft(request.visitor, code)
    job = try_criteria_job.enqueue(code)
    return redirect(f"{reverse('desk:criteria_trial', args=[code])}?viec={job.id}")

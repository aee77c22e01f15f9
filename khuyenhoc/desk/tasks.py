"""Background jobs of the desk."""

from __future__ import annotations

import datetime as dt
import time
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from msgspec import convert, to_builtins
from msgspec.json import encode

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.criteria.queries import criteria_set
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.desk.explorer.taking import folder_of as folder_of_person
from khuyenhoc.desk.explorer.taking import take_away
from khuyenhoc.desk.explorer.view import view_of
from khuyenhoc.desk.papers import make_papers
from khuyenhoc.desk.progress import Progress, Stage, failure_told, tell
from khuyenhoc.desk.workbooks import folder_of, make_archive
from khuyenhoc.recognition.criteria.trying import Trial, last_scored, try_out
from khuyenhoc.returns.queries import collection_of

SLOW_AFTER: Final = dt.timedelta(seconds=60)
"""The papers are made in a few seconds: after so long the worker is gone, and the job may be asked for again."""


TOLD_EVERY: Final = 5
"""Workbooks between two notes of how far their making has got."""
TOLD_SECONDS: Final = 0.5
"""Between two notes of how far the writing of a table has got."""


class JobState(StrEnum):
    WAITING = "waiting"
    SLOW = "slow"
    DONE = "done"
    FAILED = "failed"


@task()
def make_papers_job(user_id: int, unit: str, period: str, as_of: str = "") -> list[str]:
    """Makes the papers of a year; the names of the files. Made twice, there are two papers of the same figures.

    `as_of`: the day of the map, "2025-07-01"; "" for the period's own.
    """
    by, day = User.objects.get(pk=user_id), dt.date.fromisoformat(as_of) if as_of else None
    return [path.name for path in make_papers(by=by, unit=unit, period=period, as_of=day)]


@task()
def make_workbooks_job(user_id: int, code: str, run: str) -> str:
    """Makes the workbooks of a collection, telling how far it has got; the name of the ZIP. Made twice, the later one stays."""
    collection = collection_of(code)
    folder = folder_of(collection)

    def note(done: int, total: int) -> None:
        if done % TOLD_EVERY == 0:
            tell(folder, run, Progress(Stage.RUNNING, done, total))

    with failure_told(folder, run):
        made = make_archive(by=User.objects.get(pk=user_id), collection=collection, progress=note)
    tell(folder, run, Progress(Stage.DONE, len(made.units), len(made.units)))
    return made.name


@task()
def take_away_job(user_id: int, query: str, kind: str, run: str) -> str:
    """Makes a file of a view, telling how far it has got; its name. Made twice, there are two files of the same figures."""
    by = User.objects.get(pk=user_id)
    folder, last = folder_of_person(by), [0.0]

    def note(done: int, total: int) -> None:
        if time.monotonic() - last[0] > TOLD_SECONDS or done == total:
            tell(folder, run, Progress(Stage.RUNNING, done, total))
            last[0] = time.monotonic()

    with failure_told(folder, run):
        made = take_away(by=by, view=view_of(query), kind=kind, run=run, progress=note)
    tell(folder, run, Progress(Stage.DONE, made.rows, made.rows))
    return made.path.name


@task()
def try_criteria_job(code: str) -> dict[str, Any]:
    """Tries a draft of a criteria set on last year's points: what it said then, and what came out."""
    new = criteria_set(code)
    base = criteria_set(new.based_on or code)
    return {"draft": encode(new).decode(), "trial": to_builtins(try_out(new, base, last_scored(base)[0]))}


def papers_job_state(result_id: str) -> JobState:
    """How far the making of papers has got. One statement; DONE where the jobs run at once and keep no result."""
    return job_state(make_papers_job, result_id)


def tried_by_job(result_id: str, draft: CriteriaSetSpec) -> tuple[JobState, Trial | None]:
    """How far a trial has got, and what came out; None where the draft was changed since, or nothing is kept. Two statements."""
    state = job_state(try_criteria_job, result_id)
    if state is not JobState.DONE or not try_criteria_job.get_backend().supports_get_result:
        return state, None
    try:
        kept = try_criteria_job.get_result(result_id).return_value or {}
    except TaskResultDoesNotExist:
        return state, None
    return state, convert(kept["trial"], Trial) if kept.get("draft") == encode(draft).decode() else None


def job_state(job: Task[Any, Any], result_id: str) -> JobState:
    """How far a job has got. One statement; DONE where the jobs run at once and keep no result, or nobody knows of it."""
    if not job.get_backend().supports_get_result:
        return JobState.DONE
    try:
        result = job.get_result(result_id)
    except TaskResultDoesNotExist:
        return JobState.DONE
    if result.is_finished:
        return JobState.DONE if result.status == TaskResultStatus.SUCCESSFUL else JobState.FAILED
    waited = timezone.now() - (result.enqueued_at or timezone.now())
    return JobState.SLOW if waited > SLOW_AFTER else JobState.WAITING

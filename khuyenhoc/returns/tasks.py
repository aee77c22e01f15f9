"""Background jobs of the returns. A job may run twice: it does only what was not done."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from khuyenhoc.returns.enums import RunState
from khuyenhoc.returns.models import IntakeRun
from khuyenhoc.returns.receiving import read_run

LOST_AFTER = dt.timedelta(seconds=60)
"""A run that has not moved for so long has lost its worker (a chunk takes about a second)."""


@task()
def read_run_job(run_id: int) -> int:
    """Reads what is still queued of a run; the number of files done."""
    run = IntakeRun.objects.select_related("collection__unit", "collection__form", "by").get(pk=run_id)
    if run.state != RunState.DONE:
        read_run(run=run)
    return run.done


def requeue_lost_runs() -> int:
    """Queues again every run whose worker died; how many. Two statements and one for each run found.

    A run that moved in a time to come was written while the machine's clock was ahead: nobody knows of its worker.
    """
    now = timezone.now()
    lost = Q(heartbeat__lt=now - LOST_AFTER) | Q(heartbeat__gt=now + LOST_AFTER)
    found = list(IntakeRun.objects.exclude(state=RunState.DONE).filter(lost))
    for run in found:
        run.state = RunState.QUEUED
        run.save(update_fields=["state", "heartbeat"])
        read_run_job.enqueue(run_id=run.pk)
    return len(found)

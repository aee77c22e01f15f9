"""Background jobs of the registers: long lists are read and loaded while their sender does something else."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django_tasks import task

from khuyenhoc.access.models import User
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.loading import Faulty, load_list, read_file
from khuyenhoc.recognition.incoming.models import ListFile, ListState


@task()
def read_list_job(file_id: int) -> str:
    """Reads a list that waits; where it stands then."""
    file = ListFile.objects.get(pk=file_id)
    return read_file(file=file).state if file.state == ListState.WAITING else file.state


@task()
def load_list_job(file_id: int, by: str, same: Sequence[Sequence[int]], drop: Sequence[int]) -> str:
    """Loads a list that was looked at; what keeps it from being loaded is noted for its page. Where it stands then."""
    file = ListFile.objects.get(pk=file_id)
    if file.state != ListState.LOADING:
        return file.state
    try:
        pairs = [(line, entry) for line, entry in same]
        load_list(by=User.objects.get(username=by), file=file_id, same=pairs, drop=drop)
    except Faulty as faulty:
        file.state, file.report = ListState.FAULTY, {**faulty.report.plain(), "reason": str(faulty)}
        file.save(update_fields=["state", "report"])
    except RecognitionRefused as refused:
        file.state, file.report = ListState.READ, {**file.report, "reason": str(refused)}
        file.save(update_fields=["state", "report"])
    file.refresh_from_db()
    return file.state


def resume_lists() -> int:
    """When the server starts: lists that waited are read; of those that were being loaded it is said that nothing was.

    How many waited. Two statements and one for each list.
    """
    waiting = list(ListFile.objects.filter(state=ListState.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        read_list_job.enqueue(file_id=pk)
    for file in ListFile.objects.filter(state=ListState.LOADING):
        file.state = ListState.READ
        file.report = {**file.report, "reason": _("Máy chủ khởi động lại giữa chừng nên chưa nạp gì. Bấm nạp lại.")}
        file.save(update_fields=["state", "report"])
    return len(waiting)

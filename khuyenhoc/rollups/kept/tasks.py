"""The job that keeps the copies in good order. It may run twice, and it may be killed."""

from __future__ import annotations

import logging

from django_tasks import task

from khuyenhoc.returns.keeping.models import ChangedUnit
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.kept.verifying import damaged_files
from khuyenhoc.rollups.kept.writing import MANY, keep

log = logging.getLogger("khuyenhoc")


@task()
def keep_job(collection_id: int) -> bool:
    """Makes the copies of a collection anew; False where an earlier run of the job has done so by now."""
    collection = Collection.objects.get(pk=collection_id)
    due = is_due(collection)
    if due:
        keep(collection=collection)
    return due


def is_due(collection: Collection) -> bool:
    """Whether much has changed since the copies were made, or they are damaged, which is said in the log. Two statements."""
    if damaged := damaged_files(collection):
        log.warning("kept copies of %s are damaged and made anew: %s", collection.code, ", ".join(damaged))
    return bool(damaged) or ChangedUnit.objects.filter(collection=collection).count() >= MANY


def keep_what_is_due() -> int:
    """Queues the job for every collection that needs it; for how many. One statement, two a collection, those of queueing."""
    due = [collection for collection in Collection.objects.all() if is_due(collection)]
    for collection in due:
        keep_job.enqueue(collection_id=collection.pk)
    return len(due)

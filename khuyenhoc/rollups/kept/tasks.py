"""The job that keeps the copies in good order. It may run twice, and it may be killed."""

from __future__ import annotations

import logging

from django.db.models import Count
from django_tasks import task

from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.kept.verifying import damaged_files
from khuyenhoc.rollups.kept.writing import MANY, keep

log = logging.getLogger("khuyenhoc")


@task()
def keep_job(collection_id: int) -> None:
    """Makes the copies of a collection anew."""
    keep(collection=Collection.objects.get(pk=collection_id))


def keep_what_is_due() -> int:
    """Queues the job for every collection of which much has changed, or whose copies are damaged; for how many.

    One statement, one for each collection, and those of queueing.
    """
    due = 0
    for collection in Collection.objects.annotate(changes=Count("changed")):
        if damaged := damaged_files(collection):
            log.warning("kept copies of %s are damaged and made anew: %s", collection.code, ", ".join(damaged))
        if damaged or collection.changes >= MANY:
            keep_job.enqueue(collection_id=collection.pk)
            due += 1
    return due

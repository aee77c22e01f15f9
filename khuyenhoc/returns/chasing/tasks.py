"""Background jobs of chasing."""

from __future__ import annotations

from django_tasks import task

from khuyenhoc.returns.chasing.mail import deliver


@task()
def deliver_job(reminders: list[int]) -> int:
    """Sends the mails that still wait; how many went out. It may run twice: what has gone out goes out no more."""
    return deliver(reminders)

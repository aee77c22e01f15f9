"""What was laid down when a collection was opened, besides its form and dates."""

from __future__ import annotations

from django.db import models


class Plan(models.Model):
    """Which kinds of units owe (empty: all of the form's level), on which days to remind, and what the units are told.

    `reminders`: days from the due date, negative before it.
    """

    collection = models.OneToOneField("returns.Collection", on_delete=models.PROTECT, related_name="plan")
    kinds = models.JSONField(default=list)
    reminders = models.JSONField(default=list)
    instructions = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.collection_id}"

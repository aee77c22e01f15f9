"""The journal: one row an act, chained by hash, never changed and never deleted (the database itself refuses both)."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Who did what, at which unit, when, on what, with the state before and after. `hash` covers all of it and `previous`."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    unit = models.CharField(max_length=16, blank=True)
    act = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.act} {self.subject_type} {self.subject_id}"

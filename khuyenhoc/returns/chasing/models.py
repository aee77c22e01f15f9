"""The log of reminders: who was told what, when, by whom and by which way."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.returns.chasing.enums import Cause, Outcome, Way
from khuyenhoc.units.models import Unit


class Reminder(models.Model):
    """A unit was reminded of a collection. `text` is what it was told, `sent_to` the address where it went by mail."""

    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=16, choices=Cause)
    way = models.CharField(max_length=8, choices=Way)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    sent_to = models.EmailField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.DONE)
    fault = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["collection", "unit"], name="returns_reminder_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=Way.MAIL) & ~Q(sent_to="") & ~Q(outcome=Outcome.WITHDRAWN)
                | ~Q(way=Way.MAIL) & Q(sent_to="", outcome__in=[Outcome.DONE, Outcome.WITHDRAWN]),
                name="returns_reminder_mail_has_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.unit_id} {self.at:%d/%m/%Y}"

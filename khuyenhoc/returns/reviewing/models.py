"""Returns that were accepted together, and how far somebody has looked at a collection."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from khuyenhoc.returns.constraints import taken_back_by_somebody

USER = settings.AUTH_USER_MODEL


class Batch(models.Model):
    """Returns that were accepted in one go; from `taken_back_at` on they wait for review again, as far as they still stood."""

    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="batches")
    returns = models.ManyToManyField("returns.Return", related_name="batches")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            taken_back_by_somebody("returns_batch_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.at:%d/%m/%Y %H:%M}"


class LastLook(models.Model):
    """Up to which event of the journal somebody has seen a collection: a number, not a time, so that no clock matters."""

    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "collection"], name="returns_last_look_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.collection_id} {self.sequence}"

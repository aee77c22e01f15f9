"""Remembered layouts of files, and what was answered about single files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.returns.constraints import by_somebody
from khuyenhoc.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Layout(models.Model):
    """How a unit lays out a form's file, and what was said about it: corrections of labels and headers, no value.

    `fixes`: as `mapping.fixes` keeps them; `labels`: what the labels and headers said; `example`: the file that it was
    learnt from. From `forgotten_at` on it is not used, and stays in the journal.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    labels = models.JSONField()
    fixes = models.JSONField()
    example = models.ForeignKey("returns.ReceivedFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["unit__code", "-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "form", "fingerprint"],
                condition=Q(forgotten_at__isnull=True),
                name="returns_layout_once",
            ),
            by_somebody("forgotten", "returns_layout_forgotten_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.form} {self.fingerprint[:8]}"


class KnownName(models.Model):
    """What rows of a table call a unit: in a table of the units below `above`, `name` (folded) is `unit`.

    `said`: the name as it stood in `example`. From `forgotten_at` on it is not used, and stays in the journal.
    """

    above = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    said = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    example = models.ForeignKey("returns.ReceivedFile", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["above__code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["above", "name"], condition=Q(forgotten_at__isnull=True), name="returns_known_name_once"
            ),
            by_somebody("forgotten", "returns_known_name_forgotten_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.above_id} {self.name}: {self.unit_id}"


class FileAnswer(models.Model):
    """What was answered about one file's contents in one collection: whose its returns are, and that the period is right.

    Whose a file is says nothing about the next one laid out like it, so that it is kept with the file alone.
    """

    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    units = models.JSONField(default=dict)
    period = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "sha256"], name="returns_answer_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.sha256[:8]}"

"""What somebody is writing down about themselves, and the photos and files that prove it."""

from __future__ import annotations

from django.db import models

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.models.standings import Standing


class Draft(models.Model):
    """The points that an entry is giving itself, until it sends them; after that what it sent, to be changed and sent again.

    `points`: {indicator's code: points} of those that were answered. `group`: the occupational group whose wording was asked.
    """

    standing = models.OneToOneField(Standing, on_delete=models.CASCADE, related_name="draft")
    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=16, blank=True)
    points = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.standing_id}"


class Evidence(models.Model):
    """A photo or file beside an indicator. The bytes are kept under `digest` (SHA-256), never public.

    Of a photo nothing is kept but the picture itself, made smaller: no place, no time, no camera. `kind`: its media type.
    """

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.CharField(max_length=32)
    digest = KeptBytes(db_index=True)
    kind = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["standing", "indicator", "digest"], name="recognition_evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.standing_id} {self.indicator} {self.digest[:8]}"

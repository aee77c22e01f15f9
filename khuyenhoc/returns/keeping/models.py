"""What is known of the kept copies of figures: which files they are, and which units have changed since they were made."""

from __future__ import annotations

from django.db import models

from khuyenhoc.units.models import Unit


class ChangedUnit(models.Model):
    """A unit whose figures in force were changed since the copies of its collection were made. Written by triggers, so that
    no way to change figures can pass it by, and in the transaction of the change itself; never by us."""

    collection = models.ForeignKey("returns.Collection", on_delete=models.CASCADE, related_name="changed")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit_id}"


class KeptCopy(models.Model):
    """The files that hold the figures in force of a collection but for the changed units: `facts` as stated, `totals` of every
    unit on the map of the period (`map_hash`: of which units below which). Both are named by the SHA-256 of their bytes."""

    collection = models.OneToOneField("returns.Collection", on_delete=models.CASCADE, related_name="kept_copy")
    facts = models.CharField(max_length=64)
    totals = models.CharField(max_length=64)
    map_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.collection_id} {self.facts[:8]}"

"""What collections were before a plan that ended some of their units, so that undoing it leads back."""

from __future__ import annotations

from django.db import models

from khuyenhoc.units.models import Reorganisation, Unit


class ClosedObligation(models.Model):
    """What a unit owed until a plan ended it: closed with the unit, or owed by its successors from then on."""

    plan = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="closed_obligations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    extended_for = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "unit"], name="returns_closed_obligation_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit_id}"


class HandedCollection(models.Model):
    """A collection whose collecting unit a plan ended before its period was over: `unit` collected it until then."""

    plan = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="handed")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "collection"], name="returns_handed_collection_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit_id}"

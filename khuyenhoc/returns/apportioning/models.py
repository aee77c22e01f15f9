"""What somebody apportioned: kept as it was done, never changed, and taken back as a whole."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.catalogue.models import Indicator
from khuyenhoc.returns.constraints import taken_back_by_somebody
from khuyenhoc.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Apportioning(models.Model):
    """Figures of a unit that was divided on `on`, of one collection, apportioned to its parts. `number` counts from 1.

    Of several that are about one figure the last one that was not taken back holds, while it adds up to what is there.
    `reason`: by what it was done, such as the minutes of the handing over.
    """

    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            taken_back_by_somebody("returns_apportioning_taken_back_by_somebody"),
            models.CheckConstraint(condition=~Q(reason=""), name="returns_apportioning_has_a_reason"),
            models.UniqueConstraint(
                fields=["collection", "unit", "on", "number"], name="returns_apportioning_one_after_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit_id} {self.on} {self.number}"


class Share(models.Model):
    """What one part gets of one figure; without a part: what stays with the old unit alone, as its history."""

    apportioning = models.ForeignKey(Apportioning, on_delete=models.CASCADE, related_name="shares")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    value = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="returns_share_not_negative"),
            models.UniqueConstraint(fields=["apportioning", "indicator", "part"], name="returns_share_once"),
            models.UniqueConstraint(
                fields=["apportioning", "indicator"],
                condition=Q(part__isnull=True),
                name="returns_share_of_history_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.part_id} {self.value}"

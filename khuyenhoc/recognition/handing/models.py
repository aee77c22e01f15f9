"""What of a unit's registers went to another unit by a plan, so that undoing it leads back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from khuyenhoc.units.models import Reorganisation, Unit


class HandedRegister(models.Model):
    """Entries, villages and registers that a plan moved from one unit to another.

    `entries`: their rows. `villages`: {village's row: [name, search name, position] before}. `registers`: {model: [kept from,
    kept until] before} of those of the old unit that ended. `begun`: rows of registers that the plan began at the new unit.
    """

    plan = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="+")
    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    entries = models.JSONField(default=list)
    villages = models.JSONField(default=dict)
    registers = models.JSONField(default=dict)
    begun = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "old", "new"], name="recognition_handed_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="recognition_handed_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.old_id} {self.new_id}"

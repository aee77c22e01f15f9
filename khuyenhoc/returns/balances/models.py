"""What was handed over of balances with a plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from khuyenhoc.catalogue.models import Indicator
from khuyenhoc.units.models import Reorganisation, Unit


class BalanceTransfer(models.Model):
    """Money that one unit handed over to another on the day of a plan: `amount` đồng off the giver, on to the taker.

    `collection`: whose figures said what there was. A plan's rows are booked anew where a figure of theirs is changed.
    """

    plan = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="returns_transfer_of_something"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="returns_transfer_to_another"),
            models.UniqueConstraint(fields=["plan", "indicator", "giver", "taker"], name="returns_transfer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}: {self.amount}"

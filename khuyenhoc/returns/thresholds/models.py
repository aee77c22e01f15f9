"""What an administrator decided about a proposal to move a threshold."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.returns.constraints import taken_back_by_somebody

USER = settings.AUTH_USER_MODEL


class ThresholdDecision(models.Model):
    """A threshold of a check moved from `replaced` to `value` for periods that end on `valid_from` or later; or, without both, a
    proposal that was turned down for the period of its collection.

    `collection`: whose accepted warnings led to the proposal; `indicator`: at which one they stood, "" for the whole return.
    """

    collection = models.ForeignKey("returns.Collection", on_delete=models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=8)
    parameter = models.CharField(max_length=40)
    indicator = models.CharField(max_length=16, blank=True)
    replaced = models.DecimalField(max_digits=20, decimal_places=4)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            taken_back_by_somebody("returns_threshold_taken_back_by_somebody"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, valid_from__isnull=False)
                | (Q(value__isnull=True, valid_from__isnull=True) & ~Q(reason="")),
                name="returns_threshold_moved_or_refused",
            ),
            models.UniqueConstraint(
                fields=["collection", "check_code", "parameter", "indicator"],
                condition=Q(taken_back_at__isnull=True),
                name="returns_threshold_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_code} {self.parameter} {self.value}"

    @property
    def is_adopted(self) -> bool:
        return self.value is not None

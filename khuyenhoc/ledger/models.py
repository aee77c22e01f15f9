"""Why an odd figure stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.ledger import print_models  # noqa: F401  # registers its tables
from khuyenhoc.ledger.view_models import SavedView
from khuyenhoc.units.models import Unit

__all__ = ["OddityAnswer", "SavedView"]

USER = settings.AUTH_USER_MODEL


class OddityAnswer(models.Model):
    """The reason that somebody gave for an odd figure. It holds for its `cause`, the digest of the rule and of the unit's own
    figures that it looked at: where one of these changes, the figure is asked about anew, and this answer stays readable.

    `said`: what was odd, as it was said when the reason was given.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=16)
    indicator = models.CharField(max_length=16)
    rule = models.CharField(max_length=8)
    cause = models.CharField(max_length=64)
    said = models.TextField()
    reason = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="ledger_answer_says_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="ledger_answer_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["cause"], condition=Q(taken_back_at__isnull=True), name="ledger_one_answer_to_a_cause"
            ),
        ]
        indexes = [models.Index(fields=["period"], name="ledger_answer_period")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.indicator} {self.rule}"

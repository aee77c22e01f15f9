"""A return that came while another one of its unit was open, and what was chosen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

RETURN = "returns.Return"
_DECISION = ("against", "chosen", "decided_at", "decided_by")


class Conflict(models.Model):
    """A contender (`contender`): it does not stand, since somebody else's return of its unit is open, until it is chosen.

    `against`: the return that stood when it was decided; `chosen` is one of the two.
    """

    contender = models.OneToOneField(RETURN, on_delete=models.PROTECT, related_name="conflict")
    raised_at = models.DateTimeField()
    against = models.ForeignKey(RETURN, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen = models.ForeignKey(RETURN, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{n}__isnull": True for n in _DECISION}, reason="")
                | Q(~Q(reason=""), **{f"{n}__isnull": False for n in _DECISION}),
                name="returns_conflict_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contender_id}: {self.chosen_id or '?'}"


PENDING = Q(decided_at=None, contender__withdrawn_at=None, contender__superseded_by=None)
"""The conflicts that wait for a decision: not those whose contender was taken back, or replaced by a newer one."""

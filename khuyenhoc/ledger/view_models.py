"""Views of figures that people keep for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """What somebody looks at again and again, under a name of their own. `query`: all of it, as an address carries it.

    One that was dropped stays, to be brought back; its name is free again.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    query = models.TextField()
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="ledger_view_has_a_name"),
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(dropped_at__isnull=True), name="ledger_one_view_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

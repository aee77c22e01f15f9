"""What printed which figures: papers and articles, with each figure as it was explained at that moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Printed(models.Model):
    """A paper as it was made, or an article as it was published. `subject`: what it is called, the same for every making;
    `books`: the hash of the journal's last event, so as of when it speaks; `map_day`: of the map, None for the period's own.
    Units that an undone plan had made never were: what was kept of them goes with them, and stands in the journal alone.
    """

    kind = models.CharField(max_length=8, choices=PrintKind)
    subject = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    map_day = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    books = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "subject"], name="ledger_print_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Pin(models.Model):
    """A figure that was printed: its value, and the digest of the returns and cells that it was made of."""

    printed = models.ForeignKey(Printed, on_delete=models.CASCADE, related_name="pins")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=16)
    indicator = models.CharField(max_length=16)
    value = models.BigIntegerField(null=True, blank=True)
    explained = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["printed", "unit", "period", "indicator"], name="ledger_pin_once"),
        ]
        indexes = [models.Index(fields=["period", "indicator", "unit"], name="ledger_pin_figure")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.indicator}"

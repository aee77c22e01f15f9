"""Earlier years: what was loaded, from where, and what a loading replaced so that it can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.returns.enums import LoadKind
from khuyenhoc.units.models import Unit, UnitFact

USER = settings.AUTH_USER_MODEL


class HistoricLoad(models.Model):
    """One table that was loaded, all of it or nothing; from `withdrawn_at` on nothing of it counts any more."""

    kind = models.CharField(max_length=8, choices=LoadKind)
    name = models.CharField(max_length=500)
    sha256 = KeptBytes()
    source = models.CharField(max_length=300)
    number = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class HistoricFigure(models.Model):
    """An accepted figure of an earlier period (money in đồng) with its source; `none`: "không có" was stated.

    Compared with where the unit has no accepted return of that period. Indicators by their code: a form may have changed.
    """

    load = models.ForeignKey(HistoricLoad, on_delete=models.PROTECT, related_name="figures")
    period = models.CharField(max_length=16)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=16)
    value = models.BigIntegerField(null=True, blank=True)
    none = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit", "indicator"],
                condition=Q(withdrawn_at__isnull=True),
                name="returns_historic_once",
            ),
            models.CheckConstraint(
                condition=Q(none=True, value__isnull=True) | Q(none=False, value__isnull=False, value__gte=0),
                name="returns_historic_value_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.unit_id} {self.indicator}"


class LoadedFact(models.Model):
    """A known number that a load brought, and the earlier one that it ended: `replaced_valid_to` is when that ended before."""

    load = models.ForeignKey(HistoricLoad, on_delete=models.PROTECT, related_name="facts")
    fact = models.OneToOneField(UnitFact, on_delete=models.CASCADE, related_name="+")
    replaced = models.ForeignKey(UnitFact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.load_id} {self.fact_id}"

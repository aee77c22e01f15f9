"""The catalogue in the database: rows that other rooms point to, filled from the YAML files by `acts.load_catalogue`.

Each table holds the key columns that are asked for by SQL, and the fact itself as the JSON of its spec (see `spec`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from khuyenhoc.units.models import DATED, Reorganisation


class Sourced(models.Model):
    """A fact with its provenance. `spec` is the JSON form of the frozen value of the same name in `spec.py`."""

    code = models.CharField(max_length=32)
    status = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    spec = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class Form(Sourced):
    """A form (biểu mẫu) in one version."""

    version = models.CharField(max_length=16)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code", "version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="catalogue_form_once")]


class Indicator(Sourced):
    """An indicator of a form: what a cell of a return points to."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["form", "position"]
        constraints = [models.UniqueConstraint(fields=["form", "code"], name="catalogue_indicator_once")]


class Check(Sourced):
    """A check of a form, with its thresholds."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="checks")

    class Meta:
        ordering = ["form", "code"]
        constraints = [models.UniqueConstraint(fields=["form", "code"], name="catalogue_check_once")]


class LegalInstrument(Sourced):
    """A legal instrument (văn bản)."""

    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["code"], name="catalogue_instrument_once")]


class Target(Sourced):
    """A target (chỉ tiêu): national ones, and those that a province sets for its year.

    `carried_by`: the plan by which it is that of a unit into which the unit that had set it has gone.
    """

    unit = models.CharField(max_length=16, blank=True)
    period = models.CharField(max_length=16, blank=True)
    carried_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["code"], name="catalogue_target_once")]


class CriteriaSet(Sourced):
    """A set of criteria for one learning model, in one version.

    `based_on`: the one that a draft was made from. `ended_by`: the one that was adopted here in its place, which set `valid_to`.
    """

    model = models.CharField(max_length=16)
    scope = models.CharField(max_length=16, blank=True)
    area = models.CharField(max_length=16, blank=True)
    version = models.CharField(max_length=16)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_draft = models.BooleanField(default=False)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="catalogue_criteria_once"),
            models.UniqueConstraint(
                fields=["model", "scope", "area", "valid_from"],
                condition=Q(is_draft=False),
                name="catalogue_criteria_begins_once",
            ),
            models.UniqueConstraint(
                fields=["based_on"], condition=Q(is_draft=True), name="catalogue_criteria_one_draft"
            ),
            models.CheckConstraint(condition=DATED, name="catalogue_criteria_dates"),
            models.CheckConstraint(
                condition=Q(is_draft=True) | Q(valid_from__isnull=False), name="catalogue_criteria_has_begun"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(valid_to__isnull=False), name="catalogue_criteria_has_ended"
            ),
        ]


class Bound(Sourced):
    """A plausible upper bound of a unit's total: flags it, never stops it."""

    unit = models.CharField(max_length=16)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code"], name="catalogue_bound_once")]

"""Units (đơn vị): an identity that never changes, and dated versions that do. `valid_from` inclusive, `valid_to` exclusive."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.units.enums import PlanState, SuccessionKind, UnitStatus

DATED = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


class UnitLevel(models.Model):
    """A level of the association and when it exists: three until 2025-06-30 and two from 2025-07-01 are rows."""

    code = models.CharField(max_length=16)
    label = models.CharField(max_length=64)
    rank = models.PositiveSmallIntegerField(help_text=_("1 là cấp cao nhất"))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=120)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.CheckConstraint(condition=DATED, name="units_level_dates"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="units_level_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Unit(models.Model):
    """An identity, which never changes: the official code where that was free when it began, else "10507-2025"."""

    code = models.CharField(max_length=16, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Reorganisation(models.Model):
    """A plan that redraws the map on one day: the rows of its sheet, and what has become of it.

    `rows`: the cells of the sheet as read, [[text, …], …]. `drawn_on`: the digest of the map that it was drawn on.
    A decision without a number is allowed, and marked wherever it is named; `scan` is the SHA-256 of its kept copy, if any.
    `reverses`: the applied plan of which this one is the counter-act.
    `answers`: what somebody chose for what stands on units that end, by room and thing; where nothing, the default holds.
    """

    on = models.DateField()
    decision = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    scan = KeptBytes(blank=True)
    scan_name = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.DRAFT)
    rows = models.JSONField()
    drawn_on = models.CharField(max_length=64)
    answers = models.JSONField(default=dict, blank=True)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT) | Q(applied_at__isnull=False), name="units_plan_was_applied"
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.UNDONE, undone_at__isnull=False)
                | (~Q(state=PlanState.UNDONE) & Q(undone_at__isnull=True)),
                name="units_plan_was_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_text}, {self.on:%d/%m/%Y}"

    @property
    def decision_text(self) -> str:
        """The decision's number, or that it is missing."""
        return self.decision or gettext("chưa ghi số quyết định")


class UnitVersion(models.Model):
    """What a unit is called, what kind it is and whose it is, from a date to a date. No two overlap (a trigger refuses).

    `official_code` is the State's on those days, "" where it is not known. `began_by`, `ended_by`: the plans that did so.
    `ended_as`: what became of the unit where no other version follows.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    official_code = models.CharField(max_length=16, blank=True)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField(max_length=16)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=160, help_text=_("tên không dấu, để tìm"))
    seat = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=16, choices=UnitStatus, default=UnitStatus.ESTABLISHED)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    began_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="begun")
    ended_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="ended")
    ended_as = models.CharField(max_length=16, choices=UnitStatus, blank=True)
    source = models.CharField(max_length=300)
    source_status = models.CharField(max_length=120)

    class Meta:
        ordering = ["unit__code", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=DATED, name="units_version_dates"),
            models.CheckConstraint(condition=~Q(parent=F("unit")), name="units_version_not_own_parent"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False) | Q(ended_by__isnull=True, ended_as=""),
                name="units_version_has_ended",
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="units_version_once"),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_to"], name="units_version_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


class Succession(models.Model):
    """One change of a plan: what became of which units. Its date and its decision are the plan's."""

    plan = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="successions")
    kind = models.CharField(max_length=16, choices=SuccessionKind)

    class Meta:
        ordering = ["plan__on", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class SuccessionLink(models.Model):
    """One predecessor and one successor of a succession; founding has no predecessor, dissolution no successor.

    `whole`: all of the predecessor, else a part of it. A unit that goes on under another name is linked with itself.
    """

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="links")
    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="successions_from"
    )
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="successions_to")
    whole = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False), name="units_link_has_an_end"
            ),
            models.UniqueConstraint(fields=["succession", "predecessor", "successor"], name="units_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class UnitFact(models.Model):
    """A dated, sourced number known of a unit besides its returns, such as its villages (key "villages")."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(max_length=32)
    value = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=DATED, name="units_fact_dates"),
            models.UniqueConstraint(fields=["unit", "key", "valid_from"], name="units_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.key} = {self.value}"

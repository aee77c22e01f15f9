"""Where each entry stands in each year, what was done to it, by which decision, with which points."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.enums import DecisionKind, Issuer, LearningModel, Scoring, Status
from khuyenhoc.recognition.models.registers import Entry
from khuyenhoc.units.models import Unit


class Step(models.Model):
    """Something that was done to many standings at once: `before`, what each of them said, so that it can be taken back.

    `before`: {standing's row: [the values of `moving.KEPT`]}; None for one that the step made. `facts`: what the step was about
    (a meeting, a file, a decision), for the journal and the page. `entries`: what it changed in entries themselves, {entry's
    row: {field: [before, after]}}. `number`: how many entries it was about. `scope`: of them all, as `Entry.scope`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    scope = models.CharField(max_length=16, blank=True)
    year = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=32)
    number = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    entries = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "model", "year"], name="recognition_step_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_by="")),
                name="recognition_step_taken_back_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"


class Decision(models.Model):
    """A decision (quyết định) on a unit's entries of a model in a year. Until it is issued it is a draft and can be dropped.

    `body`: who decides ("Hội Khuyến học …", "Ủy ban nhân dân …"); `issuer`: which of the two, by whose form the paper is written.
    `chosen`: {standing's row: reason}, while it is a draft and after: without a reason it is recognised, with one it is refused,
    or withdrawn. `wording`: what the office worded otherwise than our form. `scan`: SHA-256 of the signed paper, if kept.
    `loaded`: known from a list that came in, not made here. `announced_at`: since when the public reads of it.
    `scope`: of all its entries, as `Entry.scope`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    scope = models.CharField(max_length=16, blank=True)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=DecisionKind, default=DecisionKind.RECOGNISE)
    number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    body = models.CharField(max_length=200, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=12, choices=Issuer, default=Issuer.ASSOCIATION)
    chosen = models.JSONField(default=dict, blank=True)
    wording = models.JSONField(default=dict, blank=True)
    scan = KeptBytes(blank=True)
    scan_name = models.CharField(max_length=300, blank=True)
    loaded = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.CharField(max_length=150, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True) | Q(issued_at__isnull=False),
                name="recognition_announced_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | (Q(decided_on__isnull=False) & ~Q(number="")),
                name="recognition_issued_with_number_and_date",
            ),
            models.UniqueConstraint(
                fields=["unit", "model", "kind", "number", "decided_on"],
                condition=Q(issued_at__isnull=False),
                name="recognition_decision_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.pk}"


class Standing(models.Model):
    """Where an entry stands in a year. `unit`: whose list it was on then, whatever has become of the unit since.

    `score`: the points of the appraisal, `verdict` what the criteria make of them. `step`: what was done to it last.
    `valid_until`: the last day on which the recognition holds, None where the criteria do not say.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="standings", db_index=False)
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=12, choices=LearningModel)
    status = models.CharField(max_length=12, choices=Status, default=Status.LISTED)
    registered_on = models.DateField(null=True, blank=True)
    self_score = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=12, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="standings", db_index=False
    )
    withdrawal = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn", db_index=False
    )
    valid_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["entry", "year"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "year"], name="recognition_standing_once"),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.RECOGNISED, Status.WITHDRAWN]) | Q(decision__isnull=False),
                name="recognition_recognised_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.REFUSED, Status.WITHDRAWN]) | ~Q(reason=""),
                name="recognition_refused_with_reason",
            ),
        ]
        indexes = [
            # Whatever is counted, on whichever day, is counted in this index alone: a province has 800.000 of them a year.
            models.Index(
                fields=[
                    "unit",
                    "year",
                    "model",
                    "status",
                    "registered_on",
                    "left_on",
                    "decision",
                    "withdrawal",
                    "step",
                    "entry",
                ],
                name="recognition_standing_counted",
            ),
            models.Index(fields=["decision"], condition=Q(decision__isnull=False), name="recognition_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.year} {self.status}"


class Assessment(models.Model):
    """The points that an entry was given in a year, by itself or by the unit's appraisal. A later one of a kind replaces it.

    `points`: {indicator's code: points}, `vetoes`: the codes of those that hold, `area` and `group` as the criteria know them.
    `note`: why the appraisal differs from what the entry gave itself. `step`: what gave them; taken back, they go with it and
    those before them hold again.
    """

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="assessments")
    scoring = models.CharField(max_length=12, choices=Scoring)
    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=16, blank=True)
    group = models.CharField(max_length=16, blank=True)
    points = models.JSONField(default=dict)
    vetoes = models.JSONField(default=list)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    replaced_at = models.DateTimeField(null=True, blank=True)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "scoring"], condition=Q(replaced_at__isnull=True), name="recognition_one_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standing_id} {self.scoring}"


class Tally(models.Model):
    """How many entries within a unit (`scope` "") stand in a status in a year: kept by the acts, so that a province adds up
    rows by the hundred and not by the hundred thousand. `tallies.differing` compares with the standings."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=12, choices=LearningModel)
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "model", "unit", "status"], name="recognition_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.model} {self.year} {self.status}: {self.number}"


class Schedule(models.Model):
    """Until when each stage of a year's way shall be done in a unit, {stage: "2023-11-15"}, where it set its own days."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=12, choices=LearningModel)
    year = models.PositiveSmallIntegerField()
    days = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "model", "year"], name="recognition_schedule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.model} {self.year}"

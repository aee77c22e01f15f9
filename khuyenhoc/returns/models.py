"""Collections, received files, returns, their cells, and what the checks found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.catalogue.models import Form, Indicator
from khuyenhoc.returns.apportioning import models as apportioning_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.balances import models as balance_models  # noqa: F401  # registers its table
from khuyenhoc.returns.chasing import models as chasing_models  # noqa: F401  # registers its table
from khuyenhoc.returns.conflicts import models as conflict_models  # noqa: F401  # registers its table
from khuyenhoc.returns.constraints import taken_back_by_somebody
from khuyenhoc.returns.earlier import models as earlier_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.enums import IN_FORCE, OPEN, RunState, State
from khuyenhoc.returns.feeding import models as feeding_models  # noqa: F401  # registers its table
from khuyenhoc.returns.handing import models as handing_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.keeping import models as keeping_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.mapping import models as mapping_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.opening import models as opening_models  # noqa: F401  # registers its table
from khuyenhoc.returns.reviewing import models as reviewing_models  # noqa: F401  # registers its tables
from khuyenhoc.returns.thresholds import models as threshold_models  # noqa: F401  # registers its table
from khuyenhoc.returns.typing import models as typing_models  # noqa: F401  # registers its table
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.models import Reorganisation, Unit

USER = settings.AUTH_USER_MODEL


class Collection(models.Model):
    """A collection (đợt báo cáo): one form, one period, one collecting unit, those who owe, and a due date."""

    code = models.CharField(max_length=32, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=16)
    period_ends = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["-period", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="returns_collection_dates"),
            models.UniqueConstraint(fields=["form", "unit", "period"], name="returns_collection_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Obligation(models.Model):
    """A unit that owes a return to a collection. `extended_for`: why it is due on another day than the collection; `began_by`:
    the plan by which it owes what units that have gone into it had owed."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    extended_for = models.TextField(blank=True)
    began_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "unit"], name="returns_obligation_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit_id}"


class IntakeRun(models.Model):
    """One intake of many files: how far it got, when it last moved. A run whose worker died is found by `heartbeat`.

    From `taken_back_at` on, nothing that it brought counts; its files stay readable.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    revision_reason = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    heartbeat = models.DateTimeField(auto_now=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [taken_back_by_somebody("returns_run_taken_back_by_somebody")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.done}/{self.total}"


class ReceivedFile(models.Model):
    """A file as it was received: kept under its hash, never changed. `outcome` and `reason` are what reading gave."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="files", db_index=False)
    run = models.ForeignKey(IntakeRun, on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    name = models.CharField(max_length=500)
    sha256 = KeptBytes()
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["collection", "sha256"], name="returns_file_hash")]

    def __str__(self) -> str:
        return self.name


class Return(models.Model):
    """A return (báo cáo số liệu): one unit's figures for one collection, in one revision.

    At most one revision of a unit is open, and at most one is in force. From `superseded_at` on it does not stand, and stays
    readable: another one took its place (`superseded_by`, where it was still open), or it was taken back with its import
    (`withdrawn_at`), or it is a contender that is not chosen (`conflict`). `note`: what its sender is told of how it was read.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="returns", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="returns")
    revision_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["collection", "unit", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "unit", "revision"], name="returns_revision_once"),
            models.UniqueConstraint(
                fields=["collection", "unit"],
                condition=Q(superseded_at__isnull=True, state__in=OPEN),
                name="returns_one_open",
            ),
            models.UniqueConstraint(
                fields=["collection", "unit"],
                condition=Q(superseded_at__isnull=True, state__in=IN_FORCE),
                name="returns_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=False) | Q(superseded_by__isnull=True, withdrawn_at__isnull=True),
                name="returns_replaced_does_not_stand",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(state__in=OPEN), name="returns_withdrawn_was_open"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_FORCE) | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="returns_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SIGNED) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="returns_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}/{self.unit_id}/{self.revision}"

    @property
    def is_typed(self) -> bool:
        """Whether it was typed on the pages, not read from a file."""
        return self.file.run_id is None


class Cell(models.Model):
    """A cell (ô): one indicator of one return, as read, with its address in the file.

    `value` is a whole number (money in đồng) where `stated` is "value", else empty: blank is not zero. `step` says to how
    many units the file rounded it. A typed share stands in `raw` alone: it is compared, never kept as a figure.
    """

    return_of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="cells", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    stated = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Stated])
    value = models.BigIntegerField(null=True, blank=True)
    at = models.CharField(max_length=80, blank=True)
    raw = models.CharField(max_length=200, blank=True)
    step = models.BigIntegerField(default=1)
    share = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["return_of", "indicator"], name="returns_cell_once"),
            models.CheckConstraint(
                condition=Q(stated=Stated.VALUE, value__isnull=False)
                | (~Q(stated=Stated.VALUE) & Q(value__isnull=True)),
                name="returns_cell_value_where_stated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.return_of_id} {self.indicator_id} {self.raw}"


class Finding(models.Model):
    """What a check found on a return. A warning is answered with a reason before the return can be sent."""

    return_of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=8)
    level = models.CharField(max_length=1, choices=[("E", "E"), ("W", "W")])
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.CharField(max_length=80, blank=True)
    message = models.TextField()
    reason = models.TextField(blank=True)
    reason_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["level", "code", "pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.at}"


class Remark(models.Model):
    """Why a return was sent back: a sentence on one cell, or on the whole return."""

    return_of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="remarks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

"""A list that came in: which file, for which list, how far its reading is, what it would bring, and what it brought."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models.standings import Step
from khuyenhoc.units.models import Unit


class ListState(models.TextChoices):
    """Where a list that came in stands."""

    WAITING = "waiting", _("đang chờ đọc")
    READ = "read", _("đã đọc, chờ nạp")
    FAULTY = "faulty", _("có dòng phải sửa")
    UNREADABLE = "unreadable", _("không đọc được")
    LOADING = "loading", _("đang nạp")
    LOADED = "loaded", _("đã nạp")


class ListFile(models.Model):
    """A file with a list for a unit's register of a year. `sha256`: its bytes, as they were sent.

    `number`, `decided_on`: of the decision that recognises whoever the list calls recognised without naming one. `report`: what
    was found when it was read (`incoming.judging.Report`), without names. `done`, `total`: rows, while it is read.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=255)
    sha256 = KeptBytes()
    number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ListState, default=ListState.WAITING)
    report = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "model", "year"], name="recognition_list_of")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(step__isnull=False), name="recognition_loaded_by_a_step"
            )
        ]

    def __str__(self) -> str:
        return self.name

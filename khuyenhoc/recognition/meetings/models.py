"""A meeting of a village, its votes and the signed paper of its minutes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models.registers import Village
from khuyenhoc.recognition.models.standings import Standing, Step
from khuyenhoc.units.models import Unit


class Meeting(models.Model):
    """A meeting that voted on entries of a model in a year. Taken back with its step, it is as if it had not been noted.

    `village` None: of the whole unit, where the model is not kept by village. `scope`: "", or of the communities that are whole
    units and on which the unit above them votes, as `Entry.scope`. `votes_needed`: percent of those present that
    the criteria ask for, None where they do not say: then more than half.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    scope = models.CharField(max_length=16, blank=True)
    year = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    present = models.PositiveIntegerField()
    chair = models.CharField(max_length=120)
    secretary = models.CharField(max_length=120, blank=True)
    votes_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="meeting")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(present__gt=0), name="recognition_meeting_of_somebody"),
            models.CheckConstraint(
                condition=Q(scope="") | Q(village__isnull=True), name="recognition_no_village_votes_on_units"
            ),
            models.CheckConstraint(
                condition=Q(votes_needed__isnull=True) | Q(votes_needed__range=(1, 100)),
                name="recognition_meeting_needs",
            ),
        ]
        indexes = [models.Index(fields=["unit", "model", "year"], name="recognition_meetings_of")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.village_id or ''} {self.held_on}"


class Vote(models.Model):
    """How a meeting voted on one entry; who was there and did neither did not vote on it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="votes")
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    passed = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "standing"], name="recognition_vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.standing_id}: {self.in_favour}/{self.against}"


class MinutesPaper(models.Model):
    """A page of the signed minutes, photographed or scanned: kept under `digest` (SHA-256), never public."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    digest = KeptBytes()
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "digest"], name="recognition_minutes_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.digest[:8]}"

"""The code on a village's poster, an entry's own link, and that somebody registered by themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models.registers import Village
from khuyenhoc.recognition.models.standings import Standing
from khuyenhoc.units.models import Unit


class Invitation(models.Model):
    """A way in for the people of one village, to register for a model in a year: what the code on its poster opens.

    `village` None: for the whole unit, where the model is not kept by village. The token is not kept (see `access.tokens`).
    `expires_on`: the last day on which it can be used.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    year = models.PositiveSmallIntegerField()
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "model", "year"],
                condition=Q(revoked_at__isnull=True, village__isnull=False),
                name="recognition_one_invitation_of_a_village",
            ),
            models.UniqueConstraint(
                fields=["unit", "model", "year"],
                condition=Q(revoked_at__isnull=True, village__isnull=True),
                name="recognition_one_invitation_of_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["unit", "model", "year"], name="recognition_invitations_of")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.village_id or ''} {self.model} {self.year}"

    @property
    def home(self) -> Unit:
        """The unit whose list it is for: its village's, which may have gone to another one since."""
        return self.village.unit if self.village else self.unit


class OwnLink(models.Model):
    """The secret address by which an entry goes on with its year, on any phone: made when it registers by itself, or by the
    keeper. A new one ends the one before."""

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="own_links")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standing"], condition=Q(revoked_at__isnull=True), name="recognition_one_own_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standing_id}"


class SelfRegistration(models.Model):
    """That an entry registered by itself, by which poster. `is_new`: it put itself on the list, which somebody has to look at."""

    standing = models.OneToOneField(Standing, on_delete=models.CASCADE, related_name="self_registration")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="registrations")
    is_new = models.BooleanField()
    at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by="") | (Q(checked_at__isnull=False) & ~Q(checked_by="")),
                name="recognition_checked_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.standing_id}"

"""Keys that certificates are signed with, and the certificates themselves."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from khuyenhoc.recognition.models.registers import Entry
from khuyenhoc.recognition.models.standings import Decision, Standing

LONGEST_REASON: Final = 300
NOT_REVOKED = Q(revoked_at__isnull=True, revoked_by="", revoked_reason="")
REVOKED = Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoked_reason="")


class SigningKey(models.Model):
    """The public half of a key, as it is published; the private half lies in the installation's folder, never here.

    `kid`: its name in tokens. `public`: the point, base64url (RFC 8037, "x"). It signs from `valid_from` until it is retired
    or expires; what it signed in that time stays valid. A revoked key (its private half was stolen) vouches for nothing.
    """

    kid = models.CharField(max_length=8, unique=True)
    curve = models.CharField(max_length=8, default="Ed25519")
    public = models.CharField(max_length=43, unique=True)
    valid_from = models.DateTimeField()
    expires_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("valid_from")), name="recognition_key_dates"),
            models.CheckConstraint(condition=NOT_REVOKED | REVOKED, name="recognition_key_revoked_with_reason"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(retired_at__isnull=False),
                name="recognition_revoked_key_signs_nothing",
            ),
            models.UniqueConstraint(
                fields=["curve"], condition=Q(retired_at__isnull=True), name="recognition_one_key_signs"
            ),
        ]

    def __str__(self) -> str:
        return self.kid


class Certificate(models.Model):
    """A certificate (giấy công nhận) for a standing, by its decision.

    `code`: 16 letters that nobody guesses, printed below the picture. `name`: as it is printed; what whoever
    verifies it is shown stands in `jws`, the signed statement (RFC 7515, compact). Its standing has one that is not revoked;
    a new one may follow one that was.
    """

    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="certificates")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=120, blank=True)
    jws = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=150)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=NOT_REVOKED | REVOKED, name="recognition_certificate_revoked_with_reason"),
            models.UniqueConstraint(
                fields=["standing", "decision"],
                condition=Q(revoked_at__isnull=True),
                name="recognition_one_certificate",
            ),
        ]
        indexes = [
            models.Index(fields=["standing"], name="recognition_certificate_of"),
            models.Index(
                fields=["revoked_at"], condition=Q(revoked_at__isnull=False), name="recognition_certificate_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def entry(self) -> Entry:
        """Whose it is."""
        return self.standing.entry

"""Users, and the roles that they hold at units from a date to a date."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyenhoc.access.enums import Role
from khuyenhoc.units.models import Reorganisation, Unit


class User(AbstractUser):
    """Somebody who signs in. The full name stands in one field, as Vietnamese names are written."""

    full_name = models.CharField(_("Họ và tên"), max_length=120, blank=True)
    synthetic = models.BooleanField(default=False, help_text=_("tài khoản mẫu, không phải người thật"))

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class RoleAssignment(models.Model):
    """A role held by somebody at a unit. `valid_to` exclusive; None: until further notice.

    `began_by`, `ended_by`: the plans that gave and ended it; `until_before`: its `valid_to` without the latter.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles", verbose_name=_("Người sử dụng"))
    role = models.CharField(_("Vai trò"), max_length=32, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến trước ngày"), null=True, blank=True)
    began_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    until_before = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("Vai trò được giao")
        ordering = ["user", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="access_role_dates"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, until_before__isnull=True)
                | Q(ended_by__isnull=False, valid_to__isnull=False),
                name="access_role_ended_by_plan",
            ),
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="access_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit_id}"


class OneTimeLink(models.Model):
    """A way in without an account: for one unit and one purpose (the code of a collection), until it expires or is used up.

    The token is not kept: it follows from `nonce` and the installation's key, and is found by its hash. Whoever holds it acts
    as `user`, an account of the link's own with which nobody can sign in, so that the journal says what was done by link.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=64)
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="link")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    uses = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="access_link_dates"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True), name="access_link_one_end"
            ),
            models.UniqueConstraint(
                fields=["unit", "purpose"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="access_link_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.unit_id}"


class Attempt(models.Model):
    """That somebody tried something which is counted, for as long as it is counted. `key`: a keyed hash, no address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="access_attempt_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M}"

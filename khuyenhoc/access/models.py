"""Users, and the roles that they hold at units from a date to a date."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyenhoc.access.enums import Role
from khuyenhoc.units.models import Unit


class User(AbstractUser):
    """Somebody who signs in. The full name stands in one field, as Vietnamese names are written."""

    full_name = models.CharField(_("Họ và tên"), max_length=120, blank=True)
    synthetic = models.BooleanField(default=False, help_text=_("tài khoản mẫu, không phải người thật"))

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class RoleAssignment(models.Model):
    """A role held by somebody at a unit. `valid_to` exclusive; None: until further notice."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=32, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="access_role_dates"
            ),
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="access_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit_id}"

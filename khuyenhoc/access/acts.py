"""Giving and taking accounts and roles."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.audit.acts import record
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import ending_of
from khuyenhoc.units.models import Unit, UnitVersion
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import capitalised


@transaction.atomic
def create_user(
    *, by: str, username: str, full_name: str, password: str | None = None, synthetic: bool = False
) -> User:
    """A new account; without a password nobody can sign in with it. IntegrityError where the name is taken."""
    user = User(username=username, full_name=full_name, synthetic=synthetic)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    record(by=by, unit="", act="create_user", subject=("user", username), after={"full_name": full_name})
    return user


def why_not_at(unit: Unit, valid_from: dt.date) -> str:
    """The sentence that says why no role begins at a unit on a day, "" where one may. One statement."""
    return _why_not(ending_of(unit), valid_from)


def _why_not(ending: UnitVersion | None, valid_from: dt.date) -> str:
    if ending is None or ending.valid_to is None or valid_from < ending.valid_to:
        return ""
    message = _("%(unit)s kết thúc từ %(day)s. Giao vai trò ở đơn vị kế tiếp, hoặc chọn ngày trước đó.")
    return message % {"unit": capitalised(ending.full_name), "day": sentence_date(ending.valid_to)}


@transaction.atomic
def give_role(*, by: str, user: User, role: Role, unit: Unit, valid_from: dt.date) -> RoleAssignment:
    """A role at a unit from a day on, until the unit ends. UnitsRefused where it has ended by that day."""
    ending = ending_of(unit)
    if reason := _why_not(ending, valid_from):
        raise UnitsRefused(reason)
    given = RoleAssignment.objects.create(
        user=user, role=role, unit=unit, valid_from=valid_from, valid_to=ending.valid_to if ending else None,
        ended_by=ending.ended_by if ending else None,
    )  # fmt: skip
    after = {"role": role, "unit": unit.code, "valid_from": valid_from.isoformat()}
    record(by=by, unit=unit.code, act="give_role", subject=("user", user.username), after=after)
    return given


@transaction.atomic
def end_role(*, by: str, assignment: RoleAssignment, on: dt.date) -> RoleAssignment:
    """Ends a role on a day: from that day on it no longer holds."""
    assignment.valid_to = on
    assignment.save(update_fields=["valid_to"])
    subject = ("user", assignment.user.username)
    before = {"role": assignment.role, "valid_to": None}
    record(
        by=by,
        unit=assignment.unit.code,
        act="end_role",
        subject=subject,
        before=before,
        after={"valid_to": on.isoformat()},
    )
    return assignment


@transaction.atomic
def set_password(*, by: str, user: User, password: str) -> User:
    """A new password; the journal says that it changed, never what it is."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, unit="", act="set_password", subject=("user", user.username))
    return user


@transaction.atomic
def set_email(*, by: str, user: User, email: str) -> User:
    """Where somebody gets mail, "" for nowhere; the journal says whether there is an address, never which."""
    user.email = email
    user.save(update_fields=["email"])
    record(by=by, unit="", act="set_email", subject=("user", user.username), after={"has_email": bool(email)})
    return user


@transaction.atomic
def set_active(*, by: str, user: User, active: bool) -> User:
    """Opens an account again, or shuts it: nobody signs in with it and its roles give nothing."""
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(by=by, unit="", act="set_active", subject=("user", user.username), after={"active": active})
    return user

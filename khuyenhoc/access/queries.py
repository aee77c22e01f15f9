"""Who may do what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.audit import clock
from khuyenhoc.units.dated import going_on
from khuyenhoc.units.history import successions_into
from khuyenhoc.units.models import SuccessionLink
from khuyenhoc.units.queries import UnitMap


class NotAllowed(PermissionError):
    """Somebody asked for what their roles do not give. The message is a sentence for the screen."""


def held_roles(user: User | AnonymousUser, on: dt.date | None = None) -> tuple[Held, ...]:
    """The roles that somebody holds on a day (default: today), the first ones in force, the last ones `past`.

    A role at a unit is also held at the units that have gone into it as a whole. One statement, two for a unit that others
    have gone into, none for who is not signed in.
    """
    if not isinstance(user, User) or not user.is_active:
        return ()
    on = on or clock.today()
    joined = SuccessionLink.objects.filter(successor=OuterRef("unit"), whole=True).exclude(predecessor=F("successor"))
    rows = RoleAssignment.objects.filter(going_on(on) | Q(ended_by__isnull=False), user=user, valid_from__lte=on)
    found = list(rows.annotate(joined=Exists(joined)).values_list("role", "unit__code", "valid_to", "joined"))
    held = [(Role(role), code, joined) for role, code, until, joined in found if until is None or until > on]
    grown = [code for _role, code, joined in held if joined]
    graph = successions_into(grown)
    whole = [Held(role, code) for role, code, _joined in held]
    whole += [Held(role, c) for role, code, joined in held if joined for c in graph.joined(code, on)]
    past = [Held(Role(role), code, past=True) for role, code, until, _joined in found if until and until <= on]
    return tuple(dict.fromkeys(whole + past))


def require(*, by: User | AnonymousUser, right: Right, units: Iterable[str], map_: UnitMap) -> None:
    """NotAllowed where `by` has not got `right` on one of the units (codes). One statement for any number of units."""
    held = held_roles(by)
    for unit in units:
        if not allows(held, right, map_.lineage(unit)):
            raise NotAllowed(refusal(by, right, map_.name(unit)))


def require_on(*, by: User | AnonymousUser, right: Right, lineages: Mapping[str, Sequence[str]]) -> None:
    """The same of units by their names, each with itself and all units above it on whichever map. One statement."""
    held = held_roles(by)
    for name, lineage in lineages.items():
        if not allows(held, right, lineage):
            raise NotAllowed(refusal(by, right, name))


def refusal(by: User | AnonymousUser, right: Right, unit_name: str) -> str:
    """The sentence that says that somebody has not got a right on a unit, and whom to ask."""
    message = _("Tài khoản “%(user)s” không có quyền %(right)s của %(unit)s. Nếu cần, đề nghị quản trị cấp quyền.")
    return message % {"user": by.get_username() or "?", "right": right.label, "unit": unit_name}


def officers(unit: str) -> list[RoleAssignment]:
    """The roles at a unit that ever were, with the accounts of people; those that hold them now first. One statement."""
    rows = RoleAssignment.objects.filter(unit__code=unit, user__link=None).select_related("user")
    return list(rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "pk"))


def full_names(usernames: Iterable[str]) -> dict[str, str]:
    """The full name of each account by its user name; those without an account are left out. One statement."""
    users = User.objects.filter(username__in=set(usernames))
    return {user.username: user.get_full_name() for user in users.only("username", "full_name")}

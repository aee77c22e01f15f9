"""Roles at units that a plan ends: whose they are afterwards, on the plan's day and in its transaction, and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.access.rules import MAY
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.units.dated import going_on
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_ids
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName

ROLES: Final = "roles"
"""Under which key a plan's `answers` hold what becomes of roles: {role's row: {"to": unit's code or "", "person": user name}}."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A role at a unit that ends. `offers`: where the unit goes.

    `to`: the unit at which the role goes on, "" where it ends; `person`: the user name of who takes it over, "" for its holder.
    """

    role: RoleAssignment
    unit: UnitName
    offers: tuple[UnitName, ...]
    to: str
    person: str = ""

    @property
    def goes_to(self) -> UnitName | None:
        return next((unit for unit in self.offers if unit.code == self.to), None)


def passings(plan: Plan, answers: Mapping[str, Any]) -> list[Passing]:
    """What becomes of every role at a unit that ends, in the order of the units. One statement.

    Links are left out: what is owed decides about them. A role moves where all of its unit goes into one other, and else ends.
    """
    ends = {unit.code: unit for unit in plan.ends}
    roles = RoleAssignment.objects.filter(going_on(plan.after.on), unit__code__in=ends, user__link=None)
    roles = roles.select_related("user", "unit")
    said = answers.get(ROLES, {})
    return [_passing(plan, role, ends[role.unit.code], said.get(str(role.pk), {})) for role in roles.order_by(*_ORDER)]


_ORDER: Final = ("unit__code", "role", "valid_from", "pk")


def _passing(plan: Plan, role: RoleAssignment, unit: UnitName, said: Mapping[str, str]) -> Passing:
    offers = tuple(successor for successor, _whole in plan.successors(unit.code))
    to = said.get("to", heir.code if (heir := plan.heir(unit.code)) else "")
    known = to if to in {offer.code for offer in offers} else ""
    return Passing(role, unit, offers, known, said.get("person", "") if known else "")


def left_to_nobody(found: Sequence[Passing], on: dt.date) -> list[Right]:
    """The rights to redraw units and to give roles, where nobody would have them any more. One statement, none where no role
    with such a right ends.
    """
    kept = {one.role.role for one in found if one.to}
    ending = {one.role.role for one in found} - kept
    lost = [right for right in _NEEDED if any(right in MAY[Role(role)] for role in ending)]
    if not lost:
        return []
    others = RoleAssignment.objects.filter(going_on(on), user__is_active=True).exclude(
        pk__in=[one.role.pk for one in found]
    )
    roles = kept | set(others.values_list("role", flat=True).distinct())
    return [right for right in lost if not any(right in MAY[Role(role)] for role in roles)]


_NEEDED: Final = (Right.REORGANISE, Right.MANAGE_USERS)


def shared(found: Sequence[Passing]) -> list[tuple[UnitName, str, int]]:
    """Where several people will hold one role at one unit: the unit, the role in words, how many."""
    holders: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.to:
            holders.setdefault((one.to, one.role.role), set()).add(one.person or one.role.user.username)
    units = {offer.code: offer for one in found for offer in one.offers}
    words = {one.role.role: one.role.get_role_display() for one in found}
    return [(units[to], words[role], len(who)) for (to, role), who in holders.items() if len(who) > 1]


@transaction.atomic
def pass_roles(*, by: str, plan: Plan, row: Reorganisation) -> list[Passing]:
    """Roles end with their units, and go on where that was chosen. UnitsRefused where who takes over is no open account.

    Whoever calls has checked the right. An event for each role that ends and each that begins; statements do not grow with them.
    """
    found = passings(plan, row.answers)
    people = _people(found)
    ids = unit_ids()
    given: dict[tuple[int, str, str], RoleAssignment] = {}
    for one in found:
        user, day = people.get(one.person, one.role.user), max(row.on, one.role.valid_from)
        if one.to:
            key = (user.pk, one.role.role, one.to)
            given.setdefault(key, _going_on(one, user, ids[one.to], day, row))
        one.role.until_before, one.role.ended_by = one.role.valid_to, row
        one.role.valid_to = max(day, one.role.valid_from + dt.timedelta(days=1))
    RoleAssignment.objects.bulk_update(
        [one.role for one in found], ["valid_to", "until_before", "ended_by"], batch_size=500
    )
    held = _held_already(given.values())
    made = [role for role in given.values() if (role.user_id, role.role, role.unit_id) not in held]
    RoleAssignment.objects.bulk_create(made, batch_size=500)
    _journal(by, row, [one.role for one in found], made, {pk: code for code, pk in ids.items()})
    return found


def _people(found: Sequence[Passing]) -> dict[str, User]:
    names = {one.person for one in found if one.person}
    people = {user.username: user for user in User.objects.filter(username__in=names, is_active=True, link=None)}
    if missing := sorted(names - set(people)):
        message = _("Không có tài khoản đang mở nào tên “%(name)s”. Chọn lại người tiếp nhận trước khi áp dụng.")
        raise UnitsRefused(message % {"name": missing[0]})
    return people


def _going_on(one: Passing, user: User, unit: int, day: dt.date, row: Reorganisation) -> RoleAssignment:
    until = one.role.valid_to if user == one.role.user else None
    return RoleAssignment(
        user=user, role=one.role.role, unit_id=unit, valid_from=day, valid_to=until if until and until > day else None,
        began_by=row,
    )  # fmt: skip


def _held_already(given: Iterable[RoleAssignment]) -> set[tuple[int, str, int]]:
    """Those of the roles that are held in any case when they would begin."""
    wanted = {(role.user_id, role.role, role.unit_id): role.valid_from for role in given}
    rows = RoleAssignment.objects.filter(unit__in={unit for _user, _role, unit in wanted}, user__link=None)
    return {
        (r.user_id, r.role, r.unit_id)
        for r in rows
        if (day := wanted.get((r.user_id, r.role, r.unit_id))) and r.valid_to is None and r.valid_from <= day
    }


def _journal(
    by: str, row: Reorganisation, ended: Sequence[RoleAssignment], given: Sequence[RoleAssignment],
    codes: Mapping[int, str],
) -> None:  # fmt: skip
    plan = {"plan": row.pk}

    def entry(act: str, role: RoleAssignment, before: object, after: dict[str, Any]) -> Entry:
        at = codes[role.unit_id]
        return Entry(
            clock.now(), by, at, act, "user", role.user.username, before, {"role": role.role, "unit": at} | after
        )

    entries = [
        entry("end_role", r, {"valid_to": r.until_before and r.until_before.isoformat()},
              {"valid_to": r.valid_to and r.valid_to.isoformat()} | plan)
        for r in ended
    ]  # fmt: skip
    entries += [entry("give_role", r, None, {"valid_from": r.valid_from.isoformat()} | plan) for r in given]
    if entries:
        record_all(entries=entries)


@transaction.atomic
def take_back_roles(*, row: Reorganisation) -> None:
    """Roles are again as they were before the plan; its undoing is the event. Two statements."""
    RoleAssignment.objects.filter(began_by=row).delete()
    RoleAssignment.objects.filter(ended_by=row).update(valid_to=F("until_before"), ended_by=None, until_before=None)

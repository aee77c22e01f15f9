"""Random histories with somebody at every unit: whatever is done, undoing all of it leads back, roles with it."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from khuyenhoc.access.acts import create_user, give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import RoleAssignment
from khuyenhoc.access.queries import held_roles
from khuyenhoc.returns.reorganising import apply, keep_draft, undo
from khuyenhoc.units.acts import found_province
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.spec import UnitsFile
from tests.units.reorganising.histories import KINDS, sheet
from tests.units.reorganising.small import DAY, UNITS, table
from tests.units.test_planning import books

pytestmark = pytest.mark.django_db


def state() -> list[object]:
    roles = RoleAssignment.objects.order_by("user", "valid_from", "unit")
    return [books(), list(roles.values_list("user", "role", "unit", "valid_from", "valid_to", "began_by", "ended_by"))]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_history_and_its_undoing(seed: int) -> None:
    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    office = create_user(by="test", username="office", full_name="Văn phòng")
    give_role(
        by="test",
        user=office,
        role=Role.PROVINCE_OFFICER,
        unit=Unit.objects.get(code="30"),
        valid_from=dt.date(2023, 1, 1),
    )
    for unit in Unit.objects.exclude(code="30"):
        user = create_user(by="test", username=unit.code, full_name=unit.code)
        give_role(by="test", user=user, role=Role.COMMUNE_SECRETARY, unit=unit, valid_from=dt.date(2023, 1, 1))
    choose = random.Random(seed).choice
    states, plans = [state()], []
    for on in (DAY + dt.timedelta(30 * n) for n in range(6)):
        rows = table(*sheet(choose(KINDS), unit_map(on), choose))
        plan, drawn = keep_draft(by=office, rows=rows, on=on, source="thử")
        if drawn.can_be_applied:
            apply(by=office, plan=plan)
            states.append(state())
            plans.append(plan)
            for user in {role.user for role in RoleAssignment.objects.exclude(user=office).select_related("user")}:
                held = held_roles(user, on)
                assert held, "whoever held a role somewhere sees on"
                assert {h.unit for h in held if not h.past} & set(unit_map(on).units) or all(h.past for h in held)
    assert len(plans) >= 4
    for plan in reversed(plans):
        assert state() == states.pop()
        undo(by=office, plan=plan)
    assert state() == states.pop()

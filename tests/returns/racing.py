"""Two administrators at once, and a machine that dies in the middle of it: real processes on a database of their own.

Run as a script by `test_racing`; it says as JSON what came of each, and whether the books were whole after it.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import Any

from tests.at_once import at_once, dying, set_up

DAY = dt.date(2024, 12, 1)
MERGER = [["Đơn vị cũ", "Đơn vị mới", "Cấp trên mới"], ["xã Hòa An, thị trấn An Sơn", "xã Hòa Sơn", ""]]
RENAMING = [["Đơn vị cũ", "Đơn vị mới", "Cấp trên mới"], ["xã Minh Châu", "xã Minh Mới", ""]]
DIES_BEFORE = 'INSERT INTO "access_roleassignment"'
"""The statement that is never made: the map is drawn anew by then and roles have ended, but none has begun."""


def main() -> None:
    set_up()
    print(json.dumps(_played()))


def _played() -> dict[str, Any]:
    from khuyenhoc.returns.reorganising import apply, keep_draft
    from khuyenhoc.units.errors import UnitsRefused

    race = partial(at_once, refused=UnitsRefused)

    ann, ben = _province()
    merger, renaming = (keep_draft(by=ann, rows=rows, on=DAY, source="thử")[0] for rows in (MERGER, RENAMING))
    before = _books()
    killed = race(lambda: dying(lambda: apply(by=ann, plan=merger), DIES_BEFORE))
    whole = _books() == before
    one_plan = race(lambda: apply(by=ann, plan=merger), lambda: apply(by=ben, plan=merger))
    again = keep_draft(by=ann, rows=RENAMING, on=DAY, source="thử")[0]
    other = keep_draft(
        by=ben, rows=[RENAMING[0], ["xã Tân Dân, huyện An Sơn", "xã Tân Mới", ""]], on=DAY, source="thử"
    )[0]
    two_plans = race(lambda: apply(by=ann, plan=again), lambda: apply(by=ben, plan=other))
    stale = race(lambda: apply(by=ann, plan=renaming))
    return {
        "killed": killed, "whole": whole, "one plan": one_plan, "two plans": two_plans, "stale": stale, "applied": _applied(),
        "roles": _roles(),
    }  # fmt: skip


def _province() -> tuple[Any, Any]:
    """A small province with two officers, and a secretary of a commune that ends."""
    from khuyenhoc.access.acts import create_user, give_role
    from khuyenhoc.access.enums import Role
    from khuyenhoc.units.acts import found_province
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.spec import UnitsFile
    from tests.units.reorganising.small import UNITS

    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    people = [create_user(by="test", username=name, full_name=name) for name in ("ann", "ben", "cam")]
    for user, role, unit in zip(
        people, [Role.PROVINCE_OFFICER] * 2 + [Role.COMMUNE_SECRETARY], ["30", "30", "3001"], strict=True
    ):
        give_role(by="test", user=user, role=role, unit=Unit.objects.get(code=unit), valid_from=dt.date(2023, 1, 1))
    return people[0], people[1]


def _books() -> list[list[tuple[object, ...]]]:
    from khuyenhoc.access.models import RoleAssignment
    from khuyenhoc.audit.models import Event
    from khuyenhoc.units.models import Reorganisation, Succession, Unit, UnitVersion

    tables = (Unit, UnitVersion, Succession, Reorganisation, RoleAssignment, Event)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def _applied() -> int:
    from khuyenhoc.units.enums import PlanState
    from khuyenhoc.units.models import Reorganisation

    return Reorganisation.objects.filter(state=PlanState.APPLIED).count()


def _roles() -> list[list[str]]:
    from khuyenhoc.access.models import RoleAssignment

    rows = RoleAssignment.objects.filter(user__username="cam").order_by("valid_from")
    return [[role.unit.code, str(role.valid_to or "")] for role in rows.select_related("unit")]


if __name__ == "__main__":
    main()

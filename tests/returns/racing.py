"""Two administrators at once, and a machine that dies in the middle of it: real processes on a database of their own.

Run as a script by `test_racing`; it says as JSON what came of each, and whether the books were whole after it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
from collections.abc import Callable
from typing import Any

DAY = dt.date(2024, 12, 1)
MERGER = [["Đơn vị cũ", "Đơn vị mới", "Cấp trên mới"], ["xã Hòa An, thị trấn An Sơn", "xã Hòa Sơn", ""]]
RENAMING = [["Đơn vị cũ", "Đơn vị mới", "Cấp trên mới"], ["xã Minh Châu", "xã Minh Mới", ""]]
DIES_BEFORE = 'INSERT INTO "access_roleassignment"'
"""The statement that is never made: the map is drawn anew by then and roles have ended, but none has begun."""


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.test")
    django.setup()
    print(json.dumps(_played()))


def _played() -> dict[str, Any]:
    from khuyenhoc.returns.reorganising import apply, keep_draft

    ann, ben = _province()
    merger, renaming = (keep_draft(by=ann, rows=rows, on=DAY, source="thử")[0] for rows in (MERGER, RENAMING))
    before = _books()
    killed = _at_once(lambda: _dying(lambda: apply(by=ann, plan=merger)))
    whole = _books() == before
    one_plan = _at_once(lambda: apply(by=ann, plan=merger), lambda: apply(by=ben, plan=merger))
    again = keep_draft(by=ann, rows=RENAMING, on=DAY, source="thử")[0]
    other = keep_draft(
        by=ben, rows=[RENAMING[0], ["xã Tân Dân, huyện An Sơn", "xã Tân Mới", ""]], on=DAY, source="thử"
    )[0]
    two_plans = _at_once(lambda: apply(by=ann, plan=again), lambda: apply(by=ben, plan=other))
    stale = _at_once(lambda: apply(by=ann, plan=renaming))
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


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of acts that begin together, each in a process of its own: "done", "refused", or the signal that ended it."""
    from django.db import connections

    connections.close_all()
    ready, go = os.pipe()
    children = [_child(act, ready, go) for act in acts]
    os.close(ready)
    os.close(go)  # the end of the pipe is the start of the race
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    said = {0: "done", 3: "refused", -signal.SIGKILL: "killed"}
    return sorted(said.get(end, str(end)) for end in ends)


def _child(act: Callable[[], object], ready: int, go: int) -> int:
    from khuyenhoc.units.errors import UnitsRefused

    if child := os.fork():
        return child
    os.close(go)
    os.read(ready, 1)
    code = 1
    with contextlib.suppress(UnitsRefused):
        code = 3
        act()
        code = 0
    os._exit(code)


def _dying(act: Callable[[], object]) -> None:
    """The process is killed in the middle of it, as by a machine that goes off."""
    from django.db import connection

    def wrapper(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if sql.startswith(DIES_BEFORE):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *arguments)

    with connection.execute_wrapper(wrapper):
        act()


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

"""A small province for the tests of plans: two districts, six communes, the State's codes as identities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import chain

from msgspec.structs import replace

from khuyenhoc.units.history import Life
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName, read_levels
from khuyenhoc.units.succession import Link

BEGAN, DAY = dt.date(2023, 1, 1), dt.date(2024, 12, 1)
LEVELS = read_levels().levels
UNITS = (
    UnitName("30", "province", "tỉnh", "Hải Giang", None, "30"),
    UnitName("300", "district", "huyện", "An Sơn", "30", "300"),
    UnitName("301", "district", "huyện", "Bình Sơn", "30", "301"),
    UnitName("3001", "commune", "xã", "Hòa An", "300", "3001"),
    UnitName("3002", "commune", "xã", "Tân Dân", "300", "3002"),
    UnitName("3003", "commune", "thị trấn", "An Sơn", "300", "3003"),
    UnitName("3011", "commune", "xã", "Tân Dân", "301", "3011"),
    UnitName("3012", "commune", "xã", "Phú Lộc", "301", "3012"),
    UnitName("3013", "commune", "xã", "Minh Châu", "301", "3013"),
)
BEFORE = map_of(DAY, UNITS)


def lives(units: Iterable[UnitName], began: dt.date = BEGAN, until: dt.date | None = None) -> dict[str, Life]:
    """Units of one version each."""
    return {u.code: Life(u.code, u.official_code, u.level, u.full_name, began, began, until) for u in units}


def lived(known: dict[str, Life], made: Plan) -> dict[str, Life]:
    """What is known of every identity after a plan."""
    on = made.after.on
    ended = {u.code: replace(known[u.code], until=on) for u in made.ends}
    changed = {u.code: replace(known[u.code], since=on, full_name=u.full_name) for _old, u in made.changed}
    return {**known, **ended, **changed, **lives(made.begins, began=on)}


def plan(*rows: str, before: UnitMap = BEFORE, known: dict[str, Life] | None = None, decision: str = "1/NQ") -> Plan:
    """The plan of rows written "old | new", or under the heading of the first row."""
    heading = rows[0] if "mới" in rows[0] else "Đơn vị cũ | Đơn vị mới"
    lines = [heading, *rows] if heading is not rows[0] else list(rows)
    return draw(table(*lines), before, {**lives(before.units.values()), **(known or {})}, LEVELS, decision)


def table(*rows: str) -> list[list[str]]:
    """The cells of rows that are written "old | new"."""
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def links(made: Plan) -> list[Link]:
    """What becomes of which units, of all changes of a plan."""
    return list(chain.from_iterable(made.links))


def kinds(made: Plan) -> list[tuple[str, str]]:
    """Each change as (kind, code afterwards)."""
    return [(str(change.kind), change.after.code if change.after else "") for change in made.changes]

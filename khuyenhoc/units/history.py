"""Reading units over all dates: what one was called and when, what became of it, and where an old name leads today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Min
from django.db.models.expressions import RawSQL
from msgspec import Struct

from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation, SuccessionLink, Unit, UnitVersion
from khuyenhoc.units.queries import UnitMap, map_of, unit_map
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold

MOST = 50
"""How many names a search shows."""


_LINK: Final = ("succession__plan__on", "succession__kind", "predecessor__code", "successor__code", "whole")
_BY_DAY: Final = ("succession__plan__on", "pk")
_REACHED: Final = """
WITH RECURSIVE reached (unit) AS (
    SELECT id FROM units_unit WHERE code IN ({marks})
    UNION
    SELECT l.{far} FROM reached JOIN units_successionlink l ON l.{near} = reached.unit
    WHERE l.{far} IS NOT NULL
)
SELECT unit FROM reached
"""


def links() -> list[Link]:
    """What became of which units, of all plans in force, by day. One statement."""
    return [Link(*row) for row in SuccessionLink.objects.order_by(*_BY_DAY).values_list(*_LINK)]


def successions() -> Successions:
    """The same, to be followed both ways. One statement."""
    return Successions(links())


def successions_into(codes: Sequence[str]) -> Successions:
    """What has gone into some units, over any number of steps: to be followed backwards from them. One statement."""
    return _reached(codes, near="successor_id", far="predecessor_id")


def successions_out_of(codes: Sequence[str]) -> Successions:
    """Where some units have gone, over any number of steps: to be followed forwards from them. One statement."""
    return _reached(codes, near="predecessor_id", far="successor_id")


def _reached(codes: Sequence[str], *, near: str, far: str) -> Successions:
    """The links to units that are reached, which are all that a way either way goes by."""
    if not codes:
        return Successions(())
    marks = ", ".join(["%s"] * len(codes))
    reached = RawSQL(_REACHED.format(marks=marks, near=near, far=far), list(codes))  # noqa: S611 - no values are filled in
    rows = SuccessionLink.objects.filter(successor__in=reached).order_by(*_BY_DAY)
    return Successions(Link(*row) for row in rows.values_list(*_LINK))


def links_of(plan: Reorganisation) -> list[tuple[int, Link]]:
    """What became of which units by a plan that is in force, each with the number of its change. One statement."""
    rows = SuccessionLink.objects.filter(succession__plan=plan).order_by("succession", "pk")
    columns = ("succession_id", "succession__kind", "predecessor__code", "successor__code", "whole")
    return [(number, Link(plan.on, *row)) for number, *row in rows.values_list(*columns)]


def mapped_since() -> dt.date | None:
    """The first day of which there is a map; None without units. One statement."""
    found: dt.date | None = UnitVersion.objects.aggregate(day=Min("valid_from"))["day"]
    return found


def redrawn_on() -> list[dt.date]:
    """The days of all plans in force. One statement."""
    return list(Reorganisation.objects.filter(state=PlanState.APPLIED).values_list("on", flat=True).order_by("on"))


def versions(code: str) -> list[UnitVersion]:
    """Everything that a unit has been called, in order, with its parents and plans; [] for no such unit. One statement."""
    rows = UnitVersion.objects.filter(unit__code=code).order_by("valid_from")
    return list(rows.select_related("unit", "parent", "began_by", "ended_by").defer("began_by__rows", "ended_by__rows"))


def map_with(unit: str, on: dt.date) -> UnitMap:
    """The map of a day; where a unit (code) has ended by then, that of its last day. Two statements, five for such a unit."""
    found = unit_map(on)
    known = [] if unit in found.units else versions(unit)
    last = known[-1].valid_to if known else None
    return unit_map(last - dt.timedelta(days=1)) if last else found


def ending_of(unit: Unit) -> UnitVersion | None:
    """The last version of a unit that has ended, or will by a plan to come; None for one that goes on. One statement."""
    last = UnitVersion.objects.filter(unit=unit).select_related("ended_by").order_by("-valid_from").first()
    return last if last and last.valid_to else None


def versions_of(codes: Iterable[str]) -> dict[str, list[UnitVersion]]:
    """What each of several units has been called, in order. One statement."""
    found: dict[str, list[UnitVersion]] = {}
    for version in UnitVersion.objects.filter(unit__code__in=codes).select_related("unit").order_by("valid_from"):
        found.setdefault(version.unit.code, []).append(version)
    return found


class Found(Struct, frozen=True):
    """A name that was searched for: whose it was, from when to when, and the units of the map asked that it leads to."""

    code: str
    full_name: str
    valid_from: dt.date
    valid_to: dt.date | None
    leads_to: tuple[UnitName, ...]


def search(text: str, map_: UnitMap) -> list[Found]:
    """The units that have ever borne a name with `text` in it, typed with accents or without, and where they lead to.

    The whole name comes before a part of one, the right kind before another, at most `MOST`. Two statements.
    """
    kind, name = split_kind(text)
    wanted, full = fold(name), fold(f"{kind} {name}") if kind else fold(name)
    if not wanted:
        return []
    graph = successions()
    rows = UnitVersion.objects.filter(search_name__contains=wanted).select_related("unit")
    ranked = sorted(rows, key=lambda v: (fold(v.name) != wanted, full not in v.search_name, v.valid_from, v.unit.code))
    return [
        Found(
            v.unit.code, v.full_name, v.valid_from, v.valid_to,
            tuple(map_.units[code] for code in graph.leads_to(v.unit.code, map_.units)),
        )
        for v in ranked[:MOST]
    ]  # fmt: skip


class Life(Struct, frozen=True):
    """What is known of an identity over all dates. `since`: the day of its last version; `until`: when that ends."""

    code: str
    official_code: str
    level: str
    full_name: str
    began: dt.date
    since: dt.date
    until: dt.date | None


def lives() -> dict[str, Life]:
    """Every identity that there ever was, by its last version. One statement."""
    rows = UnitVersion.objects.order_by("valid_from").values_list(
        "unit__code", "official_code", "level", "kind", "name", "valid_from", "valid_to"
    )
    found: dict[str, Life] = {}
    for code, official, level, kind, name, since, until in rows:
        began = found[code].began if code in found else since
        found[code] = Life(code, official, level, f"{kind} {name}", began, since, until)
    return found


def founded() -> set[str]:
    """The units that came into the books by a list and not by a plan. One statement."""
    return set(UnitVersion.objects.filter(began_by=None).values_list("unit__code", flat=True))


def maps() -> list[UnitMap]:
    """The map of each day on which one begins that is not the one before, by day. One statement."""
    columns = ("unit__code", "level", "kind", "name", "parent__code", "official_code", "valid_from", "valid_to")
    rows = [
        (UnitName(*row), since, until)
        for *row, since, until in UnitVersion.objects.order_by("unit__code", "valid_from").values_list(*columns)
    ]
    days = sorted({day for _unit, *dates in rows for day in dates if day})
    return [
        map_of(day, (unit for unit, since, until in rows if since <= day and (until is None or day < until)))
        for day in days
    ]

"""On the page of a unit's registers: how far the whole units below it are as communities, and the unit itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.recognition.deciding.sheet import is_scored
from khuyenhoc.desk.recognition.lists.whole_page import whole_title
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.rules import BEFORE_MEETING, Count, judged_on
from khuyenhoc.recognition.wholes.queries import COMMUNITY, own_standing, whole_counts, wholes_of
from khuyenhoc.recognition.wholes.saying import kinds_said, titled
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.text import in_sentence


@dataclass(frozen=True, slots=True)
class WholeLine:
    """The units of one level as communities: how many there are on the map (`of`), and what the lists say. `url`: of the unit's
    own list, "" for levels whose lists are kept further down."""

    title: str
    of: int
    count: Count
    url: str


@dataclass(frozen=True, slots=True)
class Own:
    """A unit on the list of the unit above it (`by`). What its officer may do now: register it (`registers`), give it points
    (`scores`), open its own page (`opens`)."""

    standing: Standing
    titled: str
    by: str
    registers: bool
    scores: bool
    opens: bool


def whole_lines(request: DeskRequest, unit: str, year: int, units: Collection[str]) -> list[WholeLine]:
    """Level by level below a unit, the nearest first, itself last. One statement besides the year's map."""
    map_ = request.visitor.map_on(judged_on(year, clock.today()))
    counts = whole_counts(units, year)
    sums: dict[str, Count] = {}
    for by_scope in counts.values():
        for scope, count in by_scope.items():
            sums[scope] = sums.get(scope, Count()) + count
    return list(_lines(map_, unit, year, sums, counts.get(unit, {})))


def _lines(map_: UnitMap, unit: str, year: int, sums: dict[str, Count], kept: Collection[str]) -> Iterator[WholeLine]:
    """`kept`: the levels of which the unit has a list, which may be of before it ended."""
    own = {one.scope: one for one in wholes_of(map_, unit)}
    below = [u for u in map_.below(unit) if u.code != unit] if unit in map_.units else []
    itself = map_.units[unit].level if unit in map_.units else ""
    levels = dict.fromkeys([s for s in (*own, *(u.level for u in below), *sums) if s != itself])
    levels |= dict.fromkeys([itself] if itself in own or itself in sums else [])
    for scope in levels:
        there = own[scope].units if scope in own else [u for u in below if u.level == scope]
        has_list = scope in own or scope in kept
        url = reverse("desk:register_list", args=[unit, COMMUNITY, year, scope]) if has_list else ""
        yield WholeLine(whole_title(kinds_said(there, scope)), len(there), sums.get(scope, Count()), url)


def own_of(request: DeskRequest, unit: str, year: int, map_: UnitMap) -> Own | None:
    """Where the unit stands itself; None where nobody has put it on a list. Two statements, one where it stands nowhere."""
    found = own_standing(unit, year)
    if found is None:
        return None
    keeps = request.visitor.may(Right.KEEP_REGISTER, unit, map_)
    scored = is_scored(COMMUNITY, year, found.entry.scope)
    return Own(
        standing=found, titled=titled(COMMUNITY, found.entry.scope), by=in_sentence(map_.name(found.unit.code)),
        registers=keeps and found.status == Status.LISTED, opens=keeps and found.status != Status.LISTED,
        scores=keeps and scored and found.status in BEFORE_MEETING,
    )  # fmt: skip

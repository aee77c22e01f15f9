"""What a unit's page shows: its life line, what it came from and what it became, and its figures by period."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.desk import maps
from khuyenhoc.desk.figures_page import Headline, headlines
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.returns.balances.queries import Booked, booked_at
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.figures import Figures
from khuyenhoc.units.enums import SuccessionKind, UnitStatus
from khuyenhoc.units.grounds import Grounds, grounds
from khuyenhoc.units.history import versions, versions_of
from khuyenhoc.units.models import Reorganisation, UnitVersion
from khuyenhoc.units.parcels import divided_on
from khuyenhoc.units.queries import UnitMap, statuses
from khuyenhoc.units.spec import read_levels
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

PERIODS: Final = 6
"""How many periods the page shows, the latest ones."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A unit under one name and one unit above. `until`: its last day, None to this day; `status`: "" where it is there."""

    name: str
    above: str
    since: dt.date
    until: dt.date | None
    official_code: str
    seat: str
    began_by: Reorganisation | None
    source: str
    verified: bool
    status: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit before or after this one: its name on that day, what happened, and whether it was all of it.

    `url`: "" where its page is not the reader's to see.
    """

    name: str
    url: str
    on: dt.date
    kind: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A period of a unit: its figures, its headlines by model, and where they are on the map of the period and of today."""

    figures: Figures
    headlines: Mapping[str, Headline]
    then: str
    now: str
    synthetic: bool
    first_model: str
    """The indicator that counts what is recognised of the form's first learning model."""


@dataclass(frozen=True)
class Life:
    """A unit over all dates. `ground`: the map of the day nearest to today on which it was there, on the map of today."""

    code: str
    known: Sequence[UnitVersion]
    graph: Successions
    ground: Grounds
    others: Mapping[str, Sequence[UnitVersion]]
    may_open: frozenset[str]

    @property
    def lineage(self) -> list[str]:
        """Whose rights are asked: of the units above it now, and then too where it has ended."""
        return self.ground.lineage(self.code)

    @property
    def name(self) -> str:
        return capitalised(self.known[-1].full_name)

    @property
    def stages(self) -> list[Stage]:
        return [self._stage(version) for version in self.known]

    def _stage(self, v: UnitVersion) -> Stage:
        until = v.valid_to - dt.timedelta(days=1) if v.valid_to else None
        above = self.called(v.parent.code, v.valid_from) if v.parent else ""
        return Stage(
            capitalised(v.full_name), above, v.valid_from, until, v.official_code, v.seat, v.began_by, v.source,
            v.source_status.startswith("verified"),
            "" if v.status == UnitStatus.ESTABLISHED else v.get_status_display(),
        )  # fmt: skip

    @property
    def predecessors(self) -> list[Relative]:
        links = self.graph.predecessors(self.code)
        return [self._relative(link, link.predecessor, link.on - dt.timedelta(days=1)) for link in links]

    @property
    def successors(self) -> list[Relative]:
        return [self._relative(link, link.successor, link.on) for link in self.graph.successors(self.code)]

    @property
    def divisions(self) -> list[dt.date]:
        """The days on which it was divided, and goes on in several units, the last one first."""
        days = divided_on(self.graph.successors(self.code))
        goes_on = {day for day in days if any(_covers(v, day) for v in self.known)}
        return sorted((day for day, others in days.items() if len(others) + (day in goes_on) > 1), reverse=True)

    def _relative(self, link: Link, other: str | None, day: dt.date) -> Relative:
        code, kind = other or "", SuccessionKind(link.kind).label
        url = unit_address(code) if code in self.may_open else ""
        return Relative(self.called(code, day), url, link.on, str(kind), link.whole)

    def called(self, code: str, day: dt.date) -> str:
        """A relative's name on a day; its code where it had none."""
        names = self.others.get(code, ())
        on = next((v for v in names if _covers(v, day)), None)
        return capitalised(on.full_name) if on else code


def _covers(version: UnitVersion, day: dt.date) -> bool:
    return version.valid_from <= day and (version.valid_to is None or day < version.valid_to)


def balances(of: Life) -> list[tuple[str, Booked]]:
    """What a unit gave and took of balances, each with the name of the other side. One statement."""
    return [
        (of.called(one.other, one.on if one.amount < 0 else one.on - dt.timedelta(days=1)), one)
        for one in booked_at(of.code)
    ]


def unit_address(code: str) -> str:
    return reverse("desk:unit", args=[code])


def life(visitor: Visitor, code: str) -> Life | None:
    """A unit over all dates; None for one that there never was. Three statements; up to three more, for maps and successions,
    after something has been journalled.
    """
    known = versions(code)
    if not known:
        return None
    state, today = head(), clock.today()
    graph = maps.graph(state)
    until = known[-1].valid_to
    day = min(today, until - dt.timedelta(days=1)) if until else max(today, known[0].valid_from)
    now = maps.map_on(state, today)
    ground = grounds(maps.map_on(state, day), now, graph)
    relatives = {link.predecessor or "" for link in graph.predecessors(code)}
    relatives |= {link.successor or "" for link in graph.successors(code)}
    named = {*graph.all_predecessors(code), *graph.all_successors(code), *(v.parent.code for v in known if v.parent)}
    others = versions_of(named)
    return Life(code, known, graph, ground, others, frozenset(c for c in relatives if may_open(visitor, c, now)))


def places(of: Life) -> list[str]:
    """How many units of each level stand below one, and in how many the association is not simply there. One statement."""
    map_ = of.ground.then
    below = [unit for unit in map_.below(of.code) if unit.code != of.code] if of.code in map_.units else []
    found = statuses(map_.on) if below else {}
    labels = {level.code: level.label for level in read_levels().levels}
    lines = []
    for level, n in Counter(unit.level for unit in below).items():
        states = Counter(found[u.code] for u in below if u.level == level and u.code in found)
        words = [f"{format_count(m)} {status.label}" for status, m in states.items()]
        lines.append(": ".join([f"{labels[level]}", format_count(n)]) + (f" ({', '.join(words)})" if words else ""))
    return lines


def seen_life(visitor: Visitor, code: str) -> Life:
    """The same. Http404 for one that there never was; NotAllowed where its figures are not the reader's to see."""
    found = life(visitor, code)
    if found is None:
        raise Http404(_("Không có đơn vị nào mang mã này. Tìm theo tên ở trang “Tìm đơn vị”."))
    visitor.check_on(Right.SEE_FIGURES, found.lineage, found.name)
    return found


def may_open(visitor: Visitor, code: str, now: UnitMap) -> bool:
    """Whether a link to a unit's page is offered; whether one that has ended may be looked at is asked there."""
    return code not in now.units or visitor.may(Right.SEE_FIGURES, code, now)


def became(visitor: Visitor, of: Life) -> maps.Ended | None:
    """What became of a unit that has ended by today."""
    now, last = of.ground.now, of.known[-1]
    if of.code in now.units or last.valid_to is None or last.valid_to > now.on:
        return None
    return maps.what_became(visitor, last, now, of.graph, unit_address)


def years(visitor: Visitor, code: str, periods: Sequence[str]) -> list[Year]:
    """The latest periods of a unit that the reader may look at. One statement a period while nothing is journalled."""
    return [year for period in periods[:PERIODS] if (year := _year(visitor, code, period))]


def _year(visitor: Visitor, code: str, period: str) -> Year | None:
    found = books(period)
    there = code in found.map.units
    is_redrawn = len(maps.choices(found, "")) > 1
    if not there and is_redrawn:
        found = books(period, clock.today())
    if code not in found.map.units or not visitor.may_on(Right.SEE_FIGURES, found.grounds.lineage(code)):
        return None
    figures = found.figures(code)
    lines = dict(zip((m.code for m in found.form.models), headlines(found.form, figures), strict=True))
    then = maps.address("figures", code, period) if there else ""
    now = maps.address("figures", code, period, maps.TODAY) if is_redrawn else ""
    first = found.form.models[0].recognised if found.form.models else found.form.typed[0].code
    return Year(figures, lines, then, now, found.synthetic, first)

"""What the pages of chasing show: the units from which something is missing, and what each of them is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from khuyenhoc.access.enums import Right
from khuyenhoc.access.links import open_links
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import link_address, public
from khuyenhoc.desk.board_page import wanted
from khuyenhoc.desk.frame import Where, where
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.returns.board import narrowed as on_board
from khuyenhoc.returns.chasing.acts import Told
from khuyenhoc.returns.chasing.enums import Cause
from khuyenhoc.returns.chasing.messages import Asked, Message, message
from khuyenhoc.returns.chasing.queries import Reminded, reasons_of, reminded
from khuyenhoc.returns.chasing.rules import Chased, to_chase
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import board, collection_of, seen
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap

DAYS: Final = ("1", "3", "7")
"""Not reminded within so many days."""
USUAL: Final = dt.timedelta(days=30)
"""How long a link is good where nobody says otherwise."""
LONGEST: Final = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit to be chased, with its last reminder and the link that it can use now."""

    chased: Chased
    reminded: Reminded | None
    link: OneTimeLink | None

    @property
    def unit(self) -> str:
        return self.chased.row.unit


@dataclass(frozen=True)
class Chase:
    """A collection with the units that somebody may chase in it."""

    collection: Collection
    map: UnitMap
    at: Where
    lines: list[Line]
    reasons: Mapping[int, list[str]] = field(default_factory=dict)

    def line(self, unit: str) -> Line | None:
        return next((one for one in self.lines if one.unit == unit), None)

    def after(self, unit: str) -> Line | None:
        """The next unit to be chased behind one, from the beginning again behind the last; None where there is no other."""
        others = [one for one in self.lines if one.unit != unit]
        order = list(self.map.units)
        place = order.index(unit) if unit in order else -1
        return next((one for one in others if order.index(one.unit) > place), others[0] if others else None)


def chase_of(request: DeskRequest, code: str) -> Chase:
    """NotAllowed where nobody may be chased. Eight statements, with those of the roles and the map."""
    collection = collection_of(code)
    map_, held = request.visitor.map_on(collection.period_ends), request.visitor.held
    rows = seen(board(collection, map_, clock.today()), map_, held, Right.CHASE)
    if not rows:
        raise NotAllowed(refusal(request.user, Right.CHASE, map_.name(collection.unit.code)))
    last, links, chased = reminded(collection), open_links(collection.code), to_chase(rows)
    lines = [Line(one, last.get(one.row.unit), links.get(one.row.unit)) for one in chased]
    sent_back = [one.row.return_id for one in chased if one.cause is Cause.SENT_BACK and one.row.return_id]
    top = request.visitor.home if request.visitor.home in map_.units else collection.unit.code
    return Chase(collection, map_, where(map_, top, collection), lines, reasons_of(sent_back))


def narrowed(lines: Sequence[Line], query: QueryDict) -> list[Line]:
    """The lines that are asked for: as on the board, by cause, not reminded within some days."""
    cause, days = query.get("ly_do", ""), query.get("chua_nhac", "")
    shown = {row.unit for row in on_board((line.chased.row for line in lines), wanted(query))}
    since = clock.now() - dt.timedelta(days=int(days)) if days in DAYS else None
    return [
        line
        for line in lines
        if line.unit in shown
        and (not cause or line.chased.cause == cause)
        and (since is None or line.reminded is None or line.reminded.last.at < since)
    ]


def message_of(request: DeskRequest, chase: Chase, line: Line) -> Message:
    """What a unit is told, with its link where it has one."""
    row, link = line.chased.row, line.link
    return message(
        Asked(
            unit=association(chase.map, row.unit), office=association(chase.map, chase.collection.unit.code),
            period=chase.collection.period, cause=line.chased.cause, due_on=row.due_on, days_late=row.days_late,
            extended_from=chase.collection.due_on if row.extended_for else None,
            errors=row.errors, reasons=chase.reasons.get(row.return_id or 0, ()),
            link=link_address(request, link) if link else "", link_until=last_day(link) if link else None,
            site=public(request, reverse("desk:tasks")),
        )
    )  # fmt: skip


def told(request: DeskRequest, chase: Chase, lines: Sequence[Line], mails: Mapping[str, str]) -> list[Told]:
    """What is noted of reminders to several units. One statement."""
    rows = Unit.objects.in_bulk([line.unit for line in lines], field_name="code")
    found = []
    for line in lines:
        written = message_of(request, chase, line)
        sent_to = mails.get(line.unit, "")
        found.append(Told(rows[line.unit], line.chased.cause, written.subject, written.text, sent_to))
    return found


def last_day(link: OneTimeLink) -> dt.date:
    """The last day on which a link is good."""
    return timezone.localtime(link.expires_at - dt.timedelta(seconds=1)).date()


def usual_end(chase: Chase, lines: Sequence[Line]) -> dt.date:
    """A month from today, or from the last due date of the units where that is still ahead."""
    due = (line.chased.row.due_on for line in lines)
    return max(clock.today(), chase.collection.due_on, *due) + USUAL

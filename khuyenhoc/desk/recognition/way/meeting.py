"""A village's meeting, noted by whoever keeps the register; and the village's link, by which its head notes it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse, HttpResponseBase

from khuyenhoc.access.enums import Right
from khuyenhoc.access.links import create_links, open_links
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import link_address
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.place import seen_map
from khuyenhoc.desk.recognition.way import meeting_flow as flow
from khuyenhoc.desk.recognition.way.convener import Convener, purpose, with_account
from khuyenhoc.desk.recognition.way.gathering import WITHOUT
from khuyenhoc.desk.recognition.way.minutes import minutes_file
from khuyenhoc.desk.recognition.way.proofs import MINUTES, served
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.meetings.models import Meeting, MinutesPaper
from khuyenhoc.recognition.meetings.queries import meeting_of
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.history import map_with

LINK_DAYS = 30
"""For how long a village's link is good."""


@desk_page
def meet(
    request: DeskRequest, unit: str, model: LearningModel, year: int, village: int, scope: str = ""
) -> HttpResponse:
    return flow.begin(_keeper(request, unit, model, year, village, scope), request.GET)


@desk_page
def votes(
    request: DeskRequest, unit: str, model: LearningModel, year: int, village: int, scope: str = ""
) -> HttpResponse:
    return flow.votes(_keeper(request, unit, model, year, village, scope), request.GET)


def _meet_again(
    request: DeskRequest,
    unit: str,
    model: LearningModel,
    year: int,
    village: int,
    scope: str = "",
    *,
    problems: list[Problem],
) -> HttpResponse:
    return flow.begin(_keeper(request, unit, model, year, village, scope), request.POST, problems)


@act_on(_meet_again, "meet")
def note(
    request: DeskRequest, unit: str, model: LearningModel, year: int, village: int, scope: str = ""
) -> HttpResponseBase:
    return flow.note(_keeper(request, unit, model, year, village, scope), request.POST)


@act_on(_meet_again, "meet")
def link(request: DeskRequest, unit: str, model: LearningModel, year: int, village: int) -> HttpResponseBase:
    """A link by which the village's head notes the meeting on a phone; the one that is open is shown again."""
    who = _keeper(request, unit, model, year, village)
    what = purpose(who.village, model, year)
    found = open_links(what).get(unit)
    if found is None:
        (found,) = create_links(
            by=request.user, units=[who.unit], purpose=what, expires_on=clock.today() + dt.timedelta(days=LINK_DAYS),
            map_=map_with(unit, clock.today()), right=Right.KEEP_REGISTER,
        )  # fmt: skip
    address = link_address(request, found, "link_meet")
    return who.show("meet_link", address=address, code=qr_svg(address), link=found)


def _keeper(
    request: DeskRequest, unit: str, model: LearningModel, year: int, village: int, scope: str = ""
) -> Convener:
    who = with_account(request, unit, model, year, village, scope)
    request.visitor.check(Right.KEEP_REGISTER, unit, seen_map(request, unit, year))
    return who


def _of(request: DeskRequest, found: Meeting) -> Convener:
    model = LearningModel(found.model)
    return with_account(request, found.unit.code, model, found.year, found.village_id or WITHOUT, found.scope)


@desk_page
def meeting(request: DeskRequest, pk: int) -> HttpResponse:
    return meeting_page(request, pk, problems=[])


def meeting_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    found = meeting_of(pk)
    return flow.result(_of(request, found), found, problems)


@act_on(meeting_page, "meeting")
def undo(request: DeskRequest, pk: int) -> HttpResponseBase:
    found = meeting_of(pk)
    return flow.undo(_of(request, found), found)


@act_on(meeting_page, "meeting")
def keep_signed(request: DeskRequest, pk: int) -> HttpResponseBase:
    found = meeting_of(pk)
    return flow.keep_signed(_of(request, found), request, found)


@desk_page
def minutes(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    found = meeting_of(pk)
    return minutes_file(_of(request, found), found, kind)


@desk_page
def scan(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A page of the signed minutes."""
    paper = MinutesPaper.objects.select_related("meeting").get(pk=pk)
    _of(request, meeting_of(paper.meeting_id))
    return served(paper.digest, paper.kind, MINUTES)

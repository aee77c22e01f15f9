"""A village's meeting, noted by its head on a phone: the same pages by the village's one-time link, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.desk.recognition.way import meeting_flow as flow
from khuyenhoc.desk.recognition.way.convener import Convener, by_village_link, own_meeting
from khuyenhoc.desk.recognition.way.minutes import minutes_file
from khuyenhoc.desk.recognition.way.proofs import MINUTES, served
from khuyenhoc.recognition.meetings.models import Meeting, MinutesPaper
from khuyenhoc.recognition.meetings.queries import meeting_of


@by_village_link
def meet(request: HttpRequest, who: Convener) -> HttpResponse:
    return flow.begin(who, request.GET)


@by_village_link
def votes(request: HttpRequest, who: Convener) -> HttpResponse:
    return flow.votes(who, request.GET)


@csrf_exempt
@by_village_link
def note(request: HttpRequest, who: Convener) -> HttpResponseBase:
    return flow.note(who, request.POST) if request.method == "POST" else redirect(who.to("meet"))


@by_village_link
def meeting(request: HttpRequest, who: Convener, pk: int) -> HttpResponse:
    return flow.result(who, _own(who, pk))


@csrf_exempt
@by_village_link
def undo(request: HttpRequest, who: Convener, pk: int) -> HttpResponseBase:
    found = _own(who, pk)
    return flow.undo(who, found) if request.method == "POST" else redirect(who.to("meeting", pk))


@csrf_exempt
@by_village_link
def keep_signed(request: HttpRequest, who: Convener, pk: int) -> HttpResponseBase:
    found = _own(who, pk)
    return flow.keep_signed(who, request, found) if request.method == "POST" else redirect(who.to("meeting", pk))


@by_village_link
def minutes(request: HttpRequest, who: Convener, pk: int, kind: str) -> HttpResponse:
    return minutes_file(who, _own(who, pk), kind)


@by_village_link
def scan(request: HttpRequest, who: Convener, pk: int) -> HttpResponseBase:
    """A page of the signed minutes."""
    paper = MinutesPaper.objects.filter(pk=pk).first()
    if paper is None:
        raise Http404(_("Không có trang này."))
    _own(who, paper.meeting_id)
    return served(paper.digest, paper.kind, MINUTES)


def _own(who: Convener, pk: int) -> Meeting:
    """A meeting of the link's own village. Http404 for another."""
    found = Meeting.objects.filter(pk=pk).exists() and meeting_of(pk)
    if not found:
        raise Http404(_("Không có cuộc họp này."))
    own_meeting(who, found)
    return found

"""Typing a return by a one-time link. What the pages do is in `typing_flow`; as in `links`, nothing rests on a cookie."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.desk import typing_flow as flow
from khuyenhoc.desk.by_link import LinkRequest, by_link
from khuyenhoc.desk.typing_page import Sent
from khuyenhoc.desk.typist import with_link
from khuyenhoc.desk.views.typing import leave
from khuyenhoc.returns.by_link import submit_by_link
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.typing.acts import drop
from khuyenhoc.returns.typing.rules import MAY_BEGIN, Start
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.theme.problems import Problem


@by_link()
def overview(request: LinkRequest) -> HttpResponseBase:
    """Where to go on; where there is nothing to type, the link's first page says why."""
    who = with_link(request)
    if flow.found_for(who).start not in {*MAY_BEGIN, Start.RESUME}:
        return redirect(who.leave)
    return flow.overview(who, [])


@csrf_exempt
@by_link()
def begin_act(request: LinkRequest) -> HttpResponseBase:
    who = with_link(request)
    if request.method != "POST":
        return redirect(who.ways.to())
    try:
        begin(by=who.by, collection=who.collection, unit=who.unit)
    except (Refused, NotAllowed) as refused:
        return flow.overview(who, [Problem(str(refused))])
    return redirect(who.ways.to())


@csrf_exempt
@by_link()
def drop_act(request: LinkRequest) -> HttpResponseBase:
    who = with_link(request)
    typed = flow.found_for(who).typed if request.method == "POST" else None
    try:
        if typed is not None:
            drop(by=who.by, return_=typed)
    except (Refused, NotAllowed) as refused:
        return flow.overview(who, [Problem(str(refused))])
    return redirect(who.leave)


@csrf_exempt
@by_link()
def section(request: LinkRequest, section: str) -> HttpResponseBase:
    """Shows the section; by POST keeps it and goes on."""
    who = with_link(request)
    if request.method != "POST":
        return flow.on_draft(who, lambda r: flow.section_page(request, who, r, section, Sent(), []))
    try:
        return flow.on_draft(who, lambda r: flow.save_section(request, who, r, section))
    except (Refused, NotAllowed) as refused:
        return flow.overview(who, [Problem(str(refused))])


@csrf_exempt
@by_link()
def cell(request: LinkRequest, section: str, indicator: str) -> HttpResponse:
    """Keeps one field, asked by the script of the page."""
    who = with_link(request)
    typed = flow.found_for(who).typed if request.method == "POST" else None
    try:
        return flow.save_cell(request, who, typed, section, indicator) if typed else leave(who.ways.to())
    except (Refused, NotAllowed):
        return leave(who.ways.to("section", section))


@by_link()
def check(request: LinkRequest) -> HttpResponseBase:
    who = with_link(request)
    return flow.on_draft(who, lambda r: flow.check_page(request, who, r, []))


@csrf_exempt
@by_link(also_used=True)
def send(request: LinkRequest) -> HttpResponseBase:
    """Sends it, which uses the link up; pressed twice, it has been sent once."""
    if request.link.used_at:
        return redirect("desk:link_done", request.token)
    who = with_link(request)
    typed = flow.found_for(who).typed if request.method == "POST" else None
    if typed is None:
        return redirect(who.ways.to("check"))
    try:
        answer = flow.send_or_note(
            request, who, typed, lambda r: submit_by_link(link=request.link, return_=r, reasons={})
        )
    except (Refused, NotAllowed) as refused:
        return flow.check_page(request, who, typed, [Problem(str(refused))])
    return answer or redirect("desk:link_done", request.token)

"""Registering by a village's poster: one's own name typed in full, found or added, registered."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.throttle import JOININGS, client_address, is_once_too_often
from khuyenhoc.desk.by_link import too_many
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.recognition.way.doors import PosterRequest, by_poster, show_way
from khuyenhoc.desk.recognition.way.words import ASKS, FURTHER
from khuyenhoc.desk.recognition.words import HEADS
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.acts import Joined, join, join_new
from khuyenhoc.recognition.joining.links import own_token
from khuyenhoc.recognition.joining.queries import named
from khuyenhoc.recognition.listing import NewEntry
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.text import normalise

LONGEST = {"name": 120, "more": 80}


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed about themselves. `birth`: as it was typed; `more`: the house, or who heads it."""

    name: str
    birth: str
    more: str

    @property
    def birth_year(self) -> int | None:
        return int(self.birth) if self.birth.isdecimal() and len(self.birth) == 4 else None


def typed(post: QueryDict) -> Typed:
    """What stands in the fields of the form."""
    name, more = normalise(post.get("ten", "")), normalise(post.get("them", ""))
    return Typed(name[: LONGEST["name"]], normalise(post.get("nam_sinh", "")), more[: LONGEST["more"]])


@by_poster
def begin(request: PosterRequest) -> HttpResponse:
    """What this is and the field for one's name."""
    return _page(request, Typed("", "", ""))


def _page(request: PosterRequest, said: Typed, problems: list[Problem] | None = None, **more: object) -> HttpResponse:
    model = LearningModel(request.invitation.model)
    (label, hint), further = ASKS[model], FURTHER.get(model, ("", ""))
    return show_way(
        request, "join", typed=said, problems=problems or [], label=label, hint=hint, further=further, model=model,
        is_citizen=model == LearningModel.CITIZEN, invitation=request.invitation, status=409 if problems else 200, **more,
    )  # fmt: skip


@csrf_exempt
@by_poster
def find(request: PosterRequest) -> HttpResponseBase:
    """Whoever bears the name that was typed; or the fields for adding oneself."""
    if request.method != "POST":
        return redirect("desk:join", request.token)
    if waiting := _wait(request):
        return waiting
    said = typed(request.POST)
    found = named(request.invitation, said.name, said.birth_year)
    open_ = [s for s in found if s.status == Status.LISTED]
    return _page(request, said, searched=True, found=open_, already=[s for s in found if s.status != Status.LISTED])


@csrf_exempt
@by_poster
def register(request: PosterRequest) -> HttpResponseBase:
    """Registers the one that was chosen, or who was typed; leads on to the own pages. Done before, it is told so."""
    if request.method != "POST":
        return redirect("desk:join", request.token)
    if waiting := _wait(request):
        return waiting
    said = typed(request.POST)
    try:
        joined = _join(request, said)
    except RecognitionRefused as refused:
        return _page(request, said, [Problem(str(refused))], searched="muc" not in request.POST, found=[], already=[])
    if joined.link is None:
        return _page(request, said, searched=True, found=[], already=[joined.standing])
    return redirect("desk:own", own_token(joined.link))


def _join(request: PosterRequest, said: Typed) -> Joined:
    invitation = request.invitation
    if "muc" in request.POST:
        standing = next(iter(typed_rows(request.POST.getlist("muc"))), 0)
        return join(invitation=invitation, standing=standing, name=said.name, birth_year=said.birth_year)
    model = invitation.model
    citizen = model == LearningModel.CITIZEN
    new = NewEntry(
        said.name, head=said.more if model in HEADS else "", house=said.more if model == LearningModel.FAMILY else "",
        birth_year=said.birth_year if citizen else None,
    )  # fmt: skip
    return join_new(invitation=invitation, new=new)


def _wait(request: PosterRequest) -> HttpResponse | None:
    over = is_once_too_often(JOININGS, str(request.invitation.pk), client_address(request))
    return too_many(request, JOININGS) if over else None

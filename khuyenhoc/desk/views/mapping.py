"""How a file is understood, corrected on its own sheet: by an account or by a one-time link; and what is remembered."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk import mapping_flow as flow
from khuyenhoc.desk.by_link import LinkRequest, by_link
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.mapper import with_account, with_link
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.mapping import acts, known_names
from khuyenhoc.returns.mapping.models import KnownName
from khuyenhoc.returns.mapping.queries import layout, layouts_seen, names_seen
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.text import fold, in_sentence

A_PAGE = 25


@desk_page
def mapping(request: DeskRequest, pk: int, step: str = "") -> HttpResponseBase:
    return flow.serve(request, with_account(request, pk), step)


@csrf_exempt
@by_link()
def link_mapping(request: LinkRequest, pk: int, step: str = "") -> HttpResponseBase:
    """A file that is not this link's, or is not kept any more, leads to the link's first page."""
    try:
        return flow.serve(request, with_link(request, pk), step)
    except Http404:
        return redirect("desk:link", request.token)


@desk_page
def layouts(request: DeskRequest) -> HttpResponse:
    return layouts_page(request, problems=[])


def layouts_page(request: DeskRequest, *, problems: list[Problem]) -> HttpResponse:
    """What is remembered of the layouts of the units that one may see; found by name, typed with or without accents."""
    map_ = request.visitor.map_on(clock.today())
    wanted = request.GET.get("q", "").strip()
    layouts = layouts_seen(map_, request.visitor.held)
    called = map_.names({one.unit.code for one in layouts})
    found = [(one, called[one.unit.code]) for one in layouts]
    named = [(one, name) for one, name in found if fold(wanted) in fold(name)]
    page = Paginator(named, A_PAGE).get_page(request.GET.get("trang"))
    seen = names_seen(map_, request.visitor.held)
    called = map_.names({unit.code for one in seen for unit in (one.above, one.unit)})
    known = [(one, called[one.above.code], called[one.unit.code]) for one in seen]
    names = [row for row in known if any(fold(wanted) in fold(text) for text in (row[0].said, *row[1:]))]
    at = where(map_, request.visitor.home_on(map_))
    return show(
        request,
        "mapping/layouts",
        at,
        tab="uploads",
        page=page,
        wanted=wanted,
        all=len(found),
        names=names,
        problems=problems,
    )


@desk_page
def forget_view(request: DeskRequest, pk: int) -> HttpResponse:
    return forget_page(request, pk, problems=[])


def forget_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What will be forgotten, before it is."""
    found = layout(pk)
    map_ = request.visitor.map_on(clock.today())
    request.visitor.check(Right.SEND_RETURN, found.unit.code, map_)
    at = where(map_, found.unit.code)
    return show(
        request, "mapping/forget", at, tab="uploads", layout=found, problems=problems, name=map_.name(found.unit.code)
    )


@act_on(forget_page, "layout_forget")
def forget_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    found = acts.forget(by=request.user, layout=layout(pk))
    name = request.visitor.map_on(clock.today()).name(found.unit.code)
    say(
        request,
        _("Đã quên cách đọc tệp của %(unit)s.") % {"unit": in_sentence(name)},
        undo=reverse("desk:layout_remember", args=[pk]),
    )
    return redirect("desk:layouts")


@act_on(forget_page, "layout_forget")
def remember_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    acts.remember_again(by=request.user, layout=layout(pk))
    say(request, _("Đã nhớ lại cách đọc tệp này."))
    return redirect("desk:layouts")


def _names_again(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    return layouts_page(request, problems=problems)


@desk_page
def known_name(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A name has no page of its own: to where all stand that are remembered."""
    return redirect("desk:layouts")


@act_on(_names_again, "known_name")
def forget_name_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    found = known_names.forget(by=request.user, name=KnownName.objects.get(pk=pk))
    text = _("Đã quên tên “%(name)s”; lần sau gặp lại thì hỏi.") % {"name": found.said}
    say(request, text, undo=reverse("desk:known_name_remember", args=[pk]))
    return redirect("desk:layouts")


@act_on(_names_again, "known_name")
def remember_name_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    known_names.remember_again(by=request.user, name=KnownName.objects.get(pk=pk))
    say(request, _("Đã nhớ lại tên này."))
    return redirect("desk:layouts")

"""Typing a return with an account. What the pages do is in `typing_flow`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.desk import typing_flow as flow
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.typing_page import Sent
from khuyenhoc.desk.typist import Typist, with_account
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.acts import submit
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.queries import collection_of
from khuyenhoc.returns.typing.acts import drop
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit

View = Callable[..., HttpResponseBase]
HTMX_LEAVE = 204


def _who(request: DeskRequest, code: str, unit: str) -> Typist:
    """NotAllowed for who may not send for the unit; Unit.DoesNotExist."""
    collection, row = collection_of(code), Unit.objects.get(code=unit)
    request.visitor.check(Right.SEND_RETURN, unit, request.visitor.map_on(collection.period_ends))
    return with_account(request, collection, row)


@desk_page
def choose_unit(request: DeskRequest, code: str) -> HttpResponseBase:
    """Straight to one's own unit; who may send for several chooses one."""
    collection, asked = collection_of(code), request.GET.get("don_vi", "")
    map_ = request.visitor.map_on(collection.period_ends)
    owing = collection.obligations.values_list("unit__code", flat=True)
    codes = [c for c in owing if request.visitor.may(Right.SEND_RETURN, c, map_)]
    if asked in codes or len(codes) == 1:
        return redirect("desk:type", code, asked or codes[0])
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in (u for u in map_.below(collection.unit.code) if u.code in codes):
        groups.setdefault(map_.name(unit.parent or ""), []).append((unit.code, map_.name(unit.code)))
    at = where(map_, request.visitor.home_on(map_), collection)
    return show(request, "typing/units", at, tab="uploads", groups=groups, collection=collection)


@desk_page
def overview_view(request: DeskRequest, code: str, unit: str) -> HttpResponse:
    return overview_page(request, code, unit, problems=[])


def overview_page(request: DeskRequest, code: str, unit: str, *, problems: list[Problem]) -> HttpResponse:
    return flow.overview(_who(request, code, unit), problems)


@act_on(overview_page, "type")
def begin_act(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    who, reason = _who(request, code, unit), request.POST.get("ly_do", "")
    begin(by=who.by, collection=who.collection, unit=who.unit, revision_reason=reason)
    return redirect("desk:type", code, unit)


@act_on(overview_page, "type")
def drop_act(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    who = _who(request, code, unit)
    if typed := flow.found_for(who).typed:
        drop(by=who.by, return_=typed)
        say(request, _("Đã bỏ bản nhập trên trang. Số liệu có trước đó đứng lại như cũ."))
    return redirect("desk:type", code, unit)


@desk_page
def section_view(request: DeskRequest, code: str, unit: str, section: str) -> HttpResponseBase:
    """Shows the section; by POST keeps it and goes on."""
    who = _who(request, code, unit)
    if request.method != "POST":
        return flow.on_draft(who, lambda r: flow.section_page(request, who, r, section, Sent(), []))
    try:
        return flow.on_draft(who, lambda r: flow.save_section(request, who, r, section))
    except (Refused, NotAllowed) as refused:
        return flow.overview(who, [Problem(str(refused))])


def _leads_out(view: View) -> View:
    """Where somebody has been signed out meanwhile, the whole page goes to the sign-in, not into the field."""

    @wraps(view)
    def asked(request: HttpRequest, code: str, unit: str, section: str, indicator: str) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, code, unit, section, indicator)
        return leave(reverse("desk:type_section", args=[code, unit, section]))

    return asked


def leave(address: str) -> HttpResponse:
    """Tells the script of the page to open another one."""
    return HttpResponse(status=HTMX_LEAVE, headers={"HX-Redirect": address})


@_leads_out
@desk_page
def cell_act(request: DeskRequest, code: str, unit: str, section: str, indicator: str) -> HttpResponseBase:
    """Keeps one field, asked by the script of the page."""
    who, address = _who(request, code, unit), reverse("desk:type_section", args=[code, unit, section])
    typed = flow.found_for(who).typed if request.method == "POST" else None
    if typed is None:
        return leave(address)
    try:
        return flow.save_cell(request, who, typed, section, indicator)
    except Refused:
        return leave(address)


@desk_page
def check_view(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    who = _who(request, code, unit)
    return flow.on_draft(who, lambda r: flow.check_page(request, who, r, []))


@desk_page
def send_act(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """Writes the reasons, or sends; refused, the page again with whatever was typed."""
    who = _who(request, code, unit)
    typed = flow.found_for(who).typed if request.method == "POST" else None
    if typed is None:
        return redirect("desk:type_check", code, unit)
    try:
        answer = flow.send_or_note(request, who, typed, lambda r: submit(by=who.by, return_=r))
    except (Refused, NotAllowed) as refused:
        return flow.check_page(request, who, typed, [Problem(str(refused))])
    if answer is None:
        say(request, _("Đã gửi báo cáo lên Hội cấp trên."))
    return answer or redirect("desk:return", typed.pk)

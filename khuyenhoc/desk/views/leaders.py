"""The leaders' page: a year of a unit on one page, for who is signed in and for who holds a link that expires."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState, Right
from khuyenhoc.access.links import create_links, open_links, revoke_links, state_of
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit import clock
from khuyenhoc.desk import leaders_page
from khuyenhoc.desk.addresses import link_address
from khuyenhoc.desk.by_link import GONE, closed, ended, known_link, secret
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.views.figures import asked, crumbs, own_unit
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.returns.errors import Refused
from khuyenhoc.rollups.books import NoSuchPeriod, books
from khuyenhoc.rollups.leaders import leaders
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date


@desk_page
def own_leaders(request: DeskRequest) -> HttpResponse:
    return redirect("desk:leaders", own_unit(request))


@desk_page
@ready()
def leaders_view(request: DeskRequest, unit: str) -> HttpResponse:
    return page(request, unit, problems=[])


def page(request: DeskRequest, unit: str, *, problems: list[Problem]) -> HttpResponse:
    ask = asked(request, unit)
    may_share = request.visitor.may_on(Right.SHARE_FIGURES, ask.books.grounds.lineage(unit))
    link = open_links(leaders_page.purpose(ask.period)).get(unit) if may_share else None
    address = link_address(request, link, "leaders_link") if link else ""
    return show(
        request, "leaders", ask.at, tab="own_figures", ask=ask, crumbs=crumbs(request, ask, "leaders"), problems=problems,
        may_share=may_share, link=link, days=leaders_page.DAYS,
        link_address=address, code=qr_svg(address) if address else "",
        **leaders_page.context(leaders(unit, ask.period, ask.as_of), ask.period),
    )  # fmt: skip


@act_on(page, "leaders")
def make_link_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """A link that shows the page of this period to whoever holds it, for so many days; an earlier one is revoked."""
    ask, days = asked(request, unit), request.POST.get("ngay", "")
    if days not in map(str, leaders_page.DAYS):
        raise Refused(_("Chọn liên kết dùng được trong bao nhiêu ngày."))
    until = clock.today() + dt.timedelta(days=int(days))
    create_links(
        by=request.user, units=[Unit.objects.get(code=unit)], purpose=leaders_page.purpose(ask.period), expires_on=until,
        map_=ask.books.map_with(unit), right=Right.SHARE_FIGURES, role=None,
    )  # fmt: skip
    say(
        request,
        _("Đã tạo liên kết, dùng được đến hết ngày %s. Sao chép ở phần “Gửi trang này”, cuối trang.")
        % format_date(until),
    )
    return redirect(f"{ask.address('leaders')}#gui-trang")


@act_on(page, "leaders")
def drop_link_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    ask = asked(request, unit)
    link = open_links(leaders_page.purpose(ask.period)).get(unit)
    map_ = ask.books.map_with(unit)
    revoke_links(by=request.user, links=[link] if link else [], map_=map_, right=Right.SHARE_FIGURES)
    say(request, _("Đã thu hồi liên kết. Ai đang giữ cũng không mở được nữa."))
    return redirect(ask.address("leaders"))


def by_link_view(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page for whoever holds the link, without an account and without a way to anything else."""
    return secret(_by_link(request, token))


def _by_link(request: HttpRequest, token: str) -> HttpResponse:
    link = known_link(request, token, leaders_page.PURPOSE)
    if isinstance(link, HttpResponse):
        return link
    state = state_of(link)
    if state != LinkState.OPEN:
        return closed(request, *ended(link, state), GONE)
    try:
        return render(request, "desk/leaders_link.html", _shown(link))
    except (NoSuchPeriod, KeyError) as error:
        raise Http404 from error


def _shown(link: OneTimeLink) -> dict[str, Any]:
    unit, period = link.unit.code, leaders_page.period_of_purpose(link.purpose)
    found = books(period)
    at = Where(association(found.map_with(unit), unit), period_label(period), found.synthetic)
    return {
        "unit_name": at.unit, "period_label": at.period, "synthetic": at.synthetic, "place": str(at), "link": link,
        **leaders_page.context(leaders(unit, period), period),
    }  # fmt: skip

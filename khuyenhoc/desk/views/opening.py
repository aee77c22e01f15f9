"""Opening a collection: which period, what it will be, what is otherwise than last time, and then the button."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.opening_page import FIELDS, KINDS, preview, typed
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.queries import Offered, kinds_of, last_opened, offered, owing
from khuyenhoc.returns.opening.rules import Offer, first_of_its_kind, like_last, reminder_days, within
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.numbers import format_count

OPEN = "mo"
"""The button that opens; every other one looks at the preview."""


@desk_page
def choose_period(request: DeskRequest) -> HttpResponse:
    """What can be opened. Six statements at most, with those of the roles and the map."""
    unit = _unit(request)
    offers = offered(unit, clock.today())
    found = offers.arranged
    return show(
        request, "open_choose", _where(request, unit), tab="collections", following=found.following,
        coming=[(KINDS[kind], offers) for kind, offers in found.coming.items()],
        over=[(KINDS[kind], offers) for kind, offers in found.over.items()],
        doubtful=any(not offer.form.is_verified for offer in offers.offers),
    )  # fmt: skip


def _unit(request: DeskRequest) -> str:
    unit, map_ = request.visitor.home, request.visitor.map_on(clock.today())
    request.visitor.check(Right.OPEN_COLLECTION, unit, map_)
    return unit


def _where(request: DeskRequest, unit: str) -> Where:
    return Where(association(request.visitor.map_on(clock.today()), unit))


@desk_page
def open_view(request: DeskRequest, form: str, period: str) -> HttpResponseBase:
    """The proposal, copied from last time; what was typed over it; the preview; the act. Ten statements at most to look."""
    unit = _unit(request)
    found = offered(unit, clock.today())
    offer = next((o for o in found.offers if (o.form.code, o.period.code) == (form, period)), None)
    if offer is None:
        raise Http404(_("Đợt báo cáo này đã được mở, hoặc chưa mở được. Chọn lại kỳ báo cáo."))
    return _page(request, unit, found, offer)


def _page(request: DeskRequest, unit: str, found: Offered, offer: Offer) -> HttpResponseBase:
    map_ = request.visitor.map_on(offer.period.ends)
    if unit not in map_.units:
        raise Http404(_("Đơn vị của quý vị đã kết thúc trước khi hết kỳ này; đợt báo cáo do đơn vị kế thừa mở."))
    last = last_opened(offer.form.code, unit)
    proposal = (
        like_last(last.proposal, offer.form, offer.period) if last else first_of_its_kind(offer.form, offer.period)
    )
    kinds = kinds_of(map_, unit, offer.form.level)
    proposal = within(proposal, kinds)
    problems: list[Problem] = []
    if request.method == "POST":
        over = typed(proposal, request.POST)
        proposal, problems = over.proposal, list(over.problems)
    owed = owing(map_, unit, offer.form.level, proposal.kinds)
    if request.POST.get("viec") == OPEN and not problems:
        try:
            collection = open_proposed(
                by=request.user, unit=Unit.objects.get(code=unit), proposal=proposal,
                looked_at=request.POST.get("da-xem") or "-",
            )  # fmt: skip
        except Refused as refused:
            problems = [Problem(str(refused))]
        else:
            text = _("Đã mở đợt báo cáo %(period)s cho %(n)s đơn vị.")
            say(request, text % {"period": offer.period.words, "n": format_count(len(owed))})
            return redirect("desk:board", collection.code)
    text = request.POST.get("tim", "")
    return show(
        request, "open", _where(request, unit), tab="collections", status=409 if problems else 200, problems=problems,
        offer=offer, proposal=proposal, fields=FIELDS, kinds=kinds, text=text,
        found=preview(proposal, last, found.forms, owed, map_, text), digest=proposal.digest(u.code for u in owed),
        before=", ".join(str(-n) for n in proposal.reminders if n < 0),
        after=", ".join(str(n) for n in proposal.reminders if n >= 0),
        days=reminder_days(proposal.due_on, proposal.reminders),
    )  # fmt: skip

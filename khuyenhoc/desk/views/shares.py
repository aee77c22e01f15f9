"""Apportioning the figures of a unit that was divided: one unit on a page, each figure a line, each part a box."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.desk import shares_page
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.returns.apportioning.acts import DoesNotAddUp, apportion, take_back
from khuyenhoc.returns.apportioning.models import Apportioning
from khuyenhoc.returns.apportioning.queries import Waiting, acts_of, collections_before, days_of, splits_on, waiting
from khuyenhoc.returns.apportioning.rules import Split
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.history import successions
from khuyenhoc.vietnamese.dates import parse_date
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True)
class Asked:
    """A division that the reader may apportion, and the period whose figures are apportioned; None without any before it."""

    split: Split
    collections: list[Collection]
    collection: Collection | None
    form: FormSpec | None
    waiting: Waiting | None
    days: list[dt.date]

    @property
    def period(self) -> str:
        return self.collection.period if self.collection else ""

    @property
    def periods(self) -> list[str]:
        return [one.period for one in self.collections]

    @property
    def query(self) -> str:
        return query(self.split.on, self.period)


def query(on: dt.date, period: str = "") -> str:
    """The division and the period as an address carries them."""
    return urlencode({"ngay": on.isoformat()} | ({"ky": period} if period else {}))


def address(unit: str, on: dt.date, period: str = "") -> str:
    return f"{reverse('desk:apportion', args=[unit])}?{query(on, period)}"


def period_asked(request: DeskRequest, on: dt.date, period: str = "") -> tuple[list[Collection], Collection | None]:
    """The periods before a division, the latest first, and the one whose figures are apportioned: `period`, else what the
    address asks for, else the latest; None without any. Http404 for one that there is not."""
    collections = collections_before(on)
    wanted = period or request.GET.get("ky") or next((one.period for one in collections), "")
    chosen = next((one for one in collections if one.period == wanted), None)
    if wanted and chosen is None:
        raise Http404(_("Không có kỳ báo cáo này trước ngày chia. Chọn một kỳ khác."))
    return collections, chosen


def asked(request: DeskRequest, code: str, of: Apportioning | None = None) -> Asked:
    """What the address asks for, or what an act was about. Http404 for a unit that was never divided, or a period without
    figures; NotAllowed."""
    graph = successions()
    days = days_of(code, graph)
    on = of.on if of else parse_date(request.GET.get("ngay", "")) or next(iter(days), None)
    split = splits_on(on, graph).get(code) if on else None
    if split is None:
        raise Http404(_("Đơn vị này không bị chia cho nhiều đơn vị, nên không có số liệu nào phải phân bổ."))
    request.visitor.check_on(Right.APPORTION, split.lineage, split.name)
    collections, collection = period_asked(request, split.on, of.collection.period if of else "")
    if collection is None:
        return Asked(split, [], None, None, None, days)
    form = form_of(collection)
    found = waiting(collection, form, split.on, {code})
    return Asked(split, collections, collection, form, next(iter(found), None), days)


@desk_page
def apportion_view(request: DeskRequest, code: str) -> HttpResponse:
    return apportion_page(request, code, problems=[])


def apportion_page(
    request: DeskRequest, code: str, *, problems: list[Problem], of: Apportioning | None = None
) -> HttpResponse:
    """The figures of a divided unit with what each part gets, as typed, else as it was apportioned."""
    ask = asked(request, code, of)
    one, form, collection = ask.waiting, ask.form, ask.collection
    acts = acts_of(collection, code, ask.split.on) if collection else []
    at = Where(
        association(request.visitor.map_on(ask.split.on - dt.timedelta(days=1)), code),
        period_label(ask.period) if ask.period else "", bool(collection and collection.synthetic),
    )  # fmt: skip
    return show(
        request, "apportion", at, tab="own_figures", ask=ask, acts=acts, problems=problems, typed=request.POST,
        sections=shares_page.lines(one, form, request.POST, problems) if one and form else [],
        columns=len(ask.split.parts) + 3 + bool(one and one.to_ask),
        staying=shares_page.staying(one, form) if one and form else [],
        seen=request.POST.get("da_thay") or max((act.number for act in acts), default=0),
    )  # fmt: skip


@act_on(apportion_page, "apportion")
def apportion_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Keeps what was typed of all figures, or, asked only to reckon, shows what is left of each."""
    ask = asked(request, code)
    if ask.waiting is None or ask.collection is None:
        return redirect(address(code, ask.split.on, ask.period))
    wanted, problems = shares_page.entered(ask.waiting, request.POST)
    if not problems and "tinh" in request.POST:
        return apportion_page(request, code, problems=[])
    if not problems:
        seen = request.POST.get("da_thay", "")
        try:
            made = apportion(
                by=request.user, collection=ask.collection, unit=code, on=ask.split.on, wanted=wanted,
                reason=request.POST.get("can_cu", ""), seen=int(seen) if seen.isascii() and seen.isdigit() else None,
            )  # fmt: skip
        except DoesNotAddUp as refused:
            problems = shares_page.problems_of(ask.waiting, refused.faults)
    if problems:
        return nothing_done(apportion_page(request, code, problems=problems))
    text = _("Đã phân bổ %(n)s chỉ tiêu của %(unit)s.") % {
        "n": format_count(len(wanted)),
        "unit": ask.split.unit.full_name,
    }
    say(request, text, undo=reverse("desk:undo_apportioning", args=[made.pk]))
    return redirect(address(code, ask.split.on, ask.period))


@desk_page
def one_apportioning(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A single act has no page of its own."""
    return redirect(_page_of(Apportioning.objects.select_related("unit", "collection").get(pk=pk)))


def _page_of(row: Apportioning) -> str:
    return address(row.unit.code, row.on, row.collection.period)


def _again(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    row = Apportioning.objects.select_related("unit", "collection").get(pk=pk)
    return apportion_page(request, row.unit.code, problems=problems, of=row)


@act_on(_again, "apportioning")
def undo_apportioning_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """What was apportioned before holds again, else the figures wait again."""
    row = take_back(by=request.user, apportioning=Apportioning.objects.get(pk=pk))
    say(request, _("Đã hoàn tác lần phân bổ. Số liệu trở lại như trước lần đó."))
    return redirect(_page_of(row))

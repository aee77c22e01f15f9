"""The units that a plan divided, with how far their figures are apportioned, and the sheet of all of them out and back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.desk.exports import Table, download
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.views.plans import plan_page
from khuyenhoc.desk.views.shares import period_asked, query
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.returns.apportioning.loading import SheetFaults, load, told
from khuyenhoc.returns.apportioning.queries import A_DAY, Waiting, waiting
from khuyenhoc.returns.apportioning.sheet import table
from khuyenhoc.returns.balances.acts import book_anew
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.reorganising import sheet_rows
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem, shortened
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True)
class Asked:
    """An applied plan with the periods before it, and the divided units with figures of the one that is shown."""

    row: Reorganisation
    periods: list[str]
    collection: Collection | None
    waiting: list[Waiting]

    @property
    def period(self) -> str:
        return self.collection.period if self.collection else ""

    @property
    def query(self) -> str:
        return query(self.row.on, self.period)


def asked(request: DeskRequest, pk: int) -> Asked:
    """Http404 for a plan that is not applied, or a period that is not there; NotAllowed."""
    if not request.visitor.holds(Right.APPORTION):
        raise NotAllowed(refusal(request.user, Right.APPORTION, _("đơn vị nào")))
    row = Reorganisation.objects.defer("rows").get(pk=pk)
    if row.state != PlanState.APPLIED:
        raise Http404(_("Phương án này chưa áp dụng hoặc đã hoàn tác, nên chưa có số liệu nào phải phân bổ."))
    collections, collection = period_asked(request, row.on)
    found = waiting(collection, form_of(collection), row.on) if collection else []
    mine = [one for one in found if request.visitor.may_on(Right.APPORTION, one.split.lineage)]
    return Asked(row, [one.period for one in collections], collection, mine)


@desk_page
def plan_shares_view(request: DeskRequest, pk: int) -> HttpResponse:
    return plan_shares_page(request, pk, problems=[])


def plan_shares_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    ask, visitor = asked(request, pk), request.visitor
    before = visitor.map_on(ask.row.on - A_DAY)
    at = Where(
        association(before, visitor.home_on(before)), period_label(ask.period) if ask.period else "",
        bool(ask.collection and ask.collection.synthetic),
    )  # fmt: skip
    return show(request, "plan_shares", at, tab="own_figures", ask=ask, problems=problems, typed=request.POST)


@desk_page
def share_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """The sheet to fill in, with what is known already."""
    ask = asked(request, pk)
    if ask.collection is None:
        raise Http404
    header, rows = table(ask.waiting, form_of(ask.collection))
    return download(Table(f"phan-bo-{ask.period}-{ask.row.on}", header, rows), "xlsx")


@act_on(plan_page, "plan")
def book_balances_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Books what a plan hands over by the returns of now."""
    found = book_anew(by=request.user, plan=Reorganisation.objects.get(pk=pk))
    say(request, _("Đã ghi lại %s lần bàn giao số dư theo báo cáo hiện nay.") % format_count(len(found.transfers)))
    return redirect("desk:plan", pk)


@act_on(plan_shares_page, "plan_shares")
def load_shares_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Apportions what a filled sheet says, all of it or nothing; what is wrong is told cell by cell."""
    ask, file = asked(request, pk), whole_files(request).get("tep")
    if ask.collection is None:
        raise Http404
    if file is None:
        raise Refused(_("Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn bảng đã điền rồi bấm “Nạp bảng”."))
    try:
        made = load(
            by=request.user, collection=ask.collection, on=ask.row.on, rows=sheet_rows(file.read()),
            reason=request.POST.get("can_cu", ""),
        )  # fmt: skip
    except SheetFaults as refused:
        problems = [Problem(str(fault)) for fault in refused.faults]
        return nothing_done(plan_shares_page(request, pk, problems=shortened(problems)))
    say(request, told(made))
    return redirect(f"{reverse('desk:plan_shares', args=[pk])}?{ask.query}")

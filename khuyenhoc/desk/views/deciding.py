"""The decision of a plan with its kept copy, and the counter-act of a plan that can no longer be undone."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import at_home, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.plan_page import to_correct
from khuyenhoc.desk.views.files import download, kept_bytes
from khuyenhoc.desk.views.plans import plan_page, redrawing
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.returns.deciding import counter, set_decision, touched
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.deciding import counter_rows
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import look_at
from khuyenhoc.vietnamese.dates import format_date, parse_date


@desk_page
def decision_view(request: DeskRequest, pk: int) -> HttpResponse:
    return decision_page(request, pk, problems=[])


def decision_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What is known of the decision, to be written or corrected."""
    visitor, row = redrawing(request), Reorganisation.objects.defer("rows").get(pk=pk)
    known = {"so": row.decision, "ngay": format_date(row.decided_on) if row.decided_on else "", "nguoi_ky": row.signer}
    typed = request.POST.dict() if problems else known
    return show(request, "plan_decision", at_home(visitor), tab="plans", problems=problems, row=row, typed=typed)


@act_on(decision_page, "decision")
def set_decision_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    scan = whole_files(request).get("ban_chup")
    set_decision(
        by=request.user, plan=Reorganisation.objects.get(pk=pk), decision=request.POST.get("so", "").strip()[:200],
        decided_on=_day(request, "ngay"), signer=request.POST.get("nguoi_ky", "").strip()[:120],
        scan=scan.read() if scan else None, scan_name=(scan.name or "")[:300] if scan else "",
    )  # fmt: skip
    say(request, _("Đã ghi quyết định của phương án."))
    return redirect("desk:plan", pk)


def _day(request: DeskRequest, name: str) -> dt.date | None:
    text = request.POST.get(name, "").strip()
    day = parse_date(text)
    if text and day is None:
        raise Refused(_("“%s” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 16/06/2025.") % text)
    return day


@desk_page
def decision_scan(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The kept copy of a plan's decision, byte for byte."""
    visitor, row = redrawing(request), Reorganisation.objects.get(pk=pk)
    before = visitor.map_on(row.on - dt.timedelta(days=1))
    try:
        units = touched(row)
    except UnitsRefused as refused:
        raise Http404(str(refused)) from refused
    for unit in units:
        visitor.check(Right.REORGANISE, unit, before)
    gone = _("Phương án này không có bản chụp quyết định trên máy chủ.")
    return download(kept_bytes(row.scan, gone), row.scan_name)


@act_on(plan_page, "plan")
def counter_plan_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Keeps the counter-act as a draft; where later changes stand in the way, it says which and keeps nothing."""
    redrawing(request)
    row, on = Reorganisation.objects.get(pk=pk), _day(request, "tu_ngay")
    if on is None or on <= row.on:
        raise Refused(
            _("Ghi ngày mà các đơn vị trở lại như trước, sau ngày %s là ngày của phương án này.") % format_date(row.on)
        )
    if problems := to_correct(look_at(rows=counter_rows(row), on=on)):
        raise UnitsRefused("\n".join(problem.text for problem in problems))
    made, _plan = counter(by=request.user, plan=row, on=on)
    say(request, _("Đã lập phương án ngược số %s, chưa áp dụng. Xem kỹ rồi bấm áp dụng ở cuối trang.") % made.pk)
    return redirect("desk:plan", made.pk)

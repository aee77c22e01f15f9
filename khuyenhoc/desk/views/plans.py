"""Plans that redraw the map: all of them, a new one from a mapping sheet, what one does, applying and undoing it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, full_names, refusal
from khuyenhoc.desk.frame import Where, at_home, show
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.handing_page import handed, handing
from khuyenhoc.desk.plan_page import preview, to_correct, to_read
from khuyenhoc.desk.visitor import DeskRequest, Visitor
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.desk.words import association
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.reorganising import apply, keep_draft, sheet_rows, undo
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem, shortened
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import look_at
from khuyenhoc.vietnamese.dates import parse_date, sentence_date
from khuyenhoc.vietnamese.numbers import format_count


@desk_page
def plans_view(request: DeskRequest) -> HttpResponse:
    return plans_page(request, problems=[])


def plans_page(request: DeskRequest, *, problems: list[Problem]) -> HttpResponse:
    """All plans, the latest first, and the way to a new one. For who may redraw a map."""
    visitor = redrawing(request)
    plans = list(Reorganisation.objects.defer("rows").order_by("-on", "-pk"))
    names = full_names(plan.created_by for plan in plans)
    return show(
        request, "plans", at_home(visitor), tab="plans", problems=problems, plans=plans, names=names, typed=request.POST
    )


def redrawing(request: DeskRequest) -> Visitor:
    """Whoever asks. NotAllowed where they may not redraw any map."""
    if not request.visitor.holds(Right.REORGANISE):
        raise NotAllowed(refusal(request.user, Right.REORGANISE, _("đơn vị nào")))
    return request.visitor


@act_on(plans_page, "plans")
def draft_plan_act(request: DeskRequest) -> HttpResponseBase:
    """Keeps a mapping sheet as a draft; one that has to be corrected is told of line by line and not kept."""
    file, on = whole_files(request).get("tep"), parse_date(request.POST.get("ngay", ""))
    if file is None:
        raise Refused(_("Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn bảng sắp xếp đơn vị rồi bấm “Lập phương án”."))
    if on is None:
        raise Refused(_("Ghi ngày sắp xếp có hiệu lực theo ngày/tháng/năm, ví dụ 01/07/2025."))
    redrawing(request)
    rows, decision = sheet_rows(file.read()), request.POST.get("quyet_dinh", "").strip()
    problems = to_correct(look_at(rows=rows, on=on, decision=decision))
    if problems:
        return nothing_done(plans_page(request, problems=shortened(problems)))
    name = (file.name or _("bảng"))[:300]
    made, _plan = keep_draft(by=request.user, rows=rows, on=on, source=name, decision=decision[:200])
    say(request, _("Đã lập phương án số %s, chưa áp dụng. Xem kỹ rồi bấm áp dụng ở cuối trang.") % made.pk)
    return redirect("desk:plan", made.pk)


@desk_page
def plan_view(request: DeskRequest, pk: int) -> HttpResponse:
    return plan_page(request, pk, problems=[])


def plan_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What a plan does or has done, and what may be done with it."""
    visitor, row = redrawing(request), Reorganisation.objects.get(pk=pk)
    seen = preview(row)
    for unit in seen.tops:
        visitor.check(Right.REORGANISE, unit, seen.before)
    at = Where(association(seen.before, visitor.home_on(seen.before)), synthetic=seen.synthetic)
    warnings = to_read(seen.plan) if seen.plan else []
    names = full_names(name for name in (row.created_by, row.applied_by, row.undone_by) if name)
    return show(
        request,
        "plan",
        at,
        tab="plans",
        problems=problems,
        row=row,
        seen=seen,
        warnings=warnings,
        names=names,
        found=handing(seen.plan, row.answers) if seen.plan else None,
        handed=handed(row) if row.state == PlanState.APPLIED else (),
    )


@act_on(plan_page, "plan")
def apply_plan_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    row = Reorganisation.objects.get(pk=pk)
    made = apply(by=request.user, plan=row)
    text = _("Đã áp dụng: %(begins)s đơn vị bắt đầu, %(ends)s đơn vị kết thúc từ %(day)s.")
    values = {
        "begins": format_count(len(made.begins)),
        "ends": format_count(len(made.ends)),
        "day": sentence_date(row.on),
    }
    say(request, text % values, undo=reverse("desk:undo_plan", args=[pk]))
    return redirect("desk:plan", pk)


@act_on(plan_page, "plan")
def undo_plan_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The map is what it was before the plan."""
    undo(by=request.user, plan=Reorganisation.objects.get(pk=pk))
    say(request, _("Đã hoàn tác phương án. Bản đồ đơn vị như trước khi áp dụng."))
    return redirect("desk:plan", pk)

"""Who takes over what at the units that a plan ends: chosen on a page of its own, as long as the plan is a draft."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.handing_page import answers_in, handing, role_options
from khuyenhoc.desk.views.plans import redrawing
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.returns.reorganising import answer
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import drawn, tops


@desk_page
def handing_view(request: DeskRequest, pk: int) -> HttpResponse:
    return handing_page(request, pk, problems=[])


def handing_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """Every role and every obligation at a unit that ends, each with its choices."""
    visitor, row = redrawing(request), Reorganisation.objects.get(pk=pk)
    if row.state != PlanState.DRAFT:
        raise Http404(
            _("Phương án này không còn là bản nháp nên không chọn lại được. Xem kết quả ở trang của phương án.")
        )
    plan = drawn(row)
    for unit in tops(plan):
        visitor.check(Right.REORGANISE, unit, plan.before)
    found = handing(plan, row.answers)
    roles = [
        (one, role_options(one, request.POST.get(f"vai-{one.role.pk}")), request.POST.get(f"nguoi-{one.role.pk}", one.person))
        for one in found.roles
    ]  # fmt: skip
    at = Where(association(plan.before, visitor.home_on(plan.before)))
    return show(
        request, "plan_handing", at, tab="plans", problems=problems, row=row, found=found, roles=roles,
        may_close=[one for one in found.owed if one.may_be_closed],
    )  # fmt: skip


@act_on(handing_page, "plan_handing")
def answer_plan_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    row = Reorganisation.objects.get(pk=pk)
    redrawing(request)
    answer(by=request.user, plan=row, answers=answers_in(request.POST.dict(), handing(drawn(row), row.answers)))
    say(request, _("Đã ghi phần bàn giao. Xem lại rồi áp dụng ở cuối trang."))
    return redirect("desk:plan", pk)

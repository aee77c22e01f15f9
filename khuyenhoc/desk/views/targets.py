"""The year's targets of a unit against its figures, and sharing one out to the units below."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.catalogue.models import Target
from khuyenhoc.catalogue.queries import shared_out, target_spec
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.desk import targets_page
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.views.figures import Asked, asked, crumbs, own_address
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.ledger.sharing import Part, share_out_target, take_back_sharing
from khuyenhoc.returns.errors import Refused
from khuyenhoc.rollups.targets.queries import shared_to_the_lowest, sharing, target_sheet
from khuyenhoc.rollups.targets.sharing import RULES, rule_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count, parse_number

NUMBER = "so-"


@desk_page
def own_targets(request: DeskRequest) -> HttpResponse:
    return redirect(own_address(request, "targets"))


@desk_page
@ready()
def targets_view(request: DeskRequest, unit: str) -> HttpResponse:
    ask = asked(request, unit)
    sheet = target_sheet(unit, ask.period, ask.as_of)
    return show(
        request, "targets", ask.at, tab="own_figures", ask=ask, crumbs=crumbs(request, ask, "targets"),
        figures=ask.books.figures(unit), results=targets_page.results(sheet.own, ask.books, unit),
        national=targets_page.results(sheet.national, ask.books, unit), met=targets_page.met(sheet.own),
        open=targets_page.not_calculable(sheet.own), shares=_may(request, ask),
    )  # fmt: skip


def _may(request: DeskRequest, ask: Asked) -> bool:
    return request.visitor.may_on(Right.SET_TARGETS, ask.books.grounds.lineage(ask.unit))


@desk_page
def sharing_view(request: DeskRequest, unit: str, code: str) -> HttpResponse:
    return page(request, unit, code, problems=[])


def page(request: DeskRequest, unit: str, code: str, *, problems: list[Problem]) -> HttpResponse:
    """How a target is, or would be, shared out: by a rule, or by the numbers that were typed or kept."""
    ask, target = asked(request, unit), _target(code, unit)
    request.visitor.check_on(Right.SET_TARGETS, ask.books.grounds.lineage(unit), ask.name)
    kept = {row.unit or "": row for row in shared_out(target.shared_from or code)}
    rule = rule_of(request.GET.get("quy-tac", next((row.shared_by or "" for row in kept.values()), "")))
    by_rule = "quy-tac" in request.GET
    given = {} if by_rule else {u: int(row.value or 0) for u, row in kept.items()}
    found = sharing(code, unit, ask.period, rule, ask.as_of, given)
    shares = {share.unit.code for share in found.shares} if found else set()
    return show(
        request, "sharing", ask.at, tab="own_figures", ask=ask, crumbs=crumbs(request, ask, "targets"), target=target,
        sharing=found, rules=RULES, rule=rule, kept=bool(shares & set(kept)), typed=request.POST, problems=problems,
        indicator=ask.books.form.by_code.get(found.indicator) if found else None,
    )  # fmt: skip


def _target(code: str, unit: str) -> TargetSpec:
    """The unit's own target. Target.DoesNotExist for another one's."""
    target = target_spec(code)
    if target.unit != unit:
        raise Target.DoesNotExist
    return target


@act_on(page, "sharing")
def share_act(request: DeskRequest, unit: str, code: str) -> HttpResponseBase:
    """Keeps the numbers of the units below; what is under these follows by the same rule."""
    ask, target = asked(request, unit), _target(code, unit)
    rule = rule_of(request.POST.get("quy-tac", ""))
    found = sharing(code, unit, ask.period, rule, ask.as_of, _typed(request))
    if found is None:
        raise Refused(_("Chưa đủ số liệu để phân bổ chỉ tiêu này."))
    first = not shared_out(target.shared_from or code)
    rows = [Part(*row) for row in shared_to_the_lowest(found, code, ask.period, ask.as_of)]
    form = ask.books.form
    share_out_target(
        by=request.user, target=target, unit=unit, whole=found.whole, measure=found.indicator, parts=rows, rule=rule,
        unit_of_measure=form.by_code[found.indicator].unit, map_=ask.books.map_with(unit),
    )  # fmt: skip
    text = _("Đã phân bổ chỉ tiêu cho %s đơn vị bên dưới.") % format_count(len(rows))
    say(request, text, undo=ask.address("take_back_sharing", code) if first else "")
    return redirect(ask.address("sharing", code))


def _typed(request: DeskRequest) -> dict[str, int]:
    """The numbers that were typed, by unit. Refused for what is no whole number."""
    found = {}
    for name, text in request.POST.items():
        if name.startswith(NUMBER):
            number = parse_number(str(text))
            if number is None or (number.decimals and not number.ambiguous) or number.value < 0:
                raise Refused(_("“%s” không phải là số nguyên. Ghi lại bằng chữ số, ví dụ 1.250.") % text)
            found[name.removeprefix(NUMBER)] = int(number.value * 1000 if number.ambiguous else number.value)
    return found


@act_on(page, "sharing")
def take_back_act(request: DeskRequest, unit: str, code: str) -> HttpResponseBase:
    ask = asked(request, unit)
    number = take_back_sharing(by=request.user, target=_target(code, unit), unit=unit, map_=ask.books.map_with(unit))
    say(request, _("Đã bỏ phân bổ của %s đơn vị.") % format_count(number))
    return redirect(ask.address("sharing", code))

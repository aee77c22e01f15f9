"""Warnings that most units carry with a reason, what other thresholds would leave of them, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.learning import StepSpec, learning
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.learning import learned
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import collection_of, collections
from khuyenhoc.returns.thresholds.acts import adopt, take_back, turn_down
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.returns.thresholds.queries import decisions_of, is_used, last_used
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.dates import format_date


@dataclass(frozen=True)
class Decided:
    """A decision as the page lists it. `step`: what the threshold is called; `is_used`: too late to take it back."""

    decision: ThresholdDecision
    step: StepSpec | None
    is_used: bool


@desk_page
def thresholds(request: DeskRequest) -> HttpResponse:
    """Of the latest collection, or of the one that is asked for. Collection.DoesNotExist for one that is not there."""
    known, wanted = collections(), request.GET.get("dot", "")
    chosen = next((c for c in known if c.code == wanted), None) if wanted else next(iter(known), None)
    if wanted and chosen is None:
        raise Collection.DoesNotExist
    return _page(request, known, chosen, [])


def of_collection(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    return _page(request, collections(), collection_of(code), problems)


def _page(
    request: DeskRequest, known: list[Collection], chosen: Collection | None, problems: list[Problem]
) -> HttpResponse:
    visitor = request.visitor
    map_ = visitor.map_on(chosen.period_ends if chosen else clock.today())
    unit = chosen.unit.code if chosen else visitor.home
    visitor.check(Right.SEE_THRESHOLDS, unit, map_)
    return show(
        request, "thresholds", where(map_, unit, chosen), tab="thresholds", found=learned(chosen) if chosen else None,
        chosen=chosen, known=known, decided=decided(chosen) if chosen else [], problems=problems, typed=request.POST,
        decides=visitor.may(Right.SET_THRESHOLDS, unit, map_),
    )  # fmt: skip


def decided(collection: Collection) -> list[Decided]:
    """What was decided about the checks of a collection's form, the latest first. Two statements."""
    form = collection.form.code
    last = last_used(form)
    rows = sorted(decisions_of(form), key=lambda d: d.pk, reverse=True)
    return [Decided(d, learning().titled(d.check_code, d.parameter), is_used(d, last)) for d in rows]


@act_on(of_collection, "thresholds_of")
def adopt_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Moves a threshold, from a day on; it can be taken back until a return has been checked by it."""
    step, indicator, reason = (request.POST.get(name, "") for name in ("nguong", "chi_tieu", "ly_do"))
    made = adopt(
        by=request.user,
        collection=collection_of(code),
        step=step,
        indicator=indicator,
        reason=reason,
        value=_value(request),
    )
    day = format_date(made.valid_from) if made.valid_from else ""
    text = _("Đã đổi ngưỡng của %(check)s, dùng từ ngày %(day)s.") % {"check": made.check_code, "day": day}
    return _done(request, code, text, made)


@act_on(of_collection, "thresholds_of")
def turn_down_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Leaves a threshold as it is, with a reason."""
    step, indicator, reason = (request.POST.get(name, "") for name in ("nguong", "chi_tieu", "ly_do"))
    made = turn_down(by=request.user, collection=collection_of(code), step=step, indicator=indicator, reason=reason)
    text = _("Giữ nguyên ngưỡng của %(check)s; không đề xuất lại trong kỳ này.") % {"check": made.check_code}
    return _done(request, code, text, made)


def _again(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    return of_collection(request, _decision(pk).collection.code, problems=problems)


@desk_page
def one_decision(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A decision has no page of its own: to where it stands among the others."""
    return redirect(f"{_address(_decision(pk).collection.code)}#quyet-dinh-{pk}")


@act_on(_again, "threshold")
def take_back_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    decision = take_back(by=request.user, decision=_decision(pk))
    say(request, _("Đã hoàn tác quyết định về ngưỡng."))
    return redirect(_address(decision.collection.code))


def _decision(pk: int) -> ThresholdDecision:
    return ThresholdDecision.objects.select_related("collection").get(pk=pk)


@desk_page
def thresholds_of(request: DeskRequest, code: str) -> HttpResponse:
    return of_collection(request, code, problems=[])


def _value(request: DeskRequest) -> Decimal:
    try:
        return Decimal(request.POST.get("muc", ""))
    except InvalidOperation as error:
        raise Refused(_("Chọn một ngưỡng trong bảng.")) from error


def _done(request: DeskRequest, code: str, text: str, made: ThresholdDecision) -> HttpResponseBase:
    say(request, text, undo=reverse("desk:take_back_threshold", args=[made.pk]))
    return redirect(_address(code))


def _address(code: str) -> str:
    return reverse("desk:thresholds_of", args=[code])

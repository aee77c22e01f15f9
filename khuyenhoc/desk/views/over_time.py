"""Figures over time: why one changed between two periods, and how it went over many, each with its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.desk import maps
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.over_time import Asked, OnePeriod, asked, indicator_of
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.documents.changes import sentence
from khuyenhoc.documents.waterfall import waterfall_svg
from khuyenhoc.documents.years import redrawing_words, years_svg
from khuyenhoc.rollups.changes import NotCalculable
from khuyenhoc.rollups.stated import form_for
from khuyenhoc.rollups.why import Change, NotOnMap, why
from khuyenhoc.rollups.years import Year, Years, over_years
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence

T = TypeVar("T")
View = Callable[[DeskRequest, str, str], HttpResponse]


def _two_needed(view: View) -> View:
    """For a page about several periods: where there is one alone, it says what will be here and how it gets here."""

    @wraps(view)
    def shown(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
        try:
            return view(request, indicator, unit)
        except OnePeriod as one:
            at = Where(association(one.life.ground.then, unit), period_label(one.period))
            spec = indicator_of(form_for(one.period), indicator)
            loads = reverse("desk:earlier") if request.visitor.holds(Right.LOAD_EARLIER) else ""
            return show(
                request, "one_period", at, tab="own_figures", indicator=spec, unit=unit, loads=loads, period=one.period
            )  # fmt: skip

    return shown


@desk_page
@ready()
@_two_needed
def why_view(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    """What each unit, report and border contributed to a change."""
    ask, spec = _asked(request, unit, indicator, latest_two=True)
    try:
        change = _change(ask, indicator)
    except (NotOnMap, NotCalculable) as error:
        return show(request, "why", _where(ask), tab="own_figures", ask=ask, indicator=spec, missing=_said(error))
    return show(
        request, "why", _where(ask, change.synthetic), tab="own_figures", ask=ask, indicator=spec, change=change,
        sentence=sentence(change), picture=ask.address("why_picture", indicator, unit),
    )  # fmt: skip


@desk_page
def why_picture(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    ask, _spec = _asked(request, unit, indicator, latest_two=True)
    return svg_response(_there(lambda: waterfall_svg(_change(ask, indicator))))


@desk_page
@ready()
@_two_needed
def compare_years_view(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    """A figure over all periods, or those that are asked for."""
    ask, spec = _asked(request, unit, indicator, latest_two=False)
    found = _there(lambda: _years(ask, indicator))
    return show(
        request, "compare_years", _where(ask, found.synthetic), tab="own_figures", ask=ask, indicator=spec, found=found,
        redrawn=[redrawing_words(one) for one in found.redrawings], rows=list(_rows(ask, indicator, found)),
        picture=ask.address("compare_years_picture", indicator, unit),
        drawn=sum(year.point is not None for year in found.years) > 1,
    )  # fmt: skip


@desk_page
def compare_years_picture(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    ask, _spec = _asked(request, unit, indicator, latest_two=False)
    return svg_response(_there(lambda: years_svg(_years(ask, indicator))))


def _asked(request: DeskRequest, unit: str, indicator: str, *, latest_two: bool) -> tuple[Asked, IndicatorSpec]:
    ask = asked(request, unit, latest_two=latest_two)
    return ask, indicator_of(ask.form, indicator)


def _change(ask: Asked, indicator: str) -> Change:
    return why(indicator, ask.unit, ask.first, ask.last, ask.as_of)


def _years(ask: Asked, indicator: str) -> Years:
    return over_years(indicator, ask.unit, ask.between, ask.as_of)


def _there(question: Callable[[], T]) -> T:
    """The answer. Http404, with the reason, for a unit of none of the maps and for what cannot be computed."""
    try:
        return question()
    except KeyError as error:
        raise Http404(_("Đơn vị này không có trên bản đồ nào của các kỳ đã chọn. Chọn bản đồ khác.")) from error
    except (NotOnMap, NotCalculable) as error:
        raise Http404(_said(error)) from error


def _said(error: NotOnMap | NotCalculable) -> str:
    words = {"period": period_words(error.period)}
    if isinstance(error, NotOnMap):
        return _("Đơn vị này không có trên bản đồ %(period)s. Chọn một bản đồ chung cho cả hai kỳ.") % words
    return _("Không tính được: %(period)s chưa có số liệu của đơn vị này, hoặc mẫu số bằng 0.") % words


def _rows(ask: Asked, indicator: str, found: Years) -> Iterator[tuple[Year, str]]:
    """Each period with where it is said why it is another than the one before."""
    for before, year in zip((None, *found.years), found.years, strict=False):
        yield year, ask.between_two(indicator, before.period, year.period) if before else ""


def _where(ask: Asked, synthetic: bool = False) -> Where:
    periods = f"{period_label(ask.first)} – {period_words(ask.last)}"
    _given, shown = maps.chosen(ask.maps)
    label = f"{periods} ({in_sentence(shown)})" if shown else periods
    return Where(association(ask.life.ground.then, ask.unit), label, synthetic)


def svg_response(text: str) -> HttpResponse:
    """A picture of the reader's own, which nobody in between keeps."""
    response = HttpResponse(text, content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-cache"
    return response

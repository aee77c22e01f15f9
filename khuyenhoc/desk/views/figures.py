"""Figures of a unit and of those below it, what they are made of, and the year's targets against them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.desk import figures_page, maps
from khuyenhoc.desk.exports import download
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.maps import Choice, Ended
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.documents.wording import map_sentences
from khuyenhoc.rollups.books import Books, books
from khuyenhoc.rollups.figures import Figures
from khuyenhoc.rollups.pins import where_printed
from khuyenhoc.rollups.queries import apart, children, explain, figures, last_with_figures, on_another_map, periods
from khuyenhoc.rollups.stated import stated_periods
from khuyenhoc.rollups.years import alike
from khuyenhoc.vietnamese.text import in_sentence

MOST_AT_ONCE: Final = 600
"""Units whose tree one page tells as a whole; of more the units right below one, each of which leads to its own page."""


@dataclass(frozen=True)
class Asked:
    """A unit and a period that the reader may look at, with the books of that period on the map that was asked for."""

    unit: str
    period: str
    periods: list[str]
    books: Books
    as_of: dt.date | None
    maps: tuple[Choice, ...]
    ended: Ended | None
    newer: str = ""
    """The last period, where the reader asked for none and another is shown because this one has no figures yet."""

    @property
    def given(self) -> str:
        """The map as an address names it; "" for the period's own."""
        return maps.chosen(self.maps)[0]

    @property
    def map_day(self) -> dt.date | None:
        """The day of a map that differs from the period's; None for the period's own."""
        return self.as_of if self.given else None

    @property
    def on_map(self) -> str:
        """ "?ban-do=nay" where an address carries nothing else; "" for the period's own map."""
        return f"?{urlencode({maps.MAP: self.given})}" if self.given else ""

    @property
    def query(self) -> str:
        return maps.query(self.period, self.given)

    def address(self, page: str, *path: str) -> str:
        """Another page of the same unit, period and map; `path`: what stands in its address after the unit."""
        return f"{reverse(f'desk:{page}', args=[self.unit, *path])}?{self.query}"

    @property
    def name(self) -> str:
        return self.books.unit(self.unit).name

    @property
    def at(self) -> Where:
        period, (_given, shown) = period_label(self.period), maps.chosen(self.maps)
        label = f"{period} ({in_sentence(shown)})" if shown else period
        return Where(association(self.books.map_with(self.unit), self.unit), label, self.books.synthetic)

    @property
    def sentences(self) -> list[str]:
        """How the figures came about on another map."""
        way = on_another_map(self.books, self.unit) if self.given else None
        return map_sentences(self.period, way) if way else []


def asked(request: DeskRequest, unit: str) -> Asked:
    """Http404 for a unit, period or map that there is not; NotAllowed where its figures are not the reader's to see."""
    known = periods()
    if not known:
        raise Http404(_("Chưa mở đợt báo cáo nào nên chưa có số liệu."))
    given = request.GET.get(maps.MAP, "")
    as_of = maps.day_of(given)
    period = request.GET.get("ky") or last_with_figures(unit, known, as_of)
    if period not in known:
        raise Http404(_("Không có số liệu của kỳ này. Chọn một kỳ trong danh sách."))
    found = books(period, as_of)
    if not found.map.units:
        raise Http404(_("Chưa có bản đồ đơn vị của ngày này. Chọn bản đồ ở đầu trang số liệu."))
    if unit not in found.map_with(unit).units:
        raise maps.elsewhere(found, unit)
    request.visitor.check_on(Right.SEE_FIGURES, found.grounds.lineage(unit), found.unit(unit).name)
    choices, ended = maps.choices(found, given), maps.ended(request.visitor, found, unit)
    newer = "" if "ky" in request.GET or period == known[0] else known[0]
    return Asked(unit, period, known, found, as_of, choices, ended, newer)


def crumbs(request: DeskRequest, ask: Asked, page: str = "figures") -> list[tuple[str, str]]:
    """The way down from the highest unit that the reader may look at; the last one is the page itself."""
    found = ask.books
    lineage = [u for u in reversed(found.map_with(ask.unit).lineage(ask.unit)) if _may_see(request, found, u)]
    way = {u: maps.address(page, u, ask.period, ask.given) for u in lineage[:-1]}
    return [(found.unit(u).name, way.get(u, "")) for u in lineage]


def _may_see(request: DeskRequest, found: Books, unit: str) -> bool:
    return request.visitor.may_on(Right.SEE_FIGURES, found.grounds.lineage(unit))


@desk_page
def own_figures(request: DeskRequest) -> HttpResponse:
    return redirect(own_address(request, "figures"))


def own_address(request: DeskRequest, page: str) -> str:
    """Where the reader's own unit is, which may be there only on a later map than that of the last period."""
    unit, known = own_unit(request), periods()
    if known and unit not in (then := books(known[0])).map.units and then.map.on < clock.today():
        return maps.address(page, unit, known[0], maps.TODAY)
    return reverse(f"desk:{page}", args=[unit])


def own_unit(request: DeskRequest) -> str:
    """The unit at which the reader holds a role that sees figures. NotAllowed without one."""
    if not request.visitor.home or not request.visitor.holds(Right.SEE_FIGURES):
        raise NotAllowed(refusal(request.user, Right.SEE_FIGURES, _("đơn vị nào")))
    return request.visitor.home


@desk_page
@ready()
def figures_view(request: DeskRequest, unit: str) -> HttpResponse:
    ask = asked(request, unit)
    form, whole, parts = ask.books.form, *_with_parts(ask)
    group = figures_page.group(form, request.GET.get("nhom", ""))
    return show(
        request, "figures", ask.at, tab="own_figures", ask=ask, figures=whole, crumbs=crumbs(request, ask),
        sections=figures_page.sections(form, whole), headlines=figures_page.headlines(form, whole), group=group,
        groups=figures_page.groups(form), parts=figures_page.rows(parts, group), total=figures_page.rows([whole], group)[0][1],
    )  # fmt: skip


@desk_page
def figures_export(request: DeskRequest, unit: str, kind: str) -> HttpResponse:
    ask = asked(request, unit)
    whole, parts = _with_parts(ask)
    return download(figures_page.table(ask.books.form, whole, parts, ask.at, ask.map_day), kind)


def _with_parts(ask: Asked) -> tuple[Figures, list[Figures]]:
    """The unit, those right below it, and what belongs to none of these."""
    parts, rest = children(ask.unit, ask.period, ask.as_of), apart(ask.books, ask.unit)
    return figures(ask.unit, ask.period, ask.as_of), [*parts, *rest]


@desk_page
@ready()
def explain_view(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    """Down to the cells; for a derived figure, the figures that it is computed from."""
    ask = asked(request, unit)
    spec = ask.books.form.by_code.get(indicator)
    if spec is None:
        raise Http404(_("Biểu mẫu của kỳ này không có chỉ tiêu đó."))
    whole = figures(unit, ask.period, ask.as_of)
    found: dict[str, Any] = {
        "ask": ask, "indicator": spec, "entry": figures_page.entry(whole, spec), "figures": whole,
        "crumbs": crumbs(request, ask), "may_open": request.visitor.may_on(Right.SEE_RETURN, ask.books.grounds.lineage(unit)),
        "over_time": len(alike(stated_periods(), ask.period)) > 1,
    }  # fmt: skip
    if spec.formula:
        parts = [figures_page.entry(whole, ask.books.form.by_code[code]) for code in names_in(spec.formula)]
        return show(request, "explain_derived", ask.at, tab="own_figures", parts=parts, **found)
    map_ = ask.books.map_with(unit)
    one_level = sum(1 for _below in islice(map_.below(unit), MOST_AT_ONCE + 1)) > MOST_AT_ONCE
    node = explain(indicator, unit, ask.period, ask.as_of, one_level=one_level)
    printed = where_printed(unit, ask.period, indicator)
    return show(request, "explain", ask.at, tab="own_figures", node=node, printed=printed, **found)

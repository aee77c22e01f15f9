"""Public pages of the learning models that were recognised: of which units and years, and of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyenhoc.audit import clock
from khuyenhoc.documents.decision.forms import model_form
from khuyenhoc.recognition.deciding.public import (
    Announced,
    announced,
    announced_decision,
    announced_years,
    is_synthetic,
)
from khuyenhoc.recognition.wholes.saying import whole_noun
from khuyenhoc.units.queries import UnitMap, unit_maps
from khuyenhoc.vietnamese.text import sort_key

if TYPE_CHECKING:
    from khuyenhoc.portal.models import ArticlePage


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article says of announced recognitions: where they are read (`url`), and whom its decision names (`named`)."""

    url: str
    year: int
    told: Announced | None = None


def told_beside(article: ArticlePage) -> Beside | None:
    """What is announced of the year of a year's article, or by the decision of a decision's; None where nothing is.

    One statement, two for a decision's.
    """
    if article.decision_id:
        told = announced_decision(article.decision_id)
        return _beside(told.decisions[0].unit.code, told.decisions[0].year, told) if told else None
    year = article.period[:4]
    rows = announced_years(int(year)) if year.isascii() and year.isdigit() else []
    if not rows:
        return None
    if [unit for unit, _year, _n in rows] == [article.unit]:
        return _beside(article.unit, int(year))
    return Beside(f"{reverse('recognised_units')}?nam={year}", int(year))


def _beside(unit: str, year: int, told: Announced | None = None) -> Beside:
    return Beside(reverse("recognised_models", args=[unit, year]), year, told)


@require_safe
def recognised_units(request: HttpRequest) -> HttpResponse:
    """/da-cong-nhan/: the units and years of which something is announced, or those of one (`nam`). Two statements besides the
    frame's."""
    asked = request.GET.get("nam", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    found = announced_years(wanted)
    names = names_then((unit, year) for unit, year, _n in found)
    lines = [(year, names[unit, year], unit, n) for unit, year, n in found]
    rows = sorted(lines, key=lambda row: (-row[0], sort_key(row[1])))
    return render(request, "portal/recognised_units.html", {"rows": rows, "wanted": wanted})


@require_safe
def recognised_models(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """/da-cong-nhan/11242/2023/: by model. Five statements besides the frame's. Http404 where nothing is announced."""
    found = announced(unit, year)
    if not found:
        raise Http404(_("Chưa có gì được công bố."))
    lines = [(one, noun_of(one)) for one in found]
    name = names_then([(unit, year)])[unit, year]
    context = {"lines": lines, "name": name, "year": year, "synthetic": is_synthetic(unit)}
    return render(request, "portal/recognised_models.html", context)


def noun_of(told: Announced) -> str:
    """ "gia đình"; of whole units "đơn vị cấp xã"."""
    return whole_noun(told.scope) if told.scope else model_form(told.model).noun


def names_then(lists: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What units (codes) were called at the end of a year, or at its beginning where they ended within it. One statement."""
    asked, today = set(lists), clock.today()
    days = {year: (min(today, dt.date(year, 12, 31)), dt.date(year, 1, 1)) for _unit, year in asked}
    maps = unit_maps(day for both in days.values() for day in both)
    found = {}
    for unit, year in asked:
        last, first = (maps[day] for day in days[year])
        found[unit, year] = name_of(last if unit in last.units else first, unit)
    return found


def name_of(map_: UnitMap, code: str) -> str:
    """ "Xã Thanh Tùng, huyện Thanh Miện"."""
    above = [map_.units[c].full_name for c in map_.lineage(code)[1:-1] if c in map_.units]
    return ", ".join([map_.name(code), *above])

"""The registers of a unit: each model with this year's figures and the one next step; and the units below with theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.lists.next_step import Next, next_step
from khuyenhoc.desk.recognition.lists.whole_lines import own_of, whole_lines
from khuyenhoc.desk.recognition.place import TAB, seen_map
from khuyenhoc.desk.recognition.words import noun
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Register
from khuyenhoc.recognition.overview import villages_of, years_of
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True, slots=True)
class Line:
    """A model's register: its figures in the unit and below."""

    model: LearningModel
    noun: str
    count: Count
    url: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Below:
    """A unit below with its figures by model; `units`: how many of its own keep a register, of how many."""

    name: str
    url: str
    counts: list[Count]


@desk_page
def registers(request: DeskRequest) -> HttpResponseBase:
    """Straight to the reader's own unit."""
    home = next((h.unit for h in request.visitor.held if h.reach(Right.SEE_REGISTER)), "")
    if not home:
        raise NotAllowed(refusal(request.user, Right.SEE_REGISTER, _("đơn vị nào")))
    return redirect("desk:register_unit", home)


@desk_page
def unit_view(request: DeskRequest, unit: str) -> HttpResponse:
    return unit_page(request, unit, _asked_year(request), problems=[])


def unit_page(request: DeskRequest, unit: str, asked: int = 0, *, problems: list[Problem]) -> HttpResponse:
    """A unit's five registers in a year (else in its latest), those of the units below, and whole units as communities."""
    visitor, today = request.visitor, clock.today()
    year = asked or today.year
    map_ = seen_map(request, unit, year)
    visitor.check(Right.SEE_REGISTER, unit, map_)
    units = [one.code for one in map_.below(unit)]
    years = years_of(units)
    if not asked and years:
        year = years[0]
    figures = counts(year, units)
    kept = Register.objects.filter(unit__code__in=units).values_list("unit__code", "model", "synthetic")
    found = list(kept)
    lines = [_line(unit, model, year, units, figures, {m for _u, m, _s in found}) for model in LearningModel]
    at = Where(association(map_, unit), period_label(str(year)), any(synthetic for _u, _m, synthetic in found))
    keeps = len(units) == 1 and visitor.may(Right.KEEP_REGISTER, unit, map_)
    return show(
        request, "recognition/registers", at, tab=TAB, unit=unit, year=year, lines=lines, keeps=keeps,
        years=sorted({*years, today.year, year}, reverse=True), below=_below(unit, year, map_, figures),
        villages=villages_of(unit) if len(units) == 1 else [], next=_next(unit, year, lines) if keeps else None,
        models=list(LearningModel), crumbs=_crumbs(request, map_, unit, year), is_one=len(units) == 1, problems=problems,
        wholes=whole_lines(request, unit, year, units), own=own_of(request, unit, year, map_),
    )  # fmt: skip


def _asked_year(request: DeskRequest) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def _line(
    unit: str, model: LearningModel, year: int, units: list[str], figures: dict[str, dict[LearningModel, Count]],
    kept: set[str],
) -> Line:  # fmt: skip
    count = sum((figures.get(code, {}).get(model, Count()) for code in units), Count())
    return Line(model, noun(model), count, reverse("desk:register_list", args=[unit, model, year]), model in kept)


def _below(unit: str, year: int, map_: UnitMap, figures: dict[str, dict[LearningModel, Count]]) -> list[Below]:
    """The units right below, each with all that is below itself."""
    found = []
    for child in map_.children.get(unit, ()):
        codes = [one.code for one in map_.below(child)]
        sums = [sum((figures.get(c, {}).get(m, Count()) for c in codes), Count()) for m in LearningModel]
        found.append(Below(map_.name(child), f"{reverse('desk:register_unit', args=[child])}?nam={year}", sums))
    return found


def _next(unit: str, year: int, lines: list[Line]) -> Next | None:
    """Of the first register that asks for something; to begin with the families where there is nothing yet."""
    begun = [line for line in lines if line.kept or line.count.total]
    for line in begun or lines[:1]:
        if step := next_step(unit, line.model, year, line.count):
            return step
    return None


def _crumbs(request: DeskRequest, map_: UnitMap, unit: str, year: int) -> list[tuple[str, str]]:
    above = [c for c in reversed(map_.lineage(unit)[1:]) if request.visitor.may(Right.SEE_REGISTER, c, map_)]
    found = [(map_.name(code), f"{reverse('desk:register_unit', args=[code])}?nam={year}") for code in above]
    return [*found, (map_.name(unit), "")]

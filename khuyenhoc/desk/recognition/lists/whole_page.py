"""The list of the whole units right below a unit as communities, and the tabs that lead from the villages' list to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.gaps import gaps
from khuyenhoc.desk.recognition.addresses import list_args
from khuyenhoc.desk.recognition.lists.next_step import next_of_wholes
from khuyenhoc.desk.recognition.lists.page import asked_of, listed
from khuyenhoc.desk.recognition.lists.steps import told
from khuyenhoc.desk.recognition.place import Place, place_of, show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.overview import steps_of
from khuyenhoc.recognition.rules import Count, judged_on
from khuyenhoc.recognition.wholes.queries import (
    to_come,
    whole_counts,
    whole_years,
    wholes_at,
    wholes_of,
)
from khuyenhoc.recognition.wholes.saying import kinds_said, status_label
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.text import capitalised

NOT_OF_UNITS = frozenset({Status.MOVED_AWAY})
"""What never becomes of a whole unit."""


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool


def wholes_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str, *, problems: list[Problem]
) -> HttpResponse:
    """Which units stand on the list, how far they are, and the one button that puts all of them there. Six statements and those
    of the place, with the map of the year."""
    place, asked = place_of(request, unit, model, year, scope), asked_of(request.GET, scope)
    wholes = wholes_at(_map(request, year), unit, scope)
    count = whole_counts([unit], year).get(unit, {}).get(scope, Count())
    coming = to_come(unit, wholes, year)
    criteria = criteria_of(model, scope, "", judged_on(year, clock.today()))
    return show_list(
        request, "wholes", place, problems=problems, asked=asked, total=count, wholes=wholes, coming=coming,
        found=listed(place, asked, {}, {one.code for one in wholes.units}), chosen=request.POST.getlist("muc"),
        steps=told(steps_of(unit, model, year, scope), keeps=place.keeps), tabs=tabs_of(request, place),
        years=sorted({*whole_years(unit, scope), year}, reverse=True), name_title=_("Đơn vị"), criteria=criteria,
        statuses=[(s.value, status_label(s, scope)) for s in Status if s not in NOT_OF_UNITS],
        missing=tuple(gaps(criteria)) if criteria else (),
        next=next_of_wholes(place.args, coming, count, place.noun) if place.keeps and wholes.units else None,
    )  # fmt: skip


def tabs_of(request: DeskRequest, place: Place) -> list[Tab]:
    """From a list of communities to the others of the unit and year; none where there is only one. No statement but the map's."""
    if place.model != LearningModel.COMMUNITY:
        return []
    found = {one.scope: one.kinds for one in wholes_of(_map(request, place.year), place.unit)}
    if place.scope:
        found.setdefault(place.scope, kinds_said((), place.scope))
    named = {"": _("Thôn, khu dân cư"), **{scope: whole_title(kinds) for scope, kinds in found.items()}}
    return [
        Tab(label, reverse("desk:register_list", args=list_args(*place.args[:3], scope)), scope == place.scope)
        for scope, label in named.items()
        if found
    ]  # fmt: skip


def whole_title(kinds: str) -> str:
    """ "Xã, thị trấn là cộng đồng học tập"."""
    return capitalised(_("%s là cộng đồng học tập") % kinds)


def _map(request: DeskRequest, year: int) -> UnitMap:
    return request.visitor.map_on(judged_on(year, clock.today()))

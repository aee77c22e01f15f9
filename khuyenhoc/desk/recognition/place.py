"""Which list a page of the registers is about, and what its reader may do and see there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.recognition.addresses import ListArgs, list_args
from khuyenhoc.desk.recognition.words import noun, register_title
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.looking import look
from khuyenhoc.recognition.models import Entry, Register
from khuyenhoc.recognition.queries import shown_name
from khuyenhoc.recognition.rules import initials
from khuyenhoc.recognition.wholes.saying import is_level, titled
from khuyenhoc.units.history import map_with
from khuyenhoc.units.queries import UnitMap

TAB: Final = "registers"
"""The item of the navigation that these pages belong to."""
SHOWN: Final = "khuyenhoc.names_shown"
"""Under which key a session holds the registers of which names were asked for, with the day: {"11242-family": "2023-12-15"}."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's list of a model and a year. `units`: itself and those below it; `shown`: names stand there in full,
    never on the lists of many units together. `scope`: "", or the level of the whole units that stand on it, which is a list
    of the one unit above them."""

    unit: str
    model: LearningModel
    year: int
    map: UnitMap
    units: tuple[str, ...]
    keeps: bool
    shown: bool
    synthetic: bool
    scope: str = ""

    @property
    def title(self) -> str:
        return register_title(self.model, self.year, self.scope)

    @property
    def titled(self) -> str:
        """ "cộng đồng học tập"; of whole units with their level."""
        return titled(self.model, self.scope)

    @property
    def noun(self) -> str:
        return noun(self.model, self.scope)

    @property
    def args(self) -> ListArgs:
        return list_args(self.unit, self.model, self.year, self.scope)

    @property
    def url(self) -> str:
        return reverse("desk:register_list", args=self.args)

    @property
    def unit_url(self) -> str:
        return f"{reverse('desk:register_unit', args=[self.unit])}?nam={self.year}"

    @property
    def is_one(self) -> bool:
        """Whether it is a unit's own list, not that of many."""
        return len(self.units) == 1

    def called(self) -> dict[str, str]:
        """Its units by name, for a list of many: those of one name with the unit above."""
        return self.map.names(self.units)

    @property
    def at(self) -> Where:
        return Where(association(self.map, self.unit), period_label(str(self.year)), self.synthetic)

    def name(self, entry: Entry) -> str:
        return shown_name(entry, not self.shown)

    def head(self, entry: Entry) -> str:
        return entry.head if self.shown else initials(entry.head)


def place_of(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> Place:
    """NotAllowed where somebody may not see a unit's registers; Http404 for no unit, or no such list. Whoever looks at the names
    of the own unit is told to the journal, once a day; names of whole units are nobody's own."""
    if scope and (model != LearningModel.COMMUNITY or not is_level(scope)):
        raise Http404(_("Không có danh sách này. Mở lại từ trang “Sổ mô hình học tập”."))
    visitor, map_ = request.visitor, seen_map(request, unit, year)
    visitor.check(Right.SEE_REGISTER, unit, map_)
    units = (unit,) if scope else tuple(one.code for one in map_.below(unit))
    is_own = any(held.unit == unit and not held.past for held in visitor.held)
    shown = bool(scope) or (len(units) == 1 and (is_own or names_asked(request, unit, model)))
    registers = Register.objects.filter(unit__code=unit, model=model)
    place = Place(
        unit, model, year, map_, units, visitor.may(Right.KEEP_REGISTER, unit, map_), shown,
        registers.filter(synthetic=True).exists(), scope,
    )  # fmt: skip
    if is_own and not scope and place.is_one and request.method == "GET":
        look(by=request.user, unit=unit, model=model)
    return place


def keepers_place(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> Place:
    """A list for whoever keeps it. NotAllowed for anybody else."""
    return _place_with(Right.KEEP_REGISTER, request, unit, model, year, scope)


def deciders_place(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> Place:
    """A list for whoever recognises. NotAllowed for anybody else."""
    return _place_with(Right.RECOGNISE, request, unit, model, year, scope)


def _place_with(right: Right, request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str) -> Place:
    place = place_of(request, unit, model, year, scope)
    request.visitor.check(right, unit, place.map)
    return place


def show_list(request: DeskRequest, template: str, place: Place, /, **context: Any) -> HttpResponse:
    """A page about a list: `place` stands in its template as `roll`."""
    return show(request, f"recognition/{template}", place.at, tab=TAB, roll=place, **context)


def seen_map(request: DeskRequest, unit: str, year: int) -> UnitMap:
    """The map of today, or that of a year's last day, or of its own last day, for a unit that has ended since. Http404 for no
    unit of ours."""
    for day in (clock.today(), dt.date(year, 12, 31)):
        map_ = request.visitor.map_on(day)
        if unit in map_.units:
            return map_
    if unit in (last := map_with(unit, clock.today())).units:
        return last
    raise Http404(_("Không có đơn vị này. Tìm đơn vị theo tên ở trang “Sổ mô hình học tập”."))


def names_asked(request: DeskRequest, unit: str, model: str) -> bool:
    """Whether the reader asked today, with a reason, to see the names of a register."""
    return bool(request.session.get(SHOWN, {}).get(f"{unit}-{model}") == clock.today().isoformat())


def ask_names(request: DeskRequest, place: Place, reason: str) -> None:
    """Names of a register stand in full for the rest of the day; the reason is told to the journal."""
    look(by=request.user, unit=place.unit, model=place.model, reason=reason)
    asked = {**request.session.get(SHOWN, {}), f"{place.unit}-{place.model}": clock.today().isoformat()}
    request.session[SHOWN] = asked

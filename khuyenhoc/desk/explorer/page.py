"""What the page offers to choose: indicators by section, units by name, periods, maps; and with what it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, SectionSpec
from khuyenhoc.desk import maps
from khuyenhoc.desk.explorer.view import View
from khuyenhoc.desk.unit_page import may_open
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.documents.wording import map_sentences
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.explorer.queries import RIGHT_BELOW, Answer
from khuyenhoc.rollups.queries import on_another_map, periods
from khuyenhoc.rollups.stated import form_for
from khuyenhoc.rollups.years import alike
from khuyenhoc.units.history import search
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import read_levels
from khuyenhoc.vietnamese.text import capitalised

YEARS = 5
"""Periods that the page begins with, the latest ones."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A box to tick, and whether it is ticked."""

    code: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    offers: tuple[Offer, ...]

    @property
    def ticked(self) -> int:
        return sum(offer.ticked for offer in self.offers)


def start(unit: str, map_: UnitMap, known: Sequence[str]) -> View:
    """With what the page begins: the first learning model of the units right below one's own, over the last few years."""
    form = form_for(known[-1])
    first = form.models[0].recognised if form.models else form.indicators[0].code
    below = RIGHT_BELOW if map_.children.get(unit) else ""
    return View((first,), (unit,), below, known[-YEARS:][0], known[-1])


def sections(form: FormSpec, view: View) -> list[Section]:
    return [_section(form, section, view) for section in form.sections]


def _section(form: FormSpec, section: SectionSpec, view: View) -> Section:
    def offer(indicator: IndicatorSpec) -> Offer:
        return Offer(indicator.code, f"{indicator.label} ({indicator.unit})", indicator.code in view.indicators)

    return Section(section.title, tuple(offer(i) for i in form.indicators if i.section == section.code))


def found_units(visitor: Visitor, text: str, view: View) -> list[Offer]:
    """The units by a name of today or of before, that the reader may look at and that are not chosen yet. Three statements."""
    map_ = visitor.map_on(clock.today())
    offers: dict[str, Offer] = {}
    for found in search(text, map_):
        names = [(unit.code, capitalised(unit.full_name)) for unit in found.leads_to]
        if found.valid_to:
            names.append((found.code, _("%s (tên trước đây)") % capitalised(found.full_name)))
        for code, name in names:
            if code not in view.units and may_open(visitor, code, map_):
                above = map_.units[code].parent if code in map_.units else None
                offers.setdefault(code, Offer(code, f"{name}, {map_.name(above)}" if above else name, False))
    return list(offers.values())


def chosen_units(answer: Answer | None, view: View) -> list[Offer]:
    """The units that are chosen, ticked: without the tick they go."""
    names = {line.code: line.name for line in answer.lines} if answer else {}
    return [Offer(code, names.get(code, code), True) for code in view.units]


def belows(answer: Answer | None) -> list[tuple[str, str]]:
    """Which units below the chosen ones may be asked for: the levels that there are below them on the last map."""
    offers = [("", _("Chỉ các đơn vị đã chọn")), (RIGHT_BELOW, _("Thêm các đơn vị ngay bên dưới"))]
    if answer is None or not answer.sums:
        return offers
    last = answer.sums[-1]
    below = {
        unit.level
        for code in answer.question.units
        if code in last.map_with(code).units
        for unit in last.map_with(code).below(code)
        if unit.code != code
    }
    levels = [level for level in read_levels().levels if level.code in below]
    return [*offers, *((level.code, _("Thêm mọi đơn vị cấp %s") % level.tier) for level in levels)]


def known_periods(view: View, known: Sequence[str]) -> list[str]:
    """Those of the kind that the view is about."""
    return alike(known, view.last or view.first or None)


def map_choices(answer: Answer, view: View) -> tuple[maps.Choice, ...]:
    """The maps to choose from. No statement while nothing is journalled."""
    ground = answer.sums[0].grounds
    return maps.choices_from(head(), ground.then.on, ground.now.on, view.map, _("Bản đồ của từng kỳ"))


def sentences(answer: Answer, view: View) -> list[str]:
    """How the figures of the chosen unit came about on another map; of several units each says it on its own page."""
    period, as_of = answer.question.periods[-1], answer.question.as_of
    if as_of is None or len(view.units) != 1 or period not in periods():
        return []
    way = on_another_map(books(period, as_of), view.units[0])
    return map_sentences(period, way) if way else []

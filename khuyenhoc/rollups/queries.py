"""Questions about figures: a unit, a period, and whose map. Statement counts are for a first question on the period's own map;
another map costs two more, a second question over the same state of the journal one for `books`."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.queries import bounds, instruments, yearly_targets
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Collection
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.books import Books, NoSuchPeriod, books
from khuyenhoc.rollups.figures import (
    AnnualReview,
    ExplainCell,
    ExplainNode,
    Figures,
    OnAnotherMap,
    TargetResult,
    UnitRef,
)
from khuyenhoc.rollups.rules import measured, shares

__all__ = [
    "NoSuchPeriod", "annual_review", "apart", "children", "explain", "figures", "on_another_map", "periods", "targets",
]  # fmt: skip


def periods() -> list[str]:
    """The periods that have a collection, the one that ended last first, a year before its last quarter. One statement."""
    return list(Collection.objects.order_by("-period_ends", "period").values_list("period", flat=True).distinct())


def figures(unit: str, period: str, as_of: dt.date | None = None) -> Figures:
    """A unit's totals, shares and flags. NoSuchPeriod, KeyError for a unit that the map has not. Nine statements."""
    return books(period, as_of).figures(unit, bounds(unit))


def children(unit: str, period: str, as_of: dt.date | None = None) -> list[Figures]:
    """The figures of the units right below one, in the order of the map; as then where it has ended. Seven statements."""
    found = books(period, as_of)
    below = found.map_with(unit).children.get(unit, ())
    if unit not in found.map.units and any(code in found.map.units for code in below):
        found = books(period)  # what goes on below a unit that has ended may have grown since
    return [found.figures(code) for code in below]


def _with(unit: str, period: str, as_of: dt.date | None) -> Books:
    """The books on the map that was asked for, on that of the period where a unit has ended since."""
    found = books(period, as_of)
    return found if unit in found.map.units else books(period)


def on_another_map(found: Books, unit: str) -> OnAnotherMap | None:
    """How a unit's figures came about on a map that is not the period's; None on that, and for a unit that it alone has."""
    ground = found.grounds
    if ground.now.on == ground.then.on or unit not in ground.now.units:
        return None
    ways = (ground.joined(unit), ground.lacking(unit), ground.divided_in(unit))
    return OnAnotherMap(ground.now.on, *(tuple(ground.then.units[code].full_name for code in way) for way in ways))


def apart(found: Books, unit: str) -> Figures | None:
    """What belongs to a unit of another map than the period's, but to none of those below it; None where there is no such."""
    stated = found.unallocated(unit)
    if not stated:
        return None
    total = {i.code: stated.get(i.code) for i in found.form.typed}
    nobody = UnitRef("", _("Chưa phân bổ"), "", unit)
    return Figures(nobody, found.period, total, shares(found.form, total), owing=0, accepted=0, signed=0)


def targets(unit: str, period: str, as_of: dt.date | None = None) -> tuple[TargetResult, ...]:
    """The unit's own targets of the period against its figures. Nine statements."""
    reached = figures(unit, period, as_of)
    return tuple(measured(target, reached) for target in yearly_targets(unit, period))


def annual_review(unit: str, period: str, as_of: dt.date | None = None) -> AnnualReview:
    """Everything that a year's papers are written from. Eleven statements, however many units."""
    found = _with(unit, period, as_of)
    top = found.figures(unit, bounds(unit))
    districts = tuple(found.figures(code) for code in found.map.children.get(unit, ()))
    communes = {
        d.unit.code: tuple(found.figures(c) for c in found.map.children.get(d.unit.code, ())) for d in districts
    }
    return AnnualReview(
        unit=top.unit, period=period, form=found.form, figures=top, districts=districts, communes=communes,
        targets=tuple(measured(t, top) for t in yearly_targets(unit, period)), instruments=instruments(),
        made_at=timezone.localtime(clock.now()), journal_head=found.journal_head, synthetic=found.synthetic,
        map=on_another_map(found, unit), apart=apart(found, unit),
    )  # fmt: skip


def explain(indicator: str, unit: str, period: str, as_of: dt.date | None = None) -> ExplainNode:
    """A total as a tree of units down to the cells. KeyError for an indicator that is not counted. Nine statements at most."""
    found = books(period, as_of)
    if found.form.by_code[indicator].is_derived:
        raise KeyError(indicator)
    cells = _cells(period, indicator, {c for c in found.grounds.then.units if unit in found.grounds.above(c)})
    if unit in found.map.units:
        return _node(found, unit, cells)
    found.unit(unit)
    return _then(found, unit, cells)


def _node(found: Books, unit: str, cells: dict[str, ExplainCell]) -> ExplainNode:
    """A unit of the map: what is below it now, and the units of then whose figures belong to it."""
    nodes = [_node(found, child, cells) for child in found.map.children.get(unit, ())]
    nodes += [_then(found, code, cells) for code in found.grounds.placed_in(unit) if code in cells]
    own = (cells[unit],) if unit in cells and unit not in found.grounds.placed else ()
    return _summed(found.unit(unit), nodes, own)


def _then(found: Books, unit: str, cells: dict[str, ExplainCell]) -> ExplainNode:
    """A unit as it was in the period, with what was below it then."""
    map_, place = found.grounds.then, found.grounds.placed.get(unit)
    nodes = [_then(found, child, cells) for child in map_.children.get(unit, ())]
    u = map_.units[unit]
    known = UnitRef(unit, map_.name(unit), u.level, u.parent)
    own = (cells[unit],) if unit in cells else ()
    return _summed(known, nodes, own, divided=bool(place and place.divided and not nodes))


def _summed(
    unit: UnitRef, nodes: list[ExplainNode], own: tuple[ExplainCell, ...], divided: bool = False
) -> ExplainNode:
    stated = [v for v in (*(n.value for n in nodes), *(c.value for c in own)) if v is not None]
    return ExplainNode(unit, sum(stated) if stated else None, tuple(nodes), own, divided)


def _cells(period: str, indicator: str, units: set[str]) -> dict[str, ExplainCell]:
    """The cells in force of one indicator, by unit. One statement."""
    rows = (
        Cell.objects.filter(
            Q(stated=Stated.VALUE) | Q(stated=Stated.NONE),
            return_of__collection__period=period,
            return_of__state__in=IN_FORCE,
            return_of__superseded_at=None,
            indicator__code=indicator,
        )
        .select_related("return_of__unit", "return_of__file", "return_of__created_by", "return_of__accepted_by")
        .defer("return_of__file__reason")
    )
    return {r.return_of.unit.code: _explained(r) for r in rows if r.return_of.unit.code in units}


def _explained(cell: Cell) -> ExplainCell:
    return_ = cell.return_of
    accepted = timezone.localtime(return_.accepted_at).date() if return_.accepted_at else None
    return ExplainCell(
        file=return_.file.name, at=cell.at, value=0 if cell.stated == Stated.NONE else cell.value, raw=cell.raw,
        entered_by=return_.created_by.get_full_name(),
        accepted_by=return_.accepted_by.get_full_name() if return_.accepted_by else "",
        accepted_on=accepted, return_id=return_.pk, file_id=return_.file_id,
    )  # fmt: skip

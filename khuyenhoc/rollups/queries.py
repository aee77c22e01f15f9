"""Questions about figures: a unit, a period, and whose map. Statement counts are for a first question on the period's own map;
another map costs three more, a second question over the same state of the journal one for `books`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Q
from django.utils import timezone

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.queries import instruments, yearly_targets
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.feeding.models import RegisterFigure
from khuyenhoc.returns.models import Cell, Collection
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.books import NoSuchPeriod, books, books_with
from khuyenhoc.rollups.explaining import level, nodes
from khuyenhoc.rollups.figures import AnnualReview, Figures, TargetResult
from khuyenhoc.rollups.oddities.queries import marked
from khuyenhoc.rollups.rules import measured
from khuyenhoc.rollups.tree import ExplainCell, ExplainNode, InRegister
from khuyenhoc.rollups.ways import apart, on_another_map

_NAMED_AT_MOST: Final = 1000
"""Units that a statement may name; of more than these all are read."""

__all__ = [
    "NoSuchPeriod", "annual_review", "apart", "children", "explain", "figures", "last_with_figures", "on_another_map",
    "periods", "targets",
]  # fmt: skip


def periods() -> list[str]:
    """The periods that have a collection, the one that ended last first, a year before its last quarter. One statement."""
    return list(Collection.objects.order_by("-period_ends", "period").values_list("period", flat=True).distinct())


def last_with_figures(unit: str, known: Sequence[str], as_of: dt.date | None = None) -> str:
    """Of periods, the last one first, the first with an accepted return of a unit or below it; the very first where none has.

    A year that was only just opened is passed over, for as long as the map has the unit. As `books` for each that is looked
    at; no statement where there is only one.
    """
    for period in known if len(known) > 1 else ():
        found = books(period, as_of)
        if unit not in found.map_with(unit).units:
            break
        if found.figures(unit).accepted:
            return period
    return known[0]


def figures(unit: str, period: str, as_of: dt.date | None = None) -> Figures:
    """A unit's totals, shares and flags. NoSuchPeriod, KeyError for a unit that the map has not.

    Nineteen statements at most.
    """
    found = books(period, as_of)
    return marked(found, [found.figures(unit)])[0]


def children(unit: str, period: str, as_of: dt.date | None = None) -> list[Figures]:
    """The figures of the units right below one, in the order of the map; as then where it has ended. As `figures`."""
    found = books(period, as_of)
    below = found.map_with(unit).children.get(unit, ())
    if unit not in found.map.units and any(code in found.map.units for code in below):
        found = books(period)  # what goes on below a unit that has ended may have grown since
    return marked(found, [found.figures(code) for code in below])


def targets(unit: str, period: str, as_of: dt.date | None = None) -> tuple[TargetResult, ...]:
    """The unit's own targets of the period against its figures. Twenty statements at most."""
    reached = figures(unit, period, as_of)
    return tuple(measured(target, reached) for target in yearly_targets(unit, period))


def annual_review(unit: str, period: str, as_of: dt.date | None = None) -> AnnualReview:
    """Everything that a year's papers are written from. Twenty-one statements at most, however many units."""
    found = books_with(unit, period, as_of)
    below = found.map.children
    codes = [unit, *(u.code for u in found.map.below(unit) if u.code != unit)]
    known = {f.unit.code: f for f in marked(found, [found.figures(code) for code in codes])}
    top = known[unit]
    districts = tuple(known[code] for code in below.get(unit, ()))
    communes = {d.unit.code: tuple(known[c] for c in below.get(d.unit.code, ())) for d in districts}
    return AnnualReview(
        unit=top.unit, period=period, form=found.form, figures=top, districts=districts, communes=communes,
        targets=tuple(measured(t, top) for t in yearly_targets(unit, period)), instruments=instruments(),
        made_at=timezone.localtime(clock.now()), journal_head=found.journal_head, synthetic=found.synthetic,
        map=on_another_map(found, unit), apart=apart(found, unit),
    )  # fmt: skip


def explain(
    indicator: str, unit: str, period: str, as_of: dt.date | None = None, *, one_level: bool = False
) -> ExplainNode:
    """A total as a tree of units down to the cells. KeyError for an indicator that is not counted. Nine statements at most, one
    more for what registers count.

    `one_level`: only the units right below, which is all that a page of a country can show at once. On a map on which units of
    then do not stand for themselves the tree is whole all the same.
    """
    found = books(period, as_of)
    spec = found.form.by_code[indicator]
    if spec.is_derived:
        raise KeyError(indicator)
    if one_level and not found.grounds.placed:
        shown = {unit, *found.map.children.get(unit, ())}
        return level(found, indicator, unit, _cells(period, spec, shown))
    cells = _cells(period, spec, {c for c in found.grounds.then.units if unit in found.lineage(c, indicator)})
    return nodes(found, indicator, unit, cells)


def _cells(period: str, indicator: IndicatorSpec, units: set[str]) -> dict[str, ExplainCell]:
    """The cells in force of one indicator, by unit. One statement, two for one that registers count."""
    asked = Q(return_of__unit__code__in=units) if len(units) <= _NAMED_AT_MOST else Q()
    rows = Cell.objects.filter(
        asked,
        Q(stated=Stated.VALUE) | Q(stated=Stated.NONE),
        return_of__collection__period=period,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
        indicator__code=indicator.code,
    )
    # As tuples: of a province's cells models of five tables would take three times as long.
    found = rows.values_list("return_of__unit__code", *_COLUMNS)
    cells = {unit: _explained(*columns) for unit, *columns in found if unit in units}
    registers = _registers(indicator, [cell.return_id for cell in cells.values()])
    if not registers:
        return cells
    return {unit: replace(cell, register=registers.get(cell.return_id)) for unit, cell in cells.items()}


def _registers(indicator: IndicatorSpec, returns: list[int]) -> dict[int, InRegister]:
    """What the registers said of an indicator when returns (rows) met them."""
    if indicator.counted_in is None:
        return {}
    model, number = indicator.counted_in
    asked = RegisterFigure.objects.filter(model=model)
    if len(returns) <= _NAMED_AT_MOST:
        asked = asked.filter(return_of__in=returns)
    rows = asked.values_list("return_of", "on", number, "taken", "step")
    return {of: InRegister(LearningModel(model), on, counted, taken, step) for of, on, counted, taken, step in rows}


_COLUMNS: Final = (
    "return_of__file__name", "at", "stated", "value", "raw", "return_of__created_by__full_name",
    "return_of__created_by__username", "return_of__accepted_by__full_name", "return_of__accepted_by__username",
    "return_of__accepted_at", "return_of", "return_of__file",
)  # fmt: skip


def _explained(
    file: str, at: str, stated: str, value: int | None, raw: str, made_by: str, made_as: str, accepted_by: str | None,
    accepted_as: str | None, accepted_at: dt.datetime | None, return_id: int, file_id: int,
) -> ExplainCell:  # fmt: skip
    accepted_on = timezone.localtime(accepted_at).date() if accepted_at else None
    stands = 0 if stated == Stated.NONE else value
    return ExplainCell(
        file, at, stands, raw, made_by or made_as, accepted_by or accepted_as or "", accepted_on, return_id, file_id
    )  # fmt: skip

"""What the returns in force of a collection state."""

from __future__ import annotations

from collections.abc import Collection as Codes

from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.returns.models import Cell, Collection, Return
from khuyenhoc.returns.values import Stated


def stated_cells(
    collection: Collection,
    units: Codes[str] | None = None,
    *,
    indicators: Codes[str] | None = None,
    waiting: bool = False,
) -> list[tuple[str, str, int]]:
    """What counts, as (unit, indicator, value): cells with a value, and those stated as "không có" (0), of the returns in force.

    `units`, `indicators`: of these alone. `waiting`: of those that were sent and wait to be decided, instead. One statement.
    """
    rows = Cell.objects.filter(
        return_of__collection=collection,
        return_of__state__in=(State.SUBMITTED,) if waiting else IN_FORCE,
        return_of__superseded_at=None,
        stated__in=(Stated.VALUE, Stated.NONE),
    )
    if units is not None:
        rows = rows.filter(return_of__unit__code__in=units)
    if indicators is not None:
        rows = rows.filter(indicator__code__in=indicators)
    return [(u, i, value or 0) for u, i, value in rows.values_list("return_of__unit__code", "indicator__code", "value")]


def waiting_units(collection: Collection) -> set[str]:
    """The units of which a return was sent and waits to be decided. One statement."""
    rows = Return.objects.filter(collection=collection, state=State.SUBMITTED, superseded_at=None)
    return set(rows.values_list("unit__code", flat=True))

"""What the returns in force of a collection state."""

from __future__ import annotations

from collections.abc import Collection as Codes
from collections.abc import Mapping
from typing import Final

from django.db.models import Q

from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.returns.models import Cell, Collection, Return
from khuyenhoc.returns.values import Stated

_STATED: Final = Q(stated__in=(Stated.VALUE, Stated.NONE), return_of__superseded_at=None)
_IN_FORCE: Final = _STATED & Q(return_of__state__in=IN_FORCE)


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
        _STATED & Q(return_of__state=State.SUBMITTED) if waiting else _IN_FORCE, return_of__collection=collection
    )
    if units is not None:
        rows = rows.filter(return_of__unit__code__in=units)
    if indicators is not None:
        rows = rows.filter(indicator__code__in=indicators)
    return [(u, i, value or 0) for u, i, value in rows.values_list("return_of__unit__code", "indicator__code", "value")]


def cells_of(wanted: Mapping[int, Codes[str] | None]) -> dict[int, list[tuple[str, str, int]]]:
    """The same of several collections (by their rows), of these units of each or of all. One statement, none of none."""
    found: dict[int, list[tuple[str, str, int]]] = {collection: [] for collection in wanted}
    which = Q()
    for collection, units in wanted.items():
        of = Q(return_of__collection=collection)
        which |= of if units is None else of & Q(return_of__unit__code__in=units)
    rows = Cell.objects.filter(which, _IN_FORCE) if wanted else Cell.objects.none()
    columns = ("return_of__collection", "return_of__unit__code", "indicator__code", "value")
    for collection, unit, indicator, value in rows.values_list(*columns):
        found[collection].append((unit, indicator, value or 0))
    return found


def waiting_units(collection: Collection) -> set[str]:
    """The units of which a return was sent and waits to be decided. One statement."""
    rows = Return.objects.filter(collection=collection, state=State.SUBMITTED, superseded_at=None)
    return set(rows.values_list("unit__code", flat=True))

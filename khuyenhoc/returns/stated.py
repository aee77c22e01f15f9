"""What the returns in force of a collection state."""

from __future__ import annotations

from collections.abc import Collection as Codes

from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Collection
from khuyenhoc.returns.values import Stated


def stated_cells(collection: Collection, units: Codes[str] | None = None) -> list[tuple[str, str, int]]:
    """What counts, as (unit, indicator, value): cells with a value, and those stated as "không có" (0), of the returns in force.

    `units`: of these alone. One statement.
    """
    rows = Cell.objects.filter(
        return_of__collection=collection,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
        stated__in=(Stated.VALUE, Stated.NONE),
    )
    if units is not None:
        rows = rows.filter(return_of__unit__code__in=units)
    return [(u, i, value or 0) for u, i, value in rows.values_list("return_of__unit__code", "indicator__code", "value")]

"""The expressions over tables of whole numbers; units and indicators stand as the numbers that the engine gives them.

`cells` (unit, indicator, value): one row a stated cell of the returns in force ("không có" is 0), or one a row of a register,
with the value 1. `lineage` (unit, above): one row for a unit and each unit above it, itself included, on one map. `kept`
(unit, indicator, total, counted): totals as they once were. `changed` (unit): whose cells are not those of `cells` any more, but
those of `fresh`.

A total can be larger than 64 bits: an engine whose sums are no wider gets `value` as a decimal of 38 digits.
"""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

WIDE = "decimal(38, 0)"
_CELLS = {"unit": "int32", "indicator": "int32", "value": "int64"}
SHAPES = {
    "cells": _CELLS,
    "fresh": _CELLS,
    "changed": {"unit": "int32"},
    "lineage": {"unit": "int32", "above": "int32"},
    "kept": {"unit": "int32", "indicator": "int32", "total": WIDE, "counted": "int64"},
}


def unbound(name: str, **types: str) -> ir.Table:
    """A table's shape, for compiling; `types` where an engine needs other ones."""
    return ibis.table(SHAPES[name] | types, name=name)


def totals(cells: ir.Table, lineage: ir.Table) -> ir.Table:
    """unit, indicator, total, counted: the sum over all that is below a unit, and how many stated the figure.

    Added up by unit first: a register has hundreds of rows for one unit and indicator, so the join has to take few.
    """
    own = cells.group_by("unit", "indicator").agg(total=cells.value.sum(), counted=cells.count())
    joined = own.join(lineage, own.unit == lineage.unit)
    grouped = joined.group_by(unit=joined.above, indicator=joined.indicator)
    return grouped.agg(total=joined.total.sum(), counted=joined.counted.sum())


def present(cells: ir.Table, changed: ir.Table, fresh: ir.Table) -> ir.Table:
    """unit, indicator, value: the cells as they are now."""
    return cells.anti_join(changed, "unit").union(fresh)


def unchanged(kept: ir.Table) -> ir.Table:
    """Totals that were kept and still hold."""
    return kept.select("unit", "indicator", "total", "counted")


def corrected(kept: ir.Table, cells: ir.Table, changed: ir.Table, fresh: ir.Table, lineage: ir.Table) -> ir.Table:
    """As `totals`, from totals that were kept: less what the changed units stated then, plus what they state now.

    `cells` is of then. What nobody states any more has no row.
    """
    gone = _alike(totals(cells.semi_join(changed, "unit"), lineage), -1)
    come = _alike(totals(fresh, lineage), 1)
    moved = _alike(kept, 1).union(gone).union(come)
    found = moved.group_by("unit", "indicator").agg(total=moved.total.sum(), counted=moved.counted.sum())
    return found.filter(found.counted > 0)


def _alike(totals: ir.Table, sign: int) -> ir.Table:
    """With types that may stand in one column."""
    return totals.select(
        "unit",
        "indicator",
        total=totals.total.cast(WIDE) if sign > 0 else (-totals.total).cast(WIDE),
        counted=(totals.counted if sign > 0 else -totals.counted).cast("int64"),
    )


PLANS: dict[str, tuple[Callable[..., ir.Table], tuple[str, ...]]] = {
    "totals": (totals, ("cells", "lineage")),
    "present": (present, ("cells", "changed", "fresh")),
    "unchanged": (unchanged, ("kept",)),
    "corrected": (corrected, ("kept", "cells", "changed", "fresh", "lineage")),
}
"""By name: the expression, and the tables that it takes."""

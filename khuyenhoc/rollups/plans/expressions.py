"""The expressions over two tables: `cells` (unit, indicator, value) and `lineage` (unit, above), all whole numbers.

`cells` holds one row a stated cell of the returns in force ("không có" is 0). `lineage` holds one row for a unit and each
unit above it, itself included, on one map. Units and indicators stand as numbers that the engine gives them.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def unbound() -> tuple[ir.Table, ir.Table]:
    """The two tables' shapes, for compiling."""
    cells = ibis.table({"unit": "int64", "indicator": "int64", "value": "int64"}, name="cells")
    return cells, ibis.table({"unit": "int64", "above": "int64"}, name="lineage")


def totals(cells: ir.Table, lineage: ir.Table) -> ir.Table:
    """unit, indicator, total, counted: the sum over all that is below a unit, and how many returns stated the figure."""
    joined = cells.join(lineage, cells.unit == lineage.unit)
    grouped = joined.group_by(unit=joined.above, indicator=joined.indicator)
    return grouped.agg(total=joined.value.sum(), counted=joined.value.count())


PLANS = {"totals": totals}

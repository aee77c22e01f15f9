"""The expressions over two tables: `cells` (unit, indicator, value) and `lineage` (unit, above).

`cells` holds one row a stated cell of the returns in force (value: int64; "không có" is 0). `lineage` holds one row for a
unit and each unit above it, itself included, on one map.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def unbound() -> tuple[ir.Table, ir.Table]:
    """The two tables' shapes, for compiling."""
    cells = ibis.table({"unit": "string", "indicator": "string", "value": "int64"}, name="cells")
    return cells, ibis.table({"unit": "string", "above": "string"}, name="lineage")


def totals(cells: ir.Table, lineage: ir.Table) -> ir.Table:
    """unit, indicator, total, counted: the sum over all that is below a unit, and how many returns stated the figure."""
    joined = cells.join(lineage, cells.unit == lineage.unit)
    grouped = joined.group_by(unit=joined.above, indicator=joined.indicator)
    return grouped.agg(total=joined.value.sum(), counted=joined.value.count())


PLANS = {"totals": totals}

"""Running a plan: accepted cells as Arrow, DuckDB over them, plain rows out."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from khuyenhoc.rollups.plans import compiled

Row = tuple[str, str, int, int]


def run(plan: str, cells: pa.Table, lineage: pa.Table) -> list[Row]:
    """The rows of a plan over the two tables (see `plans.expressions`). Sums are exact: DuckDB adds 64-bit in 128."""
    with duckdb.connect() as connection:
        connection.register("cells", cells)
        connection.register("lineage", lineage)
        return connection.execute(compiled(plan)).fetchall()


def cells_table(rows: list[tuple[str, str, int]]) -> pa.Table:
    """unit, indicator, value."""
    units, indicators, values = zip(*rows, strict=True) if rows else ((), (), ())
    columns = [pa.array(units, pa.string()), pa.array(indicators, pa.string()), pa.array(values, pa.int64())]
    return pa.table(columns, names=["unit", "indicator", "value"])


def lineage_table(pairs: list[tuple[str, str]]) -> pa.Table:
    """unit, above."""
    units, above = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table([pa.array(units, pa.string()), pa.array(above, pa.string())], names=["unit", "above"])

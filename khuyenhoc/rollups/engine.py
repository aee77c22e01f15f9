"""Running a plan: accepted cells as Arrow, DuckDB over them, plain rows out.

Codes are numbered on the way in and named again on the way out, and the columns are handed over as buffers: making Arrow
arrays from Python lists would import pandas, which costs a command more than everything else that it does.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

import duckdb
import pyarrow as pa

from khuyenhoc.rollups.plans import compiled

CellRow = tuple[str, str, int]
"""unit, indicator, value."""
Row = tuple[str, str, int, int]
"""unit, indicator, total, how many stated it."""


def run(plan: str, cells: Sequence[CellRow], lineage: Sequence[tuple[str, str]]) -> list[Row]:
    """The rows of a plan over the two tables (see `plans.expressions`). Sums are exact: DuckDB adds 64-bit in 128."""
    units = _numbered(chain((u for u, _i, _v in cells), (code for pair in lineage for code in pair)))
    indicators = _numbered(i for _u, i, _v in cells)
    with duckdb.connect() as connection:
        columns = [(units[u], indicators[i], v) for u, i, v in cells]
        connection.register("cells", _table(("unit", "indicator", "value"), columns))
        connection.register("lineage", _table(("unit", "above"), [(units[u], units[a]) for u, a in lineage]))
        rows = connection.execute(compiled(plan)).fetchall()
    unit_names, indicator_names = list(units), list(indicators)
    return [(unit_names[u], indicator_names[i], int(total), counted) for u, i, total, counted in rows]


def _numbered(codes: Iterable[str]) -> dict[str, int]:
    return {code: n for n, code in enumerate(dict.fromkeys(codes))}


def _table(names: tuple[str, ...], rows: Sequence[tuple[int, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pa.Table.from_arrays([_column(array("q", column)) for column in columns], names=list(names))


def _column(values: array[int]) -> pa.Array:
    return pa.Array.from_buffers(pa.int64(), len(values), [None, pa.py_buffer(values)])

"""Running a plan on DuckDB, which is how every page and command does it: tables or Parquet files in, columns out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa

from khuyenhoc.rollups.facts import CellRow, Totals, names_of, numbers
from khuyenhoc.rollups.plans import compiled

Source = Any
"""A table of Arrow, or the path of the Parquet file (or the files, by a pattern) that holds it."""
_VIEW = "CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet('{place}', hive_partitioning = false)"
_OF = "SELECT * FROM ({question}) WHERE unit IN (SELECT unit FROM asked)"
_opening = Lock()


def totals(cells: Sequence[CellRow], lineage: Sequence[tuple[str, str]]) -> Totals:
    """Rows of cells added up over a lineage, by codes."""
    names = names_of(cells, lineage)
    return Totals(names, columns("totals", {"cells": names.cells(cells), "lineage": names.lineage(lineage)}))


def columns(plan: str, tables: Mapping[str, Source], of: Sequence[int] | None = None) -> pa.Table:
    """What a plan gives over its tables (see `plans.expressions`), by unit and indicator; `of` these units alone.

    Sums are exact: DuckDB adds 64 bits in 128.
    """
    question = compiled(plan)
    if of is not None:
        question = _OF.format(question=question)
        tables = {**tables, "asked": numbers(("unit",), [(unit,) for unit in of])}
    with database().cursor() as connection:
        for name, source in tables.items():
            if isinstance(source, Path):
                connection.execute(_VIEW.format(name=name, place=str(source).replace("'", "''")))
            else:
                connection.register(name, source)
        return _in_64_bits(connection.sql(f"{question} ORDER BY unit, indicator").to_arrow_table())


def _in_64_bits(found: pa.Table) -> pa.Table:
    """Sums of 128 bits as whole numbers of 64 where they are no greater: half the memory, and no decimals.

    The other columns are copied, since what DuckDB hands over it lets go of all at once.
    """
    return pa.Table.from_arrays([_in_64(column) for column in found.columns], names=found.column_names)


def _in_64(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_decimal(column.type):
        with suppress(pa.ArrowInvalid):
            return column.cast("int64")
    parts = column.chunks
    return pa.chunked_array([pa.concat_arrays([*parts, parts[0].slice(0, 0)])]) if parts else column


def database() -> duckdb.DuckDBPyConnection:
    """The process's own, without anything in it: opening one costs more than most questions."""
    with _opening:
        return _opened()


@cache
def _opened() -> duckdb.DuckDBPyConnection:
    # A kept file is never changed under its name, so what stands at its end is read once.
    opened = duckdb.connect()
    opened.execute("SET GLOBAL parquet_metadata_cache = true")
    # Units and indicators of a country are numbers of 20 bits together, and a kept file says so: then its rows are added up by
    # their place in a table, without hashing, in half the time.
    opened.execute("SET GLOBAL perfect_ht_threshold = 20")
    return opened

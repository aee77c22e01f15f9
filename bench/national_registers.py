"""A country's registers, made up and the same each time: a row a recognition of five models in 10.000 communes over five years.

They lie as ours do: a Parquet file a year, sorted by unit, and beside it the totals of all units.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

ROWS = int(os.environ.get("BENCH_ROWS", 28_000_000))
"""Fewer while somebody else needs the machine."""
COMMUNES, PROVINCES, SEED = 10_000, 34, 8
YEARS = (2019, 2020, 2021, 2022, 2023)
ASKED = 2023
MODELS = ("family", "clan", "community", "organisation", "citizen")
_FIRST_DAY = np.datetime64("2019-01-01", "D").astype(np.int32)

Columns = dict[str, Any]
Counts = dict[tuple[int, int], int]
"""By numbers of province and model."""


@dataclass(frozen=True)
class Register:
    """Where the years lie. Communes have the numbers from 0 on, then come provinces, then the country."""

    folder: Path
    facts: dict[int, Path]
    kept: dict[int, Path]
    provinces: Any
    """lineage: unit, above; of communes and their province."""
    everything: Any
    """lineage with the communes themselves and the country as well."""


def columns_of(year: int, rows: int) -> Columns:
    """One year, sorted by unit."""
    random = np.random.default_rng([SEED, year])
    cells = COMMUNES * len(MODELS)
    counts = random.multinomial(rows, random.dirichlet(np.full(cells, 4.0)))
    places = np.repeat(np.arange(cells, dtype=np.int32), counts)
    return {
        "unit": places // len(MODELS),
        "indicator": places % len(MODELS),
        "value": np.ones(rows, dtype=np.int64),
        "serial": np.arange(rows, dtype=np.int32),
        "recognised_on": _FIRST_DAY + (year - YEARS[0]) * 365 + random.integers(0, 365, rows, dtype=np.int32),
    }


def province_of(unit: Any) -> Any:
    """Communes of a province have numbers in a row."""
    return COMMUNES + unit * PROVINCES // COMMUNES


def made(folder: Path, rows: int = ROWS) -> Register:
    """Writes all years. Django is set up."""
    from khuyenhoc.rollups.engine import columns
    from khuyenhoc.rollups.facts import Names
    from khuyenhoc.rollups.kept import files

    units = [f"{n:05}" for n in range(COMMUNES + PROVINCES)]
    names = Names((*units, "country"), MODELS)
    communes = np.arange(COMMUNES, dtype=np.int32)
    own, above = pa.array(communes), pa.array(province_of(communes).astype(np.int32))
    provinces = pa.Table.from_arrays([own, above], ["unit", "above"])
    top = pa.array(np.full(COMMUNES, COMMUNES + PROVINCES, dtype=np.int32))
    everything = pa.concat_tables(
        [provinces, *(pa.Table.from_arrays([own, of], ["unit", "above"]) for of in (own, top))]
    )
    facts, kept = {}, {}
    for year in YEARS:
        where = folder / f"period={year}"
        table = pa.table(columns_of(year, rows // len(YEARS)))
        facts[year] = files.place(where, files.write(where, table, names))
        totals = columns("totals", {"cells": facts[year], "lineage": everything})
        kept[year] = files.place(where, files.write(where, totals, names))
    return Register(folder, facts, kept, provinces, everything)


def in_sqlite(place: Path, rows: int = ROWS) -> sqlite3.Connection:
    """The same rows in SQLite with an index that covers the question."""
    base = sqlite3.connect(place)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000")
    base.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY, province INTEGER)")
    base.executemany("INSERT INTO unit VALUES (?, ?)", ((n, int(province_of(n))) for n in range(COMMUNES)))
    base.execute(
        "CREATE TABLE register (year INTEGER, unit INTEGER, model INTEGER, serial INTEGER, recognised_on INTEGER)"
    )
    base.executemany(
        "INSERT INTO register VALUES (?, ?, ?, ?, ?)",
        chain.from_iterable(_rows(year, rows // len(YEARS)) for year in YEARS),
    )
    base.execute("CREATE INDEX register_covering ON register (year, unit, model)")
    base.execute("ANALYZE")
    base.commit()
    return base


def _rows(year: int, rows: int) -> Iterator[tuple[int, ...]]:
    found = columns_of(year, rows)
    names = ("unit", "indicator", "serial", "recognised_on")
    for begin in range(0, rows, 500_000):
        parts = [found[name][begin : begin + 500_000].tolist() for name in names]
        yield from zip([year] * len(parts[0]), *parts, strict=True)

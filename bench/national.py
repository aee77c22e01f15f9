"""What the benches of a country's registers share: the contestants over one register, all of which say the same."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.harness import Work
from bench.national_registers import ASKED, ROWS, Counts, Register, in_sqlite, made
from bench.workshop import set_up

BY_HAND = """
SELECT p.above AS province, r.indicator, COUNT(*) FROM read_parquet('{facts}', hive_partitioning = false) r
JOIN provinces p ON p.unit = r.unit GROUP BY ALL
"""
BY_SQLITE = """
SELECT u.province, r.model, COUNT(*) FROM register r JOIN unit u ON u.id = r.unit WHERE r.year = ? GROUP BY 1, 2
"""
BY_SQLITE_IN_ORDER = """
SELECT u.province, r.model, SUM(r.n) FROM (
    SELECT unit, model, COUNT(*) AS n FROM register WHERE year = ? GROUP BY unit, model
) r JOIN unit u ON u.id = r.unit GROUP BY u.province, r.model
"""
"""The same for whoever knows that the rows of the index come in the order of units."""


@dataclass(frozen=True)
class Country:
    """One year by province and model: from all rows and from kept totals by us, and by others. `note`: of how many rows."""

    scan: Work
    kept: Work
    by_hand: Work
    rivals: dict[str, Work]
    note: dict[str, Any]


@contextmanager
def country(rows: int = ROWS) -> Iterator[Country]:
    """ValueError where two contestants do not say the same."""
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        home = Path(folder)
        set_up(home)
        start = time.perf_counter()
        register = made(home / "register", rows)
        generated = time.perf_counter() - start
        base = in_sqlite(home / "register.sqlite3", rows)
        rivals: dict[str, Work] = {
            "SQLite, covering index": partial(by_sqlite, base),
            "SQLite, added up in the index's order": partial(by_sqlite, base, BY_SQLITE_IN_ORDER),
            "Polars": partial(by_polars, register),
        }
        note = {"rows": rows, "generated_in": round(generated, 1)}
        works = partial(by_scan, register), partial(from_kept, register), hand_written(register)
        found = Country(*works, rivals, note)
        try:
            _refuse_different(found)
            yield found
        finally:
            base.close()


def _refuse_different(found: Country) -> None:
    expected = found.by_hand()
    for other in (found.scan, found.kept, *found.rivals.values()):
        if other() != expected:
            raise ValueError(f"{other} says something else")


def by_scan(register: Register) -> Counts:
    from khuyenhoc.rollups.engine import columns

    return _by_columns(columns("totals", {"cells": register.facts[ASKED], "lineage": register.provinces}))


def from_kept(register: Register) -> Counts:
    """From totals that were kept, of which no unit has changed since."""
    from khuyenhoc.rollups.engine import columns

    above = sorted(set(register.provinces.column("above").to_pylist()))
    return _by_columns(columns("unchanged", {"kept": register.kept[ASKED]}, of=above))


def _by_columns(table: Any) -> Counts:
    names = ("unit", "indicator", "total")
    return counts_of(zip(*(table.column(name).to_pylist() for name in names), strict=True))


def counts_of(rows: Any) -> Counts:
    return {(int(province), int(model)): int(n) for province, model, n in rows}


def hand_written(register: Register) -> Work:
    import duckdb

    base = duckdb.connect()
    base.register("provinces", register.provinces)
    return lambda: counts_of(base.execute(BY_HAND.format(facts=register.facts[ASKED])).fetchall())


def by_sqlite(base: sqlite3.Connection, question: str = BY_SQLITE) -> Counts:
    return counts_of(base.execute(question, [ASKED]).fetchall())


def by_polars(register: Register) -> Counts:
    import polars as pl

    provinces: Any = pl.from_arrow(register.provinces)
    own = pl.scan_parquet(register.facts[ASKED], hive_partitioning=False).group_by("unit", "indicator").len()
    joined = own.join(provinces.lazy(), on="unit").group_by("above", "indicator").agg(pl.col("len").sum())
    return counts_of(joined.collect().iter_rows())

"""All engines give the same whole numbers by the same expressions (Spark: tests/spark)."""

from __future__ import annotations

import ibis
import polars as pl
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.rollups.engine import columns
from khuyenhoc.rollups.plans.expressions import PLANS, WIDE, unbound
from tests.rollups.hierarchies import Case, case

CASES = st.builds(case, st.integers(0, 2**32))


def rows(table: pa.Table) -> list[tuple[int, ...]]:
    return sorted(tuple(int(value) for value in row.values()) for row in table.to_pylist())


def by_duckdb(of: Case, plan: str) -> list[tuple[int, ...]]:
    tables = of.tables()
    return rows(columns(plan, {name: tables[name] for name in PLANS[plan][1]}))


def by_polars(of: Case, plan: str) -> list[tuple[int, ...]]:
    """Its sums of 64 bits are no wider, so values are handed over as decimals."""
    expression, needed = PLANS[plan]
    tables = of.tables()
    frames = {}
    for name in needed:
        frame = pl.from_arrow(tables[name])
        wide = [pl.col("value").cast(pl.Decimal(38, 0))] if "value" in frame.columns else []
        frames[name] = frame.with_columns(*wide)
    connection = ibis.polars.connect(frames)
    shapes = [unbound(n, **({"value": WIDE} if "value" in frames[n].columns else {})) for n in needed]
    return rows(connection.to_pyarrow(expression(*shapes)))


@given(CASES)
@settings(max_examples=25)
def test_duckdb_gives_the_exact_sums_of_now_from_all_cells_and_from_what_was_kept(of: Case) -> None:
    present = of.names.cells(of.now)
    assert by_duckdb(of, "present") == rows(present)
    totals = columns("totals", {"cells": present, "lineage": of.tables()["lineage"]})
    assert of.named(rows(totals)) == of.sums
    assert of.named(by_duckdb(of, "corrected")) == of.sums


@given(CASES)
@settings(max_examples=8)
def test_polars_gives_what_duckdb_gives(of: Case) -> None:
    for plan in PLANS:
        assert by_polars(of, plan) == by_duckdb(of, plan)


def test_the_random_cases_hold_what_they_are_meant_to_hold() -> None:
    cases = [case(seed) for seed in range(400)]
    assert any(unit.startswith("X") for c in cases for unit, *_rest in c.now)
    assert any(set(c.changed) - {unit for unit, *_rest in c.now} for c in cases)
    assert any(total > 2**63 for c in cases for total, _counted in c.sums.values())
    assert any(not c.then for c in cases)

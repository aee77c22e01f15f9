"""Compiles the expressions for DuckDB and writes them beside this file."""

from __future__ import annotations

import ibis

from khuyenhoc.rollups.plans import FOLDER
from khuyenhoc.rollups.plans.expressions import PLANS, unbound


def compile_all() -> dict[str, str]:
    """The SQL of each plan."""
    return {
        name: f"{ibis.to_sql(plan(*map(unbound, tables)), dialect='duckdb')}\n"
        for name, (plan, tables) in PLANS.items()
    }


if __name__ == "__main__":
    for name, sql in compile_all().items():
        (FOLDER / f"{name}.duckdb.sql").write_text(sql, encoding="utf-8")

"""The roll-ups' expressions, written once in Ibis; beside them, compiled for DuckDB, as a file that can be read.

Importing Ibis costs a second that a command of a second and a half has not got; running the compiled text costs nothing. A
test compiles the expressions anew and compares. On a cluster the same expressions run on Spark, where nothing is compiled
ahead. To compile after a change: `python -m khuyenhoc.rollups.plans`.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def compiled(name: str) -> str:
    """The SQL of a plan for DuckDB. FileNotFoundError for a plan that was never compiled."""
    return (FOLDER / f"{name}.duckdb.sql").read_text(encoding="utf-8")

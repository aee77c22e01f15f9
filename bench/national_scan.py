"""One year of a country's registers by province and model, from 28 million rows, in a warm process.

To hold: at most 1,3 times as long as DuckDB written by hand on the same files; at least 30 times as quick as SQLite with an
index that covers the question. The rows are made in at most 60 s (`generated_in`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.harness import Contest
from bench.national import country


@contextmanager
def contest() -> Iterator[Contest]:
    with country() as found:
        yield Contest(
            ours=found.scan,
            rivals=found.rivals,
            limit=("DuckDB by hand", found.by_hand),
            note=found.note,
        )

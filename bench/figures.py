"""`khuyenhoc figures` as a process, beside a bare sum by SQL. To hold: at most 1,5 s."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.harness import Contest, process
from bench.workshop import KHUYENHOC, PROVINCE, YEAR, environment, installation

SUMS = """
SELECT i.code, SUM(c.value) FROM returns_cell c
JOIN catalogue_indicator i ON i.id = c.indicator_id
JOIN returns_return r ON r.id = c.return_of_id
WHERE r.state IN ('accepted', 'signed') AND r.superseded_at IS NULL
GROUP BY i.code
"""
DJANGO = "import django, sys; django.setup(); from django.db import connection as c"
BY_DJANGO = f"{DJANGO}; k = c.cursor(); k.execute(sys.argv[1]); assert len(k.fetchall()) > 50"
BY_SQLITE = "import sqlite3, sys; assert len(sqlite3.connect(sys.argv[2]).execute(sys.argv[1]).fetchall()) > 50"


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("demo", "--no-serve") as home:
        env = environment(home)
        lean = environment(home, lean=True)
        sqlite = process(sys.executable, "-c", BY_SQLITE, SUMS, str(home / "khuyenhoc.sqlite3"))
        yield Contest(
            ours=process(
                KHUYENHOC, "figures", "--unit", PROVINCE, "--period", YEAR, "--json", "-", env=env, codes=(0, 1)
            ),
            rivals={"SQL through Django": process(sys.executable, "-c", BY_DJANGO, SUMS, env=lean)},
            limit=("SQL through sqlite3", sqlite),
        )

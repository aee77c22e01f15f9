"""A province with all its registers, built once by `khuyenhoc demo --registers` and kept in `build`; families in five years."""

from __future__ import annotations

import json
import resource
import shutil
import time
from pathlib import Path
from typing import Any, Final

from bench.harness import process
from bench.workshop import KHUYENHOC, environment

ROOT: Final = Path(__file__).parents[1]
BUILT: Final = ROOT / "build" / "bench-registers"
TABLES: Final = BUILT / "tables.txt"
YEARS: Final = (2019, 2020, 2021, 2022, 2023)
_FIELDS = "unit_id, model, status, registered_on, decision_id, verdict, reason, step_id"
_STANDINGS = (
    f"INSERT INTO recognition_standing (entry_id, year, {_FIELDS}) SELECT entry_id, ?, {_FIELDS}"
    " FROM recognition_standing WHERE year = ? AND model = 'family'"
)
_TALLIES = (
    "INSERT INTO recognition_tally (unit_id, model, year, status, number) SELECT unit_id, model, ?, status, number"
    " FROM recognition_tally WHERE year = ? AND model = 'family'"
)


def home() -> Path:
    """Where it lies; built where it does not stand yet, or its tables are not those of today."""
    if not TABLES.exists() or TABLES.read_text(encoding="utf-8") != _tables():
        _build()
    return BUILT


def _tables() -> str:
    """What the tables have been made by."""
    return "\n".join(sorted(str(file.relative_to(ROOT)) for file in ROOT.glob("khuyenhoc/*/migrations/0*.py")))


def told() -> dict[str, Any]:
    """How long the demonstration took, how much of it the processor was busy, and how large its database was."""
    found: dict[str, Any] = json.loads((BUILT / "built.json").read_text(encoding="utf-8"))
    return found


def _build() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process(KHUYENHOC, "demo", "--no-serve", "--registers", env=environment(BUILT))()
    taken, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    database = BUILT / "khuyenhoc.sqlite3"
    found = {
        "demo_s": round(taken),
        "demo_processor_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime),
        "demo_mb": round(sum(p.stat().st_size for p in BUILT.glob("khuyenhoc.sqlite3*")) / 1e6),
        "demo_memory_mb": round(after.ru_maxrss / 1024),
    }
    _five_years(database)
    (BUILT / "built.json").write_text(json.dumps(found), encoding="utf-8")
    TABLES.write_text(_tables(), encoding="utf-8")


def _five_years(database: Path) -> None:
    """Every family stands on the lists of the four years before as on the last one."""
    import sqlite3

    with sqlite3.connect(database) as connection:
        for year in YEARS[:-1]:
            connection.execute(_STANDINGS, (year, YEARS[-1]))
            connection.execute(_TALLIES, (year, YEARS[-1]))
        connection.execute("ANALYZE")

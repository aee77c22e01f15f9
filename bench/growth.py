"""`python -m bench.growth`: how the cost of a country's registers grows from 1 to 100 million rows, as a table for the handbook.

SQLite is left out: filling it with a hundred million rows takes longer than everything else together.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import milliseconds
from bench.national import by_polars, by_scan, from_kept, hand_written
from bench.national_registers import made
from bench.workshop import set_up

SIZES = (1_000_000, 10_000_000, 28_000_000, 100_000_000)


def main() -> None:
    print("| dòng | tạo (s) | tệp (MB) | quét, của ta (ms) | DuckDB viết tay (ms) | Polars (ms) | bản giữ sẵn (ms) |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        set_up(Path(folder))
        for rows in SIZES:
            with TemporaryDirectory(dir=folder) as place:
                print(f"| {rows:,} |".replace(",", "."), " | ".join(measured(Path(place), rows)), "|", flush=True)


def measured(place: Path, rows: int) -> list[str]:
    """Medians, each after one run that does not count."""
    start = time.perf_counter()
    register = made(place, rows)
    taken = time.perf_counter() - start
    size = sum(file.stat().st_size for file in (*register.facts.values(), *register.kept.values()))
    works = (
        partial(by_scan, register),
        hand_written(register),
        partial(by_polars, register),
        partial(from_kept, register),
    )
    for work in works:
        work()
    return [f"{taken:.0f}", f"{size / 1e6:.0f}", *(f"{milliseconds(work):.0f}" for work in works)]


if __name__ == "__main__":
    main()

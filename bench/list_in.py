"""A village list of 100.000 rows that comes in by `khuyenhoc registers load`, beside Polars and a bare `bulk_create`."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.full_registers import told
from bench.workshop import KHUYENHOC, environment, installation

ROWS = 100_000
HEADER = ("TT", "Họ và tên chủ hộ", "Thôn", "Số nhà", "Đăng ký", "Kết quả")


def imported() -> dict[str, Any]:
    """Seconds and megabytes of both, each in a process and an installation of its own; and what the demonstration took."""
    found: dict[str, Any] = told()
    with installation("init", "--province", "30") as home:
        path = home / "danh-sach.csv"
        _write(path)
        found |= _measured("import", [KHUYENHOC, "registers", "load", str(path), "--unit", "11242", "--model", "family",
                                      "--year", "2023"], home)  # fmt: skip
    with installation("init", "--province", "30") as home:
        path = home / "danh-sach.csv"
        _write(path)
        rival = [sys.executable, "-m", "bench.list_in", str(path)]
        found |= _measured("import_polars_bulk_create", rival, home)
    return found


def _measured(name: str, command: list[str], home: Path) -> dict[str, Any]:
    """In a process that tells how much memory it had needed."""
    script = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode;"
        " print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    started = time.perf_counter()
    told_ = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment(home, lean=True), stdout=subprocess.PIPE, check=True
    )
    code, memory = map(int, told_.stdout.split())
    if code not in (0, 1):
        raise RuntimeError(f"{name}: {command} gave {code}")
    return {f"{name}_s": round(time.perf_counter() - started, 1), f"{name}_mb": memory}


def _write(path: Path) -> None:
    """Names as the demonstration's registers have them, in 40 villages, houses numbered."""
    from khuyenhoc.demo.registers.names import people

    names = people(random.Random(6), ROWS)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for n, name in enumerate(names, start=1):
            out.writerow((n, name, f"Thôn {n % 40 + 1}", f"số {n}", "x", ""))


def main(path: str) -> None:
    """The rival: Polars reads, Django writes models, nothing is judged, nothing can be taken back."""
    import django

    django.setup()
    import datetime as dt

    import polars as pl
    from django.db import transaction

    from khuyenhoc.recognition.models import Entry, Standing
    from khuyenhoc.units.models import Unit

    unit, since = Unit.objects.get(code="11242"), dt.date(2023, 1, 1)
    with transaction.atomic():
        rows = pl.read_csv(path).iter_rows(named=True)
        entries = [
            Entry(unit=unit, model="family", number=row["TT"], name=row[HEADER[1]], house=row["Số nhà"], since=since,
                  search_name=row[HEADER[1]].lower())
            for row in rows
        ]  # fmt: skip
        made = Entry.objects.bulk_create(entries, batch_size=2000)
        standings = (Standing(entry=e, unit=unit, model="family", year=2023, status="registered") for e in made)
        Standing.objects.bulk_create(standings, batch_size=2000)
    print(json.dumps({"rows": len(made)}))


if __name__ == "__main__":
    main(sys.argv[1])

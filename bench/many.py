"""A thousand workbooks in one folder, as a large province sends them. To hold: at most 6 s, at most 500 MB.

They are the demonstration's in several seeds, so that each unit sends more than once: revisions and their journal included.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.harness import Contest, process
from bench.intake import intake_command, read_by_calamine, read_by_openpyxl, renewed
from bench.memory import peak_megabytes
from bench.workshop import PROVINCE, YEAR, environment, installation

COUNT = 1000
SEEDS = 5


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("init", "--province", PROVINCE, "--as-of", f"{YEAR}-12-31") as fresh:
        folder, home = fresh.with_name("workbooks"), fresh.with_name("used")
        files, renew, env = workbooks(folder, fresh), partial(renewed, fresh, home), environment(home)
        intake = intake_command(folder)
        renew()
        yield Contest(
            ours=process(*intake, env=env, codes=(1,)),
            rivals={"openpyxl": partial(read_by_openpyxl, files)},
            limit=("python-calamine", partial(read_by_calamine, files)),
            before=renew,
            note={"workbooks": len(files), "megabytes": peak_megabytes(*intake, env=env)},
        )


def workbooks(folder: Path, home: Path) -> list[Path]:
    """A thousand files, those of a seed in a folder of their own."""
    for seed in range(SEEDS):
        where = folder / f"lan-{seed + 1}"
        process(sys.executable, "-m", "bench.sent", str(where), str(seed), env=environment(home, lean=True))()
    files = sorted(folder.rglob("*.xlsx"))
    for file in files[COUNT:]:
        file.unlink()
    return files[:COUNT]

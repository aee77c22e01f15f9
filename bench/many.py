"""A thousand workbooks in one folder, as a large province sends them. To hold: at most 6 s, at most 500 MB.

They are the demonstration's in several seeds, so that each unit sends more than once: revisions and their journal included.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.harness import Contest, process
from bench.intake import of_a_folder
from bench.workshop import environment

COUNT = 1000
SEEDS = 5


@contextmanager
def contest() -> Iterator[Contest]:
    with of_a_folder(workbooks) as (found, _files, _place):
        yield found


def workbooks(folder: Path, home: Path) -> list[Path]:
    """A thousand files, those of a seed in a folder of their own."""
    for seed in range(SEEDS):
        where = folder / f"lan-{seed + 1}"
        process(sys.executable, "-m", "bench.sent", str(where), str(seed), env=environment(home, lean=True))()
    files = sorted(folder.rglob("*.xlsx"))
    for file in files[COUNT:]:
        file.unlink()
    return files[:COUNT]

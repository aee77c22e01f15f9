"""How far a job has got, told through a small file: written by the worker, read by the page that waits for it.

Not a row of the database: it is of interest for seconds, and a transaction a step would cost more than the step.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

QUIET_AFTER: Final = 30.0
"""Seconds. A job that has not moved for so long is said to be waiting: no worker has taken it, or it died."""
_NAME: Final = re.compile(r"[0-9a-f]{16}")
_ENDING: Final = ".json"


class Stage(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps; `is_quiet`: nothing has moved for a while."""

    stage: Stage
    done: int = 0
    total: int = 0
    is_quiet: bool = False

    @property
    def is_open(self) -> bool:
        return self.stage in (Stage.QUEUED, Stage.RUNNING)


def tell(folder: Path, run: str, progress: Progress) -> None:
    """Notes how far a run has got; what was noted before is replaced. OSError where the disk refuses."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _path(folder, run)
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    os.replace(temporary, path)


@contextmanager
def failure_told(folder: Path, run: str) -> Iterator[None]:
    """Notes that a run has failed where what is done within goes wrong, whatever that is."""
    try:
        yield
    except BaseException:
        tell(folder, run, Progress(Stage.FAILED))
        raise


def told(folder: Path, run: str) -> Progress | None:
    """What was noted last of a run; None where nothing was, or `run` is no name of one."""
    if not _NAME.fullmatch(run):
        return None
    try:
        path = _path(folder, run)
        noted = json.loads(path.read_text(encoding="utf-8"))
        quiet = time.time() - path.stat().st_mtime > QUIET_AFTER
    except (OSError, ValueError):
        return None
    return Progress(Stage(noted["stage"]), noted["done"], noted["total"], is_quiet=quiet)


def _path(folder: Path, run: str) -> Path:
    return folder / f"{run}{_ENDING}"

"""How much memory a command takes, and how much of the processor, with all that it starts."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EVERY = 0.02
"""Seconds between two looks."""
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def peak_megabytes(*command: str, env: dict[str, str]) -> int:
    """The most that a command and its children hold together, where what they share counts once (Linux's Pss)."""
    child = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(_kilobytes(process) for process, stat in _running() if stat.session == child.pid))
        time.sleep(EVERY)
    return peak // 1024


def processor_seconds() -> float:
    """What the processes of all sessions that this process began have used so far."""
    running = [stat for _process, stat in _running()]
    begun = {stat.session for stat in running if stat.parent == os.getpid() and stat.session != os.getsid(0)}
    return sum(stat.ticks for stat in running if stat.session in begun) / os.sysconf("SC_CLK_TCK")


class Stat(NamedTuple):
    parent: int
    session: int
    ticks: int


def _running() -> Iterator[tuple[Path, Stat]]:
    """The processes of this machine, as folders of /proc."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # After the name, which may hold anything but stands in brackets: state, parent, group, session, and so on.
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            yield process, Stat(int(fields[1]), int(fields[3]), int(fields[11]) + int(fields[12]))


def _kilobytes(process: Path) -> int:
    try:
        found = PSS.search((process / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0

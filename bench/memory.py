"""How much memory a command takes, with all that it starts."""

from __future__ import annotations

import contextlib
import re
import subprocess
import time
from pathlib import Path

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
        peak = max(peak, sum(_kilobytes(process) for process in _session(child.pid)))
        time.sleep(EVERY)
    return peak // 1024


def _session(leader: int) -> list[Path]:
    """The processes of a session, as folders of /proc."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # After the name, which may hold anything but stands in brackets: state, parent, group, session.
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                found.append(process)
    return found


def _kilobytes(process: Path) -> int:
    try:
        found = PSS.search((process / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0

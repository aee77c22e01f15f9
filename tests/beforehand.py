"""What comes before the tests, side by side: the checks of the code, and a migrated database of each engine.

Each of them keeps one processor busy for twenty seconds, and the tests would wait for the databases. What a part says is
printed as a whole when it ends; one that fails ends the run, after the others have ended.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

MIGRATED = (sys.executable, "-m", "tests.migrated")
PARTS = (("make", "--no-print-directory", "check"), MIGRATED, (sys.executable, "-m", "tests.postgres", "--", *MIGRATED))


def run(command: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main(parts: Sequence[tuple[str, ...]]) -> int:
    """Runs commands at once and prints what each said; the exit code of one that failed, or 0."""
    failed = 0
    with ThreadPoolExecutor(len(parts)) as pool:
        for part in as_completed([pool.submit(run, command) for command in parts]):
            done = part.result()
            sys.stdout.buffer.write(done.stdout)
            sys.stdout.flush()
            failed = failed or done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(PARTS))

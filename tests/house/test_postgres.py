"""The temporary PostgreSQL: there for one command, gone afterwards, also when it is told to stop."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.house.tree import ROOT

SAY = "import os; print(os.environ['DATABASE_URL'], flush=True); "


def start(code):
    command = [sys.executable, "-m", "tests.postgres", "--", sys.executable, "-c", SAY + code]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def folder(line):
    return Path(unquote(urlsplit(line.strip()).hostname))


def running(place):
    """Whether some process was started on the folder (one that has ended but was not collected has no command line)."""
    marked = f"-D\0{place}/data\0".encode()
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if marked in line.read_bytes():
                return True
    return False


def test_server_answers_and_is_gone_afterwards():
    ask = "import psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 6 * 7').fetchone()[0])"
    output, _ = start(ask).communicate(timeout=60)
    url, answer = output.splitlines()
    assert answer == "42"
    assert not folder(url).exists()


def test_exit_code_is_the_command_s():
    process = start("raise SystemExit(3)")
    process.communicate(timeout=60)
    assert process.returncode == 3


def test_told_to_stop_it_leaves_nothing_behind():
    process = start("import time; time.sleep(60)")
    place = folder(process.stdout.readline())
    assert running(place)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert not place.exists()
    assert not running(place)

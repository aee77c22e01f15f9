"""A temporary PostgreSQL for the length of one command: `python -m tests.postgres -- pytest …` with DATABASE_URL set.

The server runs as a user that is not root (it refuses root), in a temporary folder, on a Unix socket in that folder, and
forgets about durability. It is stopped and its folder removed whatever happens, also on SIGTERM.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c autovacuum=off"
SMALL = "-c listen_addresses='' -c max_connections=60"


def programs() -> Path:
    """The folder of initdb and pg_ctl. FileNotFoundError, with what to install, where there is none."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    for folder in found:
        if (folder / "pg_ctl").exists():
            return folder
    raise FileNotFoundError("initdb và pg_ctl không có trên máy này. Trên Debian: apt-get install postgresql")


def owner() -> pwd.struct_passwd:
    """Whom the server runs as: ourselves, or postgres or nobody where we are root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    names = [entry.pw_name for entry in pwd.getpwall()]
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The DATABASE_URL of a new, empty server, which is gone afterwards."""
    user = owner()
    folder = Path(tempfile.mkdtemp(prefix="kh-pg-", dir="/tmp"))  # a socket's path holds 107 bytes at most
    try:
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
        _call(user, "initdb", "-D", f"{folder}/data", "-U", "khuyenhoc", "-A", "trust", "-E", "UTF8", "-N",
              "--locale=C.UTF-8")  # fmt: skip
        options = f"{QUICK} {SMALL} -k {folder}"
        _call(user, "pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, "start")
        try:
            yield f"postgres://khuyenhoc@{quote(str(folder), safe='')}/postgres"
        finally:
            _call(user, "pg_ctl", "-D", f"{folder}/data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(user: pwd.struct_passwd, program: str, *arguments: str) -> None:
    as_user = {} if os.geteuid() else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # The server inherits what it is given: an output that it kept open would keep its reader waiting for ever.
    with tempfile.TemporaryFile() as output:
        command = [programs() / program, *arguments]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/", **as_user
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{program}: {output.read().decode(errors='replace')}")


def _stop(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Runs the command after `--` with DATABASE_URL; its exit code."""
    command = arguments[arguments.index("--") + 1 :]
    signal.signal(signal.SIGTERM, _stop)
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

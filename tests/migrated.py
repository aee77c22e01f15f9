"""A database with all tables, migrated once and copied for every process and every installation of the tests.

Going through every migration from the first one takes a processor eighteen seconds, mostly for Wagtail's; copying takes none.
`python -m tests.migrated` makes the copy of the engine of DATABASE_URL before a test needs it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "test"
SELDOM_TIDIED = """import gc, django.core.management as management
gc.set_threshold(100_000, 50, 100)
management.execute_from_command_line()"""
"""Django's own program. Each migration makes all models anew; to look for those that nothing needs took a seventh of the time."""
WITH_MIGRATIONS = ("khuyenhoc/audit/refusals.py", "khuyenhoc/returns/keeping/triggers.py", "requirements/run.txt")
"""What migrations take from elsewhere, besides the libraries'."""
NAME = "khuyenhoc.sqlite3"
"""How the database is called in an installation's folder."""
AT_MOST = 8
"""Copies: who goes to and fro between branches does not migrate each time."""
OF_SERVER = "khuyenhoc_migrated"
"""How the copy is called on a PostgreSQL server."""


def copy_into(home: Path) -> None:
    """An installation's folder gets a database with all tables and nothing in them."""
    home.mkdir(parents=True, exist_ok=True)
    _copy_to(home / NAME)


def prepare(settings: dict[str, Any]) -> None:
    """The test database of this process, by its settings, is there with all tables when Django asks for it."""
    name = str(settings["TEST"]["NAME"])
    if settings["ENGINE"].endswith("sqlite3"):
        _copy_to(Path(name))
        return
    with maintenance(settings) as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # the first process makes it, the others wait
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OF_SERVER])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {OF_SERVER}")
            _fill(os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{OF_SERVER}")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {OF_SERVER}")


@contextmanager
def another(home: Path, settings: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Where processes of their own find a database of the engine that the tests run on, with all tables and nothing in them."""
    if settings["ENGINE"].endswith("sqlite3"):
        copy_into(home)
        yield {"KHUYENHOC_HOME": str(home)}
        return
    name = f"another_{os.getpid()}"
    with maintenance(settings) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {OF_SERVER}")
    try:
        yield {"KHUYENHOC_HOME": str(home), "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"}
    finally:
        with maintenance(settings) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def maintenance(settings: dict[str, Any], database: str = "postgres") -> Iterator[Any]:
    """A cursor of a connection of its own to the server of these settings, in no transaction."""
    import psycopg

    where = {"dbname": database, "user": settings["USER"], "host": settings["HOST"], "port": settings["PORT"] or None}
    with psycopg.connect(**where, autocommit=True) as connection, connection.cursor() as cursor:
        yield cursor


def _copy_to(target: Path) -> None:
    """Another copy of the one that is kept."""
    with _kept("sqlite3", _migrated_file) as copy:
        shutil.copyfile(copy, target)


def _fill(url: str) -> None:
    """All tables into an empty database of a PostgreSQL server, from the dump that is kept."""
    with _kept("sql", _dump) as dump:
        _psql("psql", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file", str(dump), url)


@contextmanager
def _kept(kind: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """The copy that is kept, which is made where it is missing or where a migration or a library has changed."""
    copy = KEPT / f"migrated-{_state()}.{kind}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"migrated-{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not copy.exists():
            for old in sorted(KEPT.glob(f"migrated-*.{kind}"), key=lambda kept: kept.stat().st_mtime)[:-AT_MOST]:
                old.unlink()
            with tempfile.TemporaryDirectory(prefix="khuyenhoc-test-") as folder:
                made = Path(folder) / "copy"
                make(made)
                shutil.move(made, copy)
        yield copy


def _migrated_file(made: Path) -> None:
    home = made.with_name("home")
    home.mkdir()
    _migrate(KHUYENHOC_HOME=str(home))
    with sqlite3.connect(home / NAME) as database:
        database.execute("VACUUM INTO ?", [str(made)])


def _dump(made: Path) -> None:
    """Of a database that is migrated for it and gone afterwards."""
    name, server = f"migrating_{os.getpid()}", os.environ["DATABASE_URL"].rpartition("/")[0]
    _psql("psql", "--quiet", "--command", f"CREATE DATABASE {name}", f"{server}/postgres")
    try:
        _migrate(DATABASE_URL=f"{server}/{name}")
        _psql("pg_dump", "--no-owner", "--file", str(made), f"{server}/{name}")
    finally:
        _psql("psql", "--quiet", "--command", f"DROP DATABASE {name}", f"{server}/postgres")


def _psql(program: str, *arguments: str) -> None:
    from tests.postgres import programs

    subprocess.run([programs() / program, *arguments], check=True)


def _state() -> str:
    files = [*sorted(ROOT.glob("khuyenhoc/**/migrations/*.py")), *(ROOT / name for name in WITH_MIGRATIONS)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _migrate(**environment: str) -> None:
    ours = {"KHUYENHOC_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    given = {name: value for name, value in os.environ.items() if name not in ours}
    command = (sys.executable, "-c", SELDOM_TIDIED, "migrate", "--verbosity", "0")
    settings = {"DJANGO_SETTINGS_MODULE": "khuyenhoc.config.settings.full"}
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-test-") as home:
        subprocess.run(command, env={**given, "KHUYENHOC_HOME": home, **settings, **environment}, cwd=ROOT, check=True)


if __name__ == "__main__":
    with _kept("sql", _dump) if "DATABASE_URL" in os.environ else _kept("sqlite3", _migrated_file):
        pass

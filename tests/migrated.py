"""A database with all tables, migrated once and copied for every process and every installation of the tests.

Going through every migration from the first one takes a processor twelve seconds, mostly for Wagtail's; copying takes none.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "test"
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
    with _maintenance(settings) as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # the first process makes it, the others wait
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OF_SERVER])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {OF_SERVER}")
            _migrate(DATABASE_URL=os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{OF_SERVER}")
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
    with _maintenance(settings) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {OF_SERVER}")
    try:
        yield {"KHUYENHOC_HOME": str(home), "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"}
    finally:
        with _maintenance(settings) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _maintenance(settings: dict[str, Any]) -> Iterator[Any]:
    import psycopg

    where = {"dbname": "postgres", "user": settings["USER"], "host": settings["HOST"], "port": settings["PORT"] or None}
    with psycopg.connect(**where, autocommit=True) as connection, connection.cursor() as cursor:
        yield cursor


def _copy_to(target: Path) -> None:
    """Another copy of the one that is kept, which is made where it is missing or where a migration or a library has changed."""
    copy = KEPT / f"migrated-{_state()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not copy.exists():
            for old in sorted(KEPT.glob("migrated-*.sqlite3"), key=lambda kept: kept.stat().st_mtime)[:-AT_MOST]:
                old.unlink()
            with tempfile.TemporaryDirectory(prefix="khuyenhoc-test-") as home:
                _migrate(KHUYENHOC_HOME=home)
                made = Path(home) / "copy"
                with sqlite3.connect(Path(home) / NAME) as database:
                    database.execute("VACUUM INTO ?", [str(made)])
                shutil.move(made, copy)
        shutil.copyfile(copy, target)


def _state() -> str:
    files = [*sorted(ROOT.glob("khuyenhoc/**/migrations/*.py")), ROOT / "requirements" / "run.txt"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _migrate(**environment: str) -> None:
    ours = {"KHUYENHOC_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    given = {name: value for name, value in os.environ.items() if name not in ours}
    command = (sys.executable, "-m", "django", "migrate", "--verbosity", "0")
    settings = {"DJANGO_SETTINGS_MODULE": "khuyenhoc.config.settings.full"}
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-test-") as home:
        subprocess.run(command, env={**given, "KHUYENHOC_HOME": home, **settings, **environment}, cwd=ROOT, check=True)

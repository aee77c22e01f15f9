"""A founded province for many tests: founded once a process by our own acts, then put back row by row.

Founding reads files, makes hundreds of objects and takes dozens of statements; putting its rows back takes one a table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection

from khuyenhoc.audit import clock
from khuyenhoc.returns.founding import found
from tests.migrated import maintenance

Rows = bytes | list[tuple[Any, ...]]
"""As the database gives them: of PostgreSQL the text of its COPY, which is put back in a third of the time."""
Table = tuple[str, tuple[str, ...], Rows]
"""A table's name, its columns and its rows."""
AT_ONCE = 500
"""Rows; SQLite takes at most 32.766 values in one statement."""
TIDIED_AFTER = 20
"""Foundings. PostgreSQL reads past all rows that were taken back until it is told to forget them: after 360 foundings a map
of the units took fourteen times as long."""
OURS = {"units", "catalogue", "access", "audit", "returns"}
"""The rooms whose tables a founding fills."""


def put_back() -> None:
    """Hải Dương with the collection of 2023 open, into a database without units, inside the test's transaction."""
    kept = _kept()
    if kept:
        _put_back.append(len(kept))
        with _as_they_stood():
            for name, columns, rows in kept:
                _insert(name, columns, rows)
        return
    before = {name: _count(name) for name in _tables()}
    with clock.told(2023, 11, 1):
        found(province="30", as_of=dt.date(2023, 12, 31), synthetic=True)
    if not any(before.values()):  # what another fixture had put there is not ours to put back
        kept.extend(_read(name) for name in before if _count(name))


_put_back: list[int] = []
"""Since the tables were tidied."""


@cache
def _kept() -> list[Table]:
    return []


def tidy() -> None:
    """Between tests, when nobody holds a table: PostgreSQL forgets what was taken back, and its tables are short again."""
    if connection.vendor != "postgresql" or len(_put_back) < TIDIED_AFTER:
        return
    _put_back.clear()
    with maintenance(connection.settings_dict, connection.settings_dict["NAME"]) as cursor:
        cursor.execute("VACUUM " + ", ".join(connection.introspection.django_table_names()))


@contextmanager
def _as_they_stood() -> Iterator[None]:
    """Rows that have stood together before: PostgreSQL does not look again for each row to which another one points."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def _tables() -> list[str]:
    return [n for n in connection.introspection.django_table_names(only_existing=True) if n.split("_")[0] in OURS]


def _count(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{name}"')
        return int(cursor.fetchone()[0])


def _read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{name}"')
        columns = tuple(column[0] for column in cursor.description)
        if connection.vendor != "postgresql":
            return name, columns, cursor.fetchall()
        with cursor.cursor.copy(f'COPY "{name}" TO STDOUT') as rows:
            return name, columns, b"".join(rows)


def _insert(name: str, columns: tuple[str, ...], rows: Rows) -> None:
    with connection.cursor() as cursor:
        if isinstance(rows, bytes):
            with cursor.cursor.copy(f'COPY "{name}" FROM STDIN') as table:
                table.write(rows)
            return
        names, places = ", ".join(f'"{c}"' for c in columns), f"({', '.join(['%s'] * len(columns))})"
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            values = [value for row in part for value in row]
            cursor.execute(f'INSERT INTO "{name}" ({names}) VALUES {", ".join([places] * len(part))}', values)

"""Many rows: so many at a time, and written in few statements past the ORM (no objects, no signals, values as the database takes
them).

The latter for the rows of a large import alone, where making an object of each costs more than the database does. What their
tables hold to (constraints, triggers) is held all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final, TypeVar

from django.db import connection, models

Row = Sequence[Any]
T = TypeVar("T")
NAMED_AT_ONCE: Final = 500
"""Rows that one statement names, by their keys or by what is in them."""
_MOST_PARAMETERS: Final = 65_535
"""What PostgreSQL's protocol has room for."""


def in_parts(rows: Iterable[T], size: int = NAMED_AT_ONCE) -> Iterator[list[T]]:
    """Whatever comes, so many at a time, the last part shorter; none where nothing comes."""
    coming = iter(rows)
    while part := list(islice(coming, size)):
        yield part


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """New rows: of each the values of `fields`, a foreign key as its number. Their keys are not told; see `reserved_keys`."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(model, name)) for name in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES"
    one = f"({', '.join(['%s'] * len(fields))})"
    # Many rows by one statement: what SQLite does once a statement costs it more than what it does once a row.
    at_once = min(NAMED_AT_ONCE, (connection.features.max_query_params or _MOST_PARAMETERS) // len(fields))
    by_length: dict[int, list[Row]] = {}
    for part in in_parts(rows, at_once):
        by_length.setdefault(len(part), []).append([*chain.from_iterable(part)])
    for length, parts in by_length.items():
        _execute(f"{into} {', '.join([one] * length)}", parts)


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows that stand: of each the new values of `fields`, and its key last."""
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(_column(model, name))} = %s" for name in fields)
    key = quote(_column(model, "pk"))
    table = quote(model._meta.db_table)
    _execute(f"UPDATE {table} SET {changes} WHERE {key} = %s", rows)  # noqa: S608  # names of our own models


def reserved_keys(model: type[models.Model], number: int) -> Sequence[int]:
    """Keys for so many new rows, rising, which nobody else is given. Within a transaction. One statement."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sql, [table, _column(model, "pk"), number])
            return [key for (key,) in cursor.fetchall()]
        # SQLite has one writer at a time, and goes on from the highest key that was ever written.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + number)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)  # type: ignore[union-attr]


def _execute(statement: str, rows: Iterable[Row]) -> None:
    if values := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)

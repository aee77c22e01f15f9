"""Many rows written in one statement, past the ORM: no objects, no signals, values as the database takes them.

For the rows of a large import alone, where making an object of each costs more than the database does. What their tables
hold to (constraints, triggers) is held all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """New rows: of each the values of `fields`, a foreign key as its number. Their keys are not told."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(model, name)) for name in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    _execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608  # names of our own models


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows that stand: of each the new values of `fields`, and its key last."""
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(_column(model, name))} = %s" for name in fields)
    key = quote(_column(model, "pk"))
    table = quote(model._meta.db_table)
    _execute(f"UPDATE {table} SET {changes} WHERE {key} = %s", rows)  # noqa: S608  # names of our own models


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)  # type: ignore[union-attr]


def _execute(statement: str, rows: Iterable[Row]) -> None:
    if values := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)

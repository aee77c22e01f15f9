"""Finding entries by words of their names, over hundreds of thousands: the index of words is the database's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from khuyenhoc.vietnamese.text import fold

# The index of words gives its entries one by one in their order, so that the first fifty cost the same among a hundred and
# among a hundred thousand. CROSS: SQLite is told to begin with it.
_SQLITE = (
    "SELECT s.id FROM recognition_entry_words CROSS JOIN recognition_standing s"
    " ON s.entry_id = recognition_entry_words.rowid"
    " WHERE recognition_entry_words MATCH %s AND recognition_entry_words.rowid > %s AND {condition}"
    " ORDER BY recognition_entry_words.rowid LIMIT %s"
)
_POSTGRES = (
    "SELECT s.id FROM recognition_entry e JOIN recognition_standing s ON s.entry_id = e.id"
    " WHERE to_tsvector('simple', e.search_name) @@ to_tsquery('simple', %s) AND e.id > %s AND {condition}"
    " ORDER BY e.id LIMIT %s"
)
_SQLITE_ANY = "SELECT rowid FROM recognition_entry_words WHERE recognition_entry_words MATCH %s"
_POSTGRES_ANY = "SELECT id FROM recognition_entry WHERE to_tsvector('simple', search_name) @@ to_tsquery('simple', %s)"
_CONDITION = (
    "s.year = %s AND s.model = %s AND s.status IN ({statuses})"
    " AND s.unit_id IN (SELECT id FROM units_unit WHERE code IN ({units}))"
)


def worded(
    words: str, *, model: str, year: int, units: Collection[str], statuses: Collection[str], after: int, limit: int
) -> RawSQL | tuple[()]:
    """The first standings (rows) of units' lists after an entry (row), in the order of entries, whose entry's name has all of
    these words, each perhaps only begun, in any order."""
    if not (said := _said(words)):
        return ()
    places = {"statuses": _places(statuses), "units": _places(units)}
    condition, asked = _CONDITION.format(**places), (year, model, *statuses, *units)
    sql = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    return RawSQL(sql.format(condition=condition), (said, after, *asked, limit))  # noqa: S611  # what was said is parameters


def is_common(words: str, at_least: int = 5000) -> bool:
    """Whether so many entries, of whatever list, have all of these words in their names. One statement."""
    if not (said := _said(words)):
        return False
    sql = _POSTGRES_ANY if connection.vendor == "postgresql" else _SQLITE_ANY
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT %s) found", [said, at_least])  # noqa: S608  # a text of ours
        return int(cursor.fetchone()[0]) >= at_least


@contextmanager
def at_once(keys: Sequence[int]) -> Iterator[None]:
    """What is written within becomes the entries of `keys` (rising, none between them anybody else's), which are found by their
    words when it ends; all of it or nothing. Five statements on SQLite, two on PostgreSQL, which does so anyhow.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            yield
            return
        cursor.execute("INSERT INTO recognition_words_later (is_so) VALUES (1)")
        yield
        cursor.execute(
            "INSERT INTO recognition_entry_words (rowid, search_name)"
            " SELECT id, search_name FROM recognition_entry WHERE id BETWEEN %s AND %s",
            [keys[0], keys[-1]],
        )
        cursor.execute("DELETE FROM recognition_words_later")


def words_in(text: str) -> list[str]:
    """The words as names are looked through for them, in their order: what stands between them does not matter."""
    return re.findall(r"[a-z0-9]+", fold(text))


def _said(words: str) -> str:
    """The words as the index of words is asked for them; "" where there are none."""
    found = words_in(words)
    if connection.vendor == "postgresql":
        return " & ".join(f"{word}:*" for word in found)
    return " ".join(f"{word}*" for word in found)


def _places(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))

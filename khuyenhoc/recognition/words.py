"""Finding entries by words of their names, over hundreds of thousands: the index of words is the database's own."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from khuyenhoc.vietnamese.text import fold

_SQLITE = "SELECT rowid FROM recognition_entry_words WHERE recognition_entry_words MATCH %s AND rowid > %s"
_POSTGRES = (
    "SELECT id FROM recognition_entry WHERE to_tsvector('simple', search_name) @@ to_tsquery('simple', %s) AND id > %s"
)


def worded(words: str, after: int = 0) -> Q:
    """The condition on a standing that its entry's name has all of these words, each perhaps only begun, in any order."""
    found = re.findall(r"[a-z0-9]+", fold(words))
    if connection.vendor == "postgresql":
        said, sql = " & ".join(f"{word}:*" for word in found), _POSTGRES
    else:
        said, sql = " ".join(f"{word}*" for word in found), _SQLITE
    return Q(entry__in=RawSQL(sql, (said, after))) if found else Q(pk__in=())  # noqa: S611  # the words are parameters

"""What stands over a table, which says whose it is and of which year: titles, names, and a code behind "Mã đơn vị"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from khuyenhoc.returns.intake.drafts import Draft
from khuyenhoc.returns.intake.owner import OFFICIAL_CODE
from khuyenhoc.returns.intake.roles import role_of
from khuyenhoc.returns.intake.tables import cleaned
from khuyenhoc.sheets.grid import Content
from khuyenhoc.vietnamese.text import fold

MOST_TITLE_ROWS: Final = 60
_CODED: Final = re.compile(r"([^\d:]+)\s*:?\s*(\d{3,6})")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF_YEAR: Final = re.compile(r"(?<!\w)(?:nam|ky)(?!\w)")
_BETWEEN_TABLES: Final = 12
"""How many rows over a table that is not the first of its sheet may be its title."""


def texts_above(draft: Draft) -> list[str]:
    """The texts over a table: title, association, district, and the header of its figures, which may be a unit's name.

    Without a header, those over the first line.
    """
    table, grid = draft.table, draft.table.grid
    first = min((p.row for p in draft.placed), default=table.body.start)
    stop = table.header.start if len(table.header) else first
    start = max(table.above.start, stop - _BETWEEN_TABLES) if table.above.start else 0
    rows = range(start, min(stop, start + MOST_TITLE_ROWS))
    headers = {p.column for p in draft.placed} if not draft.is_row else set()
    own = [text for column in table.columns if headers == {column.index} for text in column.path]
    return [*(text for row in rows for text in _said_in(grid.sheet.rows[row])), *own]


def _said_in(row: Sequence[Content]) -> Iterator[str]:
    """The texts of a row; a number only where it stands behind "Mã đơn vị"."""
    coded, before = False, ""
    for content in row:
        text = cleaned(content)
        year = text or _digits(content)
        if _YEAR.fullmatch(year) and _OF_YEAR.search(fold(before)):
            yield f"{before} {year}"
        before = text or before
        if found := _CODED.fullmatch(text):
            text, code = found[1].rstrip(), found[2]
            if role_of(text) == "association_code":
                yield f"{OFFICIAL_CODE}{code}"
                continue
            text = found[0]
        if text and not text.isdigit():
            yield text
        elif coded and content != "":
            yield f"{OFFICIAL_CODE}{text or _digits(content)}"
        coded = coded or role_of(text) == "association_code"


def _digits(content: Content) -> str:
    return str(int(content)) if isinstance(content, int | float) else ""

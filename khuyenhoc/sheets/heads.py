"""What stands in the heads of tables, whatever they are about: numbers of columns, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from khuyenhoc.sheets.grid import Content

_COLUMN_NUMBER: Final = re.compile(r"\(?\s*(?:\d{1,3}|[A-Z])\s*\)?(?:\s*=.*)?")


def is_year(content: Content) -> bool:
    """Whether a number may be a year."""
    return isinstance(content, int | float) and not isinstance(content, bool) and 1990 <= content <= 2100


def is_column_numbers(row: Sequence[Content]) -> bool:
    """A row that only numbers the columns: "A | B | 1 | 2", "(1) | (2) | (3)"."""
    shown = [shown_number(content) for content in row if content != ""]
    if len(shown) < 3 and shown != ["(1)", "(2)"]:
        return False
    if not all(_COLUMN_NUMBER.fullmatch(text) for text in shown):
        return False
    digits = [int(n[0]) for text in shown if (n := re.search(r"\d+", text.split("=")[0]))]
    return all(b == a + 1 for a, b in pairwise(digits)) and (not digits or digits[0] <= 2)


def shown_number(content: Content) -> str:
    """A whole number without ".0", a text without spaces around it."""
    return str(int(content)) if isinstance(content, float) and content.is_integer() else str(content).strip()

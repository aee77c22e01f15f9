"""What all files share: numbers as plain digits, text that no spreadsheet program takes for a formula."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def digits(column: pa.Array) -> pa.Array:
    """Numbers as text: "1520", "87.82" without the zeros that say nothing; null stays null."""
    text = column.cast(pa.string())
    if not pa.types.is_decimal(column.type):
        return text
    return pc.utf8_rtrim(pc.utf8_rtrim(text, characters="0"), characters=".")

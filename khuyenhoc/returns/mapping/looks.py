"""How a sheet looks to its sender: what is bold, what is hidden. Only of .xlsx files that are not large."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from khuyenhoc.sheets.grid import Place

LARGEST: Final = 500_000
"""Bytes. A larger file takes longer than somebody should wait for its bold letters."""
_FAULTS: Final = (
    InvalidFileException,
    BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
)


@dataclass(frozen=True)
class Looks:
    """Of one sheet, counted from 0: bold cells, hidden rows, hidden columns."""

    bold: frozenset[Place] = field(default_factory=frozenset)
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)


def looks_of(data: bytes, kind: str) -> Mapping[str, Looks]:
    """The looks of each sheet by its name; empty for other formats, and where a part is broken: the looks are a help only."""
    if kind != "xlsx" or len(data) > LARGEST:
        return {}
    try:
        book = load_workbook(io.BytesIO(data), keep_links=False)
    except _FAULTS:
        return {}
    found = {}
    for sheet in book.worksheets:
        bold = {(c.row - 1, c.column - 1) for row in sheet.iter_rows() for c in row if c.value is not None and c.font.b}
        rows = {n - 1 for n, about in sheet.row_dimensions.items() if about.hidden}
        columns = {
            n - 1
            for about in sheet.column_dimensions.values()
            if about.hidden and about.min and about.max
            for n in range(about.min, min(about.max, 200) + 1)
        }
        found[sheet.title] = Looks(frozenset(bold), frozenset(rows), frozenset(columns))
    return found

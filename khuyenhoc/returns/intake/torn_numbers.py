"""A file's sheets for the reading of figures: a text in which commas tore the figures apart is refused, never cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.roles import role_of
from khuyenhoc.sheets.grid import Content, Workbook
from khuyenhoc.sheets.limits import DEFAULT, Limits, Refused
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.sheets.sentences import said
from khuyenhoc.vietnamese.text import normalise

_MANY: Final = 4
_OF_FIGURES: Final = frozenset({"", "value", "last", "plan"})
_LEADS: Final = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_GROUP: Final = re.compile(r"\d{3}", re.ASCII)


def read_figures(data: bytes, name: str = "csv", limits: Limits = DEFAULT) -> Workbook:
    """`read_workbook` of a file that holds figures. Refused as there, and where figures are torn."""
    return whole(read_workbook(data, name, limits))


def whole(workbook: Workbook) -> Workbook:
    """The workbook itself. Refused where "2,690" fell into two cells of a text."""
    if workbook.separator == ",":
        for sheet in workbook.sheets:
            _refuse_torn(sheet.rows)
    return workbook


def _refuse_torn(rows: Sequence[Sequence[Content]]) -> None:
    """Refused where rows of figures are wider than others, and thousands stand side by side.

    Both are figures of their own where all rows are equally long and each has a header.
    """
    shorn, header = [_shorn(row) for row in rows], []
    is_even = len({len(row) for row, cells in zip(rows, shorn, strict=True) if cells}) == 1
    widths = Counter(len(cells) for cells in shorn if any(map(str.isdigit, cells)))
    # A title with a year is no row of the table: a width counts that many rows have.
    usual = min((width for width, often in widths.items() if often * _MANY >= widths.total()), default=0)
    for at, cells in enumerate(shorn, start=1):
        if len(cells) > usual and all(cells) and not any(map(str.isdecimal, cells)):
            header = cells
        pairs = ((c, a, b) for c, (a, b) in enumerate(pairwise(cells)) if _LEADS.fullmatch(a) and _GROUP.fullmatch(b))
        torn = next((f"{a},{b}" for c, a, b in pairs if not (is_even and _are_headed(header[c : c + 2]))), "")
        if torn and len(cells) > usual:
            raise Refused(said(sentences.SPLIT_NUMBER, row=at, number=torn))


def _are_headed(headers: list[str]) -> bool:
    return len(headers) == 2 and all(role_of(normalise(text)) in _OF_FIGURES for text in headers)


def _shorn(row: Sequence[Content]) -> list[str]:
    """The cells without blanks around, and without the empty ones at the end."""
    cells = [str(cell).strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells

"""A space between digits: the sign for thousands ("36 700 000"), or two numbers in one cell ("250 310")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.values import CellValue, Stated

_SPACED: Final = re.compile(r"[+\u2212-]?[1-9]\d{0,2}(?: \d{3})+(?!\d)", re.ASCII)
_OTHERWISE: Final = re.compile(r"[+\u2212-]?(?:\d{4,}|\d{1,3}(?:[.,]\d{3})+)(?!\d)", re.ASCII)
_TELLING: Final = " 0"
"""No number of its own begins with a nought."""
_MANY: Final = 2
"""How many times as many figures must have a space as have none."""
_FAR: Final = 10
"""How many times the largest other count of the return a count is that is no longer in line with it."""


def is_torn(cell: CellValue, draft: Draft, placed: Placed) -> bool:
    """Whether a number with a space stands in a cell that reaches over two columns of different headers: two numbers."""
    if cell.stated is not Stated.VALUE or not _SPACED.match(cell.raw):
        return False
    headers = {c.index: c.path for c in draft.table.columns}
    over = ((left, right) for (top, left), (_, right) in draft.table.grid.sheet.merged or () if top == placed.row)
    return any(
        left == placed.column and any(headers.get(c) != headers.get(left) for c in range(left, right + 1))
        for left, right in over
    )


def settle_spaces(cells: Mapping[str, CellValue], form: FormSpec) -> dict[str, CellValue]:
    """Numbers with a space that may be two are INVALID, unless the return shows that it writes its thousands so.

    It does where another figure of the same kind (counts, or money) has a space, and few write thousands otherwise; a count
    far above all others is not believed even so.
    """
    spaced = {
        c: m[0]
        for c, cell in cells.items()
        if " " in cell.raw and cell.stated is Stated.VALUE and (m := _SPACED.match(cell.raw))
    }
    if not spaced:
        return dict(cells)
    unsure = [c for c, text in spaced.items() if _TELLING not in text]
    kinds = {money for money in {form.by_code[c].is_money for c in unsure} if _is_custom(money, spaced, cells, form)}
    torn = [c for c in unsure if form.by_code[c].is_money not in kinds or _is_far(cells[c], cells, form)]
    return {**cells, **{c: replace(cells[c], stated=Stated.INVALID, value=None, step=1) for c in torn}}


def _is_custom(money: bool, spaced: Mapping[str, str], cells: Mapping[str, CellValue], form: FormSpec) -> bool:
    """Whether the return's money (or its counts) has a space for thousands."""
    values = [c for c, cell in cells.items() if cell.stated is Stated.VALUE and form.by_code[c].is_money is money]
    shown = sum(c in spaced for c in values)
    otherwise = sum(_OTHERWISE.match(cells[c].raw) is not None for c in values)
    told = any(_TELLING in text for text in spaced.values())
    return (shown > 1 or told) and shown > _MANY * otherwise


def _is_far(cell: CellValue, cells: Mapping[str, CellValue], form: FormSpec) -> bool:
    others = [o.value or 0 for c, o in cells.items() if c != cell.indicator and not form.by_code[c].is_money]
    return not form.by_code[cell.indicator].is_money and 0 < _FAR * max(others, default=0) < (cell.value or 0)

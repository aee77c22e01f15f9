"""Typed cells as rows."""

from __future__ import annotations

from khuyenhoc.returns.models import Cell, Return
from khuyenhoc.returns.values import CellValue


def row_of(return_: Return, ids: dict[str, int], cell: CellValue) -> Cell:
    """A typed cell as it is stored; `ids`: the row of each indicator."""
    return Cell(
        return_of=return_, indicator_id=ids[cell.indicator], stated=cell.stated, value=cell.value, at=cell.at, raw=cell.raw,
        step=cell.step,
    )  # fmt: skip

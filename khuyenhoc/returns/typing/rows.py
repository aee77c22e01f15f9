"""Typed cells as rows."""

from __future__ import annotations

from collections.abc import Mapping

from khuyenhoc.returns.models import Cell, Return
from khuyenhoc.returns.values import CellValue


def row_of(return_: Return, ids: dict[str, int], cell: CellValue) -> Cell:
    """A typed cell as it is stored; `ids`: the row of each indicator."""
    return Cell(
        return_of=return_, indicator_id=ids[cell.indicator], stated=cell.stated, value=cell.value, at=cell.at, raw=cell.raw,
        step=cell.step,
    )  # fmt: skip


def store_cells(return_: Return, ids: dict[str, int], cells: Mapping[str, CellValue]) -> None:
    """Stores cells in the place of those that stand. One statement."""
    Cell.objects.bulk_create(
        [row_of(return_, ids, cell) for cell in cells.values()],
        update_conflicts=True,
        unique_fields=["return_of", "indicator"],
        update_fields=["stated", "value", "at", "raw", "step"],
    )

"""Sheets that we ourselves put into a workbook before we gave it back: they hold no figures and are left out."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from khuyenhoc.sheets.grid import Sheet, Workbook

MARKER: Final = "khuyenhoc:danh-dau:1"
"""Stands in cells of such a sheet, whatever program has saved it since."""
_LOOKED_AT: Final = 200
"""Rows: it stands in the first one, and in others."""


def is_own(sheet: Sheet) -> bool:
    """Whether a sheet is one of ours."""
    return any([MARKER in row for row in sheet.rows[:_LOOKED_AT]])  # noqa: C419  # a list is made faster than it is asked for


def without_own(workbook: Workbook) -> Workbook:
    """The sender's own sheets."""
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not is_own(sheet)))

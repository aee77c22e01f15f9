"""Sheets of cells built without a file, and what is understood of them."""

from __future__ import annotations

from collections.abc import Sequence

from khuyenhoc.returns.intake.understanding import Understood, understand
from khuyenhoc.sheets.grid import Place, Sheet, Workbook
from khuyenhoc.units.matching import UnitIndex
from tests.returns.intake.books import CLEAN, FORM, OWNER, TITLE, lines

HEAD: list[list[object]] = [[OWNER], [TITLE], []]
LINES = lines(CLEAN)
MODELS = [row for row in LINES if str(row[1]).startswith("MH")]
OTHERS = [row for row in LINES if row not in MODELS]


def sheet(rows: Sequence[Sequence[object]], merged: Sequence[tuple[Place, Place]] = ()) -> Sheet:
    """A sheet of an .xlsx; None is an empty cell."""
    width = max(map(len, rows))
    filled = [["" if cell is None else cell for cell in row] + [""] * (width - len(row)) for row in rows]
    return Sheet("Báo cáo", filled, list(merged))


def understood(index: UnitIndex, *sheets: Sheet, name: str = "bao cao.xlsx") -> Understood:
    return understand(Workbook("xlsx", sheets), name, FORM, index, "2023")


def values(found: Understood, codes: Sequence[str]) -> dict[str, int | None]:
    """What the one return states."""
    (one,) = found.returns
    return {code: one.cells[code].value for code in codes}

"""A return while it is being understood: which cell states which indicator, and what could not be told."""

from __future__ import annotations

from msgspec import Struct

from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.tables import Table
from khuyenhoc.sheets.view import Piece


class Placed(Struct, frozen=True):
    """The cell that states an indicator. `says`: texts that may name its unit of measure, the nearest first.

    `piece`: which figure it is where the cell holds several, or the label too.
    """

    code: str
    row: int
    column: int
    says: tuple[str, ...] = ()
    measure: str = ""
    piece: Piece | None = None


class Draft(Struct, frozen=True):
    """One return in a table. `unit`: the text that names its unit where the table itself does ("" where it does not).

    `is_row`: a row or a column of a table of many units; then `unit_at` is the cell that names the unit, and
    `unit_code` what stands under "Mã đơn vị".
    """

    table: Table
    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...] = ()
    unit: str = ""
    unit_at: tuple[int, int] = (0, 0)
    is_row: bool = False
    unit_code: str = ""

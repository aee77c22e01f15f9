"""The values of a return as they are read and checked: frozen, with the address in the sender's own file. No database."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

PAGE = "Trang nhập"
"""What stands for the file and its sheet where a figure was typed on the pages: "Trang nhập!MH03"."""

REGISTER = "Sổ"
"""The same where it came from the unit's register of a learning model: "Sổ!MH03"."""


def is_in_register(at: str) -> bool:
    """Whether a figure that stands there came from the unit's register."""
    return at.startswith(f"{REGISTER}!")


class Stated(StrEnum):
    """What a cell says. Blank is not zero, and "không có" (none) is neither."""

    VALUE = "value"
    """A whole number (for money: whole đồng) stands in `value`."""
    NONE = "none"
    """"không có" is written: the unit says that there is nothing to count. Counts as 0 in sums."""
    BLANK = "blank"
    """Nothing is written, or the line is not in the file at all (then `at` is "")."""
    INVALID = "invalid"
    """Something is written that is no whole number: #REF!, "12-May", "1,5 người". `raw` holds it."""
    SHARE = "share"
    """A share or average that the sender typed for a derived indicator: compared by K16, never kept as a figure."""


class CellValue(Struct, frozen=True):
    """One cell of a return. `value`: whole number, money in đồng; may be negative here (K01 marks it).

    `at`: "Sheet!D17" in the file, or "" where it has no place. `step`: to how many units the file rounds what it states
    (100_000 for "36,7" under "triệu đồng"), 1 where exact. `share`: the typed share with its decimals, for SHARE only.
    """

    indicator: str
    stated: Stated
    value: int | None = None
    at: str = ""
    raw: str = ""
    step: int = 1
    share: Decimal | None = None

    @property
    def is_from_register(self) -> bool:
        return is_in_register(self.at)

    @property
    def counted(self) -> int | None:
        """What goes into a sum: the value, 0 for "không có", None for what is blank, invalid or a share."""
        return 0 if self.stated is Stated.NONE else self.value


Cells = Mapping[str, CellValue]


class Mark(Struct, frozen=True):
    """A check's finding on one return: `level` E or W, `indicator` the cell that carries it (None: the whole return)."""

    code: str
    level: str
    indicator: str | None
    at: str
    message: str


class LastPeriod(Struct, frozen=True):
    """The unit's accepted figures of the period before; `none_stated` are the indicators stated as "không có"."""

    values: Mapping[str, int | None]
    none_stated: frozenset[str] = frozenset()


class UnitContext(Struct, frozen=True):
    """What the checks know of a unit besides its return. `registers`: what its registers say on the period's last day, by
    indicator, of the models of which it keeps one."""

    last_period: LastPeriod | None = None
    villages_known: int | None = None
    registers: Mapping[str, int] = {}

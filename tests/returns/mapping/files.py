"""Files of xã Thanh Tùng that cannot be understood with certainty: one for each kind of question."""

from __future__ import annotations

from tests.fixtures import CLEAN
from tests.returns.intake.books import FORM, OWNER, TITLE
from tests.sheets.books import Cell, Page, book

HEADER = ["STT", "Nội dung", "ĐVT", "Số liệu"]
STRANGE = "Số nhà nếp sống ham học"
"""A label that names no indicator, where MH03 should stand."""


def rows(changed: dict[str, str] | None = None, values: dict[str, Cell] | None = None) -> list[list[Cell]]:
    """STT, label, unit of measure, figure; some labels worded otherwise, some figures other than the clean ones."""
    labels, figures = changed or {}, {**CLEAN, **(values or {})}
    return [[n, labels.get(i.code, i.label), i.unit, figures[i.code]] for n, i in enumerate(FORM.typed, start=1)]


def reworded(title: str = TITLE, owner: str = OWNER, values: dict[str, Cell] | None = None) -> bytes:
    """One label is nobody's."""
    return book(Page([[owner], [title], [], HEADER, *rows({"MH03": STRANGE}, values)]))


def two_columns() -> bytes:
    """Two columns of figures, and nothing says which one is this year's: the second one is."""
    header = [*HEADER[:3], "Lần 1", "Lần 2"]
    body = [[n, label, unit, figure + 1, figure] for n, label, unit, figure in rows()]
    return book(Page([[OWNER], [TITLE], [], header, *body]))


def nobodys() -> bytes:
    """Nothing says whose it is."""
    return book(Page([[TITLE], [], HEADER, *rows()]))


def across() -> bytes:
    """A row a unit, one header strange."""
    header = ["STT", "Tên đơn vị", *(STRANGE if i.code == "MH03" else i.label for i in FORM.typed)]
    units = ["Xã Thanh Tùng", "Xã Lam Sơn", "Thị trấn Thanh Miện"]
    body = [[n, unit, *(CLEAN[i.code] + n for i in FORM.typed)] for n, unit in enumerate(units, start=1)]
    return book(Page([["Hội Khuyến học huyện Thanh Miện"], [TITLE], [], header, *body]))


def with_odd_row(*odd: str) -> bytes:
    """A row a unit; the last rows have names that no unit of the map has."""
    header = ["STT", "Tên đơn vị", *(i.label for i in FORM.typed)]
    units = ["Xã Thanh Tùng", "Xã Lam Sơn", *odd]
    body = [[n, unit, *(CLEAN[i.code] + n for i in FORM.typed)] for n, unit in enumerate(units, start=1)]
    return book(Page([["Hội Khuyến học huyện Thanh Miện"], [TITLE], [], header, *body]))

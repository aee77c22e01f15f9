"""Four communes of huyện Thanh Miện with a year of figures, and the plan that merges two, divides one and ends the district."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest

from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.units.planning import apply, keep_draft
from khuyenhoc.units.queries import unit_map

DAY = dt.date(2025, 7, 1)
BEFORE = DAY - dt.timedelta(days=1)
SHEET = [
    ["Đơn vị cũ", "Huyện cũ", "Đơn vị mới", "Cấp trên mới", "Phạm vi"],
    ["thị trấn Thanh Miện", "huyện Thanh Miện", "xã Thanh Miện Mới", "tỉnh Hải Dương", ""],
    ["xã Thanh Tùng", "huyện Thanh Miện", "xã Thanh Miện Mới", "tỉnh Hải Dương", ""],
    ["xã Phạm Kha", "huyện Thanh Miện", "xã Thanh Miện Mới", "tỉnh Hải Dương", "một phần"],
    ["xã Phạm Kha", "huyện Thanh Miện", "xã Kha Mới", "tỉnh Hải Dương", "một phần"],
    ["huyện Thanh Miện", "", "giải thể", "", ""],
]
FIGURES = {"11239": 1000, "11242": 200, "11245": 30, "11254": 4}
"""Learning families of thị trấn Thanh Miện, xã Thanh Tùng, xã Phạm Kha (divided), and a commune that goes on."""


@pytest.fixture
def year(accept: Callable[..., Return]) -> None:
    for unit, families in FIGURES.items():
        accept(unit, MH03=families)


@pytest.fixture
def redrawn(collection: Collection) -> str:
    """The code of the commune into which two have gone."""
    plan, drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    assert drawn.can_be_applied, (drawn.faults, drawn.questions)
    apply(by="test", plan=plan)
    (code,) = (u.code for u in unit_map(DAY).units.values() if u.full_name == "xã Thanh Miện Mới")
    return code


@pytest.fixture
def alone(redrawn: str) -> str:
    """The code of the commune that was made of a part of xã Phạm Kha alone."""
    (code,) = (u.code for u in unit_map(DAY).units.values() if u.full_name == "xã Kha Mới")
    return code


@pytest.fixture
def parts(year: None, redrawn: str, alone: str) -> tuple[str, str]:
    """After a year of figures: the commune into which xã Phạm Kha went with others, and the one that was made of it alone."""
    return redrawn, alone


def filled(sheet: bytes, **shares: tuple[int, int]) -> bytes:
    """The sheet on which its figures are apportioned, with what the two parts get of each indicator."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    table = book.active
    assert table is not None
    for code, values in shares.items():
        (column,) = (cell.column for cell in table[1] if str(cell.value).startswith(f"{code} "))
        for row, value in zip((3, 4), values, strict=True):
            table.cell(row, column, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()

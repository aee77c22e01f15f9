"""What a reading says of the returns in a file, put so that it can be compared with what was written."""

from __future__ import annotations

from collections.abc import Mapping

from khuyenhoc.returns.intake.pipeline import FileReading
from khuyenhoc.returns.intake.readings import ReturnReading
from khuyenhoc.returns.values import CellValue, Stated
from tests.returns.intake.books import FORM, Figures, Value

THANH_TUNG = "11242"


def stated(cells: Mapping[str, CellValue]) -> dict[str, Value]:
    """What the cells of a return state, as it was written."""
    return {i.code: _stated(cells[i.code]) for i in FORM.typed}


def _stated(cell: CellValue) -> Value:
    if cell.stated is Stated.VALUE:
        return cell.value
    return {Stated.BLANK: None, Stated.NONE: "không có"}.get(cell.stated, f"? {cell.raw}")


def whole(figures: Figures) -> dict[str, Value]:
    return {i.code: figures.get(i.code) for i in FORM.typed}


def only(reading: FileReading) -> ReturnReading:
    (one,) = reading.returns
    return one


def of_thanh_tung(reading: FileReading) -> ReturnReading:
    return next(r for r in reading.returns if r.unit == THANH_TUNG)


def asked(reading: FileReading) -> ReturnReading:
    one = only(reading)
    assert one.outcome == reading.outcome == "needs_mapping"
    return one

"""Tables of the body that are about the whole unit: the fund, and the targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from khuyenhoc.catalogue.spec import SectionSpec
from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.scribe import figure_cell
from khuyenhoc.documents.annual_report.tree import Cell, Column, Row, Table
from khuyenhoc.documents.wording import BLANK, NOT_CALCULABLE
from khuyenhoc.rollups.figures import TargetResult, Verdict
from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

VERDICTS: Final = {
    Verdict.EXCEEDED: "Vượt",
    Verdict.MET: "Đạt",
    Verdict.MISSED: "Chưa đạt",
    Verdict.NOT_CALCULABLE: "Chưa tính được",
}
FUND = (Column("name", "Khoản", 105, "left"), Column("amount", "Số tiền (đồng)", 60))
TARGETS = (
    Column("number", "TT", 10, "center"),
    Column("name", "Chỉ tiêu", 58, "left"),
    Column("unit", "Đơn vị tính", 26, "center"),
    Column("aimed", "Mức giao", 22),
    Column("reached", "Thực hiện", 24),
    Column("verdict", "Kết quả", 25, "center"),
)
_MOST_PLACES: Final = 12


def fund_table(notes: Notes, section: SectionSpec) -> Iterator[Table]:
    """All money of a section, line by line as in the form; nothing where it has none."""
    lines = [i for i in notes.review.form.indicators if i.section == section.code and i.is_money]
    rows = (
        Row((Cell(i.label), figure_cell(notes, notes.review.figures, i.code)), style="part" if i.part_of else "total")
        for i in lines
    )
    if lines:
        yield Table("fund", f"{section.title} {notes.review.named.words}", FUND, tuple(rows))


def targets_table(notes: Notes) -> Iterator[Table]:
    """Each target: what was aimed at, what was reached, the verdict; nothing where there are no targets."""
    rows = tuple(_target(number, target) for number, target in enumerate(notes.review.targets, start=1))
    if rows:
        yield Table("targets", f"Kết quả thực hiện chỉ tiêu {notes.review.named.words}", TARGETS, rows)


def _target(number: int, target: TargetResult) -> Row:
    texts = (
        str(number),
        target.title,
        target.unit_of_measure,
        aimed(target),
        reached(target),
        VERDICTS[target.verdict],
    )
    return Row(tuple(Cell(text) for text in texts))


def aimed(target: TargetResult) -> str:
    """The value as it was set: "85", "99,5", "100.000"."""
    return BLANK if target.value is None else format_decimal(target.value, _places(target.value))


def reached(target: TargetResult) -> str:
    """What was reached, with as many decimals as it takes not to look like the value where it is not the value."""
    if target.actual is None:
        return NOT_CALCULABLE
    percent = target.unit_of_measure == "%"
    text = ""
    for places in range(2 if percent else 0, _MOST_PLACES):
        text = format_percent(target.actual, places) if percent else format_decimal(target.actual, places)
        if target.value is None or not _looks_like(target.actual, Fraction(target.value), places):
            break
    return text


def _looks_like(actual: Fraction, value: Fraction, places: int) -> bool:
    return actual != value and format_decimal(actual, places) == format_decimal(value, places)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

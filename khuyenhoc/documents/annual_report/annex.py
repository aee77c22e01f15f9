"""The annexes: every district and every commune with the same columns, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.scribe import figure_cell
from khuyenhoc.documents.annual_report.tree import Cell, Column, Row, Table
from khuyenhoc.documents.ranking import below
from khuyenhoc.documents.wording import kinds_of, whole_of
from khuyenhoc.rollups.figures import AnnualReview, Figures
from khuyenhoc.units.spec import tier
from khuyenhoc.vietnamese.text import capitalised

STRENGTH: Final = (
    Column("TC02", "Chi hội", 12),
    Column("HV01", "Hội viên", 16),
    Column("HV04", "% dân số", 13),
)
FUND: Final = (Column("QK04", "Quỹ cuối kỳ (đồng)", 29),)
_NUMBER: Final = Column("number", "TT", 9, "center")
_NAME, _PAIR = 37.0, 141.0


def annexes(notes: Notes) -> Iterator[Table]:
    """The units right below first, then communes under their districts; an annex without rows is left out.

    The forms for parts of a year have fewer columns, and so annexes of their own in the template.
    """
    review = notes.review
    columns, kind = _indicators(review), "" if review.form.period == "year" else f"_{review.form.period}"
    codes = [column.key for column in columns]
    if review.districts:
        rows = [_row(notes, d, codes, str(n)) for n, d in enumerate(review.districts, start=1)]
        rows += [_apart(notes, one, codes) for one in review.apart_of(codes)]
        yield _annex(notes, f"districts_annex{kind}", below(review), columns, review.districts, rows)
    communes = [c for found in review.communes.values() for c in found]
    if communes:
        by = f"theo đơn vị cấp {tier(communes[0].unit.level)}"
        yield _annex(notes, f"communes_annex{kind}", by, columns, communes, list(_communes(notes, codes)))


def _annex(notes: Notes, key: str, by: str, columns: list[Column], units: Sequence[Figures], rows: list[Row]) -> Table:
    """The table with its first two columns and, as the last row, the whole."""
    review = notes.review
    name = Column("name", capitalised(kinds_of(figures.unit.name for figures in units)), _NAME, "left")
    caption = f"Kết quả công tác khuyến học {review.named.words} {by}"
    return Table(key, caption, (_NUMBER, name, *columns), (*rows, _whole(notes, [column.key for column in columns])))


def _indicators(review: AnnualReview) -> list[Column]:
    """Strength, each model's recognised and share, fund; without what the form does not have."""
    width = _PAIR / max(1, len(review.form.models))
    pairs = [
        column
        for model in review.form.models
        for column in (
            Column(model.recognised, "Công nhận", width * 0.57, group=capitalised(model.title)),
            Column(model.share, "%", width * 0.43, group=capitalised(model.title)),
        )
    ]
    return [column for column in (*STRENGTH, *pairs, *FUND) if column.key in review.form.by_code]


def _communes(notes: Notes, codes: Sequence[str]) -> Iterator[Row]:
    districts = {d.unit.code: d for d in notes.review.districts}
    number = 0
    for code, communes in notes.review.communes.items():
        if code in districts:
            yield _row(notes, districts[code], codes, "")
        for commune in communes:
            number += 1
            yield _row(notes, commune, codes, str(number))


def _row(notes: Notes, figures: Figures, codes: Sequence[str], number: str) -> Row:
    """A unit with its number, or, without one, as the heading of those below it."""
    cells = (figure_cell(notes, figures, code) for code in codes)
    return Row((Cell(number), Cell(figures.unit.name), *cells), style="plain" if number else "group")


def _apart(notes: Notes, figures: Figures, codes: Sequence[str]) -> Row:
    """What belongs to none of the rows above it, so that these add up."""
    return Row((Cell(""), Cell(figures.unit.name), *(figure_cell(notes, figures, code) for code in codes)))


def _whole(notes: Notes, codes: Sequence[str]) -> Row:
    cells = (figure_cell(notes, notes.review.figures, code) for code in codes)
    return Row((Cell(""), Cell(capitalised(whole_of(notes.review.unit.name))), *cells), style="total")

"""The rows of a table with a line an indicator: what stands beside the figures, labels that are broken made whole."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.returns.intake.columns import Lines
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.tables import Table
from khuyenhoc.sheets.grid import Content


class Row(Struct, frozen=True):
    """What stands in a row of the body beside its figures: the label's texts from left to right, code, measure, number."""

    row: int
    texts: tuple[str, ...]
    code: str
    measure: str
    number: Content

    @property
    def label(self) -> str:
        return self.texts[-1] if self.texts else ""


def rows_of(table: Table, places: Lines, matcher: Matcher) -> Iterator[Row]:
    """The rows that have a label or a code."""
    return _unbroken(table, _rows(table, places), matcher)


def _rows(table: Table, places: Lines) -> Iterator[Row]:
    """The rows that have a label or a code; merged cells filled, each text once."""
    grid = table.grid
    for row in table.body:
        texts = tuple(dict.fromkeys([t for c in places.labels if (t := grid.covering(row, c))]))
        code = "" if places.code is None else grid.text(row, places.code)
        if texts or code:
            measure = "" if places.measure is None else grid.text(row, places.measure)
            yield Row(row, texts, code, measure, "" if places.number is None else grid.sheet.at(row, places.number))


def _unbroken(table: Table, rows: Iterator[Row], matcher: Matcher) -> Iterator[Row]:
    """The rows with labels that go on in the row below, where nothing else stands, made whole: "Ban khuyến học", "dòng họ"."""
    last: Row | None = None
    for row in rows:
        if last and _goes_on(table, last, row) and (whole := _joined(last.label, row.label, matcher)):
            last = replace(last, texts=(*last.texts[:-1], whole))
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


def _joined(label: str, rest: str, matcher: Matcher) -> str:
    """The whole label; "" where it names nothing, or what may be its rest is the heading of what comes next."""
    whole = f"{label} {rest}"
    code = matcher.match(whole).code
    return whole if code and (not matcher.heads(rest) or matcher.match(label).code == code) else ""


def _goes_on(table: Table, last: Row, row: Row) -> bool:
    """Whether a row holds nothing but words that can be the rest of the label over it."""
    if row.row != last.row + 1 or len(row.texts) != 1 or not row.label[:1].islower():
        return False
    filled = [cell for cell in table.grid.sheet.rows[row.row] if cell != ""]
    return len(filled) == 1 and len([cell for cell in table.grid.sheet.rows[last.row] if cell != ""]) > 1

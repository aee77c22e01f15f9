"""What a place on the sheet can be said to be, and the corrections that follow from what was said. No database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.lines import read_lines
from khuyenhoc.returns.mapping.fixes import Fix, Kind, with_fix
from khuyenhoc.returns.mapping.layout import Part, column_fix, column_of, label_of, line_fix, row_of
from khuyenhoc.returns.mapping.looking import Looked
from khuyenhoc.returns.mapping.memory import year_of
from khuyenhoc.returns.mapping.rewriting import facet_of
from khuyenhoc.sheets.grid import Content, column_name
from khuyenhoc.sheets.sentences import gettext_noop

TITLE = sentences.TITLE
NO_PLACE = gettext_noop("Ô này không thuộc bảng số liệu nào. Chọn một ô trong bảng.")
NOT_A_MODEL = gettext_noop(
    "Trong bảng này mỗi ô là một mô hình học tập và một việc (đăng ký, công nhận…). Chọn chỉ tiêu về mô hình học tập."
)


@dataclass(frozen=True)
class Spot:
    """A place that somebody pointed at. `row`, `column`: of the sheet, None where the whole column, or row, is meant.

    `text`, `header`: what the label and the header say, as they stand; `contents`: what stands in the cells concerned.
    `fix`: what was said about it; `doubts`: what reading asks about it; `codes`: how its cells are understood now.
    """

    kind: Kind
    part: Part
    row: int | None
    column: int | None
    text: str
    header: str
    contents: tuple[Content, ...]
    fix: Fix | None
    doubts: tuple[Doubt, ...]
    codes: tuple[str, ...]


def spot_at(looked: Looked, sheet: int, row: int | None, column: int | None) -> Spot:
    """The place for a cell, a row or a column of a sheet. Refused where it is in no table."""
    part = _part_at(looked, sheet, row, column)
    if part.lines is None:
        if column is None or not part.header_text(column):
            raise Refused(NO_PLACE)
        return _spot(looked, part, Kind.HEADER, None, column)
    if row is None or not part.row_text(row):
        if column is None or column in part.taken():
            raise Refused(NO_PLACE)
        return _spot(looked, part, Kind.COLUMN, None, column)
    if looked.is_matrix(part):
        if column is None or column in part.taken():
            raise Refused(NO_PLACE)
        return _spot(looked, part, Kind.CELL, row, column)
    return _spot(looked, part, Kind.LINE, row, None)


def _part_at(looked: Looked, sheet: int, row: int | None, column: int | None) -> Part:
    for part in looked.parts:
        in_rows = row is None or row in part.table.header or row in part.table.body
        in_columns = column is None or column in {c.index for c in part.table.columns}
        if (
            part.sheet == sheet
            and in_rows
            and in_columns
            and (row is not None or part.lines is None or column is not None)
        ):
            return part
    raise Refused(NO_PLACE)


def _spot(looked: Looked, part: Part, kind: Kind, row: int | None, column: int | None) -> Spot:
    sheet = part.table.grid.sheet
    header = next((" – ".join(c.path) for c in part.table.columns if c.index == column), "")
    fix = next((f for f in looked.fixes if f.table == part.number and _is_at(f, part, kind, row, column)), None)
    rows = [row] if row is not None else [r for r, _ in part.rows] or list(part.table.body)
    columns = [column] if column is not None else [c.index for c in part.table.columns if c.index not in part.taken()]
    places = [(r, c) for r in rows for c in columns]
    addresses = {sheet.address(r, c) for r, c in places} | _named(part, row, column)
    codes = {c.indicator: None for r in looked.now.returns for c in r.cells.values() if c.at in addresses}
    doubts = dict.fromkeys(d for r in looked.now.returns for d in r.uncertain if d.at in addresses)
    contents = tuple(content for r, c in places if (content := sheet.at(r, c)) != "")[:4]
    text = label_of(part, row) if row is not None else ""
    return Spot(kind, part, row, column, text, header, contents, fix, tuple(doubts), tuple(codes))


def _named(part: Part, row: int | None, column: int | None) -> set[str]:
    """The addresses at which reading asks about a whole row, or a whole column."""
    sheet = part.table.grid.sheet
    if row is not None:
        return {sheet.address(row, c) for c in part.taken()} if column is None else {sheet.address(row, column)}
    return {sheet.address(r, column) for r in part.table.header} if column is not None else set()


def _is_at(fix: Fix, part: Part, kind: Kind, row: int | None, column: int | None) -> bool:
    if fix.kind is not kind:
        return False
    return (row is None or row_of(fix, part) == row) and (column is None or column_of(fix, part) == column)


def chosen(
    looked: Looked, spot: Spot, indicator: str = "", scale: int = 0, *, everywhere: bool = False
) -> tuple[Fix, ...]:
    """All corrections of the file with what was said about one place. Refused where it cannot be that.

    A line that is said to be an indicator takes it from every other line. `everywhere`: the unit of money counts for all
    money of the table.
    """
    part = spot.part
    if spot.kind is Kind.CELL:
        if indicator and not facet_of(looked.once.form, indicator)[0]:
            raise Refused(NOT_A_MODEL)
        text, header = part.row_text(spot.row or 0), part.header_text(spot.column or 0)
        return with_fix(looked.fixes, Fix(Kind.CELL, part.number, text, header, indicator=indicator))
    if spot.row is None:
        return with_fix(
            looked.fixes, column_fix(spot.kind, part, spot.column or 0, year_of(looked.once), indicator, scale)
        )
    fixes = with_fix(looked.fixes, line_fix(part, spot.row, indicator, scale))
    for row, code in _codes(looked, part):
        if row != spot.row and indicator and code == indicator:
            fixes = with_fix(fixes, line_fix(part, row, ""))
        elif everywhere and scale and row != spot.row and code and looked.once.form.by_code[code].is_money:
            fixes = with_fix(fixes, line_fix(part, row, code, scale))
    return fixes


def _codes(looked: Looked, part: Part) -> Iterator[tuple[int, str]]:
    """(row, indicator) of the lines of a table as they are understood, corrections counted."""
    year = year_of(looked.once)
    reading = read_lines(part.table, matcher_for(looked.once.form, year), year)
    codes = {line.row: line.code for line in reading.lines} if reading else {}
    for fix in looked.fixes:
        row = row_of(fix, part) if fix.kind is Kind.LINE and fix.table == part.number else None
        if row is not None:
            codes[row] = fix.indicator
    rows = {row for row, _ in part.rows}
    yield from ((row, code) for row, code in codes.items() if row in rows)


def columns_to_choose(part: Part) -> list[tuple[int, str]]:
    """(column, "D: Lần 1") of a table of lines: those that may hold this period's figures."""
    found = [c for c in part.table.columns if c.index not in part.taken() and c.role in ("", "value", "last", "plan")]
    filled = [c for c in found if any(part.table.grid.holds(row, c.index) for row, _ in part.rows)]
    return [(c.index, ": ".join(filter(None, (column_name(c.index), " – ".join(c.path))))) for c in filled]

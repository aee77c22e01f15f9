"""How a file is laid out: the labels and headers of its tables in their order, without any value. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from khuyenhoc.returns.intake.columns import Lines, find_lines
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.measures import stated_around
from khuyenhoc.returns.intake.tables import Column, Table, find_tables
from khuyenhoc.returns.mapping.fixes import Fix, Kind, said
from khuyenhoc.sheets.grid import Content, Workbook
from khuyenhoc.sheets.heads import is_column_numbers

_FIGURE: Final = re.compile(r"[\d.,\s%/-]*\d[\d.,\s%/-]*")


class Part(Struct, frozen=True):
    """One table of a file. `lines`: which columns hold labels; None where its columns are the indicators.

    `rows`: (row, what its label says) from the first line to the last; `headers`: the same of its columns.
    """

    number: int
    sheet: int
    hidden: bool
    table: Table
    lines: Lines | None
    rows: tuple[tuple[int, str], ...]
    headers: tuple[tuple[int, str], ...]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.table.grid.sheet.name

    @property
    def header_row(self) -> int | None:
        """The row in which the headers of the single columns stand; None without a header."""
        sheet = self.table.grid.sheet
        return next((r for r in reversed(self.table.header) if not is_column_numbers(sheet.rows[r])), None)

    def row_text(self, row: int) -> str:
        """What the label of a row says, "" where the row is no line of the table."""
        return next((text for r, text in self.rows if r == row), "")

    def header_text(self, column: int) -> str:
        """What the header of a column says, "" outside of the table."""
        return next((text for c, text in self.headers if c == column), "")

    def taken(self) -> set[int]:
        """The columns that hold labels, codes, units of measure, numbers."""
        found = self.lines
        return (
            {c for c in (*found.labels, found.code, found.measure, found.number) if c is not None} if found else set()
        )

    def label_place(self, row: int) -> int | None:
        """The column in which a row's label stands; None where it has none."""
        columns = self.lines.labels if self.lines else ()
        return next((c for c in reversed(columns) if self.table.grid.covering(row, c)), None)


def parts_of(workbook: Workbook, matcher: Matcher, year: str) -> list[Part]:
    """The tables of a file that have labels or headers, in their order, hidden sheets among them. `year`: the period's."""
    found: list[Part] = []
    for number, sheet in enumerate(workbook.sheets):
        for table in find_tables(sheet, matcher.heads):
            lines = find_lines(table, matcher)
            if lines or len(table.header):
                rows = tuple(_rows(table, lines, matcher, year)) if lines else ()
                headers = tuple((c.index, said(*c.path, year=year)) for c in table.columns)
                found.append(Part(len(found), number, sheet.hidden, table, lines, rows, headers))
    return found


def _rows(table: Table, lines: Lines, matcher: Matcher, year: str) -> Iterator[tuple[int, str]]:
    """From the first line that is known (or the header) to the last one that is known or holds a figure."""
    texts = [(row, *_label(table, lines, row)) for row in table.body]
    named = [
        (row, label or code, bool(matcher.is_code(code) or matcher.match(label).code)) for row, label, code in texts
    ]
    known = [row for row, _, is_known in named if is_known]
    taken = {*lines.labels, lines.code, lines.measure, lines.number}
    ends = [row for row, text, is_known in named if is_known or (text and _has_figure(table, row, taken))]
    first = table.body.start if len(table.header) else min(known, default=table.body.start)
    for row, text, _ in named:
        if text and first <= row <= max(ends, default=-1):
            measure = "" if lines.measure is None else table.grid.text(row, lines.measure)
            yield row, said(text, measure, year=year)


def _label(table: Table, lines: Lines, row: int) -> tuple[str, str]:
    texts = [t for c in lines.labels if (t := table.grid.covering(row, c))]
    return (texts[-1] if texts else ""), ("" if lines.code is None else table.grid.text(row, lines.code))


def _has_figure(table: Table, row: int, taken: set[int | None]) -> bool:
    sheet = table.grid.sheet
    return any(_is_figure(sheet.at(row, c.index)) for c in table.columns if c.index not in taken)


def _is_figure(content: Content) -> bool:
    return _FIGURE.fullmatch(content) is not None if isinstance(content, str) else True


def fingerprint(parts: Sequence[Part]) -> str:
    """What files of one layout have in common: 64 hexadecimal digits. "" where there is no table."""
    told = [[p.hidden, [t for _, t in p.headers], [t for _, t in p.rows], list(_money(p))] for p in parts]
    if not told:
        return ""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _money(part: Part) -> Iterator[str]:
    """The lines that say in which unit the table's money is: a file that says another one is another layout."""
    last = max((row for row, _ in part.rows), default=part.table.body.start)
    return (said(text) for text in stated_around(part.table, last))


def labels(parts: Sequence[Part]) -> list[str]:
    """All that labels and headers say, as they stand, in their order: to tell two layouts apart in words."""
    return [text for part in parts for text in (*_headers_as_written(part), *_labels_as_written(part)) if text]


def _headers_as_written(part: Part) -> Iterator[str]:
    return (" – ".join(column.path) for column in part.table.columns)


def _labels_as_written(part: Part) -> Iterator[str]:
    return (label_of(part, row) for row, _ in part.rows)


def label_of(part: Part, row: int) -> str:
    """What the label of a line says, as it stands; its code where it has no label."""
    column = part.label_place(row)
    if column is not None:
        return part.table.grid.covering(row, column)
    code = part.lines.code if part.lines else None
    return "" if code is None else part.table.grid.text(row, code)


def column_at(part: Part, index: int) -> Column | None:
    """A column of a table by its place on the sheet."""
    return next((c for c in part.table.columns if c.index == index), None)


def line_fix(part: Part, row: int, indicator: str, scale: int = 0) -> Fix:
    """The correction that a line is an indicator."""
    text = part.row_text(row)
    nth = sum(t == text for r, t in part.rows if r < row)
    return Fix(Kind.LINE, part.number, text, nth=nth, indicator=indicator, scale=scale)


def column_fix(kind: Kind, part: Part, column: int, year: str, indicator: str = "", scale: int = 0) -> Fix:
    """The correction that a column is an indicator (HEADER), or this period's (COLUMN). `year`: the period's."""
    text = part.header_text(column)
    nth = sum(t == text for c, t in part.headers if c < column)
    found = column_at(part, column)
    stated = found.year if found else ""
    only = "" if stated in ("", year) else year
    return Fix(kind, part.number, header=text, nth=nth, indicator=indicator, scale=scale, year=only)


def sheet_fix(parts: Sequence[Part], sheet: int) -> Fix:
    """The correction that a sheet holds the return."""
    return Fix(Kind.SHEET, sheet, header=next((said(p.name) for p in parts if p.sheet == sheet), ""))


def fits(fix: Fix, parts: Sequence[Part], year: str) -> bool:
    """Whether a correction still finds its place, and may be used for the period."""
    if fix.kind is Kind.SHEET:
        return any(p.sheet == fix.table and said(p.name) == fix.header for p in parts)
    if fix.table >= len(parts):
        return False
    part = parts[fix.table]
    if fix.kind in (Kind.LINE, Kind.CELL) and row_of(fix, part) is None:
        return False
    if fix.kind is Kind.LINE:
        return True
    index = column_of(fix, part)
    column = None if index is None else column_at(part, index)
    return column is not None and (column.year in ("", year) or fix.year == year)


def row_of(fix: Fix, part: Part) -> int | None:
    """The row that a correction is about; None where no label says so any more."""
    nth = fix.nth if fix.kind is Kind.LINE else 0
    return _nth([r for r, text in part.rows if text == fix.text], nth)


def column_of(fix: Fix, part: Part) -> int | None:
    """The column that a correction is about; None where no header says so any more."""
    nth = 0 if fix.kind is Kind.CELL else fix.nth
    return _nth([c for c, text in part.headers if text == fix.header], nth)


def _nth(places: Sequence[int], nth: int) -> int | None:
    return places[nth] if nth < len(places) else None

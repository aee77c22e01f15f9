"""A sheet as it looks, with what was understood drawn on it: rows and cells for a page. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.mapping.looking import Looked
from khuyenhoc.returns.mapping.looks import Looks
from khuyenhoc.sheets.grid import Content, Place, Sheet, column_name
from khuyenhoc.sheets.sentences import STRUCK_OUT, said
from khuyenhoc.vietnamese.numbers import format_count

MOST_ROWS: Final = 150
MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell: `code` of the indicator that it states, "" for none; `doubt`: what is asked about it.

    `is_open`: it may be pointed at: it is read, or asked about, or a figure of a line.
    """

    row: int
    column: int
    text: str
    is_number: bool = False
    is_bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    code: str = ""
    doubt: Doubt | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row: `number` as the sheet counts; `is_line`: a label of a table stands in it."""

    row: int
    number: int
    hidden: bool
    is_line: bool
    cells: tuple[Drawn, ...]


@dataclass(frozen=True)
class Drawing:
    """`columns`: (column, letter, whether it is hidden); `open_columns`: those that may be pointed at.

    `rest`: how many rows are not drawn.
    """

    sheet: int
    name: str
    columns: tuple[tuple[int, str, bool], ...]
    open_columns: frozenset[int]
    rows: tuple[DrawnRow, ...]
    rest: int


def shown_sheet(looked: Looked, wanted: str) -> int:
    """The number of the sheet to show: the one that is asked for, else the first one in which anything was understood."""
    sheets = looked.once.workbook.sheets
    if wanted.isdigit() and int(wanted) < len(sheets):
        return int(wanted)
    names = [r.sheet for r in looked.now.returns]
    by_name = [n for n, s in enumerate(sheets) if s.name in names]
    with_table = [p.sheet for p in looked.parts]
    return next(iter((*by_name, *with_table)), 0)


def draw(looked: Looked, number: int, looks: Mapping[str, Looks]) -> Drawing:
    """One sheet of a file. Raises IndexError where there is no such sheet."""
    sheet = looked.once.workbook.sheets[number]
    look = looks.get(sheet.name, Looks())
    last = max((r for r, row in enumerate(sheet.rows) if any(c != "" for c in row)), default=-1)
    width = min(max((n + 1 for row in sheet.rows for n, c in enumerate(row) if c != ""), default=0), MOST_COLUMNS)
    spans, covered = _merged(sheet, width)
    here = [p for p in looked.parts if p.sheet == number]
    canvas = _Canvas(
        sheet, width, spans, covered, look,
        codes={c.at: c.indicator for r in looked.now.returns for c in r.cells.values() if c.at},
        doubts={d.at: d for r in looked.now.returns for d in r.uncertain},
        lines=frozenset(row for p in here for row, _ in p.rows),
        columns=frozenset(c for p in here for c, text in p.headers if c not in p.taken() and (text or p.lines)),
    )  # fmt: skip
    rows = tuple(canvas.row(n) for n in range(min(last + 1, MOST_ROWS)))
    columns = tuple((c, column_name(c), c in look.hidden_columns) for c in range(width))
    return Drawing(number, sheet.name, columns, canvas.columns, rows, max(0, last + 1 - MOST_ROWS))


@dataclass(frozen=True)
class _Canvas:
    """What is known of a sheet while it is drawn. `lines`, `columns`: the rows and columns that may be pointed at."""

    sheet: Sheet
    width: int
    spans: Mapping[Place, tuple[int, int]]
    covered: set[Place]
    look: Looks
    codes: Mapping[str, str]
    doubts: Mapping[str, Doubt]
    lines: frozenset[int]
    columns: frozenset[int]

    def row(self, row: int) -> DrawnRow:
        return DrawnRow(row, row + 1, row in self.look.hidden_rows, row in self.lines, tuple(self._cells(row)))

    def _cells(self, row: int) -> Iterator[Drawn]:
        spilled: set[int] = set()
        for column in range(self.width):
            if (row, column) not in self.covered and column not in spilled:
                cell = self._cell(row, column)
                spilled |= set(range(column + 1, column + cell.colspan))
                yield cell

    def _cell(self, row: int, column: int) -> Drawn:
        place = row, column
        content, at = self.sheet.at(*place), self.sheet.address(*place)
        rowspan, colspan = self.spans.get(place) or (1, 1 + self._free_beside(row, column))
        is_number = not isinstance(content, str)
        code, doubt = self.codes.get(at, ""), self.doubts.get(at)
        is_open = bool(code or doubt) or (is_number and row in self.lines and column in self.columns)
        text = self.sheet.errors.get(place) or text_of(content)
        if place in self.sheet.struck and text:
            text = said(STRUCK_OUT, text=text)
        return Drawn(row, column, text, is_number, place in self.look.bold, colspan, rowspan, code, doubt, is_open)

    def _free_beside(self, row: int, column: int) -> int:
        """Over how many empty cells the only text of a row spills to its right, as it does in a spreadsheet."""
        content = self.sheet.at(row, column)
        alone = isinstance(content, str) and content != "" and sum(c != "" for c in self.sheet.rows[row]) == 1
        if not alone or any((row, c) in self.covered for c in range(self.width)):
            return 0
        return self.width - column - 1


def _merged(sheet: Sheet, width: int) -> tuple[dict[Place, tuple[int, int]], set[Place]]:
    """How far merged cells reach (rows, columns), and the cells that they cover; cut off where the drawing ends."""
    spans: dict[Place, tuple[int, int]] = {}
    covered: set[Place] = set()
    for (top, left), (bottom, right) in sheet.merged or ():
        bottom, right = min(bottom, len(sheet.rows) - 1, MOST_ROWS - 1), min(right, width - 1)
        if bottom >= top and right >= left and (top, left) not in covered:
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
    return spans, covered


def text_of(content: Content) -> str:
    """What stands in a cell, as people here write it."""
    match content:
        case bool():
            return str(content).upper()
        case int():
            return format_count(content)
        case float():
            return format_count(int(content)) if content.is_integer() else f"{content:.15g}".replace(".", ",")
        case dt.datetime() | dt.date():
            return f"{content.day}/{content.month}/{content.year}"
    return str(content)


def all_contents(contents: Sequence[Content]) -> str:
    """Contents in a row: "1.520; không có"."""
    return "; ".join(text_of(c) for c in contents)

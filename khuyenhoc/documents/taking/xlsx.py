"""XLSX a row at a time by XlsxWriter, which keeps no row once the next one has begun: no table has to be held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any, Final

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khuyenhoc.documents.taking.table import LongTable, Progress

MOST_ROWS: Final = 1_048_575
"""Below the headings; a sheet has no more, and what is left goes on in the next one."""
EXACT_UP_TO: Final = 10**15
"""Numbers that are larger would be rounded by a spreadsheet program: they are written as text."""
_OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORMATS: Final = {"text": {}, "count": {"num_format": "#,##0"}, "number": {"num_format": "#,##0.######"}}
_HEADING: Final = {"bold": True, "text_wrap": True, "valign": "top"}
_WIDTH: Final = {"text": 24, "count": 16, "number": 16}

Write = Callable[[int, int, Any, Format], object]


def write_xlsx(table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """OSError where the target, or the disk on which the parts grow, refuses."""
    try:
        with xlsxwriter.Workbook(target, _OPTIONS) as book:
            _fill(book, table, progress)
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(book: xlsxwriter.Workbook, table: LongTable, progress: Progress | None) -> None:
    heading, formats = book.add_format(_HEADING), {kind: book.add_format(of) for kind, of in _FORMATS.items()}
    rows, done = _slices(table), 0
    for n in range(1, max(1, -(-table.rows // MOST_ROWS)) + 1):
        sheet = book.add_worksheet(f"Bảng {n}" if n > 1 else "Bảng")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTH[column.kind])
            sheet.write_string(0, place, column.heading, heading)
        columns = [
            (place, sheet.write_string if column.kind == "text" else _number_on(sheet), formats[column.kind])
            for place, column in enumerate(table.columns)
        ]
        at, left = 1, min(MOST_ROWS, table.rows - done)
        while left:
            batch = next(rows)
            _write(columns, batch, at)
            at, left, done = at + batch.num_rows, left - batch.num_rows, done + batch.num_rows
            if progress:
                progress(done, table.rows)


def _write(columns: list[tuple[int, Write, Format]], batch: pa.RecordBatch, first: int) -> None:
    """Blank is an empty cell."""
    for at, row in enumerate(zip(*(column.to_pylist() for column in batch.columns), strict=True), start=first):
        for (place, write, format_), value in zip(columns, row, strict=True):
            if value is not None:
                write(at, place, value, format_)


def _number_on(sheet: Worksheet) -> Write:
    def write(row: int, place: int, value: Any, format_: Format) -> None:
        if abs(value) < EXACT_UP_TO:
            sheet.write_number(row, place, value, format_)
        else:
            sheet.write_string(row, place, str(value), format_)

    return write


def _slices(table: LongTable) -> Iterator[pa.RecordBatch]:
    """The batches, cut where a sheet ends."""
    room = MOST_ROWS
    for batch in table.batches():
        while batch.num_rows > room:
            yield batch.slice(0, room)
            batch, room = batch.slice(room), MOST_ROWS
        yield batch
        room = room - batch.num_rows or MOST_ROWS

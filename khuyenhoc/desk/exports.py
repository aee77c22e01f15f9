"""What is taken away: tables as CSV and XLSX from the same rows, safe to open in a spreadsheet program, and papers."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import xlsxwriter
from django.http import Http404, HttpResponse

from khuyenhoc.documents.taking.files import MEDIA
from khuyenhoc.documents.taking.plain import harmless
from khuyenhoc.vietnamese.dates import format_date

Value = str | int | Decimal | dt.date | None

KINDS: Final = {kind: MEDIA[kind] for kind in ("csv", "xlsx")}
PAPERS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
WIDEST: Final = 48


@dataclass(frozen=True)
class Table:
    """`name`: of the file, without its ending. `notes`: lines above the header, in the XLSX alone."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()


def download(table: Table, kind: str) -> HttpResponse:
    """The table as an attachment. Http404 for a kind that is not one of KINDS."""
    if kind not in KINDS:
        raise Http404
    data = as_csv(table) if kind == "csv" else as_xlsx(table)
    return _attached(data, f"{table.name}.{kind}", KINDS[kind])


def alone(data: bytes, name: str, media: str) -> HttpResponse:
    """An attachment for one reader alone: no cache keeps it."""
    response = _attached(data, name, media)
    response["Cache-Control"] = "no-store, private"
    return response


def _attached(data: bytes, name: str, media: str) -> HttpResponse:
    """An attachment that no browser opens by itself. `name`: in ASCII."""
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def as_csv(table: Table) -> bytes:
    """UTF-8 with its mark, so that Excel reads the accents; numbers plain, dates as on the pages."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([[_text(v) for v in row] for row in [table.header, *table.rows]])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case dt.date():
            return format_date(value)
        case str():
            return harmless(value)
    return str(value)


def as_xlsx(table: Table) -> bytes:
    """One sheet; numbers and dates as such, text never as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Bảng")
    bold, day = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
    )
    count, share = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.00######"})
    for n, note in enumerate(table.notes):
        sheet.write_string(n, 0, note)
    top = len(table.notes) + bool(table.notes)
    for column, text in enumerate(table.header):
        sheet.write_string(top, column, text, bold)
    for n, row in enumerate(table.rows, start=top + 1):
        for column, value in enumerate(row):
            match value:
                case dt.date():
                    sheet.write_datetime(n, column, dt.datetime(value.year, value.month, value.day), day)
                case int():
                    sheet.write_number(n, column, value, count)
                case Decimal():
                    sheet.write_number(n, column, value, share)
                case str():
                    sheet.write_string(n, column, value)
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 1)
    book.close()
    return out.getvalue()


def _widths(table: Table) -> Iterable[int]:
    for column, text in enumerate(table.header):
        longest = max((len(_text(row[column])) for row in table.rows), default=0)
        yield min(WIDEST, max(longest, min(len(text), 18)) + 3)

"""From pages to bytes: .xlsx by two writers, .xlsm, .xlsb and .ods by hand, .csv in the encodings that are met."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

import openpyxl
import xlsxwriter

from khuyenhoc.vietnamese.numbers import format_decimal
from tests.corpus.legacy import to_tcvn3, to_vni
from tests.corpus.parts import Cell, Fault, Formula, Page
from tests.sheets import files

OLD_FONTS: dict[str, Callable[[str], str]] = {"tcvn3": to_tcvn3, "vni": to_vni}
CREATED = dt.datetime(2023, 12, 15)


def xlsx(pages: list[Page], *, macros: bool = False, font: str = "") -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": CREATED})
    if macros:
        book.add_vba_project(io.BytesIO(b"macros that are never run"), is_stream=True)
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    plain = book.add_format({"font_name": font} if font else {})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        if page.hidden:
            sheet.hide()
        for top, left, bottom, right in page.merged:
            sheet.merge_range(top, left, bottom, right, "", plain)
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                _put(sheet, row, column, cell, date, plain)
        for row in page.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in page.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
    if pages[0].hidden:
        next(s for s, p in zip(book.worksheets(), pages, strict=True) if not p.hidden).activate()
    book.close()
    return data.getvalue()


def _put(sheet, row: int, column: int, cell: Cell, date, plain) -> None:
    match cell:
        case None:
            return
        case Formula():
            sheet.write_formula(row, column, cell.text, plain, "" if cell.cached is None else cell.cached)
        case Fault():
            sheet.write_formula(row, column, "=1/0", plain, cell.code)
        case dt.datetime():
            sheet.write_datetime(row, column, cell, date)
        case bool():
            sheet.write_boolean(row, column, cell, plain)
        case str():
            sheet.write_string(row, column, cell, plain)
        case _:
            sheet.write_number(row, column, cell, plain)


def openpyxl_xlsx(pages: list[Page]) -> bytes:
    """By another writer; formulas carry no value at all."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for row, cells in enumerate(page.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if cell is not None:
                    sheet.cell(row, column, _for_openpyxl(cell))
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
    book.active = next(n for n, p in enumerate(pages) if not p.hidden)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _for_openpyxl(cell: Cell) -> object:
    match cell:
        case Formula():
            return cell.text
        case Fault():
            return cell.code
    return cell


def by_hand(write: Callable[..., bytes]) -> Callable[[list[Page]], bytes]:
    """One sheet, without merged cells, by the writers of the reader's own tests."""

    def written(pages: list[Page]) -> bytes:
        rows = [[files.ERROR if isinstance(c, Fault) else _simple(c) for c in row] for row in pages[0].rows]
        return write(rows, name=pages[0].name)

    return written


def _simple(cell: Cell) -> object:
    match cell:
        case Formula():
            return cell.cached
        case dt.datetime():
            return f"{cell.day}/{cell.month}/{cell.year}"
        case bool():
            return int(cell)
        case "":
            return None
    return cell


def text(pages: list[Page], encoding: str, separator: str, mark: bytes = b"") -> bytes:
    """A .csv as Excel with Vietnamese settings writes it: a comma before decimals."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    width = max(map(len, pages[0].rows))
    convert = OLD_FONTS.get(encoding, str)
    for row in pages[0].rows:
        writer.writerow([convert(_text(c)) for c in row] + [""] * (width - len(row)))
    return mark + encoded(out.getvalue(), encoding)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Fault():
            return cell.code
        case Formula():
            return _text(cell.cached)
        case dt.datetime():
            return f"{cell.day:02}/{cell.month:02}/{cell.year}"
        case float():
            exact = Decimal(f"{cell:.15g}")
            places = max(0, -int(exact.normalize().as_tuple().exponent))
            return format_decimal(exact, places).replace(".", "")
    return str(cell)


def encoded(text: str, encoding: str) -> bytes:
    if encoding in OLD_FONTS:
        return text.encode("latin-1", "replace")
    if encoding == "cp1258":
        return "".join(map(_cp1258, unicodedata.normalize("NFC", text))).encode("cp1258", "replace")
    return text.encode(encoding)


def _cp1258(character: str) -> str:
    """The code page has tones as letters of their own."""
    try:
        character.encode("cp1258")
    except UnicodeEncodeError:
        *letters, tone = unicodedata.normalize("NFD", character)
        if tone in "\u0302\u0306\u031b" and len(letters) == 2:
            letters, tone = [letters[0], tone], letters[1]
        return unicodedata.normalize("NFC", "".join(letters)) + tone
    return character


def legacy_xlsx(pages: list[Page], convert: Callable[[str], str], font: str) -> bytes:
    """Texts in the bytes of an old font."""
    changed = [
        replace(p, rows=[[convert(c) if isinstance(c, str) else c for c in row] for row in p.rows]) for p in pages
    ]
    return xlsx(changed, font=font)


SINGLE: dict[str, Callable[[list[Page]], bytes]] = {
    "csv utf-8 ,": lambda p: text(p, "utf-8", ","),
    "csv utf-8 mark ;": lambda p: text(p, "utf-8", ";", b"\xef\xbb\xbf"),
    "csv utf-16 tab": lambda p: text(p, "utf-16", "\t"),
    "csv utf-16be ;": lambda p: text(p, "utf-16-be", ";", b"\xfe\xff"),
    "csv windows-1258 ;": lambda p: text(p, "cp1258", ";"),
    "tsv utf-8": lambda p: text(p, "utf-8", "\t"),
    "csv tcvn3 ;": lambda p: text(p, "tcvn3", ";"),
    "csv vni ;": lambda p: text(p, "vni", ";"),
    "xlsb": by_hand(files.xlsb),
    "ods by hand": by_hand(files.ods),
    "xls by hand": by_hand(files.xls),
}
"""Formats that hold one sheet without merged cells."""

ANY: dict[str, Callable[[list[Page]], bytes]] = {
    "xlsx": xlsx,
    "xlsx openpyxl": openpyxl_xlsx,
    "xlsm": lambda p: xlsx(p, macros=True),
    "xlsx tcvn3": lambda p: legacy_xlsx(p, to_tcvn3, ".VnTime"),
    "xlsx vni": lambda p: legacy_xlsx(p, to_vni, "VNI-Times"),
}
ENDINGS = {
    "csv": ".csv",
    "tsv": ".tsv",
    "xlsb": ".xlsb",
    "ods": ".ods",
    "xls": ".xls",
    "xlsm": ".xlsm",
    "xlsx": ".xlsx",
}


def a_format(random: Random, pages: list[Page], convert: bool) -> tuple[str, str]:
    """A format that can hold the pages, and what LibreOffice is to make of it ("" for nothing)."""
    if convert and random.random() < 0.25:
        return "xlsx", random.choice(["ods", "xls", "xlsx"])
    single = len(pages) == 1 and not pages[0].merged and not pages[0].hidden_rows
    if single and random.random() < 0.35:
        return random.choice(list(SINGLE)), ""
    return random.choices(list(ANY), weights=[6, 3, 1, 1, 1])[0], ""


def has_sheets(form: str) -> bool:
    return form.split()[0] not in ("csv", "tsv")


def ending(form: str, convert_to: str) -> str:
    return f".{convert_to}" if convert_to else ENDINGS[form.split()[0]]

"""A file that cannot be marked itself (.xls, .ods, .csv …): its values laid out in a new .xlsx, marked there."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khuyenhoc.sheets.grid import Content, Sheet, Workbook, cell_name, merged_anchors
from khuyenhoc.sheets.marking.comments import AUTHOR, MARK
from khuyenhoc.sheets.marking.list_part import STORE
from khuyenhoc.sheets.marking.listing import LINK, WIDTHS, Listing, listing, printable
from khuyenhoc.sheets.marking.notes import COLOURS, Note, by_cell, comment_of, place_of
from khuyenhoc.sheets.own_sheets import MARKER, without_own

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME: Final = 31
_WIDEST: Final = 50
_SETTINGS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MOMENT: Final = dt.datetime(2000, 1, 1)
"""When the file says that it was made: nothing of it hangs on the day on which somebody asks for it."""

Formats = Callable[[str, str], Format]
"""A fill (ARGB or "") and a number format as a cell format."""


def lay_out(workbook: Workbook, notes: Sequence[Note], ending: str) -> bytes:
    """The new file. `ending`: of the file that came (".ods"), for the sentence that says what happened."""
    out = io.BytesIO()
    own = without_own(workbook)
    with xlsxwriter.Workbook(out, _SETTINGS) as book:
        book.set_properties({"created": _MOMENT})
        names = _names(own)
        found = listing(notes, taken=list(names.values()), copied_from=ending, renamed=names)
        formats = _formats(book)
        _write_list(book.add_worksheet(found.name), found, formats, book)
        marked = by_cell(notes)
        for sheet in own.sheets:
            _write(book.add_worksheet(names[sheet.name]), sheet, marked.get(sheet.name, {}), formats)
    return out.getvalue()


def _names(workbook: Workbook) -> dict[str, str]:
    """The name that each sheet may have here: short enough, without the characters that are not allowed."""
    names: dict[str, str] = {}
    for sheet in workbook.sheets:
        wanted = _FORBIDDEN.sub("-", sheet.name)[:_LONGEST_NAME].strip() or "1"
        number, name = 1, wanted
        while name.lower() in {n.lower() for n in names.values()}:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - 4]} ({number})"
        names[sheet.name] = name
    return names


def _formats(book: xlsxwriter.Workbook) -> Formats:
    @cache
    def made(colour: str, number_format: str) -> Format:
        properties: dict[str, Any] = {"num_format": number_format} if number_format else {}
        if colour:
            properties |= {"bg_color": f"#{colour[2:]}"}
        # A text that begins like a formula stays a text when its cell is edited.
        return book.add_format(properties | {"quote_prefix": True} if number_format == "@" else properties)

    return made


def _write(target: Worksheet, sheet: Sheet, marked: dict[str, list[Note]], formats: Formats) -> None:
    if sheet.hidden:
        target.hide()
    covered, widths = merged_anchors(sheet), [0] * sheet.width
    for (top, left), (bottom, right) in sheet.merged or ():
        if (bottom, right) > (top, left):
            target.merge_range(top, left, bottom, right, "")
    anchored: dict[str, list[Note]] = {}
    for cell, notes in marked.items():
        anchored.setdefault(cell_name(*covered.get(place_of(cell), place_of(cell))), []).extend(notes)
    colours = {place_of(cell): COLOURS[notes[0].kind] for cell, notes in anchored.items()}
    for row, contents in enumerate(sheet.rows):
        for column, content in enumerate(contents):
            shown = sheet.errors.get((row, column), content)
            if shown != "" or (row, column) in colours:
                _cell(target, row, column, shown, colours.get((row, column), ""), formats)
                widths[column] = max(widths[column], len(str(shown)))
    for place in colours.keys() - {(r, c) for r, row_ in enumerate(sheet.rows) for c in range(len(row_))}:
        _cell(target, *place, "", colours[place], formats)
    for column, width in enumerate(widths):
        target.set_column(column, column, min(_WIDEST, max(9, width + 2)))
    for cell, notes in anchored.items():
        text = printable(f"{MARK}\n{comment_of(notes)}")
        target.write_comment(cell, text, {"author": AUTHOR, "x_scale": 2, "y_scale": 1.5})


def _cell(target: Worksheet, row: int, column: int, content: Content, colour: str, formats: Formats) -> None:
    match content:
        case "":
            target.write_blank(row, column, None, formats(colour, ""))
        case str():
            target.write_string(row, column, content, formats(colour, "@"))
        case bool():
            target.write_boolean(row, column, content, formats(colour, ""))
        case int() | float():
            target.write_number(row, column, content, formats(colour, ""))
        case dt.timedelta() | dt.time():
            target.write_datetime(row, column, content, formats(colour, "hh:mm:ss"))
        case dt.datetime():
            target.write_datetime(row, column, content, formats(colour, "dd/mm/yyyy hh:mm:ss"))
        case dt.date():
            target.write_datetime(row, column, content, formats(colour, "dd/mm/yyyy"))


def _write_list(target: Worksheet, found: Listing, formats: Formats, book: xlsxwriter.Workbook) -> None:
    wrap = {"text_wrap": True, "valign": "top"}
    text, bold = book.add_format(wrap), book.add_format({**wrap, "bold": True})
    link = book.add_format({**wrap, "underline": 1, "font_color": "#1A5296"})
    kinds = {kind: book.add_format({**wrap, "bg_color": f"#{colour[2:]}"}) for kind, colour in COLOURS.items()}
    target.write_string(0, 0, found.title, book.add_format({"bold": True, "font_size": 16}))
    for number, notice in enumerate(found.notices, start=1):
        target.write_string(number, 0, notice)
    top = len(found.notices) + 2
    for column, head in enumerate(found.header):
        target.write_string(top, column, head, bold)
    for number, row in enumerate(found.rows, start=top + 1):
        formats_ = [text, kinds[row.kind], text, text, text, text]
        for column, (shown, format_) in enumerate(zip(row.texts, formats_, strict=True)):
            target.write_string(number, column, shown, format_)
        if row.link:
            quoted = row.link[0].replace("'", "''")
            target.write_url(number, LINK, f"internal:'{quoted}'!{row.link[1]}", link, row.texts[LINK])
    for column, width in enumerate(WIDTHS):
        target.set_column(column, column, width)
    target.write_string(0, STORE, MARKER)
    target.set_column(STORE, STORE + 3, None, None, {"hidden": True})
    target.hide_gridlines(2)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    target.activate()

"""How far the cells of an .ods reach, which hold errors, formulas or what is struck out: `scans` for that format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from html import unescape
from itertools import product
from typing import Final
from xml.parsers import expat

from khuyenhoc.sheets.grid import Place
from khuyenhoc.sheets.open_formulas import error_shown, formula_in, in_other_words, is_as_shown, shown_in
from khuyenhoc.sheets.rich_texts import joined_spans, spans_apart
from khuyenhoc.sheets.scans import Scan
from khuyenhoc.sheets.struck import struck_styles

_TABLE: Final = re.compile(
    rb"<table:(?P<tag>table-row|table-column|table-cell|covered-table-cell|table)(?![\w-])(?P<attributes>[^>]*?)(?P<end>/?)>"
)
_REPEATED: Final = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,9})"')
_SPANNED: Final = re.compile(rb'table:number-(rows|columns)-spanned="(\d{1,9})"')
_NAME: Final = re.compile(rb'table:name="([^"]*)"')
_STYLED: Final = re.compile(rb'table:style-name="([^"]*)"')
_MOST_AT_ONCE: Final = 10_000
"""Rows, columns or cells that one element stands for; of more of them the rest is not marked."""


class _Looks:
    """What the whole file says of its cells."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.apart, self.striking, self.as_shown = spans_apart(xml), struck_styles(xml), is_as_shown(xml)
        self.matter = any((self.apart, self.striking, b"table:formula" in xml, b'value-type="error"' in xml))


def scan_ods(archive: zipfile.ZipFile) -> dict[str, Scan]:
    """Every sheet of an .ods by name, with what "repeated" rows and columns come to. Errors as in `scan_xlsx`."""
    xml = archive.read("content.xml")
    _refuse_malformed(xml)
    sheets: dict[str, Scan] = {}
    looks = _Looks(xml)
    closely = looks.matter
    scan, row, rows, column = Scan(), -1, 0, 0
    for found in _TABLE.finditer(xml):
        tag, attributes = found["tag"], found["attributes"]
        repeated = int(m[1]) if (m := _REPEATED.search(attributes)) else 1
        if tag == b"table":
            name = m[1] if (m := _NAME.search(attributes)) else b""
            scan, row, rows, column = Scan(merged=[]), -1, 0, 0
            sheets[unescape(name.decode("utf-8", "replace"))] = scan
        elif tag == b"table-column":
            if _collapsed(attributes) and repeated <= _MOST_AT_ONCE:
                scan.hidden_columns.update(range(column, column + repeated))
            column += repeated
        elif tag == b"table-row":
            row, rows, column = row + rows if rows else 0, repeated, 0
            if _collapsed(attributes) and repeated <= _MOST_AT_ONCE:
                scan.hidden_rows.update(range(row, row + repeated))
        else:
            if spans := dict(_SPANNED.findall(attributes)):
                last = row + int(spans.get(b"rows", 1)) - 1, column + int(spans.get(b"columns", 1)) - 1
                scan.merged = [*(scan.merged or []), ((row, column), last)]
            if b"value-type=" in attributes:
                scan.reach(row + rows - 1, column + repeated - 1)
            if closely and (b"value-type=" in attributes or b"table:formula" in attributes):
                _scan_cell(scan, looks, found, ((row, column), (row + rows - 1, column + repeated - 1)))
            column += repeated
    return sheets


def _scan_cell(scan: Scan, looks: _Looks, found: re.Match[bytes], span: tuple[Place, Place]) -> None:
    """Notes what else is to be known of a cell, or of those from the first to the last that it is repeated for."""
    attributes, start = found["attributes"], found.end()
    has_value = b"value-type=" in attributes
    if has_value and looks.striking and (m := _STYLED.search(attributes)) and m[1] in looks.striking:
        scan.struck.update(_places(*span))
    error = joined_spans(looks.xml, start, looks.apart) if looks.apart and not found["end"] else ""
    is_error = b'value-type="error"' in attributes
    if is_error or b"table:formula" in attributes:
        shown = None if found["end"] else shown_in(looks.xml, start)
        error = shown or "#N/A" if is_error else error_shown(attributes, shown) or error
        text = formula_in(attributes, shown)
        if text is not None and not (has_value and looks.as_shown):
            scan.reach(*span[1])
            # Of one that stands in several cells nobody knows which of them it is written for.
            scan.formulas.update(dict.fromkeys(_places(*span), in_other_words(text) if span[0] == span[1] else text))
    if error:
        scan.errors.update(dict.fromkeys(_places(*span), error))


def _places(first: Place, last: Place) -> Iterable[Place]:
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    return product(rows, columns) if len(rows) * len(columns) <= _MOST_AT_ONCE else [first]


def _refuse_malformed(xml: bytes) -> None:
    """ValueError where XML is not well formed: over such a part calamine never comes to an end."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError("content.xml") from error


def _collapsed(attributes: bytes) -> bool:
    return b'table:visibility="' in attributes and b'"visible"' not in attributes

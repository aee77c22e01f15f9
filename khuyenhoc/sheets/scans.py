"""What must be known of a file before calamine opens it: how far its cells reach, and which of them hold errors.

calamine lays a sheet out as a full rectangle, so that one cell at XFD1048576 would take all memory and end the process;
and it gives "" for #REF! and its like, so that an error would pass for a blank.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Final

from msgspec import Struct, field

from khuyenhoc.sheets.grid import Place
from khuyenhoc.sheets.rich_texts import joined_cells, joined_strings
from khuyenhoc.sheets.struck import struck_cells, struck_formats

# A cell that holds something: those that are only styled close themselves.
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
# The same, as all known programs write it.
_PLAIN_CELL: Final = re.compile(rb'<c r="([A-Za-z]{1,3})(\d{1,7})"[^>]*+(?<!/)>')
# A cell that leaves out where it is stands behind the one before it, in the row that its row says.
_UNADDRESSED: Final = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]*?\br\s*=))")
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,7})["']""")
_ERROR: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v[^>]*>([^<]*)<""",
    re.DOTALL,
)
# A formula that came to a text was computed, also where the text is empty.
_FORMULA: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*+>\s*<(?:\w+:)?f[\s>/])(?![^>]*\bt\s*=\s*["']str["'])[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)"""
)
_HIDDEN: Final = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_HIDDEN_COLUMNS: Final = re.compile(rb"""<(?:\w+:)?col\b(?=[^>]*?\bhidden\s*=\s*["'](?:1|true)["'])[^>]*>""")
_SPAN: Final = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,7})["']""")
_PIECE: Final = 4_000_000
_LONGEST_TAG: Final = 1_000
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_STRINGS: Final = "sharedstrings.xml"
_STYLES: Final = "styles.xml"
_FEW_BYTES: Final = 8_192
"""Of a list of parts that is remembered: it is the same in most files that one program wrote."""
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Scan(Struct):
    """The last row and column that hold something (from 0, -1 where none does), and errors by their place.

    `merged`: ranges as (first, last) where calamine does not give them, else None. `formulas` only where the format may
    hold one that was never computed.
    """

    row: int = -1
    column: int = -1
    errors: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] | None = None
    formulas: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)

    def reach(self, row: int, column: int) -> None:
        self.row, self.column = max(self.row, row), max(self.column, column)


def scan_xlsx(archive: zipfile.ZipFile) -> dict[str, Scan]:
    """Every sheet of an .xlsx by name. zipfile's and KeyError where parts are broken or missing."""
    known = set(archive.namelist())
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    named = [part for part in targets.values() if part in known]
    shared = next((joined_strings(archive, part) for part in named if part.lower().endswith(_STRINGS)), {})
    struck = next((struck_formats(archive, part) for part in named if part.lower().endswith(_STYLES)), ())
    return {name: _scan_part(archive.read(part), shared, struck) for name, part in _parts(archive, targets, known)}


def _parts(archive: zipfile.ZipFile, targets: dict[str, str], known: set[str]) -> Iterator[tuple[str, str]]:
    """(sheet's name, its part). Parts that no sheet names are not read by anybody."""
    for sheet in _attributes(_SHEET, archive.read("xl/workbook.xml")):
        part = targets.get(next((v for k, v in sheet.items() if k.endswith(":id")), ""), "")
        if part in known:
            yield sheet.get("name", ""), part


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a workbook names, by the name that it gives them."""
    xml = archive.read(part)
    return dict(_known_relations(xml) if len(xml) < _FEW_BYTES else _relations(xml))


def _relations(part: bytes) -> tuple[tuple[str, str], ...]:
    """(name, part)."""
    found = ((r.get("Id", ""), r.get("Target", "")) for r in _attributes(_RELATION, part))
    return tuple((name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in found)


_known_relations: Final = lru_cache(maxsize=64)(_relations)


def _attributes(element: re.Pattern[str], part: bytes) -> Iterator[dict[str, str]]:
    for found in element.finditer(part.decode("utf-8", "replace")):
        yield {name: unescape(one or two) for name, one, two in _ATTRIBUTE.findall(found[1])}


def _scan_part(xml: bytes, shared: dict[int, str], struck: tuple[bytes, ...]) -> Scan:
    scan = Scan()
    cells = _PLAIN_CELL if (plain := _is_plain(xml)) else _CELL
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for start in range(0, len(xml), _PIECE):
        found = cells.findall(xml, start, start + _PIECE + _LONGEST_TAG)
        columns.update({letters for letters, _ in found})
        rows.update({digits for _, digits in found})
    if not plain and _UNADDRESSED.search(xml):
        scan.reach(max(map(int, _ROW.findall(xml)), default=0) - 1, 0)
    if columns:
        scan.reach(max(map(int, rows)) - 1, max(map(_column, columns)))
    if b'"e"' in xml or b"'e'" in xml:
        for letters, digits, value in _ERROR.findall(xml):
            scan.errors[int(digits) - 1, _column(letters)] = value.decode("utf-8", "replace")
    for letters, digits, text in joined_cells(xml, shared):
        scan.errors[int(digits) - 1, _column(letters)] = text
    scan.struck = {(int(digits) - 1, _column(letters)) for letters, digits in struck_cells(xml, struck)}
    if b"<f" in xml or b":f>" in xml:
        for letters, digits, formula in _FORMULA.findall(xml):
            scan.formulas[int(digits) - 1, _column(letters)] = unescape(formula.decode("utf-8", "replace"))
    if b"hidden=" in xml:
        for tag in _HIDDEN_COLUMNS.findall(xml, 0, max(0, xml.find(b"sheetData"))):
            span = {name: int(number) for name, number in _SPAN.findall(tag)}
            scan.hidden_columns.update(range(span[b"min"] - 1, min(span[b"max"], scan.column + 1)))
        scan.hidden_rows = {int(row[1]) - 1 for tag in _HIDDEN.findall(xml) if (row := _ROW.match(tag))}
    return scan


def _is_plain(xml: bytes) -> bool:
    """Whether every cell begins with where it is, none in a namespace: what is not sure of that is looked at more closely."""
    others = xml.count(b"<co")  # <cols>, <col>, <conditionalFormatting>
    return b":c" not in xml and xml.count(b'<c r="') == xml.count(b"<c") - others


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column - 1

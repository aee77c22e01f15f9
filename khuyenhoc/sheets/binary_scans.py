"""How far the cells of .xls and .xlsb reach, which hold errors or are struck out: `scans` for the binary formats.

[MS-XLS], [MS-XLSB].
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.compound import workbook_stream
from khuyenhoc.sheets.limits import Refused
from khuyenhoc.sheets.scans import Scan, relations

_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOUND_SHEET, _DIMENSIONS, _FORMULA, _BOOL_OR_ERROR, _MANY_NUMBERS = 0x85, 0x200, 0x06, 0x205, 0xBD
_CELLS: Final = frozenset({_FORMULA, 0x203, 0x27E, 0xFD, 0x204, 0xD6, _BOOL_OR_ERROR, _MANY_NUMBERS})
_ROW, _ROW_IS_HIDDEN = 0x208, 0x20
_COLUMNS, _COLUMNS_ARE_HIDDEN = 0x7D, 0x01
_MOST_ROWS, _MOST_COLUMNS = 65536, 256
_IS_ERROR: Final = b"\xff\xff"
_FONT, _FORMAT, _IS_STRUCK, _NO_FONT = 0x31, 0xE0, 0x08, 4


def scan_xls(data: bytes) -> dict[str, Scan]:
    """Every sheet of an .xls by name. Refused, ValueError, struct.error where it is broken."""
    stream = workbook_stream(data)
    sheets, struck = sorted(_bound_sheets(stream)), _struck_formats(stream)
    ends = [at for at, _ in sheets[1:]] + [len(stream)]
    return {name: _scan_records(stream, at, end, struck) for (at, name), end in zip(sheets, ends, strict=True)}


def _records(stream: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _bound_sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """(where it begins, name) of each sheet."""
    for kind, body in _records(stream, 0, len(stream)):
        if kind == _BOUND_SHEET and len(body) >= 8:
            yield struct.unpack_from("<I", body)[0], _short_string(body, 6)


def _struck_formats(stream: bytes) -> frozenset[int]:
    """The numbers of the formats of cells whose font is struck out. There is no fifth font: the one behind it is the sixth."""
    fonts: list[bool] = []
    formats: list[int] = []
    for kind, body in _records(stream, 0, len(stream)):
        if kind == _FONT and len(body) >= 4:
            fonts += [False] * (len(fonts) == _NO_FONT) + [bool(body[2] & _IS_STRUCK)]
        elif kind == _FORMAT and len(body) >= 2:
            formats.append(struct.unpack_from("<H", body)[0])
    return _of_fonts(formats, fonts)


def _of_fonts(formats: Sequence[int], fonts: Sequence[bool]) -> frozenset[int]:
    """The numbers of the formats, of each of which the font's number is given, whose font is one of those that strike out."""
    return frozenset(n for n, font in enumerate(formats) if font < len(fonts) and fonts[font])


def _short_string(body: bytes, at: int) -> str:
    """A string with its length and its width before it."""
    length, wide = body[at], body[at + 1] & 1
    characters = body[at + 2 : at + 2 + length * (1 + wide)]
    return characters.decode("utf-16-le", "replace") if wide else characters.decode("latin-1")


def _scan_records(stream: bytes, at: int, end: int, struck: frozenset[int]) -> Scan:
    scan = Scan()
    for kind, body in _records(stream, at, end):
        if kind == _DIMENSIONS and len(body) >= 12:
            _refuse_impossible(body)
        if kind == _ROW and len(body) >= 16 and body[12] & _ROW_IS_HIDDEN:
            scan.hidden_rows.add(struct.unpack_from("<H", body)[0])
        if kind == _COLUMNS and len(body) >= 10 and body[8] & _COLUMNS_ARE_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            scan.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
        if kind not in _CELLS or len(body) < 6:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else column
        scan.reach(row, max(column, last))
        if code := _error_in(kind, body):
            scan.errors[row, column] = code
        if struck:
            # Of many numbers each has its format before it, six bytes behind that of the one before.
            formats = (struct.unpack_from("<H", body, 4 + 6 * n)[0] for n in range(last - column + 1))
            scan.struck.update((row, column + n) for n, one in enumerate(formats) if one in struck)
    return scan


def _refuse_impossible(body: bytes) -> None:
    """Space is taken for what a sheet says of its size: more than the format can have is no workbook of a person."""
    rows, columns = struct.unpack_from("<I", body, 4)[0], struct.unpack_from("<H", body, 10)[0]
    first = struct.unpack_from("<I", body)[0], struct.unpack_from("<H", body, 8)[0]
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS or first[0] > rows or first[1] > columns:
        raise Refused(sentences.BROKEN)


def _error_in(kind: int, body: bytes) -> str:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == _IS_ERROR and body[6] == 2:
        return _ERRORS.get(body[8], "#N/A")
    return ""


_ROW_HEADER, _ERROR_CELLS, _LAST_CELL, _SHEET_OF_BUNDLE, _MERGED = 0, (3, 11), 11, 156, 176
_COLUMN_SPAN, _LAST_COLUMN = 60, 16_384
_HEIGHT_IS_NOUGHT: Final = 0x10
_BINARY_FONT, _BINARY_FORMAT, _FORMATS_BEGIN, _FORMATS_END = 43, 47, 617, 618
_STYLES: Final = "xl/styles.bin"
_LEAST: Final = {_ROW_HEADER: 4, **dict.fromkeys(range(1, _LAST_CELL + 1), 8)}
"""Bytes that a row's or a cell's record has at least: its place and, for a cell, its style."""


def scan_xlsb(archive: zipfile.ZipFile) -> dict[str, Scan]:
    """Every sheet of an .xlsb by name. zipfile's errors, ValueError, struct.error where it is broken."""
    targets = relations(archive, "xl/_rels/workbook.bin.rels")
    known = set(archive.namelist())
    sheets = {n: targets.get(i, "") for n, i in _bundled(archive.read("xl/workbook.bin"))}
    struck = _struck_binary(archive.read(_STYLES)) if _STYLES in known else frozenset()
    return {name: _scan_binary(archive.read(part), struck) for name, part in sheets.items() if part in known}


def _struck_binary(part: bytes) -> frozenset[int]:
    """As `_struck_formats`; the formats of cells stand among those of styles, and no font is left out."""
    fonts: list[bool] = []
    formats: list[int] = []
    of_cells = False
    for kind, body in _binary_records(part):
        if kind in (_FORMATS_BEGIN, _FORMATS_END):
            of_cells = kind == _FORMATS_BEGIN
        elif kind == _BINARY_FONT and len(body) >= 4:
            fonts.append(bool(body[2] & _IS_STRUCK))
        elif kind == _BINARY_FORMAT and of_cells and len(body) >= 6:
            formats.append(struct.unpack_from("<H", body, 4)[0])
    return _of_fonts(formats, fonts)


def _bundled(part: bytes) -> Iterator[tuple[str, str]]:
    """(name, relation) of each sheet."""
    for kind, body in _binary_records(part):
        if kind == _SHEET_OF_BUNDLE:
            relation, at = _wide_string(body, 8)
            yield _wide_string(body, at)[0], relation


def _wide_string(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _scan_binary(part: bytes, struck: frozenset[int]) -> Scan:
    scan, row = Scan(merged=[]), 0
    for kind, body in _binary_records(part):
        if kind == _ROW_HEADER:
            row = struct.unpack_from("<I", body)[0]
            if len(body) > 11 and body[11] & _HEIGHT_IS_NOUGHT:
                scan.hidden_rows.add(row)
        elif kind == _COLUMN_SPAN and len(body) >= 18 and body[16] & _COLUMNS_ARE_HIDDEN:
            first, last = struct.unpack_from("<II", body)
            scan.hidden_columns.update(range(first, min(last + 1, _LAST_COLUMN)))
        elif 1 < kind <= _LAST_CELL:
            column = struct.unpack_from("<I", body)[0]
            scan.reach(row, column)
            if struck and int.from_bytes(body[4:7], "little") in struck:
                scan.struck.add((row, column))
            if kind in _ERROR_CELLS and len(body) > 8:
                scan.errors[row, column] = _ERRORS.get(body[8], "#N/A")
        elif kind == _MERGED and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            scan.merged = [*(scan.merged or ()), ((top, left), (bottom, right))]
    return scan


def _binary_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of each record. Refused where one is cut short: what follows would be taken for rows that are none."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        if at + length > len(part) or length < _LEAST.get(kind, 0):
            raise Refused(sentences.BROKEN)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first. Of a kind of record both bytes count as they stand."""
    value = 0
    for group in range(most):
        if at >= len(part):
            return value, at
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * group)
        if not byte & 0x80:
            break
    return value, at

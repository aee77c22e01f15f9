"""How far the cells of .xls and .xlsb reach, which hold errors or are struck out: `scans` for the binary formats.

[MS-XLS], [MS-XLSB].
"""

from __future__ import annotations

import codecs
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.binary_fonts import DIGIT, Fonts, fonts_of_xls, fonts_of_xlsb
from khuyenhoc.sheets.compound import workbook_stream
from khuyenhoc.sheets.limits import Refused
from khuyenhoc.sheets.scans import Scan, relations

_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOUND_SHEET, _DIMENSIONS, _FORMULA, _BOOL_OR_ERROR, _MANY_NUMBERS = 0x85, 0x200, 0x06, 0x205, 0xBD
_SHARED, _OF_SEVERAL_FONTS = 0xFD, 0xD6
_CELLS: Final = frozenset({_FORMULA, 0x203, 0x27E, _SHARED, 0x204, _OF_SEVERAL_FONTS, _BOOL_OR_ERROR, _MANY_NUMBERS})
_ROW, _ROW_IS_HIDDEN = 0x208, 0x20
_COLUMNS, _COLUMNS_ARE_HIDDEN = 0x7D, 0x01
_MOST_ROWS, _MOST_COLUMNS = 65536, 256
_IS_ERROR: Final = b"\xff\xff"
_END, _UNDER_A_PASSWORD, _CODE_PAGE = 0x0A, 0x2F, 0x42
_SINCE_1997: Final = b"\x00\x06"


def scan_xls(data: bytes) -> dict[str, Scan]:
    """Every sheet of an .xls by name. Refused, ValueError, struct.error where it is broken."""
    stream = workbook_stream(data)
    start = list(_start(stream))
    encoding, fonts = _encoding(stream, start), fonts_of_xls(start)
    sheets = sorted(_bound_sheets(start, encoding))
    ends = [at for at, _ in sheets[1:]] + [len(stream)]
    spans = zip(sheets, ends, strict=True)
    return {name: _scan_records(_records(stream, at, end), fonts, encoding) for (at, name), end in spans}


def _records(stream: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _start(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records that say what all sheets have in common."""
    for kind, body in _records(stream, 0, len(stream)):
        if kind == _UNDER_A_PASSWORD:
            raise Refused(sentences.PASSWORD)
        if kind == _END:
            return
        yield kind, body


def _encoding(stream: bytes, start: Iterable[tuple[int, bytes]]) -> str:
    """The code page of the texts of before 1997; "" since then, when each says itself how wide it is."""
    if stream[4:6] == _SINCE_1997:
        return ""
    pages = (f"cp{struct.unpack_from('<H', body)[0]}" for kind, body in start if kind == _CODE_PAGE and len(body) >= 2)
    try:
        return codecs.lookup(next(pages, "")).name
    except LookupError:
        return "cp1252"


def _bound_sheets(start: Iterable[tuple[int, bytes]], encoding: str) -> Iterator[tuple[int, str]]:
    """(where it begins, name) of each sheet."""
    for kind, body in start:
        if kind == _BOUND_SHEET and len(body) >= 8:
            yield struct.unpack_from("<I", body)[0], _string(body, 7, body[6], encoding)


def _string(body: bytes, at: int, length: int, encoding: str) -> str:
    if encoding:
        return body[at : at + length].decode(encoding, "replace")
    wide = body[at] & 1
    characters = body[at + 1 : at + 1 + length * (1 + wide)]
    return characters.decode("utf-16-le", "replace") if wide else characters.decode("latin-1")


def _scan_records(records: Iterable[tuple[int, bytes]], fonts: Fonts, encoding: str) -> Scan:
    scan, struck = Scan(), fonts.struck
    for kind, body in records:
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
        if error := _error_in(kind, body) or _joined_in(kind, body, fonts, encoding):
            scan.errors[row, column] = error
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


def _joined_in(kind: int, body: bytes, fonts: Fonts, encoding: str) -> str:
    """A text whose parts do not make one figure. One that has its fonts with it is no such, but calamine leaves it out."""
    if kind == _SHARED and fonts.joined and len(body) >= 10:
        style, number = struct.unpack_from("<HI", body, 4)
        return fonts.text(number, style)
    if kind == _OF_SEVERAL_FONTS and len(body) > 8:
        text = _string(body, 8, struct.unpack_from("<H", body, 6)[0], encoding)
        return text if DIGIT.search(text) else ""
    return ""


def _error_in(kind: int, body: bytes) -> str:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == _IS_ERROR and body[6] == 2:
        return _ERRORS.get(body[8], "#N/A")
    return ""


_ROW_HEADER, _ERROR_CELLS, _LAST_CELL, _SHEET_OF_BUNDLE, _MERGED = 0, (3, 11), 11, 156, 176
_COLUMN_SPAN, _LAST_COLUMN = 60, 16_384
_HEIGHT_IS_NOUGHT: Final = 0x10
_BINARY_SHARED, _BINARY_OF_SEVERAL_FONTS = 7, 62
_LEAST: Final = {
    _ROW_HEADER: 4, **dict.fromkeys(range(1, _LAST_CELL + 1), 8), _BINARY_SHARED: 12, _BINARY_OF_SEVERAL_FONTS: 13,
}  # fmt: skip
"""Bytes that a row's or a cell's record has at least: its place and, for a cell, its style."""


def scan_xlsb(archive: zipfile.ZipFile) -> dict[str, Scan]:
    """Every sheet of an .xlsb by name. zipfile's errors, ValueError, struct.error where it is broken."""
    targets = relations(archive, "xl/_rels/workbook.bin.rels")
    known = set(archive.namelist())
    sheets = {n: targets.get(i, "") for n, i in _bundled(archive.read("xl/workbook.bin"))}
    styles, strings = (_records_of(archive, part, known) for part in ("xl/styles.bin", "xl/sharedStrings.bin"))
    fonts = fonts_of_xlsb(styles, strings)
    return {name: _scan_binary(archive.read(part), fonts) for name, part in sheets.items() if part in known}


def _records_of(archive: zipfile.ZipFile, part: str, known: set[str]) -> Iterator[tuple[int, bytes]]:
    """The records of a part, which is unpacked when they are asked for."""
    if part in known:
        yield from _binary_records(archive.read(part))


def _bundled(part: bytes) -> Iterator[tuple[str, str]]:
    """(name, relation) of each sheet."""
    for kind, body in _binary_records(part):
        if kind == _SHEET_OF_BUNDLE:
            relation, at = _wide_string(body, 8)
            yield _wide_string(body, at)[0], relation


def _wide_string(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _scan_binary(part: bytes, fonts: Fonts) -> Scan:
    scan, row, are_looked_at = Scan(merged=[]), 0, bool(fonts.struck or fonts.joined)
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
            style = int.from_bytes(body[4:7], "little") if are_looked_at else -1
            if style in fonts.struck:
                scan.struck.add((row, column))
            if kind in _ERROR_CELLS and len(body) > 8:
                scan.errors[row, column] = _ERRORS.get(body[8], "#N/A")
            elif (
                kind == _BINARY_SHARED
                and are_looked_at
                and (text := fonts.text(struct.unpack_from("<I", body, 8)[0], style))
            ):
                scan.errors[row, column] = text
        elif kind == _BINARY_OF_SEVERAL_FONTS and DIGIT.search(text := _wide_string(body, 9)[0]):
            # Its fonts are in it; calamine leaves it out.
            scan.errors[row, struct.unpack_from("<I", body)[0]] = text
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

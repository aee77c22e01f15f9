"""Files of the other formats, made by hand as small as they can be: .ods, .xls and .xlsb."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection, Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[object]]
"""Of .xls and .xlsb, bytes are a cell's kind of record and what stands in it behind its place and its format."""
ERROR = object()
"""A cell with #REF!."""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def ods(rows: Rows, *, name: str = "Báo cáo", tail: str = "", columns: str = "", styles: str = "") -> bytes:
    """An .ods with one sheet; `tail` is more XML of rows, `columns` and `styles` XML of those."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for p, n in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
        f'{styles}<office:body><office:spreadsheet><table:table table:name="{escape(name)}">{columns}{body}{tail}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    })  # fmt: skip


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if cell is ERROR:
        return (
            '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
            "<text:p>#REF!</text:p></table:table-cell>"
        )
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


Places = Collection[tuple[int, int]]
_IS_STRUCK, _STRUCK_FONT, _LAST_FONT = 8, 6, 7


def biff(
    rows: Rows, name: str = "BC", moved: tuple[int, int] = (0, 0), more: bytes = b"", struck: Places = (),
    begin: bytes = b"",
) -> bytes:  # fmt: skip
    """The stream of an old workbook with one sheet whose cells begin at `moved` (row, column); `more` are its records.

    `struck`: cells that are struck out, by a font behind the number that no font has. `begin`: records of all sheets,
    with fonts and two formats of their own.
    """
    cells = b"".join(
        _biff_cell(r + moved[0], c + moved[1], cell, int((r, c) in struck))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    )
    sheet = record(0x809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + more + cells + record(0x0A)
    wide = name.encode("utf-16-le")
    start = record(0x809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + record(0x42, struct.pack("<H", 1200))
    start += begin
    if struck and not begin:
        numbers = [n for n in range(_LAST_FONT + 1) if n != 4]
        fonts = (struct.pack("<HH10xBB", 220, _IS_STRUCK * (n == _STRUCK_FONT), 0, 0) for n in numbers)
        start += b"".join(record(0x31, font) for font in fonts)
        start += b"".join(record(0xE0, struct.pack("<HH16x", font, 0)) for font in (0, _STRUCK_FONT))

    def bound(at: int) -> bytes:
        return record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + wide)

    first = len(start) + len(bound(0)) + 4
    return start + bound(first) + record(0x0A) + sheet


def _biff_cell(row: int, column: int, cell: object, style: int = 0) -> bytes:
    place = struct.pack("<HHH", row, column, style)
    if cell is None:
        return b""
    if cell is ERROR:
        return record(0x205, place + bytes([0x17, 1]))
    if isinstance(cell, bytes):
        return record(cell[0], place + cell[1:])
    if isinstance(cell, str):
        return record(0x204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return record(0x203, place + struct.pack("<d", cell))


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE file with one stream of at least 4096 bytes (padded with zeros): header, table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    numbers = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *numbers, *[0xFFFFFFFF] * (128 - len(numbers)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, 2, len(stream)) + bytes(256)
    return header + table + directory + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1) + struct.pack("<III", none, none, child)
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip


def xls(
    rows: Rows, name: str = "BC", moved: tuple[int, int] = (0, 0), hidden: tuple[int, int] | None = None,
    struck: Places = (),
) -> bytes:  # fmt: skip
    more = b"" if hidden is None else record(0x7D, struct.pack("<HHHHHH", *hidden, 256, 0, 1, 0))
    return compound(biff(rows, name, moved, more, struck))


def binary(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while True:
        low, length = length & 0x7F, length >> 7
        size += bytes([low | (0x80 if length else 0)])
        if not length:
            return number + size + body


def wide_string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Rows, name: str = "BC", moved: tuple[int, int] = (0, 0), hidden: tuple[int, int] | None = None,
    struck: Places = (), more: Mapping[str, bytes] = {},
) -> bytes:  # fmt: skip
    """An .xlsb with one sheet whose cells begin at `moved` (row, column); `more` are parts of it."""
    book = binary(131) + binary(143) + binary(156, struct.pack("<II", 0, 1) + wide_string("rId1") + wide_string(name))
    book += binary(144) + binary(132)
    last = moved[0] + len(rows) - 1, moved[1] + max(map(len, rows)) - 1
    sheet = binary(129) + binary(148, struct.pack("<IIII", moved[0], last[0], moved[1], last[1]))
    if hidden:
        sheet += binary(390) + binary(60, struct.pack("<IIIIH", *hidden, 256, 0, 1)) + binary(391)
    sheet += binary(145)
    for r, row in enumerate(rows):
        sheet += binary(0, struct.pack("<IIHHBI", r + moved[0], 0, 300, 0, 0, 0))
        sheet += b"".join(_xlsb_cell(c + moved[1], cell, int((r, c) in struck)) for c, cell in enumerate(row))
    sheet += binary(146) + binary(130)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    fonts = b"".join(binary(43, struct.pack("<HH17x", 220, flags)) for flags in (0, _IS_STRUCK))
    formats = [binary(47, struct.pack("<HHH10x", 0, 0, font)) for font in (1, 0, 1)]
    styles = (
        binary(611)
        + fonts
        + binary(626)
        + formats[0]
        + binary(627)
        + binary(617, struct.pack("<I", 2))
        + b"".join(formats[1:])
    )
    return zipped({
        **({"xl/styles.bin": styles + binary(618)} if struck else {}), **more,
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{kind}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/workbook.bin": book,
        "xl/worksheets/sheet1.bin": sheet,
    })  # fmt: skip


def _xlsb_cell(column: int, cell: object, style: int = 0) -> bytes:
    place = struct.pack("<II", column, style)
    if cell is None:
        return b""
    if cell is ERROR:
        return binary(3, place + bytes([0x17]))
    if isinstance(cell, bytes):
        return binary(cell[0], place + cell[1:])
    if isinstance(cell, str):
        return binary(6, place + wide_string(cell))
    return binary(5, place + struct.pack("<d", cell))

"""XLSX a batch at a time: the parts of the file are written as they grow, so that no table has to be held.

A cell without its address is where it stands (ECMA-376, 18.3.1.4: `r` is optional), and a text that comes again is written once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Final
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.compute as pc

from khuyenhoc.documents.taking.plain import digits
from khuyenhoc.documents.taking.plain import texts as as_column
from khuyenhoc.documents.taking.table import LongTable, Progress

MOST_ROWS: Final = 1_048_575
"""Below the headings; a sheet has no more, and what is left goes on in the next one."""
QUICK: Final = 1
"""How hard it is packed: harder costs thrice the time for a tenth of the size."""
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_STYLE: Final = {"count": 1, "number": 2}
_WIDTH: Final = {"text": 24, "count": 16, "number": 16}
STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.######"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>'
    '<xf numFmtId="3" applyNumberFormat="1" xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/>'
    '<xf fontId="1" applyFont="1" xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """OSError where the target refuses."""
    texts: dict[str, int] = {}
    rows, done, sheets = _slices(table), 0, max(1, -(-table.rows // MOST_ROWS))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as book:
        for n in range(1, sheets + 1):
            with book.open(f"xl/worksheets/sheet{n}.xml", "w", force_zip64=True) as sheet:
                sheet.write(_above(table, texts).encode())
                left = min(MOST_ROWS, table.rows - done)
                while left:
                    batch = next(rows)
                    sheet.write(_rows(table, batch, texts))
                    left, done = left - batch.num_rows, done + batch.num_rows
                    if progress:
                        progress(done, table.rows)
                sheet.write(b"</sheetData></worksheet>")
        book.writestr("xl/styles.xml", STYLES)
        book.writestr("xl/sharedStrings.xml", _shared(texts))
        for name, text in _frame(sheets):
            book.writestr(name, text)


def _slices(table: LongTable) -> Iterator[pa.RecordBatch]:
    """The batches, cut where a sheet ends."""
    room = MOST_ROWS
    for batch in table.batches():
        while batch.num_rows > room:
            yield batch.slice(0, room)
            batch, room = batch.slice(room), MOST_ROWS
        yield batch
        room = room - batch.num_rows or MOST_ROWS


def _above(table: LongTable, texts: dict[str, int]) -> str:
    """The beginning of a sheet, with the headings, which stay when one goes down."""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTH[column.kind]}" customWidth="1"/>'
        for n, column in enumerate(table.columns, start=1)
    )
    cells = "".join(f'<c t="s" s="3"><v>{_number(column.heading, texts)}</v></c>' for column in table.columns)
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{HEAD}<worksheet xmlns="{MAIN}">{view}<cols>{widths}</cols><sheetData><row>{cells}</row>'


def _number(text: str, texts: dict[str, int]) -> int:
    return texts.setdefault(text, len(texts))


def _rows(table: LongTable, batch: pa.RecordBatch, texts: dict[str, int]) -> memoryview:
    cells = [_cells(column.kind, found, texts) for column, found in zip(table.columns, batch.columns, strict=True)]
    joined = pc.binary_join_element_wise("<row>", *cells, "</row>", "")
    return memoryview(joined.buffers()[2])


def _cells(kind: str, column: pa.Array, texts: dict[str, int]) -> pa.Array:
    """Blank is an empty cell."""
    if isinstance(column, pa.DictionaryArray):
        known = [f'<c t="s"><v>{_number(text, texts)}</v></c>' for text in column.dictionary.to_pylist()]
        found = as_column(known).take(column.indices)
    else:
        found = pc.binary_join_element_wise(f'<c s="{_STYLE[kind]}"><v>', digits(column), "</v></c>", "")
    return pc.fill_null(found, "<c/>")


def _shared(texts: dict[str, int]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{items}</sst>'


def _frame(sheets: int) -> Iterator[tuple[str, str]]:
    """What tells a program which parts there are."""
    numbers = range(1, sheets + 1)
    overrides = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")]
    overrides += [(f"worksheets/sheet{n}", "worksheet") for n in numbers]
    types = "".join(f'<Override PartName="/xl/{p}.xml" ContentType="{_KIND}.{kind}+xml"/>' for p, kind in overrides)
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield "[Content_Types].xml", f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{default}{types}</Types>'
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations([*parts, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]),
    )
    named = "".join(f'<sheet name="Bảng{f" {n}" if n > 1 else ""}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_RELATION}"><sheets>{named}</sheets></workbook>'


def _relations(parts: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(parts, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'

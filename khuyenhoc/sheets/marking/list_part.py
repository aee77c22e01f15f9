"""The list of notes as the XML of a sheet. Every text is written as text: nothing in it is ever a formula."""

from __future__ import annotations

from typing import Final

from lxml import etree

from khuyenhoc.sheets.grid import cell_name
from khuyenhoc.sheets.marking.listing import LINK, WIDTHS, Listing
from khuyenhoc.sheets.marking.notes import Kind
from khuyenhoc.sheets.marking.package import MAIN, Element, tag
from khuyenhoc.sheets.marking.styles import Styles
from khuyenhoc.sheets.own_sheets import MARKER

STORE: Final = len(WIDTHS) + 1
"""From this column on, hidden: the marker, and of each marked cell its sheet, its name and the fill that it had."""
Fills = list[tuple[str, str, str]]
_LINE: Final = 17


def list_part(found: Listing, styles: Styles, fills: dict[Kind, int], store: Fills) -> bytes:
    """The sheet. `fills`: the fill of each kind; `store`: what the marked cells looked like (sheet, cell, fill as XML)."""
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}"/>')
    setting = etree.SubElement(etree.SubElement(root, tag("sheetPr")), tag("pageSetUpPr"))
    setting.set("fitToPage", "1")
    views = etree.SubElement(root, tag("sheetViews"))
    etree.SubElement(views, tag("sheetView"), {"workbookViewId": "0", "tabSelected": "1", "showGridLines": "0"})
    _columns(root)
    _Writer(root, styles).write(found, fills, store)
    page = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    etree.SubElement(root, tag("pageSetup"), page)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _columns(root: Element) -> None:
    cols = etree.SubElement(root, tag("cols"))
    for number, width in enumerate(WIDTHS, start=1):
        etree.SubElement(
            cols, tag("col"), {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        )
    hidden = {"min": str(STORE + 1), "max": str(STORE + 4), "width": "9", "hidden": "1", "customWidth": "1"}
    etree.SubElement(cols, tag("col"), hidden)


class _Writer:
    """Rows from the top down."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._root, self._styles = root, styles
        self._data = etree.SubElement(root, tag("sheetData"))
        self._rows: list[Element] = []

    def write(self, found: Listing, fills: dict[Kind, int], store: Fills) -> None:
        title, text = self._styles.plain(size=16, bold=True), self._styles.plain()
        head, link = self._styles.plain(bold=True), self._styles.plain(link=True)
        kinds = {kind: self._styles.plain(fill) for kind, fill in fills.items()}
        merged = [self._wide(found.title, title, 26), *(self._wide(notice, text, 20) for notice in found.notices)]
        self._row([])
        self._row([(t, head) for t in found.header])
        links = []
        for row in found.rows:
            formats = [text, kinds[row.kind], text, link if row.link else text, text, text]
            self._row(list(zip(row.texts, formats, strict=True)), _height(row.texts))
            if row.link:
                links.append((cell_name(len(self._rows) - 1, LINK), row.link))
        for number, line in enumerate([("", "", ""), *store]):
            self._store(number, line)
        self._merge(merged)
        self._link(links)

    def _row(self, texts: list[tuple[str, int]], height: int = 0) -> int:
        number = len(self._rows)
        row = etree.SubElement(self._data, tag("row"), {"r": str(number + 1)})
        if height:
            row.set("ht", str(height))
            row.set("customHeight", "1")
        self._rows.append(row)
        for column, (text, format_) in enumerate(texts):
            _text(row, number, column, text, format_)
        return number

    def _wide(self, text: str, format_: int, height: int) -> str:
        number = self._row([(text, format_)], height)
        return f"A{number + 1}:{cell_name(number, len(WIDTHS) - 1)}"

    def _store(self, number: int, line: tuple[str, str, str]) -> None:
        if number >= len(self._rows):
            self._row([])
        for column, text in enumerate((MARKER, *line), start=STORE):
            _text(self._rows[number], number, column, text, 0)

    def _merge(self, ranges: list[str]) -> None:
        merges = etree.SubElement(self._root, tag("mergeCells"), {"count": str(len(ranges))})
        for one in ranges:
            etree.SubElement(merges, tag("mergeCell"), {"ref": one})

    def _link(self, links: list[tuple[str, tuple[str, str]]]) -> None:
        if not links:
            return
        part = etree.SubElement(self._root, tag("hyperlinks"))
        for at, (sheet, cell) in links:
            quoted = sheet.replace("'", "''")
            etree.SubElement(part, tag("hyperlink"), {"ref": at, "location": f"'{quoted}'!{cell}"})


def _text(row: Element, number: int, column: int, text: str, format_: int) -> None:
    cell = etree.SubElement(row, tag("c"), {"r": cell_name(number, column), "s": str(format_), "t": "inlineStr"})
    held = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    held.text = text


def _height(texts: tuple[str, ...]) -> int:
    """Room for the text that takes most lines in its column."""
    return _LINE * max(
        sum(len(line) // width + 1 for line in t.split("\n")) for t, width in zip(texts, WIDTHS, strict=True)
    )

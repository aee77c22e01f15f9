"""The formats of a workbook: one like another but with a fill of ours, and the fill that a format has."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from khuyenhoc.sheets.marking.package import MAIN, WORKBOOK, Element, Package, Unusual, tag

_NEW: Final = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """The format table of a workbook; formats are only ever added to it."""

    def __init__(self, package: Package) -> None:
        name = next(iter(package.related(WORKBOOK, "styles").values()), "")
        if name not in package:
            name = "xl/styles.xml"
            package.add(name, _NEW.encode(), "styles")
            package.relate(WORKBOOK, name, "styles")
        root = package.tree(name)
        self._formats, self._fills, self._fonts = (_part(root, n) for n in ("cellXfs", "fills", "fonts"))
        self._made: dict[tuple[int, int], int] = {}

    def filled(self, format_: int, fill: int) -> int:
        """The format that is like another but for its fill."""
        if (format_, fill) not in self._made:
            made = deepcopy(self._format(format_))
            made.set("fillId", str(fill))
            made.set("applyFill", "1")
            self._made[format_, fill] = _appended(self._formats, made)
        return self._made[format_, fill]

    def plain(self, fill: int = 0, *, size: int = 0, bold: bool = False, link: bool = False) -> int:
        """A new format for a text of ours: wrapped, at the top of its cell."""
        font = deepcopy(self._fonts[0])
        _set(font, "sz", str(size)) if size else None
        # Their order is prescribed: bold, underlined and the colour stand before and behind the size.
        for name, wanted in (("u", link), ("b", bold)):
            if wanted and font.find(tag(name)) is None:
                font.insert(0, font.makeelement(tag(name), {}))
        if link:
            for colour in font.findall(tag("color")):
                font.remove(colour)
            size_at = font.find(tag("sz"))
            at = len(font) if size_at is None else font.index(size_at) + 1
            font.insert(at, font.makeelement(tag("color"), {"rgb": "FF1A5296"}))
        attributes = {
            "numFmtId": "49",
            "fontId": str(_appended(self._fonts, font)),
            "fillId": str(fill),
            "borderId": "0",
        }
        made = self._formats.makeelement(tag("xf"), attributes | {"xfId": "0", "applyFont": "1", "applyFill": "1"})
        made.append(made.makeelement(tag("alignment"), {"vertical": "top", "wrapText": "1"}))
        made.set("applyAlignment", "1")
        return _appended(self._formats, made)

    def solid(self, colour: str) -> int:
        """A new fill of one colour (ARGB)."""
        fill = self._fills.makeelement(tag("fill"), {})
        pattern = etree.SubElement(fill, tag("patternFill"), {"patternType": "solid"})
        etree.SubElement(pattern, tag("fgColor"), {"rgb": colour})
        etree.SubElement(pattern, tag("bgColor"), {"indexed": "64"})
        return _appended(self._fills, fill)

    def fill_of(self, format_: int) -> str:
        """The fill of a format as XML, to be given to `fill_again` later."""
        return etree.tostring(self._fills[int(self._format(format_).get("fillId", "0"))], encoding="unicode")

    def fill_again(self, xml: str) -> int:
        """A fill as `fill_of` told it; no fill (0) where it is none."""
        try:
            fill = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return 0
        return _appended(self._fills, fill) if fill.tag == tag("fill") else 0

    def with_colours(self, colours: set[str]) -> set[int]:
        """The formats whose fill is one of these colours."""
        fills = {str(n) for n, fill in enumerate(self._fills) if _colour(fill) in colours}
        return {n for n, format_ in enumerate(self._formats) if format_.get("fillId") in fills}

    def _format(self, number: int) -> Element:
        if number >= len(self._formats):
            raise Unusual(f"format {number}")
        return self._formats[number]


def _part(root: Element, name: str) -> Element:
    found = root.find(tag(name))
    if found is None or not len(found):
        raise Unusual(name)
    return found


def _colour(fill: Element) -> str:
    found = fill.find(f"{tag('patternFill')}/{tag('fgColor')}")
    return found.get("rgb", "").upper() if found is not None else ""


def _appended(table: Element, entry: Element) -> int:
    table.append(entry)
    table.set("count", str(len(table)))
    return len(table) - 1


def _set(font: Element, name: str, value: str) -> None:
    found = font.find(tag(name))
    if found is None:
        found = etree.SubElement(font, tag(name))
    found.set("val", value)

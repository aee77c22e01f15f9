"""Comments at cells of a sheet: ours added to what stands there, or taken off again."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from khuyenhoc.sheets.grid import Place
from khuyenhoc.sheets.marking.notes import place_of
from khuyenhoc.sheets.marking.package import MAIN, OFFICE, Element, Package, Unusual, tag
from khuyenhoc.sheets.marking.sheet_part import SheetPart

AUTHOR: Final = "Khuyến Học"
MARK: Final = "— Khuyến Học —"
"""The first line of what we write into a comment; what stands before it is the sender's own."""
_DRAWING: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_SHAPE: Final = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style={style} fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
    'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left">'
    '</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_A_SHAPE: Final = re.compile(rb"<(\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)
_NUMBER: Final = re.compile(rb"_x0000_s(\d{1,6})\b")
_LETTERS_A_LINE: Final = 38


class Comments:
    """The comments of one sheet."""

    def __init__(self, package: Package, part: str, sheet: SheetPart) -> None:
        self._package, self._part, self._sheet = package, part, sheet
        self._name = next((n for n in package.related(part, "comments").values() if n in package), "")

    def add(self, texts: dict[str, str]) -> None:
        """A text for each cell ("D17"), behind what stands in its comment already."""
        root = self._root()
        there = {c.get("ref"): c for c in root.iter(tag("comment"))}
        new = []
        for cell, text in texts.items():
            if cell not in there:
                new.append(cell)
                there[cell] = self._new(root, cell)
            _append(there[cell], text, is_first=cell in new)
        self._draw({cell: texts[cell] for cell in new})

    def take_off(self) -> None:
        """Takes our part out of every comment, and the comments that were ours alone."""
        if not self._name:
            return
        for comment in list(self._package.tree(self._name).iter(tag("comment"))):
            texts = list(comment.iter(tag("t")))
            whole = "".join(t.text or "" for t in texts)
            if MARK not in whole:
                continue
            kept = whole[: whole.index(MARK)].rstrip()
            if kept:
                _shorten(texts, len(kept))
            else:
                comment.getparent().remove(comment)  # type: ignore[union-attr]  # it was found under one
                self._erase(place_of(comment.get("ref", "A1")))

    def _root(self) -> Element:
        if not self._name:
            self._name = self._package.free_name("xl/comments", ".xml")
            empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
            self._package.add(self._name, empty.encode(), "comments")
            self._package.relate(self._part, self._name, "comments")
        return self._package.tree(self._name)

    def _new(self, root: Element, cell: str) -> Element:
        authors, comments = root.find(tag("authors")), root.find(tag("commentList"))
        if authors is None or comments is None:
            raise Unusual(self._name)
        names = [a.text for a in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, tag("author")).text = AUTHOR
        number = names.index(AUTHOR) if AUTHOR in names else len(names)
        comment = etree.SubElement(comments, tag("comment"), {"ref": cell, "authorId": str(number)})
        etree.SubElement(comment, tag("text"))
        return comment

    def _drawing(self) -> str:
        """The part in which the boxes of the comments are drawn; a new one where the sheet has none."""
        parts = self._package.related(self._part, "vmlDrawing")
        reference = self._sheet.root.find(tag("legacyDrawing"))
        name = parts.get(reference.get(tag("id", OFFICE), ""), "") if reference is not None else ""
        if name in self._package:
            return name
        name = self._package.free_name("xl/drawings/vmlDrawing", ".vml")
        self._package.put(name, _DRAWING.encode())
        self._package.allow("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        own = self._package.relate(self._part, name, "vmlDrawing")
        if reference is None:
            self._sheet.insert_drawing(self._sheet.root.makeelement(tag("legacyDrawing"), {tag("id", OFFICE): own}))
        else:
            reference.set(tag("id", OFFICE), own)
        return name

    def _draw(self, texts: dict[str, str]) -> None:
        if not texts:
            return
        name = self._drawing()
        xml = self._package.read(name)
        last = max((int(n) for n in _NUMBER.findall(xml)), default=1024)
        shapes = [_shape(last + n, place_of(cell), text) for n, (cell, text) in enumerate(texts.items(), start=1)]
        end = xml.rindex(b"</")
        self._package.put(name, xml[:end] + "".join(shapes).encode() + xml[end:])

    def _erase(self, place: Place) -> None:
        name = self._drawing()
        row, column = (b"Row>%d<" % place[0], b"Column>%d<" % place[1])

        def without(found: re.Match[bytes]) -> bytes:
            return b"" if row in found[0] and column in found[0] else found[0]

        self._package.put(name, _A_SHAPE.sub(without, self._package.read(name)))


def _shape(number: int, place: Place, text: str) -> str:
    row, column = place
    lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in text.split("\n")) + 1
    anchor = f"{column + 1}, 15, {max(0, row - 1)}, 2, {column + 4}, 40, {max(0, row - 1) + max(4, lines)}, 4"
    style = quoteattr(f"position:absolute;z-index:{number};visibility:hidden")
    return _SHAPE.format(number=number, style=style, anchor=anchor, row=row, column=column)


def _append(comment: Element, text: str, *, is_first: bool) -> None:
    body = comment.find(tag("text"))
    if body is None:
        body = etree.SubElement(comment, tag("text"))
    start = "" if is_first else "\n\n"
    run = body.makeelement(tag("r"), {})
    held = etree.SubElement(run, tag("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    held.text = f"{start}{MARK}\n{text}"
    behind = [n for n, child in enumerate(body) if child.tag in (tag("t"), tag("r"))]
    body.insert(behind[-1] + 1 if behind else 0, run)


def _shorten(texts: list[Element], length: int) -> None:
    """Leaves the first `length` letters of the texts together."""
    for text in texts:
        kept = (text.text or "")[:length]
        length -= len(text.text or "")
        length = max(0, length)
        text.text = kept

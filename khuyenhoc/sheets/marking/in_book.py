"""The sheets of an .xlsx: which there are, one put before them, one taken away."""

from __future__ import annotations

import re
from typing import Final

from khuyenhoc.sheets.marking.package import OFFICE, WORKBOOK, Element, Package, Unusual, tag

_SELECTED: Final = re.compile(rb"""\stabSelected\s*=\s*["'](?:1|true)["']""")


class Book:
    """A workbook's own part, and its sheets: their parts by name, in their order."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._root = self.package.tree(WORKBOOK)
        if self._root.tag != tag("workbook"):
            raise Unusual(WORKBOOK)
        parts = self.package.related(WORKBOOK, "worksheet")
        found = {s.get("name", ""): parts.get(s.get(tag("id", OFFICE), ""), "") for s in self._entries}
        self.sheets = {name: part for name, part in found.items() if part in self.package}

    @property
    def _sheets(self) -> Element:
        found = self._root.find(tag("sheets"))
        if found is None:
            raise Unusual("sheets")
        return found

    @property
    def _entries(self) -> list[Element]:
        return self._sheets.findall(tag("sheet"))

    @property
    def names(self) -> list[str]:
        """Of all sheets, those that hold no cells (charts) among them."""
        return [s.get("name", "") for s in self._entries]

    @property
    def hidden(self) -> set[str]:
        return {s.get("name", "") for s in self._entries if s.get("state") in ("hidden", "veryHidden")}

    @property
    def has_macros(self) -> bool:
        return "macroEnabled" in self.package.content_type(WORKBOOK)

    def put_first(self, name: str, content: bytes) -> None:
        """A new sheet before all others, which is the one that is seen when the file is opened."""
        for part in self.sheets.values():
            # Two selected sheets would be edited together.
            head, data, rest = self.package.read(part).partition(b"<sheetData")
            self.package.put(part, _SELECTED.sub(b"", head) + data + rest)
        part = self.package.free_name("xl/worksheets/khuyenhoc", ".xml")
        self.package.add(part, content, "worksheet")
        number = max((int(s.get("sheetId", "0")) for s in self._entries), default=0) + 1
        own = self.package.relate(WORKBOOK, part, "worksheet")
        entry = {"name": name, "sheetId": str(number), tag("id", OFFICE): own}
        self._sheets.insert(0, self._sheets.makeelement(tag("sheet"), entry))
        self._shift(0, 1)
        self._open_at_first()

    def remove(self, name: str) -> None:
        """Takes a sheet away with all that is named in it alone."""
        at = self.names.index(name)
        entry = self._entries[at]
        self.package.unrelate(WORKBOOK, entry.get(tag("id", OFFICE), ""))
        self.package.remove(self.sheets.pop(name))
        self._sheets.remove(entry)
        for defined in self._defined():
            if defined.get("localSheetId") == str(at):
                defined.getparent().remove(defined)  # type: ignore[union-attr]  # it was found under one
        self._shift(at, -1)
        self._open_at_first()

    def _shift(self, at: int, by: int) -> None:
        """Names that belong to a sheet say so by its number."""
        for defined in self._defined():
            if int(defined.get("localSheetId", "-1")) >= at:
                defined.set("localSheetId", str(int(defined.get("localSheetId", "0")) + by))

    def _defined(self) -> list[Element]:
        return self._root.findall(f"{tag('definedNames')}/{tag('definedName')}")

    def _open_at_first(self) -> None:
        for view in self._root.iterfind(f"{tag('bookViews')}/{tag('workbookView')}"):
            view.attrib.pop("firstSheet", "")
            view.attrib.pop("activeTab", "")

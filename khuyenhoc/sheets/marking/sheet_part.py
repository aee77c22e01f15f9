"""One sheet of an .xlsx: its cells found or made, their formats, merged ranges, what is hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from khuyenhoc.sheets.grid import Place, cell_name
from khuyenhoc.sheets.marking.notes import place_of
from khuyenhoc.sheets.marking.package import Element, Unusual, tag

_BEHIND_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What stands behind a sheet's legacy drawing, in the prescribed order."""


class SheetPart:
    """A sheet's XML, changed in place. Rows and columns count from 0."""

    def __init__(self, root: Element) -> None:
        self.root = root
        found = root.find(tag("sheetData"))
        if found is None:
            raise Unusual("sheetData")
        self._data = found

    @cached_property
    def _rows(self) -> tuple[list[int], list[Element]]:
        """The numbers of the rows that there are, and the rows. A row that states no number is the one below the last."""
        numbers: list[int] = []
        rows = self._data.findall(tag("row"))
        for row in rows:
            numbers.append(int(row.get("r") or (numbers[-1] + 2 if numbers else 1)) - 1)
        return numbers, rows

    def cell(self, place: Place) -> Element:
        """The cell at a place; made, with the format of its row or column, where the sheet has none."""
        row = self._row(place[0])
        at = -1
        for index, cell in enumerate(row):
            at = place_of(cell.get("r", ""))[1] if cell.get("r") else at + 1
            if at == place[1]:
                return cell
            if at > place[1]:
                return self._made(row, index, place)
        return self._made(row, len(row), place)

    def _row(self, number: int) -> Element:
        numbers, rows = self._rows
        at = bisect_left(numbers, number)
        if at < len(numbers) and numbers[at] == number:
            return rows[at]
        row = self._data.makeelement(tag("row"), {"r": str(number + 1)})
        self._data.insert(self._data.index(rows[at]) if at < len(rows) else len(self._data), row)
        numbers.insert(at, number)
        rows.insert(at, row)
        return row

    def _made(self, row: Element, index: int, place: Place) -> Element:
        cell = row.makeelement(tag("c"), {"r": cell_name(*place)})
        format_ = row.get("s") if row.get("customFormat") in ("1", "true") else self._column(place[1], "style")
        if format_:
            cell.set("s", format_)
        row.insert(index, cell)
        return cell

    def _column(self, column: int, attribute: str) -> str:
        for col in self.root.iterfind(f"{tag('cols')}/{tag('col')}"):
            if int(col.get("min", "0")) <= column + 1 <= int(col.get("max", "0")):
                return col.get(attribute) or ""
        return ""

    def anchor(self, place: Place) -> Place:
        """The first cell of the merged range that covers a place; the place itself where none does."""
        for (top, left), (bottom, right) in self._merged:
            if top <= place[0] <= bottom and left <= place[1] <= right:
                return top, left
        return place

    @cached_property
    def _merged(self) -> list[tuple[Place, Place]]:
        found = []
        for merge in self.root.iterfind(f"{tag('mergeCells')}/{tag('mergeCell')}"):
            first, _colon, last = merge.get("ref", "").replace("$", "").partition(":")
            try:
                found.append((place_of(first), place_of(last or first)))
            except ValueError:
                continue
        return found

    def is_hidden(self, place: Place) -> bool:
        """Whether the row or the column of a place is hidden."""
        numbers, rows = self._rows
        at = bisect_left(numbers, place[0])
        row = rows[at].get("hidden") if at < len(numbers) and numbers[at] == place[0] else None
        return bool({row, self._column(place[1], "hidden")} & {"1", "true"})

    def formatted(self, formats: set[int]) -> Iterator[Element]:
        """The cells that have one of the formats."""
        wanted = {str(n) for n in formats}
        return (cell for cell in self._data.iter(tag("c")) if cell.get("s") in wanted)

    def insert_drawing(self, element: Element) -> None:
        """Puts the reference to a legacy drawing where it has to stand."""
        behind = {tag(name) for name in _BEHIND_DRAWING}
        at = next((n for n, child in enumerate(self.root) if child.tag in behind), len(self.root))
        self.root.insert(at, element)


def format_of(cell: Element) -> int:
    """The number of a cell's format; 0 where it states none."""
    return int(cell.get("s") or 0)

"""A sheet as it is looked at: texts cleaned, merged cells filled where asked."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from khuyenhoc.sheets.grid import Content, Place, Sheet, merged_anchors
from khuyenhoc.vietnamese.text import normalise


class Piece(NamedTuple):
    """Which of how many figures of one cell is meant."""

    number: int
    of: int


class Grid:
    """A sheet to be looked at: texts cleaned, merged cells filled where asked. Remembers what it has cleaned."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def texts(self) -> list[list[str]]:
        """Every cell's text, cleaned; "" for a number and for nothing."""
        # As `cleaned` says; most cells hold no text, and a call for each of them would cost more than all else here.
        return [[_normalised(c) if c and isinstance(c, str) else "" for c in row] for row in self.sheet.rows]

    @cached_property
    def anchors(self) -> dict[Place, Place]:
        return merged_anchors(self.sheet)

    def text(self, row: int, column: int) -> str:
        """The cell's text, cleaned; "" for a number, for nothing, and outside of the sheet."""
        try:
            return self.texts[row][column]
        except IndexError:
            return ""

    def anchor(self, row: int, column: int) -> Place:
        """The first cell of the merged range that covers the cell; the cell itself where none does."""
        return self.anchors.get((row, column), (row, column))

    def covering(self, row: int, column: int) -> str:
        """The text that a reader sees there: the cell's own, or that of the merged range that covers it."""
        return self.text(row, column) or self.text(*self.anchor(row, column))

    def holds(self, row: int, column: int) -> bool:
        """Whether anything is written there, be it an error."""
        if self.text(row, column):
            return True
        return not isinstance(self.sheet.at(row, column), str) or (row, column) in self.sheet.errors


@lru_cache(maxsize=32768)
def _normalised(text: str) -> str:
    return normalise(text)


def cleaned(content: Content) -> str:
    """A text in one form, one space between words; "" for what is no text."""
    return _normalised(content) if isinstance(content, str) and content else ""

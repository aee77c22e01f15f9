"""A sheet as a list is looked for in it: texts where they are asked for, since most of its cells are looked at once."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Final

from khuyenhoc.sheets.grid import Content, Place, Sheet, merged_anchors
from khuyenhoc.sheets.heads import shown_number
from khuyenhoc.sheets.view import cleaned

_DIGITS: Final = re.compile(r"\d+[.)]?")


class Looked:
    """A sheet, its texts cleaned one by one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows

    @cached_property
    def anchors(self) -> dict[Place, Place]:
        """Of each cell that a merged range covers, the range's first cell."""
        return merged_anchors(self.sheet)

    def text(self, row: int, column: int) -> str:
        """What the cell shows; the text of an error where it holds one."""
        content = self.sheet.at(row, column)
        if content == "" and self.sheet.errors:
            return self.sheet.errors.get((row, column), "")
        return shown(content)

    def anchor(self, row: int, column: int) -> Place:
        """The first cell of the merged range that covers the cell; the cell itself where none does."""
        return self.anchors.get((row, column), (row, column))

    def covering(self, row: int, column: int) -> str:
        """What a reader sees there: the cell's own text, or that of the merged range that covers it."""
        return self.text(row, column) or self.text(*self.anchor(row, column))

    def filled(self, row: int, columns: range) -> list[tuple[int, str]]:
        """(column, text) of the cells of a row that show anything."""
        return [(c, text) for c in columns if (text := self.text(row, c))]

    def width_of(self, row: int, column: int) -> int:
        """How many columns the merged range takes whose first cell it is; 1 where it is none."""
        return self._widths.get((row, column), 1)

    @cached_property
    def _widths(self) -> dict[Place, int]:
        return {first: last[1] - first[1] + 1 for first, last in self.sheet.merged or ()}


def shown(content: Content) -> str:
    """A cell's content as its sender sees it: "1950", "85,5", "15/03/1950"; a text cleaned."""
    if type(content) is str:  # most are: told before all else
        return cleaned(content) if content else ""
    match content:
        case bool():
            return "TRUE" if content else "FALSE"
        case int() | float():
            return shown_number(content) if float(content).is_integer() else f"{content:.15g}".replace(".", ",")
        case dt.date():
            return f"{content:%d/%m/%Y}"
        case dt.time():
            return f"{content:%H:%M}"
        case _:
            return str(content)


def is_number(content: Content) -> bool:
    """Whether a cell holds a running number: 12, "12", "12."."""
    if isinstance(content, str):
        return _DIGITS.fullmatch(content.strip()) is not None
    return isinstance(content, int | float) and not isinstance(content, bool)

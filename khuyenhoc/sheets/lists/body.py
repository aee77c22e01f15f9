"""The rows below a heading, up to the next one: which are rows of the list, and what the lines between them say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.lists.asked import Asked
from khuyenhoc.sheets.lists.found import LeftOut
from khuyenhoc.sheets.lists.lines import (
    group_in,
    group_within,
    is_closing,
    is_numbered,
    is_numbering,
    is_total,
    unnumbered,
)
from khuyenhoc.sheets.lists.looked_at import Looked, is_number, shown
from khuyenhoc.sheets.lists.placing import Placed

_MOST_LEFT_OUT: Final = 100
_MOST_TEXTS: Final = 3
"""Of a line for signatures: more of them are a row."""


@dataclass(slots=True)
class Line:
    """A row of the list while it is gathered. `group`, `aside`: numbers of the lines above that name, or may name, its group."""

    row: int
    texts: list[str]
    group: int
    aside: int


@dataclass
class Body:
    """What is gathered of one table. `groups`, `asides`: texts by the numbers of their lines; `stop`: the row behind the last."""

    lines: list[Line] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    asides: dict[int, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    stop: int = 0


class Reader:
    """Reads the rows of one table. `is_heading`: whether with a row another table begins."""

    def __init__(self, looked: Looked, placed: Placed, asked: Asked, is_heading: Callable[[int], bool]) -> None:
        self._looked, self._placed, self._asked, self._is_heading = looked, placed, asked, is_heading
        self._columns = [placed.places.get(key, ()) for key in asked.keys]
        needed = [c for key in asked.keys if key in asked.needed for c in placed.places.get(key, ())[:1]]
        self._lead = needed[0] if needed else next((c[0] for c in self._columns if c), 0)
        self._single = [c[0] if len(c) == 1 else None for c in self._columns]
        self._group, self._aside, self._closed = 0, 0, False
        self.body = Body()

    def read(self, start: int) -> Body:
        """The rows from `start` on, until another heading comes."""
        rows, number, lead = self._looked.rows, self._placed.number, self._lead
        self._closed = False
        row = start
        for row in range(start, len(rows)):  # where it ends is told
            cells = rows[row]
            is_numbered_row = number is not None and number < len(cells) and is_number(cells[number])
            if is_numbered_row and lead < len(cells) and cells[lead] != "":
                self._closed = False
                self._add(row, cells)
            elif self._is_heading(row):
                break
            else:
                self._look_at(row, cells, is_numbered=is_numbered_row)
        else:
            row = len(rows)
        self.body.stop = row
        return self.body

    def _look_at(self, row: int, cells: Sequence[Content], *, is_numbered: bool) -> None:
        """A row without a running number, or without what every row has."""
        filled = self._looked.filled(row, self._placed.columns)
        texts = list(dict.fromkeys(text for c, text in filled if not (is_numbered and c == self._placed.number)))
        if not texts:  # nothing, or a line that was numbered ahead
            return
        if not is_numbered and self._names_group(row, filled):
            return
        few = len(texts) <= _MOST_TEXTS
        if not is_numbered and any(map(is_total, texts if few else texts[:1])):
            self._leave_out(row, filled, "total")
        elif is_numbered or not few:
            self._add(row, cells)
        elif any(map(is_closing, texts)):
            self._closed = True
        elif not self._closed and self._holds_something(row):
            self._add(row, cells)

    def _holds_something(self, row: int) -> bool:
        return any(self._looked.text(row, c) for columns in self._columns for c in columns)

    def _names_group(self, row: int, filled: list[tuple[int, str]]) -> bool:
        """Whether the row is a line of its own over those below: one text, perhaps with a numbering before and counts behind."""
        words = [(c, text) for c, text in filled if not is_number(text)]
        numbering = ""
        if len(words) == 2 and words[0][0] == self._placed.number and is_numbering(words[0][1]):
            numbering = words.pop(0)[1]
        if len(words) != 1 or is_total(unnumbered(words[0][1])):
            return False
        column, text = words[0]
        is_wide = self._looked.width_of(row, column) > 1
        if name := self._group_named(text, is_title=is_wide or column == self._placed.number):
            self._group, self._closed = row + 1, False
            self.body.groups[row + 1] = name
            return True
        if numbering or is_wide or (is_numbered(text) and column in (self._placed.number, self._lead)):
            if self._closed or is_closing(text):
                self._closed = True
                return True
            self._aside = row + 1
            self.body.asides[row + 1] = unnumbered(text)
            self._leave_out(row, words, "aside")
            return True
        return False

    def _group_named(self, text: str, *, is_title: bool) -> str:
        group = self._asked.group
        if group is None:
            return ""
        return group_in(text, group) or (group_within(text, group) if is_title else "")

    def _leave_out(self, row: int, filled: list[tuple[int, str]], why: str) -> None:
        if len(self.body.left_out) < _MOST_LEFT_OUT:
            column = filled[0][0]
            text = " ".join(text for _, text in filled)
            self.body.left_out.append(LeftOut(self._looked.sheet.address(row, column), text, why))  # type: ignore[arg-type]

    def _add(self, row: int, cells: Sequence[Content]) -> None:
        last = len(cells)
        texts = [
            (shown(cells[c]) if c < last else "") if c is not None else self._joined(row, columns)
            for c, columns in zip(self._single, self._columns, strict=True)
        ]
        if "" in texts:
            self._fill(row, texts)
        self.body.lines.append(Line(row, texts, self._group, self._aside))

    def _joined(self, row: int, columns: tuple[int, ...]) -> str:
        return " ".join(text for c in columns if (text := self._looked.text(row, c)))

    def _fill(self, row: int, texts: list[str]) -> None:
        """Blanks that say something: an error, or the text of a range that was merged over several rows."""
        looked = self._looked
        if not (looked.anchors or looked.sheet.errors):
            return
        for at, column in enumerate(self._single):
            if column is not None and not texts[at]:
                anchor = looked.anchor(row, column)
                texts[at] = looked.text(*anchor) if anchor[1] == column else ""

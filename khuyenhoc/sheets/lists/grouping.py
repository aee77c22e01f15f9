"""The group of each row: from its own cell, from a line above it, from the title over the table, or from the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from khuyenhoc.sheets.lists.asked import Asked, Group
from khuyenhoc.sheets.lists.body import Body, Line
from khuyenhoc.sheets.lists.found import Source
from khuyenhoc.sheets.lists.lines import group_in, group_within, is_ditto
from khuyenhoc.sheets.lists.looked_at import Looked
from khuyenhoc.vietnamese.text import fold

_MOST_TITLES: Final = 60
_UNNAMED: Final = re.compile(r"(?:sheet|trang|trang tinh|bang|table|ds|danh sach|page)?[\s_.-]*\(?\d*\)?")
"""Sheets that are called so have not been named by anybody."""


def filled_down(lines: Sequence[Line], asked: Asked) -> None:
    """Marks that say "as above" are replaced by what stands above; the group's column also where it is written once."""
    for at, key in enumerate(asked.keys):
        own = [line.texts[at] for line in lines]
        as_above = {text for text in set(own) if is_ditto(text)}
        if asked.group is not None and key == asked.group.key and _is_written_once(own):
            as_above.add("")
        if not as_above:
            continue
        above = ""
        for line, text in zip(lines, own, strict=True):
            if text in as_above:
                line.texts[at] = above
            above = line.texts[at]


def _is_written_once(texts: Sequence[str]) -> bool:
    """Whether a column says something only where it says something new."""
    said = [text for text in texts if text]
    return len(said) < len(texts) and bool(texts[0]) and all(a != b for a, b in pairwise(said))


def grouped(body: Body, asked: Asked, title: tuple[Source, str]) -> tuple[Source, Iterator[tuple[Line, int]]]:
    """Gives each row its group and the number of the line that says it. `title`: what holds where no line does."""
    if asked.group is None:
        return "", ((line, 0) for line in body.lines)
    at = asked.keys.index(asked.group.key)
    own = any(line.texts[at] for line in body.lines)
    by_aside = not own and not body.groups and bool(body.asides) and not title[1]
    source: Source = "column" if own else "lines" if body.groups or by_aside else title[0]

    def with_group() -> Iterator[tuple[Line, int]]:
        for line in body.lines:
            said = line.aside if by_aside else line.group
            if not line.texts[at]:
                named = body.asides if by_aside else body.groups
                line.texts[at] = named.get(said, title[1])
                yield line, said if said in named else 0
            else:
                yield line, 0

    return source, with_group()


def over(looked: Looked, rows: range, columns: range, group: Group, *, among_several: bool) -> tuple[Source, str]:
    """Where the group of a whole table is named: in a title above it, the nearest first, or by the name of its sheet."""
    for row in reversed(rows[-_MOST_TITLES:]):
        for _, text in looked.filled(row, columns):
            if name := group_within(text, group):
                return "title", name
    name = looked.sheet.name
    if group_in(name, group) or (among_several and not _UNNAMED.fullmatch(fold(name))):
        return "sheet", name
    return "", ""

"""The heading of a list: the row that says what the columns hold, with the one above and those below that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from khuyenhoc.sheets.heads import is_column_numbers, is_year
from khuyenhoc.sheets.lists.looked_at import Looked
from khuyenhoc.sheets.lists.matching import NUMBER, Likeness, Matcher, Meant

_DEEPEST: Final = 3
_FIGURE: Final = re.compile(r"[\d.,\s%/-]*\d[\d.,\s%/-]*")
Meanings = dict[int, Meant]


@dataclass(frozen=True)
class Heading:
    """`rows` of it, numbers of columns among them; `columns` that it spans; `texts` over each column, the lowest last."""

    rows: range
    columns: range
    texts: dict[int, tuple[str, ...]]


def heading_at(looked: Looked, row: int, matcher: Matcher, needed: frozenset[str], *, strict: bool) -> Heading | None:
    """The heading that has this row in it, None where it is none. `strict`: rows of a list above it might look like one."""
    meanings = _meanings(looked, row, matcher)
    if not _is_heading(looked, row, meanings, needed, strict=strict):
        return None
    first, stop = row, row + 1
    if row and _is_over(looked, row - 1, meanings):
        first -= 1
    while stop < len(looked.rows) and stop - first < _DEEPEST and _is_under(looked, stop, row, meanings, matcher):
        stop += 1
    texts = {c: _path(looked, range(first, stop), c) for c in range(looked.sheet.width)}
    while stop < len(looked.rows) and is_column_numbers(looked.rows[stop]):
        stop += 1
    headed = [c for c, path in texts.items() if path]
    return Heading(range(first, stop), range(headed[0], headed[-1] + 1), texts)


def _meanings(looked: Looked, row: int, matcher: Matcher) -> Meanings:
    """What the texts of a row mean, by column; nothing where a figure stands among them."""
    found: Meanings = {}
    for column, content in enumerate(looked.rows[row]):
        text = looked.covering(row, column)
        if not text:
            continue
        if not is_year(content) and (_FIGURE.fullmatch(text) or (content != "" and not isinstance(content, str))):
            return {}
        if meant := matcher.meant(text):
            found[column] = meant
    return found


def _is_heading(looked: Looked, row: int, meanings: Meanings, needed: frozenset[str], *, strict: bool) -> bool:
    """Two meanings or more with a sure one that leads a list, or a header that stands alone in its row and says all."""
    leads = [m for m in meanings.values() if m.key == NUMBER or m.key in needed or not needed]
    if strict:
        leads = [m for m in leads if m.likeness.is_sure]
    keys = {(m.key, m.part) for m in meanings.values()}
    if not leads or keys == {(NUMBER, 0)}:
        return False
    if len(keys) > 1:
        return any(m.likeness.is_sure for m in meanings.values())
    return not strict and leads[0].likeness.is_sure and len(looked.filled(row, range(len(looked.rows[row])))) == 1


def _is_over(looked: Looked, row: int, meanings: Meanings) -> bool:
    """Whether a row over a heading groups its columns: several texts, none over the running numbers, a wide one among them."""
    filled = looked.filled(row, range(len(looked.rows[row])))
    numbers = {c for c, meant in meanings.items() if meant.key == NUMBER}
    covered = {c for c in meanings if looked.anchor(row + 1, c)[0] == row}
    if len(filled) < 2 or any(_FIGURE.fullmatch(text) for _, text in filled):
        return False
    return any(looked.width_of(row, c) > 1 for c, _ in filled) and all(c not in numbers - covered for c, _ in filled)


def _is_under(looked: Looked, row: int, seed: int, meanings: Meanings, matcher: Matcher) -> bool:
    """Whether a row below goes on with the heading: texts only, each under a header that spans several columns.

    One text that means nothing, under a header that says all, is the first line of the list.
    """
    filled = looked.filled(row, range(len(looked.rows[row])))
    if not filled or any(_FIGURE.fullmatch(text) and not is_year(looked.sheet.at(row, c)) for c, text in filled):
        return False
    if all(looked.text(seed, c) for c, _ in filled) and any(
        _goes_on(looked, seed, c, text, matcher) for c, text in filled
    ):
        return True
    if not all(_spans(looked, seed, c) or (c not in meanings and not looked.text(seed, c)) for c, _ in filled):
        return False
    numbered = any(meant.key == NUMBER for meant in meanings.values())
    own = [text for c, text in filled if c not in meanings or matcher.meant(text)]
    return bool(own) or (numbered and len(filled) > 1)


def _goes_on(looked: Looked, seed: int, column: int, text: str, matcher: Matcher) -> bool:
    """Whether a header was broken over two rows by hand: "Họ và tên" over "chủ hộ"."""
    meant = matcher.meant(f"{looked.text(seed, column)} {text}")
    return meant is not None and meant.likeness >= Likeness.SAME_WORDS


def _spans(looked: Looked, row: int, column: int) -> bool:
    """Whether the header there spans several columns: merged, or with nothing beside it."""
    anchor = looked.anchor(row, column)
    return looked.width_of(*anchor) > 1 or (bool(looked.text(row, column)) and not looked.covering(row, column + 1))


def _path(looked: Looked, rows: range, column: int) -> tuple[str, ...]:
    """What the heading says over a column, from the top; each text once."""
    return tuple(dict.fromkeys(_said(looked, rows, column)))


def _said(looked: Looked, rows: range, column: int) -> Iterator[str]:
    for row in rows:
        if (text := looked.covering(row, column)) or (
            row < rows[-1] and looked.text(rows[-1], column) and (text := _beside(looked, row, column))
        ):
            yield text


def _beside(looked: Looked, row: int, column: int) -> str:
    """Where nothing is merged a header over several columns stands over the first of them."""
    return next((text for c in range(column - 1, -1, -1) if (text := looked.text(row, c))), "")

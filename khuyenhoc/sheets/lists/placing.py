"""From a heading to the columns of a table; two tables where a list was printed in two halves side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from khuyenhoc.sheets.lists.asked import Asked
from khuyenhoc.sheets.lists.heading import Heading
from khuyenhoc.sheets.lists.looked_at import Looked
from khuyenhoc.sheets.lists.matching import NUMBER, Likeness, Matcher, Meant

_NONE: Final = Meant(Likeness.HOLDS, 0, "")


@dataclass
class Placed:
    """`number`: the column of running numbers, None where there is none. `places`: the columns of each key."""

    columns: range
    number: int | None = None
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    guessed: list[str] = field(default_factory=list)

    @property
    def others(self) -> list[int]:
        """The columns that hold nothing that was asked for."""
        known = {c for columns in self.places.values() for c in columns}
        return [c for c in self.columns if c not in known and c != self.number]


@dataclass(frozen=True, order=True)
class _Claim:
    """How well a column's headers say that it holds a key: by all of them together, or by the lowest that says anything."""

    likeness: Likeness
    together: Likeness
    length: int


def placed(looked: Looked, heading: Heading, matcher: Matcher, asked: Asked) -> list[Placed]:
    """One, or one for each of several tables side by side."""
    numbers = [c for c in heading.columns if (m := matcher.meant(_lowest(heading, c))) and m.key == NUMBER]
    starts = [heading.columns.start, *numbers[1:], heading.columns.stop]
    return [_placed(looked, heading, range(a, b), matcher, asked) for a, b in pairwise(starts)]


def _lowest(heading: Heading, column: int) -> str:
    return next(reversed(heading.texts[column]), "")


def _placed(looked: Looked, heading: Heading, columns: range, matcher: Matcher, asked: Asked) -> Placed:
    found = Placed(columns)
    claims: dict[str, dict[int, _Claim]] = {}
    parts: dict[str, dict[int, int]] = {}
    for column in columns:
        meant, claim = _meant(heading.texts[column], matcher)
        if meant is None:
            continue
        if meant.key == NUMBER:
            found.number = column if found.number is None else found.number
        elif meant.part:
            parts.setdefault(meant.key, {}).setdefault(meant.part, column)
        else:
            claims.setdefault(meant.key, {})[column] = claim
    for key, claimed in claims.items():
        best = max(claimed, key=lambda c: (claimed[c], -c))
        found.places[key] = tuple(_together(looked, heading, best, claimed, columns))
        rivals = [c for c in claimed if claimed[c] == claimed[best] and c not in found.places[key]]
        if rivals or not claimed[best].likeness.is_sure:
            found.guessed.append(key)
    found.places |= {key: columns for key, columns in _of_parts(parts, asked) if key not in found.places}
    return found


def _meant(path: tuple[str, ...], matcher: Matcher) -> tuple[Meant | None, _Claim]:
    """What a column holds: by its lowest header or all together, else by one that stands over it."""
    if not path:
        return None, _Claim(Likeness.HOLDS, Likeness.HOLDS, 0)
    whole = matcher.meant(" ".join(path))
    lowest = matcher.meant(path[-1])
    found = max((m for m in (lowest, whole) if m), default=None, key=lambda m: m[:2])
    if found is None:
        found = next((m for text in reversed(path[:-1]) if (m := matcher.meant(text))), None)
    together = whole.likeness if whole and found and whole.key == found.key else Likeness.HOLDS
    best = found or _NONE
    return found, _Claim(best.likeness, together, best.length)


def _together(
    looked: Looked, heading: Heading, best: int, claimed: Mapping[int, _Claim], columns: range
) -> Iterator[int]:
    """The columns under one wide header that hold one thing in pieces: "Họ và tên" over "Nguyễn Văn" and "An"."""
    yield best
    row = next((r for r in heading.rows if looked.covering(r, best)), heading.rows.start)
    anchor = looked.anchor(row, best)
    for column in range(best + 1, columns.stop):
        merged = looked.anchors.get((row, column)) == anchor and column in claimed
        if not (merged or (looked.sheet.merged is None and not heading.texts[column])):
            return
        yield column


def _of_parts(parts: Mapping[str, Mapping[int, int]], asked: Asked) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The keys all of whose parts stand side by side."""
    for wanted in asked.columns:
        columns = tuple(column for _, column in sorted(parts.get(wanted.key, {}).items()))
        if wanted.parts and len(columns) == len(wanted.parts) and all(b == a + 1 for a, b in pairwise(columns)):
            yield wanted.key, columns

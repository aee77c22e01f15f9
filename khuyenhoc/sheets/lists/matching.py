"""Which wanted column a header means: by its words without accents, by its first words, or by an abbreviation of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.lists.asked import Asked
from khuyenhoc.vietnamese.text import fold

NUMBER: Final = ""
"""The key of the column of running numbers, which every list may have."""
_NUMBERS: Final = ("STT", "TT", "S.T.T", "Số TT", "Số thứ tự", "Thứ tự")
_LONGEST: Final = 80
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS: Final = re.compile(r"[^\w%]+")
_FIRST: Final = re.compile(r"\s*(\w+)")
_LINKING: Final = frozenset({"va", "cua", "cac"})
_LEAST_LETTERS: Final = 2
Words = tuple[str, ...]


class Likeness(IntEnum):
    """How well a header fits a name, best last."""

    HOLDS = 1
    """The name's words stand somewhere in it."""
    BEGINS = 2
    ABBREVIATES = 3
    SAME_WORDS = 4
    """In another order."""
    EXACT = 5

    @property
    def is_sure(self) -> bool:
        return self >= Likeness.ABBREVIATES


class Meant(NamedTuple):
    """The wanted column that a header means, and how surely; `length`: of the name that fits, in words."""

    likeness: Likeness
    length: int
    key: str
    part: int = 0


def words_of(header: str) -> Words:
    """ "Họ và tên (viết in hoa)" as ("ho", "ten")."""
    plain = fold(header)
    return _significant(_BRACKETS.sub(" ", plain)) or _significant(plain)


def _significant(plain: str) -> Words:
    return tuple(word for word in _MARKS.sub(" ", plain).split() if word not in _LINKING)


class Matcher:
    """The names of what is asked for, ready to be compared with headers."""

    def __init__(self, asked: Asked) -> None:
        named = [(c.key, 0, name) for c in asked.columns for name in c.names]
        named += [(c.key, n, name) for c in asked.columns for n, names in enumerate(c.parts, start=1) for name in names]
        named += [(NUMBER, 0, name) for name in _NUMBERS]
        self._names = [(key, part, words) for key, part, name in named if (words := words_of(name))]
        self.meant = lru_cache(maxsize=4096)(self._meant)
        leads = asked.needed | {NUMBER} if asked.needed else {key for key, _, _ in self._names}
        self._leads = {tuple(sorted(words)) for key, _, words in self._names if key in leads}
        self._firsts = {word for words in self._leads for word in words}
        self._begins = lru_cache(maxsize=16384)(lambda word: fold(word) in self._firsts)

    def _meant(self, header: str) -> Meant | None:
        """None where it means nothing that is asked for, or might mean two things alike."""
        words = words_of(header)
        if not words or len(header) > _LONGEST:
            return None
        found = sorted(self._fitting(words), reverse=True)
        if not found:
            return None
        alike = {(m.key, m.part) for m in found if m[:2] == found[0][:2]}
        return found[0] if len(alike) == 1 else None

    def may_head(self, cells: Sequence[Content]) -> bool:
        """Whether a cell of a row is a name that leads a list. Most rows are told from headings by this alone, and quickly."""
        for cell in cells:
            if type(cell) is str and (word := _FIRST.match(cell)) and self._begins(word[1]) and self._leads_list(cell):
                return True
        return False

    def _leads_list(self, header: str) -> bool:
        return len(header) <= _LONGEST and tuple(sorted(words_of(header))) in self._leads

    def _fitting(self, words: Words) -> Iterator[Meant]:
        for key, part, name in self._names:
            likeness = _likeness(words, name)
            # Running numbers, and a part of something, are called by nothing but their names.
            if likeness and (likeness.is_sure or (key != NUMBER and not part)):
                yield Meant(likeness, len(name), key, part)


def _likeness(words: Words, name: Words) -> Likeness | None:
    if words == name:
        return Likeness.EXACT
    if len(words) == len(name) and sorted(words) == sorted(name):
        return Likeness.SAME_WORDS
    if _abbreviates(words, name):
        return Likeness.ABBREVIATES
    if words[: len(name)] == name:
        return Likeness.BEGINS
    if any(words[at : at + len(name)] == name for at in range(1, len(words) - len(name) + 1)):
        return Likeness.HOLDS
    return None


def _abbreviates(words: Words, name: Words) -> bool:
    """ "N.sinh" and "NS" for "năm sinh", "Đ/c" for "địa chỉ"."""
    if len(name) < 2:
        return False
    if len(words) == 1:
        return len(words[0]) == len(name) and all(
            word[0] == letter for word, letter in zip(name, words[0], strict=True)
        )
    if len(words) != len(name) or sum(map(len, words)) < _LEAST_LETTERS:
        return False
    return all(whole.startswith(word) for word, whole in zip(words, name, strict=True))


@cache
def matcher_for(asked: Asked) -> Matcher:
    """One for each thing asked, made once a process."""
    return Matcher(asked)

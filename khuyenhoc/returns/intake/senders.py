"""Who else than a unit may be named: people, and what is below the units that report (chapters, villages, schools)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from khuyenhoc.returns.intake.words import folded, words
from khuyenhoc.vietnamese.text import fold, normalise

_REPORT: Final = (
    r"(?:(?:bao cao|bc|bieu|tong hop|so lieu|ket qua|tong ket|cong tac|hoat dong|khuyen hoc)\W+)*(?:cua\W+)?"
)
_OF_TABLES: Final = r"(?:ten\W+)?(?:cac\W+)?"


@lru_cache(maxsize=8192)
def is_of_people(text: str) -> bool:
    """Whether a text is about a person ("Người lập: Nguyễn Thanh Hà"), so that a bare name in it is no unit's.

    Words of address count by their accents ("bà" is no "ba"), and without them only right before a name.
    """
    spoken = normalise(text).casefold()
    return _standing(folded("people")).search(fold(text)) is not None or _addressed().search(spoken) is not None


@lru_cache(maxsize=8192)
def is_from_below(text: str) -> bool:
    """Whether a title, a sheet's or a file's name says that a chapter, a village or a school sends it."""
    return re.match(rf"\W*{_REPORT}(?:{_below()})\W+\w", _spaced(text)) is not None


@lru_cache(maxsize=8192)
def heads_below(text: str) -> bool:
    """Whether a column's header says that its rows are chapters or villages: "Thôn", "Tên thôn", "Chi hội"."""
    return re.match(rf"{_OF_TABLES}(?:{_below()})(?!\w)", fold(text)) is not None


def names_nobody(text: str) -> bool:
    """Whether a file's name is a person's, a chapter's or a school's, so that a bare name in it is no unit's."""
    plain = _spaced(text)
    unaccented = "|".join(sorted(folded("address")))
    return (
        re.search(rf"(?<!\w)(?:{_below()}|{unaccented})\W+\w", plain) is not None
        or _standing(folded("people")).search(plain) is not None
    )


def speaks_of_bodies(text: str) -> bool:
    """Whether a file's name says that it is an association's."""
    return _standing(folded("bodies")).search(_spaced(text)) is not None


def stem_of(file: str) -> str:
    """A file's name without its ending."""
    return file.rsplit(".", 1)[0] if "." in file else file


def _spaced(text: str) -> str:
    return fold(text.replace("_", " "))


@cache
def _below() -> str:
    return "|".join(sorted(map(re.escape, folded("below")), key=len, reverse=True))


@cache
def _addressed() -> re.Pattern[str]:
    return _standing(frozenset(word.casefold() for word in words().address))


@cache
def _standing(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")(?!\w)")

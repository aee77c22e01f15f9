"""Words of labels that are typed with a wrong accent, or none: "hôi viên", "gia đinh", "đầu kì"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec.structs import asdict

from khuyenhoc.returns.intake.words import words
from khuyenhoc.vietnamese.text import fold, normalise

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3
"""Two letters with another accent are too easily another word: "hồ" and "hộ"."""


def respelled(plain: str) -> str:
    """A lower-case text with accents in which the phrases of the terms are spelled as they are there.

    A word is only taken for another one that differs by accents alone, within a phrase of several words, and where it is
    no word of ours itself: "công nhân" stays as it is.
    """
    written = plain.split()
    known = _known()
    if all(word in known or not word.isalpha() for word in written):
        return plain
    written = [word if word in known else _spoken().get(_as_spoken(word), word) for word in written]
    keyed = " ".join(map(_key, written))
    pattern, phrases = _phrases()
    for found in pattern.finditer(keyed):
        first = keyed.count(" ", 0, found.start())
        there = written[first : first + found[0].count(" ") + 1]
        meant = [
            p for p in phrases[found[0]] if all(_may_be(word, right) for word, right in zip(there, p, strict=True))
        ]
        if len(meant) == 1:
            written[first : first + len(there)] = meant[0]
    return " ".join(written)


def _may_be(word: str, right: str) -> bool:
    return word == right or (word not in _known() and len(word) >= _SHORTEST)


def _key(word: str) -> str:
    return fold(word).replace("y", "i")


def _as_spoken(word: str) -> str:
    """ "kì" and "kỳ" are one."""
    return unicodedata.normalize("NFD", word).replace("y", "i")


@cache
def _spoken() -> dict[str, str]:
    return {_as_spoken(word): word for word in _known() if "y" in fold(word)}


@cache
def _known() -> frozenset[str]:
    return frozenset(word for text in _texts(asdict(words())) for word in _WORD.findall(normalise(text).lower()))


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        yield from (text for value in held.values() for text in _texts(value))
    elif isinstance(held, tuple | frozenset):
        yield from (text for value in held for text in _texts(value))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, list[list[str]]]]:
    """The phrases of several words that terms have, by what is left of them without accents."""
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for text in dict.fromkeys(
        " ".join(_WORD.findall(normalise(t).lower())) for ts in words().terms.values() for t in ts
    ):
        if " " in text and not text.isascii():
            found[" ".join(map(_key, text.split()))].append(text.split())
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest))})(?!\S)"), dict(found)

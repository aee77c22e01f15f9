"""When two entries are likely to be the same: accents left out, words in another order, the same house, the same year of birth.

Pure. A person decides; this only says whom to ask about, and why.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from khuyenhoc.recognition.doubles.houses import house_key
from khuyenhoc.vietnamese.text import fold, normalise

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"


class Likeness(IntEnum):
    """How much speaks for it."""

    POSSIBLE = 1
    LIKELY = 2


class Because(IntEnum):
    """What speaks for it."""

    SAME_VILLAGE = 1
    SAME_HOUSE = 2
    SAME_YEAR = 3
    OTHER_VILLAGE = 4
    OTHER_ORDER = 5
    WITHOUT_ACCENTS = 6


@dataclass(frozen=True, slots=True)
class Alike:
    """What is compared of an entry. `village`: whatever tells villages apart, None where it is not known."""

    name: str
    village: Hashable = None
    house: str = ""
    birth_year: int | None = None
    head: str = ""


def marks(one: Alike) -> Iterator[tuple[str, Hashable]]:
    """What tells one of many namesakes from the others, each with what it is: a village, a house, a year of birth."""
    for what, value in (("village", one.village), ("house", house_key(one.house)), ("born", one.birth_year)):
        if value:
            yield what, value


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The words of a name without accents, in alphabetical order: whoever has another one is somebody else."""
    return " ".join(sorted(fold(name).split()))


def likeness(one: Alike, other: Alike) -> tuple[Likeness, tuple[Because, ...]] | None:
    """How likely two entries are the same and what speaks for it; None where something speaks against it."""
    if name_key(one.name) != name_key(other.name) or not _may_be_one_name(one.name, other.name):
        return None
    if _differ(one.birth_year, other.birth_year) or _differ(fold(one.head), fold(other.head)):
        return None
    if _differ(fold(one.house), fold(other.house)):
        return None
    because = [
        said
        for said, holds in (
            (Because.SAME_VILLAGE, one.village is not None and one.village == other.village),
            (Because.SAME_HOUSE, bool(house_key(one.house)) and bool(house_key(other.house))),
            (Because.SAME_YEAR, one.birth_year is not None and other.birth_year is not None),
        )
        if holds
    ]
    how = Likeness.LIKELY if because else Likeness.POSSIBLE
    if one.village is not None and other.village is not None and one.village != other.village:
        because.append(Because.OTHER_VILLAGE)
    if [*_words(one.name)] != [*_words(other.name)] and fold(one.name) != fold(other.name):
        because.append(Because.OTHER_ORDER)
    if sorted(_words(one.name)) != sorted(_words(other.name)):
        because.append(Because.WITHOUT_ACCENTS)
    return how, tuple(because)


def is_same(one: Alike, other: Alike) -> bool:
    """Whether a row of a list is an entry that the register has already: the same name, the same village, nothing against it."""
    if _words(one.name) != _words(other.name) or one.village != other.village:
        return False
    return likeness(one, other) is not None


def _may_be_one_name(one: str, other: str) -> bool:
    """Hùng and Hưng are two people; Hung may be either, Hoà and Hòa are one."""
    if normalise(one).isascii() or normalise(other).isascii():
        return True
    return sorted(_words(one)) == sorted(_words(other))


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, each with its tone at its end: wherever it was written, it is the same."""
    return tuple(_spelled(word) for word in normalise(name).casefold().split())


def _spelled(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return "".join(c for c in letters if c not in _TONES) + tones


def _differ(one: object, other: object) -> bool:
    """Whether both are said, and not the same."""
    return bool(one) and bool(other) and one != other

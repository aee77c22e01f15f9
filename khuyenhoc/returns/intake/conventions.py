"""How a table writes its numbers, told by those of its cells that can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Final

from msgspec import Struct

from khuyenhoc.vietnamese.text import normalise

# Dots and then a comma, or two groups of thousands, or a mark that cannot stand before thousands.
_VIETNAMESE: Final = re.compile(
    r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+"
)
_ENGLISH: Final = re.compile(
    r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+"
)
_ONE_COMMA: Final = re.compile(r"[+\u2212-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_ONE_DOT: Final = re.compile(r"[+\u2212-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\s*(\d[\d.,]*\d|\d)(?!\S*[-/]\d)")


_GROUPS: Final = re.compile(r"\s*[+-]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?![.,\d])")


class Convention(Enum):
    """Which mark stands before decimals."""

    COMMA = "comma"
    DOT = "dot"
    BOTH = "both"
    UNKNOWN = "unknown"


def convention_of(texts: Iterable[str]) -> Convention:
    """What the texts show that can be read in one way only: one of the marks, BOTH, or UNKNOWN where none shows any."""
    shown = {c for text in texts if (c := _shown(text)) is not Convention.UNKNOWN}
    if len(shown) == 2:
        return Convention.BOTH
    return shown.pop() if shown else Convention.UNKNOWN


def has_groups(text: str) -> bool:
    """Whether a text is a whole number with two groups of thousands or more: "1.234.567"."""
    return _GROUPS.match(text) is not None


class Settled(Struct, frozen=True):
    """A number as the table means it; `sure`: a comma before three digits is known to be for decimals."""

    text: str
    sure: bool = False


def settled(number: str, convention: Convention) -> Settled | None:
    """A number as the table means it, written the Vietnamese way. None where the mark may mean either: ask.

    "1,234" is a decimal where the table's comma is one, 1234 where its dot is; "1.234" is 1234 unless the table has a
    decimal dot elsewhere.
    """
    if _ONE_COMMA.fullmatch(number):
        if convention is Convention.COMMA:
            return Settled(number, sure=True)
        return Settled(number.replace(",", "")) if convention is Convention.DOT else None
    if _ONE_DOT.fullmatch(number) and convention in (Convention.DOT, Convention.BOTH):
        return None
    return Settled(number)


@lru_cache(maxsize=8192)
def _shown(text: str) -> Convention:
    found = _NUMBER.match(normalise(text))
    if not found:
        return Convention.UNKNOWN
    if _VIETNAMESE.fullmatch(found[1]):
        return Convention.COMMA
    return Convention.DOT if _ENGLISH.fullmatch(found[1]) else Convention.UNKNOWN

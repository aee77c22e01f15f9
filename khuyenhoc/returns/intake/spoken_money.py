"""Money in several units of one cell: "1 tỷ 200 triệu", "12 triệu 500 nghìn đồng", "1tr2"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from khuyenhoc.vietnamese.text import fold

_SIZES: Final = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
    "dong": 1,
    "d": 1,
}
_PART: Final = re.compile(
    r"(\d{1,3}(?:\.\d{3})*|\d+)\s*(ty|ti|trieu|tr|nghin|ngan|k|dong|d)(?![a-z])\.?,?\s*", re.ASCII
)
# "1tr2" is 1,2 triệu and "2 tỷ 5" 2,5 tỷ: what stands behind the unit is its next decimals.
_SHORT: Final = re.compile(r"(\d{1,3})\s*(ty|ti|trieu|tr)\s*(\d{1,3})(?:\s*(?:d|dong))?", re.ASCII)

_HALF: Final = re.compile(r"(\d{1,3})\s*(ty|ti|trieu|tr)\s*ruoi(?:\s*(?:d|dong))?", re.ASCII)


class Spoken(NamedTuple):
    """Whole đồng, and to how many đồng it is said."""

    dong: int
    step: int


def parse_spoken(text: str) -> Spoken | None:
    """The amount; None where it is not said in falling units, each below the one before."""
    plain = fold(text).removesuffix(" chan").strip()
    if short := _SHORT.fullmatch(plain):
        size = _SIZES[short[2]]
        amount = (int(short[1]) + Fraction(int(short[3]), 10 ** len(short[3]))) * size
        return Spoken(int(amount), size // 10 ** len(short[3]))
    if half := _HALF.fullmatch(plain):
        size = _SIZES[half[2]]
        return Spoken(int(half[1]) * size + size // 2, size // 10)
    return _summed(plain)


def _summed(plain: str) -> Spoken | None:
    total, last, at, step = 0, 10**12, 0, 1
    while at < len(plain):
        part = _PART.match(plain, at)
        if part and part[2] in ("dong", "d") and last == 1:
            return None
        if part is None:
            # "1 tỷ 200 triệu đồng": the last word is the unit of all.
            return Spoken(total, step) if plain[at:] in ("dong", "d", "vnd") and total else None
        size, number = _SIZES[part[2]], int(part[1].replace(".", ""))
        if size >= last or number * size >= last:
            return None
        total, last, step, at = total + number * size, size, size, part.end()
    return Spoken(total, step) if total else None

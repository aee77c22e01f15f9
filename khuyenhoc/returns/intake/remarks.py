"""What people write behind a figure that leaves it as it is: "1512 (75,4%)", "112 (tăng 5)", "5 (năm giấy)"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from khuyenhoc.returns.intake.words import folded
from khuyenhoc.vietnamese.numbers import parse_number
from khuyenhoc.vietnamese.text import fold
from khuyenhoc.vietnamese.words import in_words

_IN_BRACKETS: Final = re.compile(r"(\d[^()]*?)\s*\(([^()]+)\)\.?", re.ASCII)
_BEHIND: Final = re.compile(r"(\d[^()%]*?)(?:[,;]\s+|\s[-–]\s+)([^()]*%[^()\d]*)", re.ASCII)
_PERCENT: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%", re.ASCII)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_CHANGED: Final = re.compile(r"(?:tang|giam)(?: them| di)? (\d[\d.]*)(?: ([a-z ]+?))??(?: so voi [a-z ]*)?", re.ASCII)
_NUMBERS: Final = re.compile(r"\d[\d.]*", re.ASCII)
_MARKS: Final = re.compile(r"[^\w]+")
_ODD: Final = re.compile(r"(?<!\w)le(?!\w)")
"""105 is said "một trăm lẻ năm" or "linh năm"."""


class Remarked(NamedTuple):
    """A figure, and what was written behind it."""

    figure: str
    remark: str


def with_remark(text: str) -> Remarked | None:
    """A text that goes on behind its figure, taken apart; None for any other."""
    if "(" not in text and "%" not in text:
        return None
    found = _IN_BRACKETS.fullmatch(text) or _BEHIND.fullmatch(text)
    return Remarked(found[1], fold(found[2]).strip(" .;,")) if found else None


def leaves(remark: str, value: int) -> bool:
    """Whether a remark, folded, says nothing but what goes with the figure `value` before it: its share, by how much it has
    changed, its parts, or itself in words.
    """
    return any(says(remark, value) for says in _SAYINGS)


def _is_share(remark: str, _: int) -> bool:
    rest = _YEAR.sub(" ", _PERCENT.sub(" ", remark))
    return rest != remark and "%" in remark and set(_MARKS.sub(" ", rest).split()) <= _words("of_shares")


def _is_change(remark: str, _: int) -> bool:
    found = _CHANGED.fullmatch(" ".join(_YEAR.sub(" ", remark).split()))
    return found is not None and parse_number(found[1]) is not None and _is_measure(found[2] or "")


def _is_parts(remark: str, value: int) -> bool:
    """Several figures that add up to it, or a part of it behind a word for parts."""
    if _YEAR.search(remark) or any(f" {word} " in f" {_MARKS.sub(' ', remark)} " for word in folded("rough")):
        return False
    numbers = [int(n.value) for text in _NUMBERS.findall(remark) if (n := parse_number(text.rstrip(".")))]
    if len(numbers) > 1 and sum(numbers) == value:
        return True
    begins = any(remark.startswith((f"{word} ", f"{word}:")) for word in folded("parts"))
    return begins and bool(numbers) and max(numbers) <= value


def _is_in_words(remark: str, value: int) -> bool:
    said, whole = _ODD.sub("linh", " ".join(_MARKS.sub(" ", remark).split())), fold(in_words(value))
    return said == whole or (
        said.startswith(f"{whole} ") and _is_measure(said[len(whole) :].removesuffix(" chan").strip())
    )


def _is_measure(text: str) -> bool:
    return text in ("", "dong") or text in folded("measures")


_SAYINGS: Final[tuple[Callable[[str, int], bool], ...]] = (_is_share, _is_change, _is_parts, _is_in_words)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for text in folded(name) for word in text.split())

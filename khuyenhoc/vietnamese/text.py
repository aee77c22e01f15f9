"""Vietnamese text: one form to store, one to search by, one to sort by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]

_INVISIBLE: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_IS_INVISIBLE: Final = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
_BARE: Final = {
    **{code: code for code in range(128)},  # said, since what is not said costs an exception inside
    **{code: None for code in range(0x0300, 0x0370) if unicodedata.combining(chr(code))},
    **{
        code: bare
        for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
        if (bare := unicodedata.normalize("NFD", chr(code))[0]).isascii()
    },
    ord("đ"): "d",
    ord("Đ"): "D",
}
"""Letters with accents, and accents by themselves, to what is left of them: nearly all that our texts have."""
_ALPHABET: Final = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK: Final = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def normalise(text: str) -> str:
    """Composed (NFC), every run of white space (non-breaking too) one space, invisible characters gone, stripped."""
    if text.isascii():
        return " ".join(text.split())
    if _IS_INVISIBLE.search(text):  # few have any, and to look for them costs a tenth of taking them out
        text = text.translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_accents(text: str) -> str:
    """All accents removed, đ→d and Đ→D; letters keep their case and, if `text` is composed, their number."""
    if text.isascii() or (text := text.translate(_BARE)).isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))


def aligned(text: str) -> tuple[str, list[int]]:
    """`text` without accents and invisible characters, and for each character left where in `text` it comes from.

    The second list is one longer: its last entry is the length of `text`. White space other than "\\n" becomes a space,
    every dash a hyphen, so that a pattern for plain text finds its place in what was published.
    """
    plain: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for bare in _bare(character):
            plain.append(bare)
            origin.append(at)
    return "".join(plain), [*origin, len(text)]


@lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    if character == "\n":
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    return without_accents(character.translate(_INVISIBLE))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """For search and matching: "Thanh Miện", composed or decomposed, becomes "thanh mien". Idempotent."""
    return normalise(without_accents(without_accents(text).casefold()))


def sort_key(text: str) -> SortKey:
    """Key of the Vietnamese alphabet: letters first (a ă â b c d đ …), tones where those agree, then the text."""
    letters: list[int] = []
    tones: list[int] = []
    for character in normalise(text).casefold():
        parts = unicodedata.normalize("NFD", character)
        letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        letters.append(_RANK.get(letter, len(_ALPHABET) + ord(letter[:1] or " ")))
        tones.append(sum(_TONES.get(p, 0) for p in parts))
    return tuple(letters), tuple(tones), normalise(text)


def capitalised(text: str) -> str:
    """The first letter upper case, the rest as it is: "xã Thanh Tùng" becomes "Xã Thanh Tùng"."""
    return text[:1].upper() + text[1:]


def in_sentence(text: str) -> str:
    """The first letter lower case, the rest as it is: "Xã Thanh Tùng" within a sentence is "xã Thanh Tùng"."""
    return text[:1].lower() + text[1:]

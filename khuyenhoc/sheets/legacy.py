"""Texts in the fonts of before Unicode: TCVN3 (".VnTime") and VNI. Known by what they hold, decoded text by text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from khuyenhoc.sheets.grid import Sheet, Workbook

Decode = Callable[[str], str]
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
# Vowel by vowel, the five tones in the order grave, hook, tilde, acute, dot below (TCVN 5712:1993, VN3).
_TCVN3: Final = {
    "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ", "o": "ßáâãä", "ô": "åæçèé",
    "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
}  # fmt: skip
_TCVN3_LETTERS: Final = dict(zip("¨©®ª«¬\u00ad¡¢£¤¥¦§", "ăâđêôơưĂÂÊÔƠƯĐ", strict=True))
# A mark stands behind its letter; some letters have a sign of their own.
_VNI_MARKS: Final = {
    **dict(zip("øûõùï", _TONES, strict=True)),
    **{c: "\u0306" + t for c, t in zip("êèúüéë", ["", *_TONES], strict=True)},
    **{c: "\u0302" + t for c, t in zip("âàåãáä", ["", *_TONES], strict=True)},
}  # fmt: skip
_VNI_LETTERS: Final = dict(zip("ìæóíòñôöî", ["ì", "ỉ", "ĩ", "í", "ị", "đ", "ơ", "ư", "ỵ"], strict=True))
_SIGNATURE: Final = re.compile("[µ¶·¸¹¨©®ª«¬\u00ad¡¢£¤¥¦§»¼½¾ÆËÑÖ×ØÜÞßäåæçëîïñö÷øûüþÄÅÏÛ]")
_SYLLABLE: Final = re.compile(r"[^\W\d_]+")
_LEAST_GAIN: Final = 3
_KNOWN: Final = Path(__file__).with_name("syllables.txt")
"""Syllables with accents, each of which some workbook of the field may have: by them an old font is known."""


def with_unicode(workbook: Workbook) -> Workbook:
    """The workbook with its texts in Unicode; the same one where nothing speaks for an old font."""
    texts = {
        c for sheet in workbook.sheets for row in sheet.rows for c in row if isinstance(c, str) and not c.isascii()
    }
    if not _SIGNATURE.search("".join(texts)):
        return workbook
    decode = font_of(texts)
    if decode is None:
        return workbook
    decoded = {text: _decoded(text, decode, all(map(_is_narrow, texts))) for text in texts if _is_narrow(text)}
    return replace(workbook, sheets=tuple(_changed(sheet, decoded) for sheet in workbook.sheets))


def font_of(texts: Iterable[str]) -> Decode | None:
    """The decoding that makes known words of most of the texts; None where they are as well left as they are."""
    narrow = [text for text in texts if _is_narrow(text)]
    plain = known_words(narrow)
    gains = {decode: len(known_words(map(decode, narrow)) - plain) for decode in (from_tcvn3, from_vni)}
    best = max(gains, key=lambda decode: gains[decode])
    return best if gains[best] >= _LEAST_GAIN else None


def known_words(texts: Iterable[str]) -> set[str]:
    """Different syllables with accents that are known here."""
    return {s for text in texts for s in _SYLLABLE.findall(unicodedata.normalize("NFC", text).lower())} & _syllables()


def from_tcvn3(text: str) -> str:
    """Decoded from TCVN3; what it does not have stays."""
    return text.translate(_tcvn3())


def from_vni(text: str) -> str:
    """Decoded from VNI; what it does not have stays."""
    pattern, whole = _vni()
    return pattern.sub(lambda found: whole[found[0]], text)


def _changed(sheet: Sheet, decoded: dict[str, str]) -> Sheet:
    rows = [[decoded.get(c, c) if isinstance(c, str) else c for c in row] for row in sheet.rows]
    return replace(sheet, rows=rows)


def _decoded(text: str, decode: Decode, everywhere: bool) -> str:
    """Beside texts in Unicode one is decoded only where that makes more known words of it, or it holds foreign signs."""
    if everywhere or _SIGNATURE.search(text):
        return decode(text)
    other = decode(text)
    return other if len(known_words([other])) > len(known_words([text])) else text


def _is_narrow(text: str) -> bool:
    """Whether every letter is one that an old font has a place for."""
    return not text.isascii() and all(ord(c) < 256 or c in "–—“”‘’…•" for c in text)


@cache
def _syllables() -> set[str]:
    return set(_KNOWN.read_text(encoding="utf-8").split())


@cache
def _tcvn3() -> dict[int, str]:
    vowels = {
        ord(sign): unicodedata.normalize("NFC", vowel + tone)
        for vowel, signs in _TCVN3.items()
        for sign, tone in zip(signs, _TONES, strict=True)
    }
    return vowels | {ord(sign): letter for sign, letter in _TCVN3_LETTERS.items()}


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    whole = dict(_VNI_LETTERS)
    for letter in "aeouyôö":
        base = _VNI_LETTERS.get(letter, letter)
        for sign, marks in _VNI_MARKS.items():
            composed = unicodedata.normalize("NFC", base + marks)
            if len(composed) == 1:
                whole[letter + sign] = composed
    whole |= {seen.upper(): letter.upper() for seen, letter in whole.items()} | {
        seen[0].upper() + seen[1:]: letter.upper() for seen, letter in whole.items()
    }
    longest_first = sorted(whole, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), whole

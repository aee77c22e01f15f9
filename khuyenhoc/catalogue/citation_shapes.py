"""How citations of Vietnamese instruments are written: patterns over text without accents (`vietnamese.text.aligned`).

Kinds and their abbreviations as office papers use them (the annex of Nghị định 30/2020/NĐ-CP, and Party papers).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from khuyenhoc.vietnamese.text import without_accents

KINDS: Final = {
    "NQ": "Nghị quyết",
    "QD": "Quyết định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "ND": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "QC": "Quy chế",
    "QyD": "Quy định",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "CTPH": "Chương trình phối hợp",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "DA": "Đề án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "CD": "Công điện",
    "CV": "Công văn",
}
"""Abbreviation in a symbol, without accents, to the kind's name."""

_LAWS: Final = ("Bộ luật", "Luật", "Nghị quyết", "Pháp lệnh")
_NAMES: Final = {without_accents(kind).casefold(): kind for kind in (*KINDS.values(), *_LAWS)}
KIND_BY_WORD: Final = {**{code.casefold(): kind for code, kind in KINDS.items()}, **_NAMES}
"""A kind's abbreviation or name, without accents and in lower case, to its name."""


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


# One line may break inside a citation; an empty line ends it
_GAP: Final = r"[ ]*\n?[ ]*"
_HEAD: Final = r"(?<!\d)(?<!\d[.,/])(?P<head>\d{1,2}\.\d{3}|\d{1,5}(?:[A-Za-z](?![A-Za-z]))?)"
_PART: Final = r"[A-Za-z]{1,12}\d{0,2}"
_JOINT: Final = rf"(?:[-/]|{_GAP}[-/]{_GAP}(?=[A-Z])|[ ]?(?=(?i:TTg|CP|UBND|HDND|TW|BGDDT|KHVN)\b))"
_SYMBOL: Final = rf"(?:(?P<code>{_any(KINDS)}){_JOINT}{_PART}(?:[-/]{_PART})*|(?i:(?:UBTV)?QH)\d{{1,2}})"

NUMBER: Final = re.compile(
    rf"{_HEAD}(?:{_GAP}/{_GAP}(?P<year>(?:19|20)\d\d)(?!\d))?(?:{_GAP}[/-]{_GAP}|[ ](?=[A-Z])){_SYMBOL}(?![A-Za-z0-9])"
)
"""A number with its symbol: 1373/QD-TTg, 49-KL/TW, 22/2020/TT-BGDDT, 202/2025/QH15."""

OTHER: Final = re.compile(rf"{_HEAD}{_GAP}/{_GAP}[A-Z]{{2}}[A-Za-z]{{0,10}}(?:-{_PART})*(?![A-Za-z0-9])")
"""A number whose symbol names no kind: 122/TTg, 123/UBND-VX. A citation only where BEFORE finds a kind or "số"."""

BARE: Final = re.compile(rf"{_HEAD}(?![A-Za-z0-9/]|[.,]\d)")
"""A number without any symbol: a citation only between a kind and a date."""

# Abbreviations in capitals only: "đã" without its accents is "da"
_KIND: Final = rf"\b(?P<kind>{_any(_NAMES)}|{'|'.join(sorted(KINDS, reverse=True))})(?![A-Za-z0-9])"
BEFORE: Final = re.compile(rf"(?:{_KIND}{_GAP})?(?:\b(?i:so)[ ]?[:.]?{_GAP})?$")
"""What stands right before a number; matches nothing at all where there is neither a kind nor "số"."""

TITLED_LAW: Final = re.compile(rf"\b(?P<kind>{_any(without_accents(law) for law in _LAWS)})\b[^.;:\d]{{0,80}}$")
"""A law whose title stands between its kind and its number: "Luật Giáo dục số 43/2019/QH14"."""

_DAY_MONTH: Final = rf"\d{{1,2}}{_GAP}(?P<mark>[/.-]){_GAP}\d{{1,2}}"
_FIGURES: Final = rf"{_DAY_MONTH}{_GAP}(?P=mark){_GAP}\d{{4}}"
_WORDS: Final = rf"\d{{1,2}},?{_GAP}(?i:thang){_GAP}\d{{1,2}},?{_GAP}(?i:nam){_GAP}\d{{4}}"
_LEAD: Final = rf"(?:,{_GAP})?(?:(?P<open>\(){_GAP})?(?:(?i:ky|ban hanh|ky ban hanh)[ ])?"
DATE: Final = re.compile(
    rf"{_GAP}{_LEAD}(?(open)(?:(?i:ngay){_GAP})?|(?i:ngay){_GAP})(?P<date>{_FIGURES}|{_WORDS})(?!\d)(?(open){_GAP}\)?)"
)
"""A date after "ngày" or in brackets, in figures or in words."""

_ABOUT: Final = r"(?i:ve|v/v|phe|ban hanh|quy dinh|ngay|huong dan|sua doi|yeu cau|da|nham)"
ISSUER: Final = re.compile(
    rf"{_GAP}(?:,{_GAP})?(?i:cua)[ \n](?P<issuer>[A-Za-z].{{1,80}}?)"
    rf"(?=\s+{_ABOUT}\b|\s*[,.;:()\"“”]|\s*\n\s*\n|\s*$)",
    re.DOTALL,
)
"""Who issued it: "của Thủ tướng Chính phủ", up to a mark or the word that begins what it is about."""

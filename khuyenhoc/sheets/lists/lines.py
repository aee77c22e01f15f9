"""Lines of a list that are no rows: totals, names of groups, what stands below for signatures."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from khuyenhoc.sheets.lists.asked import Group
from khuyenhoc.vietnamese.text import aligned, fold, normalise

_TOTAL: Final = re.compile(
    r"(?:(?:tong|tong cong|tong so|cong|cong chung|tong hop|tc|t\. ?cong|∑|σ)(?:\s*[:=(\d].*)?"
    r"|(?:tong cong|tong so|cong(?! hoa)|cong chung)\s.*|\W*(?:danh sach|bang)\s(?:nay )?(?:co|gom)\b.*\d.*|\W*an dinh\b.*\d.*)"
)
_MAY_BE_TOTAL: Final = re.compile(r"\W*(?:t[oôổ]|tc|t\.|c[oôộ]|∑|σ|d|b|[aấ]n)")
"""Told in a tenth of the time: of most rows this is asked."""
_ACCENTED_TOTAL: Final = re.compile(r"tổng|cộng|∑|σ|tc\b|t\. ?cộng|\W*(?:danh sách|bảng|ấn định)\b")
_DATED: Final = re.compile(r"\bngay\b.{0,15}\bthang\b.{0,15}\bnam\b")
_SIGNING: Final = (
    "nguoi lap", "nguoi tong hop", "nguoi bao cao", "nguoi viet", "can bo lap", "thu ky", "chu toa", "dai dien", "xac nhan",
    "noi nhan", "t/m", "tm ", "tm.", "t.m", "kt ", "kt.", "k/t", "chu tich", "pho chu tich", "truong thon", "truong ban",
    "truong khu", "to truong", "bi thu", "thu truong", "ky, ", "ky ten", "(ky", "( ky", "ky va ghi", "ky, ghi",
)  # fmt: skip
_BESIDE_LISTS: Final = (
    "cong hoa xa hoi", "doc lap", "ghi chu:", "ghi chu :", "* ghi chu", "luu y", "chu thich",
)  # fmt: skip
"""How the lines of a letterhead, and of notes below a list, begin."""
_DITTO: Final = frozenset({'"', "''", "”", "“", "〃", "-nt-", "nt", "- nt -", "như trên", "-như trên-", '-"-', '- " -'})
_NUMBERING: Final = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2}|[A-HĐ])\s*(?:[.):/]|\s[-–])\s*(?=\D)|[-–—+*•]\s*(?=\w)")
_ROMAN: Final = re.compile(r"(?:[IVXLC]{1,6}|[A-HĐ])[.):]?")
_COUNTED: Final = re.compile(r"\s*(?:[:(–-]|có|gồm)\s*(?:có|gồm|tổng số:?)?\s*\d[\d.]*\s*[^\d]{0,25}$", re.IGNORECASE)
_OVER: Final = r"\s*(?:[,;.()\[\]:\n]|\s[-–]|$)"
_MOST_WORDS: Final = 6


def is_total(text: str) -> bool:
    """ "Cộng", "Tổng số: 45 hộ", "(Danh sách gồm 45 hộ)"; "Tống Văn An" is somebody's name."""
    lower = text.lower()
    if not _MAY_BE_TOTAL.match(lower):
        return False
    return _TOTAL.fullmatch(fold(text)) is not None and (lower.isascii() or _ACCENTED_TOTAL.match(lower) is not None)


def is_closing(text: str) -> bool:
    """Whether with this line a list is over: the place and the date, who signs as what."""
    plain = fold(text)
    return plain.startswith(_SIGNING + _BESIDE_LISTS) or _DATED.search(plain) is not None


def is_ditto(text: str) -> bool:
    """Whether it says that it says what the cell above does."""
    return text.lower() in _DITTO


def is_numbering(text: str) -> bool:
    """ "I", "A." in the place of a running number."""
    return _ROMAN.fullmatch(text) is not None


def unnumbered(text: str) -> str:
    """ "I. Thôn Đông: 45 hộ" as "Thôn Đông"."""
    return normalise(_COUNTED.sub("", _NUMBERING.sub("", text, count=1)).rstrip(" :;.,"))


def is_numbered(text: str) -> bool:
    """Whether the text begins with a number or a letter of its own, as the name of a section does."""
    return _NUMBERING.match(text) is not None


def group_in(text: str, group: Group) -> str:
    """What a line is about, where it begins as names of the group do: "1. Thôn Đông (45 hộ)" as "Thôn Đông", else ""."""
    name = unnumbered(text)
    return name if _begun(group).match(fold(name)) else ""


def group_within(title: str, group: Group) -> str:
    """The name that a title has in it: "DANH SÁCH GIA ĐÌNH THÔN ĐÔNG NĂM 2024" says "THÔN ĐÔNG", "" where none does."""
    plain, origin = aligned(title)
    found = _named(group).search(plain.lower())
    if not found or len(found["name"].split()) > _MOST_WORDS:
        return ""
    return normalise(title[origin[found.start("kind")] : origin[found.end("name")]].replace(":", " "))


@cache
def _begun(group: Group) -> re.Pattern[str]:
    return re.compile(rf"(?:{_kinds(group)})(?=[\s.:]|\d|$)\W*\w")


@cache
def _named(group: Group) -> re.Pattern[str]:
    ends = "|".join(re.escape(fold(word)) for word in group.ends)
    over = rf"{_OVER}|\s+(?:{ends})(?!\w)" if ends else _OVER
    return re.compile(rf"(?<!\w)(?P<kind>{_kinds(group)})(?!\w)(?:\s*[.:]\s*|\s+)(?P<name>\w.*?)(?={over})")


def _kinds(group: Group) -> str:
    return "|".join(re.escape(fold(kind)) for kind in sorted(group.kinds, key=len, reverse=True))

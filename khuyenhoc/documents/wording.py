"""Small parts of sentences that papers and articles share. Papers are Vietnamese by law, so nothing here is translated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from khuyenhoc.vietnamese.names import split_kind

NOT_CALCULABLE: Final = "chưa tính được"
BLANK: Final = "–"
SYNTHETIC_MARK: Final = "SỐ LIỆU MẪU"
PERCENT_SIGN: Final = "\u00a0%"
"""The sign stands apart from its number and never begins a line."""

_QUOTED: Final = re.compile(r'"([^"]*)"')


def in_sentence(text: str) -> str:
    """The first letter lower case: "Tỉnh Hải Dương" within a sentence is "tỉnh Hải Dương"."""
    return text[:1].lower() + text[1:]


def whole_of(unit_name: str) -> str:
    """ "toàn tỉnh" for "Tỉnh Hải Dương", "toàn thành phố" for "Thành phố Hải Phòng"."""
    kind, _name = split_kind(unit_name)
    return f"toàn {kind}" if kind else "toàn đơn vị"


def bare_name(unit_name: str) -> str:
    """ "Hải Dương" for "Tỉnh Hải Dương"."""
    return split_kind(unit_name)[1]


def kinds_of(unit_names: Iterable[str]) -> str:
    """The kinds of units, each once, as a heading of a column: "Thành phố, thị xã, huyện"."""
    kinds = dict.fromkeys(kind for name in unit_names if (kind := split_kind(name)[0]))
    return ", ".join(kinds) or "đơn vị"


def listed(parts: Iterable[str]) -> str:
    """ "a", "a và b", "a, b và c"."""
    *first, last = list(parts)
    return f"{', '.join(first)} và {last}" if first else last


def with_quotes(text: str) -> str:
    """Straight double quotes in pairs become the quotes of print; one without a pair stays."""
    return _QUOTED.sub(r"“\1”", text)

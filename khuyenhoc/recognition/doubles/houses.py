"""Whether what a list says of where somebody lives tells one house from others: "xóm 2" is where many live. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct, convert

from khuyenhoc.vietnamese.text import fold

FILE: Final = Path(__file__).parent / "houses.yaml"


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    hamlets: tuple[str, ...]


@cache
def _hamlet() -> re.Pattern[str]:
    """A word of `hamlets` with the name or the number that follows it: "xom 2", "to dan pho so 3", "ngo chua"."""
    words = convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), _Document).hamlets
    known = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{known})\b\W*(?:so\b\W*)?\w*")


@lru_cache(maxsize=65_536)
def house_key(house: str) -> str:
    """By what one house is known from others; "" where nothing is said, or only a hamlet, a lane or a street without a number
    of a house."""
    folded = fold(house)
    beside, hamlets = _hamlet().subn(" ", folded)
    return folded if not hamlets or any(c.isdigit() for c in beside) else ""

"""Money in whole đồng, as spreadsheets state it: in đồng, nghìn, triệu or tỷ, in the header or in the cell."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from msgspec import Struct

from khuyenhoc.vietnamese.numbers import format_count, format_decimal, parse_number
from khuyenhoc.vietnamese.text import normalise

_MULTIPLES: Final = {
    "nghìn": 10**3, "ngàn": 10**3, "nghin": 10**3, "ngan": 10**3,
    "triệu": 10**6, "trieu": 10**6, "tr": 10**6, "tr.": 10**6, "ng": 10**3, "ng.": 10**3,
    "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9,
}  # fmt: skip
_DONG: Final = ("đồng", "đ", "dong", "d", "vnđ", "vnd")

UNIT_FACTORS: Final[dict[str, int]] = {
    **dict.fromkeys(_DONG, 1),
    **_MULTIPLES,
    **{f"{multiple}{space}{dong}": n for multiple, n in _MULTIPLES.items() for dong in _DONG for space in ("", " ")},
    "k": 10**3,
}
"""Units of money, lower case, and how many đồng each is. Words without accents stand for typing without accents."""

_WORDS: Final = "|".join(sorted((re.escape(w) for w in _MULTIPLES), key=len, reverse=True))
# "công ty đóng góp" and "cong ty dong gop" are companies, not billions
_PHRASE: Final = re.compile(rf"(?<!\w)(?<!công )(?<!cong )({_WORDS})\s*(đồng|đ|dong|vnđ|vnd)(?!\w)")
_POWER: Final = re.compile(r"(?<![\d.,])1((?:[. ]?000)+)\s*(?:đồng|đ|dong|vnđ|vnd)(?!\w)")
_LEAD: Final = re.compile(r"^(?:đơn vị(?: tính)?|don vi(?: tinh)?|đvt|dvt|tính bằng|bằng)\s+")
_NUMBERED: Final = re.compile(r"^\s*[đd]\s*(?:\)|\s[-–]\s)\s*(?=\S)", re.IGNORECASE)
_CELL: Final = re.compile(r"(?P<number>[+\u2212-]?\d(?:[\d., ]*\d)?)\s*(?P<unit>[^\d\s].*)?", re.ASCII)


class ParsedMoney(Struct, frozen=True):
    """Whole đồng. `step` is to how many đồng the text states it: 100_000 for "36,7" triệu, 1 where exact.

    `ambiguous` as in `ParsedNumber`: "1,234 triệu" may mean either.
    """

    dong: int
    step: int
    ambiguous: bool = False


def unit_factor(text: str) -> int | None:
    """How many đồng the unit named in `text` is ("Số tiền (triệu đồng)" → 1_000_000); None where none is named.

    "đồng", "triệu" or "tỷ" alone count only where a unit stands: the whole text, in brackets, after a colon, a comma or
    a slash; "cộng đồng", "tỷ lệ" and "công ty" are no units, and "đ) Quỹ" is numbered. Where two stand in the text, the
    first.
    """
    text = _NUMBERED.sub("", text)
    clean = normalise(text).casefold()
    if phrase := _PHRASE.search(clean):
        return _MULTIPLES[phrase[1]]
    if power := _POWER.search(clean):
        return int(10 ** power[1].count("0"))
    segments = (normalise(s).casefold() for s in re.split(r"[()\[\]{}:;,/\n]|\s[-–]\s", text))
    return next((UNIT_FACTORS[s] for s in (_LEAD.sub("", s).rstrip(".") for s in segments) if s in UNIT_FACTORS), None)


def parse_money(text: str, factor: int = 1) -> ParsedMoney | None:
    """A cell of money; `factor` is the header's unit in đồng, but a unit in the cell wins ("36,7 tỷ", "45tr").

    None where it is no number, the unit is unknown, or the amount is not a whole number of đồng.
    """
    cell = _CELL.fullmatch(normalise(text))
    number = parse_number(cell["number"]) if cell else None
    if cell is None or number is None:
        return None
    unit = (cell["unit"] or "").casefold()
    size = UNIT_FACTORS.get(unit, UNIT_FACTORS.get(unit.rstrip("."))) if unit else factor
    if size is None:
        return None
    dong = Fraction(number.value) * size
    step = max(1, size // 10**number.decimals)
    return ParsedMoney(int(dong), step, number.ambiguous) if dong.denominator == 1 else None


def format_money(dong: int) -> str:
    """36700000 as "36.700.000 đồng"."""
    return f"{format_count(dong)} đồng"


def format_money_short(dong: int) -> str:
    """The largest of tỷ and triệu that states it exactly with at most three decimals, else the full form.

    36_700_000_000 is "36,7 tỷ đồng", 450_000_000 "450 triệu đồng", 1_234_567 "1.234.567 đồng". Never rounded.
    """
    for name, size in (("tỷ", 10**9), ("triệu", 10**6)):
        for places in range(4):
            if abs(dong) >= size and dong * 10**places % size == 0:
                return f"{format_decimal(Fraction(dong, size), places)} {name} đồng"
    return format_money(dong)

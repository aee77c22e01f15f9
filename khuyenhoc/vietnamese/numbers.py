"""Numbers as Vietnamese papers write them: dots for thousands, a comma for decimals. Exact, rounded half up once."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from khuyenhoc.vietnamese.text import normalise
from khuyenhoc.vietnamese.words import in_words

__all__ = [
    "ParsedNumber",
    "format_count",
    "format_decimal",
    "format_percent",
    "format_share",
    "in_words",
    "parse_number",
    "without_look_alikes",
]

_MOST_PLACES: Final = 30
_SIGN: Final = r"(?P<sign>[+-]?)"
_DOTTED: Final = re.compile(_SIGN + r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<rest>\d+))?", re.ASCII)
_SPACED: Final = re.compile(_SIGN + r"(?P<whole>[1-9]\d{0,2}(?: \d{3})+)(?:,(?P<rest>\d+))?", re.ASCII)
_ENGLISH: Final = re.compile(
    _SIGN + r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+(?=\.)|[1-9]\d{0,2}(?:,\d{3}){2,})(?:\.(?P<rest>\d+))?", re.ASCII
)
LOOK_ALIKES: Final = {"0": "Oo", "1": "lI"}
"""Letters that are typed for a digit, by the digit."""
_WHOLE: Final = re.compile(r"0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:\.\d{3}){1,4}", re.ASCII)
_PLAIN: Final = re.compile(_SIGN + r"(?P<whole>\d+)(?:(?P<mark>[.,])(?P<rest>\d+))?", re.ASCII)


class ParsedNumber(Struct, frozen=True):
    """A number as written. `ambiguous`: the mark may be for thousands or for decimals, so the caller has to ask."""

    value: Decimal
    decimals: int
    ambiguous: bool = False


def format_count(n: int) -> str:
    """452702 as "452.702", -1234 as "-1.234"."""
    return f"{n:,}".replace(",", ".")


def format_decimal(value: Fraction | Decimal | int, places: int) -> str:
    """`value` with `places` decimals after a comma, dots for thousands; half is rounded away from zero, once."""
    exact = Fraction(value)
    scaled = int(abs(exact) * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    sign = "-" if exact < 0 and scaled else ""
    return sign + format_count(whole) + (f",{rest:0{places}d}" if places else "")


def format_percent(value: Fraction | Decimal | int, places: int = 2) -> str:
    """An exact percentage, without the sign "%". Never prints all for less than all, nor nothing for something.

    126062 of 126065 is "99,998", not "100,00": decimals are added until the print tells the truth.
    """
    exact = Fraction(value)
    for more in range(places, _MOST_PLACES):
        shown = Fraction(int(abs(exact) * 10**more + Fraction(1, 2)), 10**more)
        if not (exact < 100 <= shown or (exact and not shown)):
            return format_decimal(exact, more)
    return format_decimal(exact, _MOST_PLACES)


def format_share(part: int, whole: int, places: int = 2) -> str | None:
    """`part` of `whole` in percent, by the rule of `format_percent`; None where `whole` is 0: not calculable."""
    return format_percent(Fraction(part * 100, whole), places) if whole else None


def parse_number(text: str) -> ParsedNumber | None:
    """A number written the Vietnamese way ("1.234,56", "1 234", "27,8") or plainly the English way ("1.5", "1,234.5").

    None where the text is no number, carries a unit or "%", or stands in brackets. "1,234" and "0.500" can be read
    in two ways: they come back with `ambiguous`, read with the comma (the zero before the dot) as a decimal mark.
    """
    clean = normalise(text).replace("\u2212", "-")
    for shape in (_DOTTED, _SPACED, _ENGLISH, _PLAIN):
        if found := shape.fullmatch(clean):
            return _made(found)
    return None


def without_look_alikes(text: str) -> str:
    """ "1O" as "10", "2l5" as "215": the whole number that is meant by letters that look like digits; "" where none is."""
    meant = text
    for digit, letters in LOOK_ALIKES.items():
        for letter in letters:
            meant = meant.replace(letter, digit)
    return meant if meant != text and _WHOLE.fullmatch(meant) else ""


def _made(found: re.Match[str]) -> ParsedNumber:
    groups = found.groupdict()
    whole = re.sub(r"\D", "", groups["whole"])
    rest = groups["rest"] or ""
    value = Decimal(f"{groups['sign']}{whole}" + (f".{rest}" if rest else ""))
    return ParsedNumber(value, len(rest), _is_ambiguous(groups.get("mark"), whole, rest))


def _is_ambiguous(mark: str | None, whole: str, rest: str) -> bool:
    if len(rest) != 3:
        return False
    return mark == "." or (mark == "," and len(whole) <= 3 and not whole.startswith("0"))

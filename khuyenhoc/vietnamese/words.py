"""Whole numbers in Vietnamese words, as the amount line of a receipt or a decision has them."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION: Final = 10**9


def in_words(n: int) -> str:
    """125 as "một trăm hai mươi lăm"; 1005 as "một nghìn không trăm linh năm"; negative ones begin with "âm"."""
    if n < 0:
        return "âm " + in_words(-n)
    return " ".join(_words(n, follows=False)) or _DIGITS[0]


def _words(n: int, *, follows: bool) -> list[str]:
    """The words of `n`, none for 0; `follows`: higher groups stand before it, so that empty hundreds are said."""
    high, low = divmod(n, _BILLION)
    words = [*_words(high, follows=follows), "tỷ"] if high else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, low = divmod(low, size)
        if group:
            words += [*_group(group, full=follows or bool(words)), *([name] if name else [])]
    return words


def _group(n: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(n, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    tens, unit = divmod(rest, 10)
    if tens > 1:
        return [*words, _DIGITS[tens], "mươi", *([_AFTER_TENS.get(unit, _DIGITS[unit])] if unit else [])]
    if tens == 1:
        return [*words, "mười", *([{5: "lăm"}.get(unit, _DIGITS[unit])] if unit else [])]
    if unit and words:
        words.append("linh")
    return [*words, _DIGITS[unit]] if unit else words

"""Pieces of spreadsheet formulas, as every Excel since 2010 and LibreOffice reckon them alike, whatever their language.

A piece is a text without "=". Numbers are printed the Vietnamese way without format codes, whose meaning changes with
the language of the program: FIXED prints by the reader's own marks, which are then made ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

_LONGEST = 250
_PLACE = re.compile(r"%\((\w+)\)s|%%")
_CODE = re.compile(r"[A-Za-z_]\w*")
_MOST_PLACES = 6


def quoted(text: str) -> str:
    """A text constant; a long one in pieces, since Excel takes no more than 255 letters at once."""
    pieces = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def number(value: int | Decimal | Fraction) -> str:
    """A number constant: whole, or with the decimals that it has."""
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.15g}"


def joined(template: str, **parts: str) -> str:
    """A sentence with "%(name)s" in it as one text: `parts` are pieces of formulas."""
    pieces: list[str] = []
    at = 0
    for found in _PLACE.finditer(template):
        pieces += [quoted(template[at : found.start()])] if found.start() > at else []
        pieces.append(parts[found[1]] if found[1] else quoted("%"))
        at = found.end()
    pieces += [quoted(template[at:])] if at < len(template) or not pieces else []
    return "&".join(pieces)


def dotted(piece: str) -> str:
    """A whole number as "452.702"."""
    return f'SUBSTITUTE(FIXED({piece},0),",",".")'


def with_decimals(piece: str, places: int) -> str:
    """A number, not negative, as "1.234,50"."""
    whole = dotted(f"TRUNC(ROUND({piece},{places}))")
    return f'{whole}&","&RIGHT(FIXED({piece},{places},TRUE),{places})' if places else dotted(piece)


def truthful(piece: str, places: int, most: int = _MOST_PLACES) -> str:
    """A percentage that never prints all for less than all, nor nothing for something: decimals are added until it does."""
    shown = with_decimals(piece, most)
    for fewer in range(most - 1, places - 1, -1):
        shown = f"IF({_lies(piece, fewer)},{shown},{with_decimals(piece, fewer)})"
    return shown


def rounded(piece: str, places: int, most: int = _MOST_PLACES) -> str:
    """The number that `truthful` prints."""
    found = f"ROUND({piece},{most})"
    for fewer in range(most - 1, places - 1, -1):
        found = f"IF({_lies(piece, fewer)},{found},ROUND({piece},{fewer}))"
    return found


def _lies(piece: str, places: int) -> str:
    return f"OR(AND({piece}<100,ROUND({piece},{places})>=100),AND({piece}>0,ROUND({piece},{places})=0))"


def translated(formula: str, cell: Callable[[str], str]) -> str:
    """A formula of the catalogue over cells."""
    return _CODE.sub(lambda code: cell(code[0]), formula.replace(" ", ""))


def all_of(pieces: Iterable[str]) -> str:
    return f"AND({','.join(pieces)})"


def any_of(pieces: Iterable[str]) -> str:
    return f"OR({','.join(pieces)})"


def one_of(piece: str, texts: Iterable[str]) -> str:
    """Whether a text is one of some, whatever its case. A comparison, not a search: "?" means nothing but itself."""
    listed = ",".join(quoted(text) for text in texts)
    return f"SUMPRODUCT(--({piece}={{{listed}}}))>0"

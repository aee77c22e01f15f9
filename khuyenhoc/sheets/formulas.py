"""Formulas whose value the sender's program never computed, or kept from before: sums are computed again, others asked.

A file written by a program that cannot calculate holds 0 or nothing beside each formula, which must not pass for a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from khuyenhoc.sheets.blanks import PLAIN_NONE, PLAIN_NOTHING
from khuyenhoc.sheets.grid import Content, Place, Sheet, Workbook
from khuyenhoc.vietnamese.text import fold

Formulas = Mapping[str, Mapping[Place, str]]
"""Of each sheet by name, the formulas ("SUM(D5:D9)") by their places."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<range>(?:(?P<sheet>'(?:[^']|'')+'|[\w.]+)!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?)(?![\w(])"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<sum>SUM)(?=\()|(?P<sign>[-+*/(),;]))"
)
_MOST_CELLS: Final = 5_000
_CLOSE: Final = Fraction(1, 10**9)
_WHOLE: Final = 10**15
"""Below it a number without decimals has all of its digits among the fifteen that a spreadsheet shows."""


class _Unknown(Exception):
    """The formula is none that is computed here."""


def settled(workbook: Workbook, formulas: Formulas) -> Workbook:
    """The workbook with sums computed where no value stands, and as errors the formulas whose value cannot be told."""
    if not any(formulas.values()):
        return workbook
    sums = _Sums({sheet.name: sheet for sheet in workbook.sheets}, formulas)
    return replace(workbook, sheets=tuple(_settled(s, formulas.get(s.name, {}), sums) for s in workbook.sheets))


def _settled(sheet: Sheet, formulas: Mapping[Place, str], sums: _Sums) -> Sheet:
    rows, errors = [list(row) for row in sheet.rows], dict(sheet.errors)
    for place, text in formulas.items():
        if place in errors:
            continue
        kept = sheet.at(*place)
        verdict = _verdict(kept, sums.value(sheet.name, place), sums.was_computed)
        if verdict is None:
            errors[place] = f"={text}"
        elif verdict != kept:
            _put(rows, place, verdict)
    return replace(sheet, rows=rows, errors=errors)


def _put(rows: list[list[Content]], place: Place, content: Content) -> None:
    row, column = place
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = content


def _verdict(kept: Content, computed: Fraction | None, was_computed: bool) -> Content | None:
    """What the cell states; None where that has to be asked."""
    if isinstance(kept, str) and kept:
        return kept
    if computed is None:
        return kept if kept not in ("", 0) or (was_computed and kept == 0) else None
    if kept in ("", 0):
        return int(computed) if computed.denominator == 1 else float(computed)
    if isinstance(kept, int | float) and abs(_exact(kept) - computed) <= _CLOSE * max(Fraction(1), abs(computed)):
        return kept
    return None


def _exact(number: float) -> Fraction | int:
    if number == (whole := int(number)) and abs(whole) < _WHOLE:
        return whole
    return Fraction(Decimal(f"{number:.15g}") if isinstance(number, float) else number)


@lru_cache(maxsize=1024)
def _counts_nothing(text: str) -> bool:
    plain = fold(text)
    return not plain or plain in PLAIN_NONE or plain in PLAIN_NOTHING


class _Sums:
    """Values of formulas over all sheets; each computed once."""

    def __init__(self, sheets: Mapping[str, Sheet], formulas: Formulas) -> None:
        self._sheets = sheets
        self._formulas = formulas
        self._values: dict[tuple[str, Place], Fraction | None] = {}
        self.was_computed = any(
            isinstance(kept := sheets[name].at(*place), int | float) and kept != 0
            for name, places in formulas.items()
            if name in sheets
            for place in places
        )

    def value(self, sheet: str, place: Place) -> Fraction | None:
        """The value of the formula there; None where it is not computed here, or leads back to itself."""
        key = (sheet, place)
        if key not in self._values:
            self._values[key] = None
            try:
                self._values[key] = _Reader(self, sheet, self._formulas[sheet][place]).read()
            except (_Unknown, ZeroDivisionError, RecursionError):
                self._values[key] = None
        return self._values[key]

    def operand(self, sheet: str, place: Place) -> Fraction | int:
        """What a cell counts for in a sum; _Unknown for a text that is no "không có"."""
        if sheet not in self._sheets:
            raise _Unknown
        if place in self._formulas.get(sheet, {}):
            computed = self.value(sheet, place)
            if computed is None:
                raise _Unknown
            return computed
        content = self._sheets[sheet].at(*place)
        if isinstance(content, str):
            if content and not _counts_nothing(content):
                raise _Unknown
            return 0
        if isinstance(content, bool) or not isinstance(content, int | float):
            raise _Unknown
        return _exact(content)


class _Reader:
    """One formula of sums, differences, products and quotients, read from left to right."""

    def __init__(self, sums: _Sums, sheet: str, text: str) -> None:
        self._sums, self._sheet = sums, sheet
        self._tokens = list(_tokens(text.lstrip("=")))
        self._at = 0

    def read(self) -> Fraction:
        value = self._sum()
        if self._at < len(self._tokens):
            raise _Unknown
        return value

    def _next(self, *signs: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at]["sign"] in signs:
            self._at += 1
            return self._tokens[self._at - 1]["sign"]
        return ""

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._next("+", "-"):
            value += self._product() if sign == "+" else -self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._next("*", "/"):
            value = value * self._factor() if sign == "*" else value / self._factor()
        return value

    def _factor(self) -> Fraction:
        if sign := self._next("+", "-"):
            return self._factor() if sign == "+" else -self._factor()
        if self._next("("):
            return self._closed(self._sum())
        if self._at >= len(self._tokens):
            raise _Unknown
        token = self._tokens[self._at]
        self._at += 1
        if token["number"]:
            return Fraction(token["number"])
        if token["sum"]:
            self._next("(")
            return self._closed(self._listed())
        if token["range"] and not token["c2"]:
            return self._of_range(token)
        raise _Unknown

    def _closed(self, value: Fraction) -> Fraction:
        if not self._next(")"):
            raise _Unknown
        return value

    def _listed(self) -> Fraction:
        """What stands between the brackets of SUM."""
        total = Fraction(0)
        while True:
            token = self._tokens[self._at] if self._at < len(self._tokens) else None
            if token and token["c2"]:
                self._at += 1
                total += self._of_range(token)
            else:
                total += self._sum()
            if not self._next(",", ";"):
                return total

    def _of_range(self, token: re.Match[str]) -> Fraction:
        sheet = (token["sheet"] or self._sheet).strip("'").replace("''", "'")
        top, left = int(token["r1"]) - 1, _column(token["c1"])
        bottom = int(token["r2"]) - 1 if token["r2"] else top
        right = _column(token["c2"]) if token["c2"] else left
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _Unknown
        places = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        return Fraction(sum(self._sums.operand(sheet, place) for place in places))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text.rstrip()):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _Unknown
        yield token
        at = token.end()


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1

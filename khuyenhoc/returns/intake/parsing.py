"""From a cell's content to what it states: a whole number, đồng, "không có", nothing, a share, or what must be asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.intake.conventions import Convention, settled
from khuyenhoc.returns.intake.remarks import leaves, with_remark
from khuyenhoc.returns.intake.spoken_money import parse_spoken
from khuyenhoc.returns.intake.words import folded, words
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.sheets.blanks import PLAIN_NONE, PLAIN_NOTHING
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.view import cleaned
from khuyenhoc.vietnamese.money import parse_money
from khuyenhoc.vietnamese.numbers import parse_number
from khuyenhoc.vietnamese.text import fold

_LARGEST: Final = 2**63 - 1
_EXACT_FLOAT: Final = 2**53
_EXACT_DIGITS: Final = 15
_FOOTNOTE: Final = re.compile(r"(?<=[\d%])\s*(?:\*+|\((?:\*+|\d)\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")
# "63.000.000,-", "104 .": what closes a figure, as people were taught to at school.
_ENDING: Final = re.compile(r"(?<=\d)\s*(?:[.,;]?\s*[-–=]+|[.;]+)$", re.ASCII)
_LED: Final = re.compile(r"[:=]\s*(?P<rest>\d.*)|[\"“”'](?P<quoted>\d[^\"“”']*)[\"“”']", re.ASCII)
_WIDE: Final = {0xFF10 + digit: str(digit) for digit in range(10)}
_NUMBER: Final = re.compile(r"(?P<number>[+\u2212-]?\d(?:[\d., ]*\d)?)\s*(?P<unit>[^\d\s].*)?", re.ASCII)
_DOTTED: Final = re.compile(r"[+\u2212-]?[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])", re.ASCII)
# Two numbers under or beside each other in one cell: a break or a gap never stands for the space before thousands.
_BROKEN: Final = re.compile(r"\d(?:\s*[\r\n\t]\s*|\s{2,})[+\u2212-]?\d")


class Manner(Struct, frozen=True):
    """How a figure is stated: `factor` đồng a unit of money, and the decimal mark of its table."""

    factor: int = 1
    convention: Convention = Convention.UNKNOWN


def parse_cell(content: Content, indicator: IndicatorSpec, at: str, manner: Manner, error: str = "") -> CellValue:
    """What a cell states for `indicator`. `error`: the error that stands there instead of a value (#REF!)."""
    if error:
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=error)
    match content:
        case str():
            text = cleaned(content)
            if _BROKEN.search(content):
                return CellValue(indicator.code, Stated.INVALID, at=at, raw=text)
            return _from_text(text, indicator, at, manner)
        case bool():
            return _from_truth(content, indicator, at)
        case int() | float():
            return _from_number(content, indicator, at, manner)
    return CellValue(indicator.code, Stated.INVALID, at=at, raw=_shown(content))


def _from_truth(content: bool, indicator: IndicatorSpec, at: str) -> CellValue:
    if indicator.is_yes_or_no:
        return CellValue(indicator.code, Stated.VALUE, int(content), at, str(content).upper())
    return CellValue(indicator.code, Stated.INVALID, at=at, raw=str(content).upper())


def _from_number(content: float, indicator: IndicatorSpec, at: str, manner: Manner) -> CellValue:
    if not isfinite(content):
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=str(content))
    if not (indicator.is_money or indicator.is_derived) and content == int(content) and abs(content) <= _EXACT_FLOAT:
        return CellValue(indicator.code, Stated.VALUE, whole := int(content), at, str(whole))
    if not indicator.is_derived and content == int(content) and abs(content) < 10**_EXACT_DIGITS:
        return _whole(int(content) * manner.factor, manner.factor, indicator, at, str(int(content)))
    exact = _decimal(content)
    raw = _written(exact)
    if indicator.is_derived:
        return CellValue(indicator.code, Stated.SHARE, at=at, raw=raw, share=exact)
    if not indicator.is_money:
        return _whole(Fraction(exact), 1, indicator, at, raw)
    return _whole(Fraction(exact) * manner.factor, _step(exact, manner.factor), indicator, at, raw)


def _decimal(content: float) -> Decimal:
    """A spreadsheet's number with the fifteen digits that it shows: 0,1 + 0,2 is 0,3."""
    number = Decimal(content) if isinstance(content, int) else Decimal(f"{content:.{_EXACT_DIGITS}g}")
    return number.quantize(1) if number == number.to_integral_value() and abs(number) < 10**20 else number


def _written(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")


def _step(number: Decimal, factor: int) -> int:
    decimals = max(0, -int(number.as_tuple().exponent))
    return max(1, factor // int(10**decimals))


def _whole(value: Fraction | int, step: int, indicator: IndicatorSpec, at: str, raw: str) -> CellValue:
    if value.denominator != 1 or not -_LARGEST <= value <= _LARGEST:
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=raw)
    return CellValue(indicator.code, Stated.VALUE, int(value), at, raw, step)


def evened(cells: Iterable[CellValue]) -> Iterator[CellValue]:
    """Money all stated to the finest step of the return: who writes "36,75" elsewhere means 36,00 by "36".

    What carries a unit in its own cell ("36,7 tỷ") is left as it is.
    """
    cells = tuple(cells)
    steps = [c.step for c in cells if c.step > 1 and _is_bare(c)]
    for cell in cells:
        yield replace(cell, step=min(steps)) if cell.step > 1 and _is_bare(cell) else cell


def _is_bare(cell: CellValue) -> bool:
    return not any(c.isalpha() for c in cell.raw)


def _from_text(text: str, indicator: IndicatorSpec, at: str, manner: Manner) -> CellValue:
    text = text.removeprefix("'")  # by which a spreadsheet is told that a text follows; a copied table keeps it
    plain = fold(text)
    if not text or plain in PLAIN_NOTHING:
        return CellValue(indicator.code, Stated.BLANK, at=at, raw=text)
    if plain in PLAIN_NONE or (plain in folded("not_yet") and not indicator.is_yes_or_no):
        return CellValue(indicator.code, Stated.NONE, at=at, raw=text)
    if indicator.is_yes_or_no and (word := _yes_or_no(plain)) is not None:
        return CellValue(indicator.code, Stated.VALUE, word, at, text)
    bare = _ENDING.sub("", _FOOTNOTE.sub("", text if text.isascii() else text.translate(_WIDE)))
    if not bare[:1].isdigit() and (led := _LED.fullmatch(bare)):
        bare = led["quoted"] or led["rest"]
    if indicator.is_derived:
        return _share(bare, indicator, at, text, manner)
    parse = _money if indicator.is_money else _count
    cell = parse(bare, indicator, at, text, manner)
    if cell.stated is Stated.INVALID and (found := with_remark(bare)):
        said = parse(found.figure, indicator, at, text, manner)
        if said.value is not None and leaves(found.remark, said.value):
            return said
    return cell


@lru_cache(maxsize=256)
def _yes_or_no(plain: str) -> int | None:
    if plain in folded("affirmed"):
        return 1
    return 0 if plain in folded("denied") else None


def _count(bare: str, indicator: IndicatorSpec, at: str, raw: str, manner: Manner) -> CellValue:
    # A dot before three digits cannot stand before decimals of what is counted.
    counted = replace(manner, convention=Convention.COMMA) if _DOTTED.match(bare) else manner
    number = _number(bare, counted, fold(indicator.unit))
    if number is None:
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=raw)
    return _whole(Fraction(number), 1, indicator, at, raw)


def _money(bare: str, indicator: IndicatorSpec, at: str, raw: str, manner: Manner) -> CellValue:
    found = _NUMBER.fullmatch(bare)
    number = settled(found["number"], manner.convention) if found else None
    if spoken := parse_spoken(bare):
        return _whole(Fraction(spoken.dong), spoken.step, indicator, at, raw)
    money = parse_money(f"{number.text} {found['unit'] or ''}", manner.factor) if found and number else None
    if number is None or money is None or (money.ambiguous and not number.sure):
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=raw)
    return _whole(Fraction(money.dong), money.step, indicator, at, raw)


def _share(bare: str, indicator: IndicatorSpec, at: str, raw: str, manner: Manner) -> CellValue:
    share = _number(bare, manner, fold(indicator.unit))
    if share is None:
        return CellValue(indicator.code, Stated.INVALID, at=at, raw=raw)
    return CellValue(indicator.code, Stated.SHARE, at=at, raw=raw, share=share)


def _number(text: str, manner: Manner, unit: str) -> Decimal | None:
    """The number in a text, with its own unit of measure behind it or none; None where it is none or may mean two."""
    found = _NUMBER.fullmatch(text)
    if not found or not _is_unit(fold(found["unit"] or ""), unit):
        return None
    number = settled(found["number"], manner.convention)
    parsed = parse_number(number.text) if number else None
    if number is None or parsed is None or (parsed.ambiguous and not number.sure):
        return None
    return parsed.value


@lru_cache(maxsize=1024)
def _is_unit(stated: str, unit: str) -> bool:
    """Whether what stands behind a figure is its own unit of measure, by one of its names, or nothing."""
    if stated in ("", unit):
        return True
    groups = ({fold(name) for name in group} for group in words().same_measures)
    return any(stated in group and unit in group for group in groups)


def _shown(content: dt.date | dt.time | dt.timedelta) -> str:
    """A date as people write it: a number that a spreadsheet took for one is recognised so."""
    if isinstance(content, dt.datetime | dt.date):
        return f"{content.day}/{content.month}/{content.year}"
    return str(content)

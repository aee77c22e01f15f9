"""Figures of a unit and how they are put into cells: text or number, đồng or triệu, "không có", and what is to be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from random import Random

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.demo.figures import Figure, generate
from khuyenhoc.returns.values import Stated
from khuyenhoc.vietnamese.numbers import format_count, format_decimal
from tests.corpus.parts import FORM, UNITS, Cell, Fault, Put
from tests.corpus.years import quiet

NONE_WORDS = [
    "không",
    "không có",
    "Không",
    "KHÔNG CÓ",
    "ko",
    "khong co",
    "Không có",
    "k có",
    "Ko có",
    "không phát sinh",
    "không có gì",
]
BLANK_WORDS: list[Cell] = [None, "", "-", "…", "...", " ", "–", "--"]
ASKED: list[Cell] = [
    "1O5", "l2", "3o", "I5", dt.datetime(2023, 5, 12), "(15)", "35?", "khoảng 30", "30-35", "> 20", "chưa có số liệu", "1,5",
    "12 (tạm tính)", "12+3", "1.23.456", "x", Fault("#REF!"), Fault("#N/A"), "hơn 20", "12.5", "1.234,5", "30/35/40", "#VALUE!",
]  # fmt: skip
COUNT_STYLES = [
    "number",
    "number",
    "number",
    "dotted",
    "dotted",
    "spaced",
    "english",
    "float",
    "plain",
    "nbsp",
    "unit",
    "footnote",
]
MONEY_STYLES = [
    "dong", "dong", "dong", "dong_text", "dong_unit", "million", "million", "million_text", "thousand", "thousand_text",
    "billion", "in_cell", "in_words",
]  # fmt: skip
UNIT_NAMES = {
    "million": ["triệu đồng", "tr.đ", "trđ", "Triệu đồng", "triệu", "tr.đồng", "TRIỆU ĐỒNG", "trieu dong"],
    "thousand": ["nghìn đồng", "1.000đ", "1000đ", "ngàn đồng", "nghìn đ", "1.000 đồng", "ng.đ", "1000 đồng"],
    "billion": ["tỷ đồng", "tỉ đồng", "tỷ"],
}


@dataclass(frozen=True)
class Manner:
    """How one file puts its figures. `stated`: where a unit of money other than đồng stands (label, measure, around)."""

    count: str
    money: str
    none: str
    stated: str = "measure"

    @property
    def factor_name(self) -> str:
        """How the unit of the money is written: one way a file."""
        names = UNIT_NAMES.get(self.money.split("_")[0], ["đồng"])
        return names[len(self.count + self.none) % len(names)]


@cache
def drawn(seed: int) -> Mapping[str, Mapping[str, Figure]]:
    """The quiet year of every unit."""
    return {unit: quiet(row) for unit, row in generate(FORM, list(UNITS.values()), seed).items()}


def a_manner(random: Random) -> Manner:
    count, money = random.choice(COUNT_STYLES), random.choice(MONEY_STYLES)
    if count == "english":
        money = "dong_english"
    return Manner(count, money, random.choice(NONE_WORDS), random.choice(["measure", "measure", "label", "around"]))


def put(indicator: IndicatorSpec, figure: Figure, manner: Manner) -> Put:
    """A figure in its cell. Whatever the manner, the truth is the figure."""
    if figure is Stated.NONE:
        return Put(manner.none, "none", _measure(indicator, manner))
    assert isinstance(figure, int)
    if indicator.is_money:
        return Put(_money(figure, manner.money), figure, _measure(indicator, manner))
    return Put(_count(figure, indicator, manner.count), figure, indicator.unit)


def _measure(indicator: IndicatorSpec, manner: Manner) -> str:
    if not indicator.is_money:
        return indicator.unit
    return manner.factor_name if manner.stated == "measure" else "đồng" if manner.factor_name == "đồng" else ""


def _count(value: int, indicator: IndicatorSpec, style: str) -> Cell:
    match style:
        case "dotted":
            return format_count(value)
        case "spaced":
            return format_count(value).replace(".", " ")
        case "nbsp":
            return format_count(value).replace(".", "\u00a0") + " "
        case "english":
            return f"{value:,}"
        case "float":
            return float(value)
        case "plain":
            return str(value)
        case "unit":
            return f"{format_count(value)} {indicator.unit}" if len(indicator.unit) < 9 else value
        case "footnote":
            return f"{format_count(value)}*" if value % 5 == 0 else value
    return value


def _money(dong: int, style: str) -> Cell:
    match style:
        case "dong_text":
            return format_count(dong)
        case "dong_english":
            return f"{dong:,}"
        case "dong_unit":
            return f"{format_count(dong)} đ" if dong % 3 else f"{format_count(dong)}đồng"
        case "million":
            return dong / 10**6
        case "million_text":
            return shortest(dong, 10**6)
        case "thousand":
            return dong // 1000 if dong % 1000 == 0 else dong / 1000
        case "thousand_text":
            return shortest(dong, 1000)
        case "billion":
            return dong / 10**9
        case "in_cell":
            return in_cell(dong)
        case "in_words":
            return in_words(dong)
    return dong


def shortest(dong: int, size: int) -> str:
    exact = Fraction(dong, size)
    places = next(n for n in range(10) if exact * 10**n % 1 == 0)
    return format_decimal(exact, places)


def in_cell(dong: int) -> str:
    """ "36,7 tỷ", "45tr", "500 nghìn": the unit stands in the cell."""
    if dong >= 10**9 and dong % 10**8 == 0:
        return f"{shortest(dong, 10**9)} tỷ"
    if dong >= 10**6:
        return f"{shortest(dong, 10**6)}{'tr' if dong % 7 else ' triệu đồng'}"
    return f"{shortest(dong, 1000)} nghìn" if dong else "0"


def in_words(dong: int) -> str:
    """ "1 tỷ 200 triệu", "12 triệu 500 nghìn", "1tr2"."""
    parts = [(dong // 10**9, "tỷ"), (dong // 10**6 % 1000, "triệu"), (dong // 1000 % 1000, "nghìn")]
    if dong % 1000:
        return f"{format_count(dong)} đồng"
    if dong < 10**9 and dong % 10**5 == 0 and dong // 10**5 % 10 and dong > 10**6:
        return f"{dong // 10**6}tr{dong // 10**5 % 10}"
    said = " ".join(f"{n} {name}" for n, name in parts if n)
    return f"{said} đồng" if said and dong % 7 == 0 else said or "0"

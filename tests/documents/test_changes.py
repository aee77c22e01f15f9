"""Changes in words and as pictures: who is named, what is no growth, and that every step begins where the last one ended."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.documents.changes import brief, sentence, signed
from khuyenhoc.documents.drawing import ALONE
from khuyenhoc.documents.waterfall import SHOWN, steps, waterfall_svg
from khuyenhoc.documents.years import dots, redrawing_words, rules, years_svg
from khuyenhoc.rollups.changes import Cause, Contribution
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.rollups.why import Change, Point
from khuyenhoc.rollups.years import Redrawing, Year, Years

FORM = read_catalogue().forms[0].by_code
UNIT = UnitRef("30", "Tỉnh Hải Dương", "province", None)
WRITTEN = re.compile(r">([^<>]+)</(?:text|tspan)>")
GROWTH, BORDER, NEW = Cause.GROWTH, Cause.BORDER, Cause.NEW_REPORT


def change(*parts: tuple[str, int, Cause], indicator: str = "MH03", first: int = 1000) -> Change:
    made = tuple(Contribution(name, name, cause, Fraction(by)) for name, by, cause in parts)
    second = first + sum(by for _name, by, _cause in parts)
    points = [Point(str(y), Fraction(n), 9, 9, True) for y, n in ((2022, first), (2023, second))]
    return Change(FORM[indicator], UNIT, None, points[0], points[1], made)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            [("Huyện Thanh Miện", 7000, GROWTH), ("Thành phố Chí Linh", 4000, GROWTH), ("Huyện Nam Sách", 1310, GROWTH)],
            "Tăng 12.310 gia đình, hơn một nửa do huyện Thanh Miện.",
        ),
        (
            [("Huyện A", 400, GROWTH), ("Huyện B", 390, GROWTH), ("Huyện C", 210, GROWTH)],
            "Tăng 1.000 gia đình, hơn một nửa do huyện A và huyện B.",
        ),
        ([("Huyện A", -9, GROWTH), ("Huyện B", -3, GROWTH)], "Giảm 12 gia đình, hơn một nửa do huyện A."),
        (
            [("Huyện A", 20, GROWTH), ("Huyện B", -15, GROWTH)],
            "Tăng 5 gia đình, nhiều nhất ở huyện A (tăng 20 gia đình).",
        ),
        (
            [(f"Huyện {n}", 10, GROWTH) for n in range(9)],
            "Tăng 90 gia đình, nhiều nhất ở huyện 0 (tăng 10 gia đình), huyện 1 (tăng 10 gia đình) và huyện 2 "
            "(tăng 10 gia đình).",
        ),
        (
            [("Huyện A", 6, GROWTH), ("Huyện B", 3, NEW), ("Xã C", 1, BORDER)],
            "Tăng 10 gia đình, hơn một nửa do huyện A. Trong đó có thêm báo cáo: tăng 3 gia đình; "
            "địa giới thay đổi: tăng 1 gia đình.",
        ),
        ([("Xã A", 6, BORDER), ("Huyện B", 1, GROWTH)], "Tăng 7 gia đình, hơn một nửa do địa giới thay đổi. "
         "Trong đó địa giới thay đổi: tăng 6 gia đình."),
        ([("Xã A", -25, GROWTH)], "Giảm 25 gia đình."),
        ([], "Không đổi."),
    ],
)  # fmt: skip
def test_the_sentence(parts: list[tuple[str, int, Cause]], said: str) -> None:
    assert sentence(change(*parts)) == said


def test_what_it_is_counted_in() -> None:
    assert sentence(change(("Xã A", -2, GROWTH), indicator="MH04")) == "Giảm 2,00 điểm phần trăm."
    assert sentence(change(("Xã A", 36_700_000_000, GROWTH), indicator="QK04")) == "Tăng 36,7 tỷ đồng."
    assert [signed(n, FORM["MH03"]) for n in (12310, -56, 0)] == ["+12.310", "−56", "0"]
    money = [brief(Fraction(n), FORM["QK04"]) for n in (36_749_000_000, 250_000, -3_200_000)]
    assert money == ["36,7 tỷ", "250.000", "−3,2 triệu"]


def test_steps_lead_from_one_figure_to_the_other() -> None:
    made = change(*((f"Huyện {n}", 50 - n * 7, GROWTH) for n in range(14)))
    found = steps(made)
    assert len(found) == SHOWN + 3
    assert [step.label for step in (found[0], found[-2], found[-1])] == [
        "Năm 2022:|1.000", "4 khoản nhỏ hơn", f"Năm 2023:|{brief(made.second.value, made.indicator)}",
    ]  # fmt: skip
    assert all(after.start == before.end for before, after in pairwise(found[:-1]))
    assert (found[-1].start, found[-1].end) == (0, made.change)
    assert len(steps(change(*((f"Huyện {n}", 5, GROWTH) for n in range(SHOWN + 1))))) == SHOWN + 3, "one is no rest"


def test_the_pictures_say_every_number() -> None:
    texts = written(waterfall_svg(change(("Xã A", 7, GROWTH), ("Xã A", -3, NEW))))
    assert {"+7", "−3", "+4", "(thêm báo cáo)", "1.000"} <= set(texts)
    assert sum("Xã A" in text for text in texts) == 2, "two steps of one unit are two"
    found = over(1000, None, 1200, 1300)
    assert {"2022", "1.000", "1.300", "01/07/2025: 4 đơn vị thành 1"} <= set(written(years_svg(found)))


def written(picture: str) -> list[str]:
    return [text.strip(ALONE) for text in WRITTEN.findall(picture)]


def over(*values: int | None, border: int = 0) -> Years:
    years = [
        Year(str(y), dt.date(y, 12, 31), True, n if n is None else Point(str(y), Fraction(n), 9, 9, True), Fraction(0))
        for y, n in enumerate(values, start=2022)
    ]
    years[-1] = replace(years[-1], border=Fraction(border))
    return Years(FORM["MH03"], UNIT, None, tuple(years), (Redrawing(dt.date(2025, 7, 1), 4, 1),))


def test_no_line_is_drawn_over_a_border_or_over_a_year_without_a_figure() -> None:
    assert [dot.stretch for dot in dots(over(1, 2, 3))] == [0, 0, 0]
    assert [dot.stretch for dot in dots(over(1, None, 3, 4))] == [0, 1, 1]
    assert [dot.stretch for dot in dots(over(1, 2, 3, border=1))] == [0, 0, 1]
    assert [rule.label for rule in rules(over(1, 2))] == ["01/07/2025: 4 đơn vị thành 1"]
    assert redrawing_words(Redrawing(dt.date(2025, 7, 1), 12, 0)) == "01/07/2025: 12 đơn vị kết thúc"

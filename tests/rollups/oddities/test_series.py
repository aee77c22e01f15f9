"""A figure against its own years: what is planted is found once, and what has a reason to be as it is, is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from khuyenhoc.rollups.oddities.looking import look
from khuyenhoc.rollups.oddities.scene import Scene
from tests.rollups.oddities.clean_years import scene_of
from tests.rollups.oddities.test_looking import PROVINCE, UNIT, clean, found

Planted = Mapping[int, Mapping[str, float]]
"""By how many years ago and indicator: so many times the clean figure."""


def planted(times: Planted, *units: str) -> Scene:
    """Clean years in which some communes, or all, stated other figures."""
    map_, now, before = clean()
    years = [
        {u: row | {c: round(row[c] * by) for c, by in times.get(n, {}).items()} if u in (units or row_of) else row
         for u, row in row_of.items()}
        for n, row_of in enumerate([now, *before])
    ]  # fmt: skip
    return scene_of(years[0], map_, *years[1:])


def held(codes: tuple[str, ...], years: int, *units: str) -> Scene:
    """Clean years in which some communes hand in the figures of the first of the last ones again and again."""
    map_, now, before = clean()
    given = [now, *before]
    same = [
        {
            u: row | {c: given[years - 1][u][c] for c in codes} if n < years and u in units else row
            for u, row in of.items()
        }
        for n, of in enumerate(given)
    ]
    return scene_of(same[0], map_, *same[1:])


@pytest.mark.parametrize(
    ("rule", "indicator", "times"),
    [
        ("S15", "MH01", {0: {"MH01": 1.35}}),
        ("S15", "HV01", {0: {"HV01": 0.6}}),
        ("S14", "MH01", {1: {"MH01": 1.6}}),
        ("S14", "HV01", {1: {"HV01": 0.5}}),
        ("S14", "MH01", {1: {"MH01": 0}}),
        ("S14", "TT04", {1: {"TT04": 12}}),
        ("S14", "QK02", {1: {"QK02": 15}}),
    ],
)  # fmt: skip
def test_what_is_planted_in_a_commune_is_found_as_one_thing(rule: str, indicator: str, times: Planted) -> None:
    flags = {key: one for key, one in found(planted(times, UNIT), UNIT).items() if key[2] == indicator}
    assert list(flags) == [(UNIT, rule, indicator)]


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("S15", {0: {"MH01": 1.1}}), ("S15", {0: {"MH01": 0.9}}), ("S15", {0: {"TT04": 1.8}}),
        ("S14", {1: {"MH01": 1.25}}), ("S14", {1: {"TT04": 0.4}}),
    ],
)  # fmt: skip
def test_the_sum_of_a_province_is_watched_more_closely(rule: str, times: Planted) -> None:
    (indicator,) = next(iter(times.values()))
    assert (PROVINCE, rule, indicator) in found(planted(times), PROVINCE)


def test_it_is_said_with_what_it_was_compared() -> None:
    flag = found(planted({0: {"MH01": 1.35}}, UNIT), UNIT)[UNIT, "S15", "MH01"]
    assert "của kỳ trước; 5 kỳ trước đó mỗi kỳ từ " in flag.message
    assert flag.against.startswith("từ năm 2017 đến năm 2022 mỗi kỳ từ ")
    spike = found(planted({1: {"MH01": 1.6}}, UNIT), UNIT)[UNIT, "S14", "MH01"]
    assert spike.amount == "năm 2022 gấp 1,7 lần rồi trở lại"
    assert spike.message.endswith(", nên số năm 2022 có thể sai")
    nothing = found(planted({1: {"MH01": 0}}, UNIT), UNIT)[UNIT, "S14", "MH01"]
    assert nothing.amount == "năm 2022 giảm hết rồi trở lại"


def test_a_course_needs_years_without_a_gap() -> None:
    scene = planted({0: {"MH01": 1.35}}, UNIT)
    assert (UNIT, "S15", "MH01") in found(replace(scene, past=scene.past[:5]))
    assert (UNIT, "S15", "MH01") not in found(replace(scene, past=scene.past[:4])), "three growths say too little"
    assert (UNIT, "S15", "MH01") not in found(replace(scene, past=(*scene.past[:2], None, *scene.past[3:])))


def test_a_place_that_always_grows_fast_is_not_odd_for_growing_fast() -> None:
    steps = {n: {"MH01": 1.3 ** (6 - n)} for n in range(7)}
    assert not {key for key in found(planted(steps, UNIT), UNIT) if key[1] in ("S14", "S15") and key[2] == "MH01"}


def test_a_leap_that_was_made_before_and_a_year_before_between_unlike_ones_are_not_odd() -> None:
    again = {0: {"MH01": 1.6}, **{n: {"MH01": 0.6} for n in (3, 4, 5, 6)}}
    assert (UNIT, "S15", "MH01") in found(planted({0: {"MH01": 1.35}}, UNIT), UNIT)
    assert (UNIT, "S15", "MH01") not in found(planted(again, UNIT), UNIT), "it grew by more three years ago"
    steps = {0: {"MH01": 1.5}, 1: {"MH01": 3}}
    assert (UNIT, "S14", "MH01") not in found(planted(steps, UNIT), UNIT), "it did not come back to where it was"


def test_figures_that_stand_still_are_found_one_by_one_and_a_copied_return_as_one() -> None:
    flag = found(held(("HV03",), 3, UNIT), UNIT)[UNIT, "S16", "HV03"]
    assert flag.amount == "giữ nguyên 3 kỳ liền"
    assert "giống hệt từ năm 2021, 3 kỳ liền" in flag.message
    assert flag.against.startswith("số như vậy mỗi kỳ thay đổi khoảng ")
    assert (UNIT, "S16", "HV03") not in found(held(("HV03",), 2, UNIT), UNIT), "twice may be chance"
    all_ = tuple(clean()[1][UNIT])
    copied = [one for one in look(held(all_, 3, UNIT), [UNIT])[UNIT] if one.code == "S16"]
    assert [one.indicator for one in copied] == [""]
    assert "số của đơn vị giống hệt các kỳ trước" in copied[0].message


def test_what_moves_nowhere_may_stand_still_but_not_what_comes_and_goes() -> None:
    map_, now, before = clean()
    everywhere = held(("HV03", "TT04"), 3, *now)
    flags = found(everywhere, UNIT)
    assert (UNIT, "S16", "HV03") not in flags, "nobody counted again"
    assert (UNIT, "S16", "TT04") in flags, "as many learners everywhere three times"
    assert before[0][UNIT]["TC01"] == now[UNIT]["TC01"] == 1
    assert not [key for key in found(scene_of(now, map_, *before), UNIT) if key[2] == "TC01"], "small ones stay"


def test_a_round_figure_that_stands_still_says_little() -> None:
    map_, now, before = clean()
    same = [
        {u: row | ({"QK021": 50_000_000} if u == UNIT else {}) for u, row in of.items()} for of in [now, *before[:2]]
    ]
    assert (UNIT, "S16", "QK021") not in found(scene_of(same[0], map_, *same[1:]), UNIT)
    odd = [
        {u: row | ({"QK021": 50_123_456} if u == UNIT else {}) for u, row in of.items()} for of in [now, *before[:2]]
    ]
    assert (UNIT, "S16", "QK021") in found(scene_of(odd[0], map_, *odd[1:]), UNIT)


def test_a_reason_holds_until_a_figure_of_these_years_is_another() -> None:
    key = (UNIT, "S15", "MH01")
    one = found(planted({0: {"MH01": 1.35}}, UNIT), UNIT)[key]
    assert found(planted({0: {"MH01": 1.35}, 2: {"HV01": 1.01}}, UNIT), UNIT)[key].cause == one.cause
    assert found(planted({0: {"MH01": 1.35}, 2: {"MH01": 1.01}}, UNIT), UNIT)[key].cause != one.cause

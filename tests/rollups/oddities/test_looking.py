"""The rules find what is planted, little else, and on the article's figures what its readers should have asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product

import pytest

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.oddities import oddity_rules
from khuyenhoc.demo.profile import read_published
from khuyenhoc.rollups.figures import Answer, Flag
from khuyenhoc.rollups.oddities.digits import tail
from khuyenhoc.rollups.oddities.looking import answered, look
from khuyenhoc.rollups.oddities.scene import Scene, Year
from khuyenhoc.units.queries import UnitMap
from tests.rollups.oddities.clean_years import FORM, Rows, clean_scene, clean_years, scene_of

UNIT, DISTRICT, PROVINCE = "11242", "300", "30"
ALLOWED = Fraction(1, 200)


@cache
def clean() -> tuple[UnitMap, Rows, list[Rows]]:
    map_ = clean_scene(1).map
    now, *before = clean_years(1, map_)
    return map_, now, before


def changed(unit: str = UNIT, **figures: int) -> Scene:
    """A clean year in which one commune states other figures."""
    map_, now, before = clean()
    return scene_of({**now, unit: {**now[unit], **figures}}, map_, *before)


def found(scene: Scene, *units: str) -> dict[tuple[str, str, str], Flag]:
    flags = look(scene, units or (UNIT,))
    return {(unit, one.code, one.indicator): one for unit, of in flags.items() for one in of}


def published() -> Scene:
    """The province of the article: eight figures, no units below them."""
    totals = read_published().totals
    year = Year({PROVINCE: totals}, {PROVINCE: dict.fromkeys(totals, 1)}, {PROVINCE: 1})
    bounds: Mapping[str, tuple] = {PROVINCE: tuple(b for b in read_catalogue().bounds if b.unit == PROVINCE)}
    return replace(clean_scene(1), now=year, past=(), bounds=bounds)


def test_of_the_article_communities_and_organisations_are_found_families_and_clans_are_not() -> None:
    flags = found(published(), PROVINCE)
    assert list(flags) == [(PROVINCE, "K09", "MH33"), (PROVINCE, "K10", "MH21")]
    organisations, communities = flags.values()
    assert (organisations.amount, organisations.against) == ("99,998 %", "mức 99,5 % trở lên phải giải trình")
    assert (organisations.certainty, organisations.verified) == ("likely", True)
    assert (communities.amount, communities.against) == ("gấp 71,5 lần", "nhiều nhất khoảng 1.500 cộng đồng")
    assert (communities.verified, communities.source.startswith("ước chừng 1.300 đến 1.500")) == (False, True)


def test_at_most_one_figure_of_two_hundred_is_a_false_alarm_in_clean_years() -> None:
    alarms = figures = 0
    for seed in (2, 3):
        scene = clean_scene(seed)
        assert len(scene.past) == 6
        alarms += sum(map(len, look(scene, scene.map.units).values()))
        figures += sum(map(len, scene.now.totals.values()))
    assert figures > 27_000
    assert Fraction(alarms, figures) <= ALLOWED


def of(code: str, times: float = 1, more: int = 0) -> int:
    return int(clean()[1][UNIT][code] * times) + more


@pytest.mark.parametrize(
    ("rule", "indicator", "figures"),
    [
        ("S01", "MH03", lambda: {"MH03": of("MH01", more=1)}),
        ("S13", "MH02", lambda: {"MH02": of("MH01", more=1)}),
        ("S01", "HV02", lambda: {"HV02": of("HV01", more=5)}),
        ("S02", "QK02", lambda: {"QK02": of("QK02", 1.1)}),
        ("S02", "QK04", lambda: {"QK04": of("QK04", 0.9)}),
        ("K09", "MH43", lambda: {"MH42": of("MH41"), "MH43": of("MH41")}),
        ("S04", "HV01", lambda: {"HV01": of("HV03", 0.7)}),
        ("S05", "MH01", lambda: {"MH01": of("HV03"), "MH02": of("MH03")}),
        ("S06", "MH21", lambda: {"MH21": of("HV03", 0.05)}),
        ("S07", "MH31", lambda: {"MH31": of("HV03", 0.06)}),
        ("S08", "MH41", lambda: {"MH41": of("HV03", 1.2)}),
        ("S09", "MH01", lambda: {"MH01": of("MH01", 1.7)}),
        ("S09", "TT04", lambda: {"TT04": of("TT04", 10)}),
        ("S09", "HB02", lambda: {"HB02": 0}),
        ("S10", "MH11", lambda: {"MH11": of("HV03", 0.02)}),
        ("S10", "QK02", lambda: {c: of(c, 0.02) for c in ("QK02", "QK021", "QK022", "QK023", "QK024", "QK025")}),
        ("S11", "HV03", lambda: {"HV03": 12_000}),
        ("S12", "", lambda: {c: of(c) // 10 * 10 for c in ("HV01", "HV03", "MH01", "MH02", "MH03", "MH41", "MH42")}),
    ],
)  # fmt: skip
def test_what_is_planted_is_found(rule: str, indicator: str, figures) -> None:
    scene = changed(**figures())
    alone = replace(scene, past=()) if rule == "S10" else scene  # a jump would silence it
    assert (UNIT, rule, indicator) in found(alone)


def test_villages_that_are_known_of_a_unit_and_of_all_below_a_district() -> None:
    scene = changed()
    below = scene.map.lowest(DISTRICT)
    fewer = {unit: scene.now.totals[unit]["MH21"] - 1 for unit in below}
    flags = found(replace(scene, villages=fewer), UNIT, DISTRICT)
    assert flags[UNIT, "S03", "MH21"].amount == "thừa 1"
    assert flags[DISTRICT, "S03", "MH21"].amount == f"thừa {len(below)}"
    assert (DISTRICT, "S03", "MH21") not in found(replace(scene, villages={UNIT: 1}), DISTRICT), "not known of all"


def test_a_figure_that_most_units_below_have_rounded_is_marked_above_them() -> None:
    map_, now, before = clean()
    rounded = {u: {**row, "HB02": round(row["HB02"], -1)} for u, row in now.items()}
    (flag,) = (f for (_u, code, on), f in found(scene_of(rounded, map_, *before), DISTRICT).items() if code == "S12")
    assert (flag.indicator, "tròn chục" in flag.message, "không đến một phần triệu" in flag.against) == (
        "HB02",
        True,
        True,
    )


def test_what_is_missing_is_never_compared() -> None:
    map_, now, before = clean()
    less = {u: {c: v for c, v in row.items() if (u, c) != (UNIT, "MH01")} for u, row in now.items()}
    scene = scene_of({u: {**row, "HB02": 0} if u != UNIT else row for u, row in less.items()}, map_, *before)
    scene = replace(scene, now=replace(scene.now, owing={**scene.now.owing, DISTRICT: 99}))
    flags = found(scene, UNIT, DISTRICT)
    assert not {key for key in flags if key[2] in ("MH01", "MH03")}
    assert (DISTRICT, "S09", "HB02") not in flags, "not all that owe have sent it"


def test_a_changed_figure_of_its_own_is_a_new_cause_a_neighbours_is_not() -> None:
    many = of("HV03", 0.02)
    key = (UNIT, "S10", "MH11")
    one = found(replace(changed(MH11=many), past=()))[key]
    map_, now, _before = clean()
    beside = {u: {**row, "MH11": row["MH11"] + (u == "11239")} for u, row in now.items()}
    beside[UNIT] = {**now[UNIT], "MH11": many}
    assert found(scene_of(beside, map_))[key].cause == one.cause
    assert found(replace(changed(MH11=many + 1), past=()))[key].cause != one.cause


def test_a_reason_for_the_cause_or_in_the_own_return_answers() -> None:
    scene = changed(MH11=of("HV03", 0.02), TT04=of("TT04", 10))
    flags = look(scene, [UNIT])[UNIT]
    clans = next(f for f in flags if f.indicator == "MH11")
    done = answered(
        flags, {clans.cause: Answer("Nhiều chi nhỏ", "Lan", pk=1)}, {(UNIT, "K07", "TT04"): "Mở thêm lớp"}, scene.rules
    )
    assert {f.indicator: f.answer.reason for f in done if f.answer} == {"MH11": "Nhiều chi nhỏ", "TT04": "Mở thêm lớp"}


@pytest.mark.parametrize(("n", "k"), [(1, 1), (3, 2), (4, 4), (3, 0)])
def test_the_chance_of_round_digits_is_exact(n: int, k: int) -> None:
    drawn = list(product(range(10), repeat=n))
    assert tail(n, k) == Fraction(sum(digits.count(0) >= k for digits in drawn), len(drawn))


def test_the_rules_suit_every_form_that_is_shipped() -> None:
    assert FORM.version == "2023"
    named = {
        c for r in oddity_rules() for f in (r.measure, *dict(r.pairs("measures")).values()) if f for c in names_in(f)
    }
    assert named <= FORM.by_code.keys()
    for form in read_catalogue().forms:
        empty = replace(clean_scene(1), form=form, rules=tuple(r for r in clean_scene(1).rules if r.suits(form)))
        look(empty, [PROVINCE, UNIT])

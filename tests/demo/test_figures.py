"""The synthetic year: published sums exact, everything else plausible, no return with an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean

import pytest

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.figures import Figure, generate
from khuyenhoc.demo.findings import marks_on
from khuyenhoc.demo.profile import read_profile, read_published
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.spec import UnitName

Rows = Mapping[str, Mapping[str, Figure]]


def counted(value: Figure) -> int:
    return value if isinstance(value, int) else 0


def test_the_four_published_pairs_come_out_to_the_last_one(totals: Mapping[str, int]) -> None:
    published = read_published().totals
    assert {code: totals[code] for code in published} == published
    assert (totals["MH03"], totals["MH01"], totals["MH13"], totals["MH11"]) == (452702, 515481, 7099, 8366)
    assert (totals["MH23"], totals["MH21"], totals["MH33"], totals["MH31"]) == (105220, 107315, 126062, 126065)


@pytest.mark.parametrize("seed", [1, 2, 99])
def test_they_come_out_for_any_seed_and_no_return_holds_an_error(
    seed: int, form: FormSpec, units: Sequence[UnitName]
) -> None:
    rows = generate(form, units, seed)
    for code, total in read_published().totals.items():
        assert sum(counted(row[code]) for row in rows.values()) == total
    assert [mark for row in rows.values() for mark in marks_on(form, row) if mark.level == "E"] == []


def test_other_published_sums_are_followed_too(form: FormSpec, units: Sequence[UnitName]) -> None:
    rows = generate(form, units, published={"MH01": 400_000, "MH03": 399_000, "TT04": 1_000_003})
    sums = [sum(counted(row[code]) for row in rows.values()) for code in ("MH01", "MH03", "TT04")]
    assert sums == [400_000, 399_000, 1_000_003]


def test_every_commune_states_every_typed_indicator(figures: Rows, form: FormSpec, units: Sequence[UnitName]) -> None:
    assert list(figures) == [unit.code for unit in units if unit.level == "commune"]
    assert len(figures) == 235
    assert {tuple(row) for row in figures.values()} == {tuple(i.code for i in form.typed)}
    assert {type(v) for row in figures.values() for v in row.values()} == {int, Stated}
    assert {v for row in figures.values() for v in row.values() if isinstance(v, Stated)} == {Stated.NONE}
    assert min(counted(v) for row in figures.values() for v in row.values()) == 0


def test_the_same_seed_gives_the_same_and_another_seed_others(
    figures: Rows, form: FormSpec, units: Sequence[UnitName]
) -> None:
    assert generate(form, units, 2023) == figures
    assert generate(form, units, 2024) != figures


def test_wholes_parts_and_balances_of_the_form_hold(figures: Rows, form: FormSpec) -> None:
    for row in figures.values():
        for i in form.typed:
            value = {code: counted(v) for code, v in row.items()}
            if i.parts:
                assert sum(value[part] for part in i.parts) == value[i.code]
            if i.equals:
                assert evaluate(i.equals, {c: value[c] for c in names_in(i.equals)}) == value[i.code]
            if i.part_of:
                assert value[i.code] <= value[i.part_of]
            if i.is_money:
                assert value[i.code] % 10_000 == 0


def test_warnings_stand_only_where_they_are_meant(figures: Rows, form: FormSpec) -> None:
    found = Counter((m.code, m.indicator) for row in figures.values() for m in marks_on(form, row))
    meant = Counter({("K09", "MH33"): 235})
    for oddity in read_profile().oddities:
        meant[(oddity.check, oddity.indicator)] += oddity.communes
    assert found == meant


def test_some_have_nothing_and_say_so_in_both_ways(figures: Rows) -> None:
    said = Counter(row["KT01"] for row in figures.values())
    assert said[Stated.NONE] > 50
    assert said[0] > 50


def test_the_province_has_a_plausible_size(totals: Mapping[str, int]) -> None:
    assert 1_900_000 <= totals["HV03"] <= 2_000_000
    assert 20 <= totals["HV01"] * 100 / totals["HV03"] <= 30
    assert totals["TC01"] == totals["TT01"] == 235


def test_wards_are_larger_and_larger_communes_have_more(figures: Rows, units: Sequence[UnitName]) -> None:
    people = {
        kind: mean(counted(figures[u.code]["HV03"]) for u in units if u.kind == kind) for kind in ("phường", "xã")
    }
    assert people["phường"] > 1.2 * people["xã"]
    by_size = sorted(figures.values(), key=lambda row: counted(row["HV03"]))
    for code in ("MH01", "HV01", "MH43", "QK04", "TC03"):
        small, large = (mean(counted(row[code]) for row in rows) for rows in (by_size[:80], by_size[-80:]))
        assert large > 1.3 * small

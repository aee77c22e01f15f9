"""The whole country as we hold it: 63 provinces become 34, no unit is lost, none doubled, and every successor is there."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections import Counter

import pytest

from khuyenhoc.units.country import EARLY, FOLDER, RECENT, country, ground, held, read_about, read_decisions, way
from khuyenhoc.units.matching import spoken
from khuyenhoc.units.own_sheets import own_sheets
from khuyenhoc.units.proving import Proof, prove
from khuyenhoc.units.queries import map_of
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import read_units
from tests.units.reorganising.small import LEVELS, links, lives

ABOUT = read_about()
ISLANDS = ["đặc khu Bạch Long Vĩ", "đặc khu Cồn Cỏ", "đặc khu Hoàng Sa", "đặc khu Lý Sơn", "đặc khu Côn Đảo"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The whole country drawn anew, once for all tests."""
    units = country(EARLY).units
    return draw(way().rows, map_of(RECENT, units), lives(units, began=EARLY), LEVELS)


@pytest.fixture(scope="module")
def proof(plan: Plan) -> Proof:
    return prove([map_of(EARLY, country(EARLY).units), plan.after], links(plan), LEVELS)


def test_the_counts_are_those_of_the_sources() -> None:
    assert [Counter(u.level for u in country(on).units) for on in (EARLY, RECENT)] == [
        {"province": 63, "district": 696, "commune": 10035},
        {"province": 34, "commune": 3321},
    ]
    assert [entry["units"] for entry in ABOUT["maps"]] == [len(country(on).units) for on in (EARLY, RECENT)]


def test_no_unit_is_lost_none_doubled_and_all_successors_are_there(plan: Plan, proof: Proof) -> None:
    assert (plan.can_be_applied, plan.faults, plan.questions) == (True, (), ())
    assert proof.holds, [*proof.faults, *(fault for step in proof.steps for fault in step.faults)][:5]
    step = proof.steps[1]
    assert step.stay + step.whole + step.divided + step.ended["district"] == 10794
    assert step.stay + step.begin == 3355
    assert proof.led == step.whole + step.divided
    assert step.ended == {"district": 696 - len(ISLANDS)}


def test_after_it_the_map_is_the_one_of_the_source(plan: Plan) -> None:
    official = {code: unit.official_code for code, unit in plan.after.units.items()}
    found = {
        (u.official_code, spoken(u.full_name), u.level, official.get(u.parent or "")) for u in plan.after.units.values()
    }
    assert found == {(u.code, spoken(u.full_name), u.level, u.parent) for u in country(RECENT).units}


def test_an_island_district_without_communes_is_a_commune_now(plan: Plan) -> None:
    raised = [new.full_name for old, new in plan.changed if old.level != new.level]
    assert sorted(raised) == sorted(ISLANDS)


def test_the_files_are_what_the_importer_wrote() -> None:
    names = ABOUT["files"]
    assert {path.name for path in FOLDER.glob("*.csv")} == set(names)
    assert {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in names} == names


def test_every_disagreement_is_listed_with_its_decision() -> None:
    recent, early = ({u.code: u for u in country(on).units} for on in (RECENT, EARLY))
    for decision in read_decisions():
        assert early[decision["old"]].name in decision["said"]
        assert all(recent[code].name in decision["decided"] for code in decision["not_into"])
    with (FOLDER / "differences-2023.csv").open(encoding="utf-8") as file:
        listed = Counter(row["what"] for row in csv.DictReader(file, delimiter=";"))
    sorts = ABOUT["compared"]["differences"]
    assert listed == {what: entry["rows"] for what, entry in sorts.items()}
    assert all(entry["decided"] for entry in sorts.values())


def test_what_was_decided_is_not_in_the_way() -> None:
    rows = {(row[0], row[4]) for row in way().rows}
    assert {(d["old"], code) for d in read_decisions() for code in d["not_into"]} & rows == set()
    assert len({d["old"] for d in read_decisions()} & {row[0] for row in way().rows}) == len(read_decisions())


def test_both_sides_of_the_day() -> None:
    before, after = held("31", dt.date(2025, 6, 30)), held("31", dt.date(2025, 7, 1))
    assert [len(file.units) for file in (before, after)] == [183, 115]
    assert (before.valid_from, after.valid_from) == ("2025-01-01", "2025-07-01")
    assert held("30", dt.date(2025, 6, 30)).units[0].full_name == "tỉnh Hải Dương"
    with pytest.raises(FileNotFoundError):
        held("30", dt.date(2025, 7, 1))
    with pytest.raises(FileNotFoundError):
        country(dt.date(2024, 12, 31))


def test_a_province_s_own_map_of_a_year_comes_first() -> None:
    assert held("30", dt.date(2023, 6, 1)) == read_units("30", 2023)


def test_every_province_has_its_own_sheet_and_its_ground() -> None:
    assert ground("31") == ("30", "31")
    assert sum(len(ground(u.code)) for u in country(RECENT).units if u.parent is None) == 63
    (sheet,) = own_sheets("01", 2025)
    assert sheet == way(("01",))
    assert {row[6] for row in sheet.rows[1:]} == {"toàn bộ", "một phần", ""}
    assert own_sheets("01", 2024) == []
    assert own_sheets("no", 2025) == []


def test_ground_from_another_province_stands_on_a_line_of_its_own() -> None:
    new = [row for row in way(("30",)).rows[1:] if not row[0]]
    assert [row[3] for row in new[:1]] == ["thành phố Hải Phòng"]
    assert [row for row in way().rows[1:] if not row[0]] == []

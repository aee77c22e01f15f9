"""Hải Dương's own sheets: from 235 communes to 207 and into Hải Phòng, no unit lost and none doubled."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
import yaml

from khuyenhoc.units.country import EARLY, country
from khuyenhoc.units.history import Life
from khuyenhoc.units.matching import spoken
from khuyenhoc.units.own_sheets import FOLDER, own_sheets
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import read_units
from tests.units.reorganising.small import LEVELS, lived, lives

SHEETS = own_sheets("30", 2025)
ABOUT = yaml.safe_load((FOLDER / "about.yaml").read_text(encoding="utf-8"))
UNITS = read_units("30", 2023).units


def drawn(at: int, before: UnitMap, known: dict[str, Life]) -> Plan:
    sheet = SHEETS[at]
    return draw(sheet.rows, map_of(sheet.on, before.units.values()), known, LEVELS)


@pytest.fixture(scope="module")
def plans() -> tuple[Plan, Plan]:
    first = drawn(0, map_of(dt.date(2024, 1, 1), UNITS), lives(UNITS))
    return first, drawn(1, first.after, lived(lives(UNITS), first))


def test_both_can_be_applied_as_they_are(plans: tuple[Plan, Plan]) -> None:
    assert [plan.can_be_applied for plan in plans] == [True, True]
    assert [Counter(u.level for u in plan.after.units.values()) for plan in plans] == [
        {"province": 1, "district": 12, "commune": 207},
        {"province": 1, "commune": 64},
    ]


def test_every_unit_that_ends_leads_on_except_the_level_that_ends(plans: tuple[Plan, Plan]) -> None:
    for plan in plans:
        assert {u.level for u in plan.ends if not plan.successors(u.code)} <= {"district"}
    assert Counter(len(plans[1].successors(u.code)) for u in plans[1].ends if u.level == "commune")[1] == 172


def test_in_early_2025_the_names_are_those_of_the_map_but_for_what_is_listed(plans: tuple[Plan, Plan]) -> None:
    after = {u.official_code: u for u in plans[0].after.units.values()}
    early = {u.code: u for u in country(EARLY, ("30",)).units}
    assert set(after) == set(early)
    other = {c for c, u in early.items() if spoken(after[c].full_name) != spoken(u.full_name)}
    assert other <= {entry["code"] for entry in ABOUT["sheets"][0]["disagreements"]}
    assert {c: u.level for c, u in after.items()} == {c: u.level for c, u in early.items()}


def test_on_the_new_map_the_province_is_another_and_codes_are_used_again(plans: tuple[Plan, Plan]) -> None:
    units = plans[1].after.units
    assert {u.parent for u in units.values()} == {None, "31"}
    assert units["31"].full_name == "thành phố Hải Phòng"
    assert all(u.official_code for u in units.values())
    assert [u.code for u in units.values() if u.name == "Thanh Miện"] == ["11239-2025"]


def test_what_is_not_known_is_marked() -> None:
    assert ABOUT["status"].startswith("unverified")
    assert all(not sheet["decision"] for sheet in ABOUT["sheets"])
    assert [sheet["on_status"].split(":")[0] for sheet in ABOUT["sheets"]] == ["unverified"]
    assert all(len(digest) == 64 for digest in ABOUT["sha256"].values())

"""The published figures of 2023 on the maps of 2023, of early 2025, and of after the districts: the same to the last one."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.demo.figures import generate
from khuyenhoc.demo.profile import read_published
from khuyenhoc.demo.reorganising import carry_through
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.engine import totals
from khuyenhoc.units.grounds import Grounds, grounds
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.spec import read_units

THEN = dt.date(2023, 12, 31)
DAYS = {
    "30": ("2023-12-31", "2024-11-30", "2024-12-01", "2025-06-30", "2025-07-01"),
    "31": ("2025-07-01", "2026-01-01"),
}
"""Whose total is asked for, and on the map of which days: both sides of each plan."""
DISTRICTS = frozenset(unit.code for unit in read_units("30", 2023).units if unit.level == "district")


@pytest.fixture
def maps(collection: Collection) -> dict[str, Grounds]:
    """The map of 2023 on that of each day, once Hải Dương has gone from 235 communes to 207 and into Hải Phòng."""
    carry_through(2025)
    carry_through(2025)  # again: done already, and nothing happens
    assert Reorganisation.objects.count() == 2
    then, links = unit_map(THEN), successions()
    return {day: grounds(then, unit_map(dt.date.fromisoformat(day)), links) for days in DAYS.values() for day in days}


def test_the_published_pairs_are_the_same_on_every_map(maps: dict[str, Grounds]) -> None:
    published = read_published().totals
    rows = generate(read_catalogue().forms[0], read_units("30", 2023).units)
    cells = [
        (unit, code, value) for unit, row in rows.items() for code in published if isinstance(value := row[code], int)
    ]
    for top, days in DAYS.items():
        for day in days:
            found = maps[day]
            lineage = [(code, above) for code in found.then.units for above in found.above(code)]
            assert totals(cells, lineage).totals[top] == published, (top, day)


def test_the_numbers_of_units_are_those_of_the_sources(maps: dict[str, Grounds]) -> None:
    def communes(day: str) -> int:
        return sum(unit.level == "commune" for unit in maps[day].now.units.values())

    assert [communes(day) for day in ("2024-11-30", "2024-12-01", "2025-06-30", "2025-07-01")] == [235, 207, 207, 64]
    divided = [code for code, place in maps["2025-07-01"].placed.items() if place.divided and code not in DISTRICTS]
    assert divided, "parts of communes went different ways, and their figures wait for somebody to apportion them"

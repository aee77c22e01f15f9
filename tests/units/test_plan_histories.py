"""Random histories in the books: every earlier day stays as it was, and undoing all of it leads back row by row."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from khuyenhoc.units.acts import found_province
from khuyenhoc.units.planning import apply, keep_draft, undo
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.reorganising.checking import cycle
from khuyenhoc.units.spec import UnitsFile
from tests.units.reorganising.histories import KINDS, sheet
from tests.units.reorganising.small import DAY, UNITS
from tests.units.test_planning import books

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_history_and_its_undoing(seed: int) -> None:
    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    choose = random.Random(seed).choice
    states, plans, maps = [books()], [], {}
    for on in (DAY + dt.timedelta(30 * n) for n in range(6)):
        rows = [[cell.strip() for cell in row.split("|")] for row in sheet(choose(KINDS), unit_map(on), choose)]
        plan, drawn = keep_draft(by="test", rows=rows, on=on, source="thử")
        if drawn.can_be_applied:
            maps[on - dt.timedelta(1)] = unit_map(on - dt.timedelta(1))
            apply(by="test", plan=plan)
            states.append(books())
            plans.append(plan)
    assert len(plans) >= 4
    assert [unit_map(on) for on in maps] == list(maps.values())
    assert all(cycle(map_) == [] for map_ in maps.values())
    for plan in reversed(plans):
        assert books() == states.pop()
        undo(by="test", plan=plan)
    assert books() == states.pop()

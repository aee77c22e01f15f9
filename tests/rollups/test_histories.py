"""Random histories of a district whose communes have a year of figures: as then none changes, and no map loses any."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from khuyenhoc.rollups.moving import proofs
from khuyenhoc.rollups.queries import explain, figures
from khuyenhoc.units.history import successions
from khuyenhoc.units.planning import apply, keep_draft, undo
from khuyenhoc.units.queries import map_of, unit_map
from tests.merger import DAY, FIGURES, year
from tests.units.reorganising.histories import sheet
from tests.units.reorganising.small import table

__all__ = ["year"]

ASKED = ("30", "300", *FIGURES)


def as_then() -> list[object]:
    return [*(figures(unit, "2023") for unit in ASKED), explain("MH03", "300", "2023")]


@pytest.mark.usefixtures("year")
def test_as_then_nothing_changes_and_on_every_map_the_sums_are_the_same() -> None:
    choose, before, plans = random.Random(4), as_then(), []
    for n, kind in enumerate(("split", "merge", "move_part", "dissolve", "found")):
        on = DAY + dt.timedelta(30 * n)
        map_, graph = unit_map(on), successions()
        ours = dict.fromkeys(unit for code in FIGURES for unit in graph.leads_to(code, map_.units))
        near = map_of(on, (map_.units[unit] for unit in ("30", *ours)))
        rows = table(*sheet(kind, near, choose.choice))
        plan, drawn = keep_draft(by="test", rows=rows, on=on, source="thử")
        assert drawn.can_be_applied, (drawn.faults, drawn.questions)
        apply(by="test", plan=plan)
        plans.append(plan)
        assert [proof.indicator.code for proof in proofs("2023", unit_map(on), successions()) if not proof.holds] == []
        assert figures("30", "2023", on).total == before[0].total
    assert as_then() == before
    for plan in reversed(plans):
        undo(by="test", plan=plan)
    assert figures("30", "2023", on) == figures("30", "2023", DAY) == before[0]

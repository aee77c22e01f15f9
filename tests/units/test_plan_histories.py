"""Random histories in the books: every earlier day stays as it was, nothing is lost, and undoing leads back row by row."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import verify
from khuyenhoc.units.acts import found_province
from khuyenhoc.units.history import links, maps, successions, successions_into, successions_out_of
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import apply, keep_draft, undo
from khuyenhoc.units.proving import prove
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.spec import UnitsFile
from tests.units.reorganising.histories import KINDS, sheet
from tests.units.reorganising.small import DAY, LEVELS, UNITS, table
from tests.units.test_planning import books

pytestmark = pytest.mark.django_db


def drawn_and_applied(on: dt.date, choose: random.Random) -> Reorganisation | None:
    rows = table(*sheet(choose.choice(KINDS), unit_map(on), choose.choice))
    plan, drawn = keep_draft(by="test", rows=rows, on=on, source="thử")
    if not drawn.can_be_applied:
        return None
    apply(by="test", plan=plan)
    return plan


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_history_and_its_undoing(seed: int) -> None:
    """Plans, two of them undone at once and something else done instead, then all undone from the last."""
    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    choose, told = random.Random(seed), [e.hash for e in Event.objects.order_by("sequence")]
    states, plans, days = [books()], [], {}
    for n, on in enumerate(DAY + dt.timedelta(30 * n) for n in range(7)):
        before = unit_map(on - dt.timedelta(1))
        if plan := drawn_and_applied(on, choose):
            if n in (2, 4):
                undo(by="test", plan=plan)
                assert books() == states[-1]
                continue
            days[before.on] = before
            states.append(books())
            plans.append(plan)
    assert len(plans) >= 4
    assert [unit_map(on) for on in days] == list(days.values())
    proof = prove(maps(), links(), LEVELS)
    assert proof.holds, proof
    graph = successions()
    for code in unit_map(on).units:
        assert successions_into([code]).joined(code, on) == graph.joined(code, on)
    for code in unit_map(DAY).units:
        assert successions_out_of([code]).heir(code, on) == graph.heir(code, on)
        assert successions_out_of([code]).all_successors(code) == graph.all_successors(code)
    for plan in reversed(plans):
        assert books() == states.pop()
        undo(by="test", plan=plan)
    assert books() == states.pop()
    assert [e.hash for e in Event.objects.order_by("sequence")][: len(told)] == told
    assert Event.objects.filter(act="undo_plan").count() == Reorganisation.objects.exclude(undone_at=None).count()
    assert verify()[1] is None

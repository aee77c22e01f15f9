"""Which returns may be accepted together."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.returns.board import STATES, BoardRow, Wanted, narrowed
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.reviewing.enums import LeftOut
from khuyenhoc.returns.reviewing.rules import left_out, sort_out


def row(unit="11242", state=State.SUBMITTED, return_id=7, **fields):
    return BoardRow(unit, unit, "300", "Thanh Miện", state, dt.date(2023, 12, 20), return_id=return_id, **fields)


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({}, None),
        ({"days_late": 40, "revision": 3}, None),
        ({"warnings": 1}, LeftOut.WARNINGS),
        ({"errors": 1, "warnings": 1}, LeftOut.ERRORS),
        ({"contender_id": 9}, LeftOut.CONTESTED),
        ({"contender_id": 9, "warnings": 2}, LeftOut.CONTESTED),
        ({"in_force_id": 5}, LeftOut.REVISES),
    ],
)
def test_what_has_to_be_looked_at_by_itself(fields, cause):
    assert left_out(row(**fields)) is cause


def test_only_what_waits_is_sorted_out_in_the_order_of_the_board():
    rows = [row(str(n), state, return_id=n) for n, state in enumerate(STATES, start=1)]
    rows += [row("20", return_id=20), row("19", return_id=19, warnings=1), row("18", return_id=18, warnings=2)]
    found = sort_out(rows)
    assert [r.unit for r in found.clean] == [str(1 + STATES.index(State.SUBMITTED)), "20"]
    assert [(r.unit, cause) for r, cause in found.others] == [("19", LeftOut.WARNINGS), ("18", LeftOut.WARNINGS)]
    assert found.counts() == {LeftOut.WARNINGS: 2}


def test_what_changed_can_be_looked_for():
    rows = [row("1", changed="submit"), row("2")]
    assert [r.unit for r in narrowed(rows, Wanted(mark="changed"))] == ["1"]

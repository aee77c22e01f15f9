"""What became of which units, followed both ways over several dates."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.units.succession import Link, Successions

FIRST, SECOND = dt.date(2024, 12, 1), dt.date(2025, 7, 1)
LINKS = [
    Link(FIRST, "merged", "A", "M", True),
    Link(FIRST, "merged", "B", "M", True),
    Link(FIRST, "renamed", "C", "C", True),
    Link(SECOND, "merged", "M", "N", True),
    Link(SECOND, "merged", "C", "N", False),
    Link(SECOND, "split", "C", "P", False),
    Link(SECOND, "dissolved", "D", None, True),
    Link(SECOND, "founded", None, "Q", True),
]
GRAPH = Successions(LINKS)


def test_next_and_last_ones():
    assert [(k.successor, k.whole) for k in GRAPH.successors("C")] == [("N", False), ("P", False)]
    assert [k.predecessor for k in GRAPH.predecessors("N")] == ["M", "C"]


def test_whole_units_that_have_gone_into_one_by_a_day_unless_they_are_there_again():
    assert GRAPH.joined("N", SECOND) == ["M", "A", "B"]
    assert GRAPH.joined("N", FIRST) == []
    assert [GRAPH.heir(code, SECOND) for code in "ABMCD"] == ["N", "N", "N", "C", "D"]
    assert [GRAPH.heir(code, FIRST) for code in "ABM"] == ["M", "M", "M"]
    again = Successions([*LINKS, Link(dt.date(2026, 1, 1), "split", "N", "M", False)])
    assert again.joined("N", SECOND) == []
    assert again.heir("M", dt.date(2026, 1, 1)) == "M"


def test_over_all_dates_nearest_first():
    assert GRAPH.all_successors("A") == ["M", "N"]
    assert GRAPH.all_predecessors("N") == ["M", "C", "A", "B"]


def test_an_old_unit_leads_to_those_that_are_there():
    assert GRAPH.leads_to("A", {"M", "C"}) == ["M"]
    assert GRAPH.leads_to("A", {"N", "P", "Q"}) == ["N"]
    assert GRAPH.leads_to("C", {"N", "P", "Q"}) == ["N", "P"]
    assert GRAPH.leads_to("C", {"M", "C"}) == ["C"]
    assert GRAPH.leads_to("D", {"N", "P", "Q"}) == []


def test_a_name_that_goes_on_is_no_step():
    assert GRAPH.predecessors("C") == GRAPH.all_predecessors("Q") == []

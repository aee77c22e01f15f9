"""Figures on their way through divisions: nothing is lost or invented, and what does not add up waits."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.units.parcels import Apportioned, Course, first_division, follow, sources
from khuyenhoc.units.succession import Link, Successions

THEN, NOW = dt.date(2023, 12, 31), dt.date(2026, 1, 1)
FIRST, SECOND = dt.date(2024, 12, 1), dt.date(2025, 7, 1)
LINKS = (
    Link(FIRST, "merged", "u", "x", True), Link(FIRST, "merged", "v", "x", False), Link(FIRST, "split", "v", "w", False),
    Link(SECOND, "split", "x", "p", False), Link(SECOND, "split", "x", "q", False),
)  # fmt: skip
"""u and a part of v become x, the rest of v is w; then x is divided into p and q."""
GRAPH = Successions(LINKS)
STATED = [("u", "A", 10), ("v", "A", 15), ("u", "B", 1)]


def course(*acts: tuple[str, dt.date, dict[str | None, int]], until: dt.date = NOW) -> Course:
    known = {(unit, on): {"A": Apportioned(1, shares)} for unit, on, shares in acts}
    return follow(STATED, THEN, until, GRAPH, known)


def standing(found: Course) -> dict[str, dict[str, int]]:
    return {unit: amounts for unit in found.standing if (amounts := found.amounts(unit))}


def resting(found: Course) -> list[tuple[str, str, int]]:
    return sorted((p.unit, p.indicator, p.value) for p in found.resting)


def test_without_an_act_the_figures_of_divided_units_rest_where_they_were_divided():
    found = course()
    assert (standing(found), resting(found)) == ({}, [("v", "A", 15), ("x", "A", 10), ("x", "B", 1)])
    assert course(until=FIRST).amounts("x") == {"A": 10, "B": 1}
    assert first_division("u", THEN, NOW, GRAPH) == ("x", SECOND)
    assert first_division("v", THEN, NOW, GRAPH) == ("v", FIRST)
    assert first_division("u", THEN, FIRST, GRAPH) is None
    assert sources([("x", SECOND)], GRAPH) == {"x", "u", "v"}


def test_a_share_goes_on_and_is_divided_again():
    first = ("v", FIRST, {"x": 5, "w": 10})
    assert resting(course(first)) == [("x", "A", 5), ("x", "A", 10), ("x", "B", 1)]
    both = course(first, ("x", SECOND, {"p": 7, "q": 8}))
    assert standing(both) == {"w": {"A": 10}, "p": {"A": 7}, "q": {"A": 8}}
    assert resting(both) == [("x", "B", 1)]
    assert [(p.of, p.step and p.step.given.total) for p in both.standing["p"]] == [(("u", "v"), 15)]
    assert both.taken == {("u", "A"), ("v", "A")}


def test_what_no_longer_adds_up_rests_and_is_told():
    late = course(("x", SECOND, {"p": 7, "q": 8}))
    assert [(s.unit, s.indicator, s.given.total, s.stands) for s in late.stale] == [("x", "A", 15, 10)]
    assert resting(late) == [("v", "A", 15), ("x", "A", 10), ("x", "B", 1)]
    nothing = follow([], THEN, NOW, GRAPH, {("v", FIRST): {"A": Apportioned(1, {"x": 5})}})
    assert [(s.unit, s.stands) for s in nothing.stale] == [("v", None)]


def test_what_stays_history_rests_though_it_was_apportioned():
    found = course(("v", FIRST, {None: 15, "x": 0, "w": 0}))
    assert [(p.unit, p.value, p.kept) for p in found.resting if p.step and p.value] == [("v", 15, True)]
    assert found.amounts("w") == {"A": 0}, "nothing was stated to be there"


UNITS = ("a", "b", "c", "d", "e")
DAYS = tuple(dt.date(2024, month, 1) for month in (1, 4, 7, 10))
values = st.integers(0, 9)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Successions, list[tuple[str, str, int]], dict]:
    """Any links between five units on four days, figures, and acts that may add up or not."""
    drawn = draw(st.lists(st.tuples(*map(st.sampled_from, (DAYS, UNITS, UNITS, (True, False)))), max_size=10))
    graph = Successions([Link(on, "", one, other, whole) for on, one, other, whole in drawn])
    stated = [(unit, "A", value) for unit, value in draw(st.dictionaries(st.sampled_from(UNITS), values)).items()]
    shares = st.dictionaries(st.sampled_from([*UNITS, None]), values, min_size=1, max_size=3)
    acts = draw(st.dictionaries(st.tuples(st.sampled_from(UNITS), st.sampled_from(DAYS)), shares, max_size=4))
    return graph, stated, {division: {"A": Apportioned(1, of)} for division, of in acts.items()}


@settings(max_examples=60)
@given(histories())
def test_whatever_was_done_nothing_is_lost_or_invented(history) -> None:
    graph, stated, acts = history
    for until in (*DAYS, NOW):
        found = follow(stated, THEN, until, graph, acts)
        everything = [p.value for parcels in found.standing.values() for p in parcels] + [
            p.value for p in found.resting
        ]
        assert sum(everything) == sum(value for _unit, _indicator, value in stated)
        taken = {unit for unit, _indicator in found.taken}
        assert sum(p.value for p in found.shares()) == sum(v for unit, _i, v in stated if unit in taken)

"""The units of one map on another: nothing is lost, nothing counted twice, nothing spread."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from khuyenhoc.units.grounds import Grounds, Placement, grounds
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link, Successions

THEN, CHANGED, NOW = dt.date(2023, 12, 31), dt.date(2025, 7, 1), dt.date(2025, 12, 31)
BEFORE = {"P": None, "D1": "P", "D2": "P", "a": "D1", "b": "D1", "c": "D2", "d": "D2"}
"""A province of two districts with two communes each: each unit with the one above it."""


def map_of(parents: dict[str, str | None], on: dt.date) -> UnitMap:
    children: dict[str | None, list[str]] = {}
    for code, parent in parents.items():
        children.setdefault(parent, []).append(code)
    units = {code: UnitName(code, "", "", code, parent) for code, parent in parents.items()}
    return UnitMap(on, units, {code: tuple(below) for code, below in children.items()})


def links(*pairs: tuple[str | None, str | None], whole: bool = True) -> list[Link]:
    return [Link(CHANGED, "", old, new, whole) for old, new in pairs]


def on_map(after: dict[str, str | None], *changes: Link) -> Grounds:
    return grounds(map_of(BEFORE, THEN), map_of(after, NOW), Successions(changes))


def test_on_its_own_map_every_unit_stands_for_itself():
    same = on_map(BEFORE)
    assert same.placed == {}
    assert same.above("a") == ["a", "D1", "P"]


def test_what_merged_counts_in_its_successor():
    after = {"P": None, "D1": "P", "D2": "P", "ab": "D1", "c": "D2", "d": "D2"}
    found = on_map(after, *links(("a", "ab"), ("b", "ab")))
    assert found.placed == {"a": Placement("ab"), "b": Placement("ab")}
    assert found.above("a") == ["a", "ab", "D1", "P"]
    assert found.placed_in("ab") == ["a", "b"]


def test_a_district_that_ended_can_still_be_asked_for_and_its_communes_count_above():
    after = {"P": None, "a": "P", "b": "P", "c": "P", "d": "P"}
    found = on_map(after, *links(("D1", None), ("D2", None)))
    assert found.above("a") == ["a", "D1", "P"]
    assert found.placed_in("P") == []


def test_a_unit_of_now_names_what_it_is_made_of_and_what_it_lacks():
    after = {"P": None, "D1": "P", "D2": "P", "ab": "D1", "d": "D2", "x": "D1"}
    found = on_map(after, *links(("a", "ab"), ("b", "ab")), *links(("c", "d"), ("c", "x"), whole=False))
    assert {code: found.joined(code) for code in ("ab", "d", "P")} == {"ab": ["a", "b"], "d": [], "P": []}
    assert {code: found.lacking(code) for code in ("d", "x", "ab", "P")} == {"d": ["c"], "x": ["c"], "ab": [], "P": []}
    assert (found.divided_in("P"), found.divided_in("D1")) == (["c"], [])
    took = on_map({code: above for code, above in BEFORE.items() if code != "a"}, *links(("a", "b")))
    assert took.joined("b") == ["b", "a"]


def test_whose_rights_are_asked_for_a_unit_of_either_map():
    after = {"P": None, "D2": "P", "ab": "P", "c": "D2", "d": "D2"}
    found = on_map(after, *links(("a", "ab"), ("b", "ab"), ("D1", None)))
    assert found.lineage("ab") == ["ab", "P"]
    assert found.lineage("a") == ["a", "D1", "ab", "P"]
    assert found.lineage("c") == ["c", "D2", "P"]


def test_what_was_divided_counts_for_none_of_its_parts():
    after = {**BEFORE, "x": "D1", "y": "D2"}
    del after["a"]
    found = on_map(after, *links(("a", "x"), ("a", "y"), whole=False))
    assert found.placed == {"a": Placement("P", divided=True)}
    assert found.above("a") == ["a", "P"]


def test_what_gave_a_part_away_and_goes_on_does_not_keep_the_figure_of_then():
    found = on_map({**BEFORE, "x": "D1"}, *links(("a", "x"), whole=False))
    assert found.placed == {"a": Placement("D1", divided=True)}
    assert found.above("a") == ["D1", "P"]


def test_parts_that_came_together_again_are_one():
    after = {"P": None, "D1": "P", "D2": "P", "z": "D1", "b": "D1", "c": "D2", "d": "D2"}
    later = [replace(link, on=dt.date(2025, 9, 1)) for link in links(("x", "z"), ("y", "z"))]
    found = on_map(after, *links(("a", "x"), ("a", "y"), whole=False), *later)
    assert found.placed == {"a": Placement("z")}


def test_what_ended_without_a_successor_counts_for_the_unit_above():
    after = {code: parent for code, parent in BEFORE.items() if code != "a"}
    assert on_map(after, *links(("a", None))).placed == {"a": Placement("D1", divided=True)}


def test_what_changed_after_the_map_of_now_is_not_yet_so():
    later = [replace(link, on=NOW + dt.timedelta(days=1)) for link in links(("a", "ab"), ("b", "ab"))]
    assert on_map(BEFORE, *later).placed == {}


def test_on_an_earlier_map_a_merged_unit_counts_for_none_of_those_that_it_came_from():
    after = {"P": None, "D1": "P", "D2": "P", "ab": "D1", "c": "D2", "d": "D2"}
    merged = Successions(links(("a", "ab"), ("b", "ab")))
    back = grounds(map_of(after, NOW), map_of(BEFORE, THEN), merged)
    assert back.placed == {"ab": Placement("D1", divided=True)}


COMMUNES = ("a", "b", "c", "d")


@st.composite
def histories(draw: st.DrawFn) -> Grounds:
    """Communes go whole or in parts into new ones below either district, or end; a district may end too."""
    gone = draw(st.sets(st.sampled_from(COMMUNES)))
    new = {f"n{n}": draw(st.sampled_from(["D1", "D2"])) for n in range(draw(st.integers(0, 3)))}
    targets = st.sets(st.sampled_from([*new, *(c for c in COMMUNES if c not in gone), None]), min_size=1, max_size=2)
    pairs = [(code, to) for code in sorted(gone) for to in sorted(draw(targets), key=str) if to != code]
    kept = {code: parent for code, parent in BEFORE.items() if code not in gone} | new
    ended = draw(st.sampled_from([None, "D1", "D2"]))
    if ended:
        kept = {c: "P" if parent == ended else parent for c, parent in kept.items() if c != ended}
        pairs.append((ended, None))
    return on_map(kept, *links(*pairs))


@given(histories())
def test_every_figure_belongs_to_the_top_once_and_to_one_place(found: Grounds):
    lowest = [c for c in found.then.units if not found.then.children.get(c)]
    for code in lowest:
        above = found.above(code)
        assert above.count("P") == 1
        assert len(above) == len(set(above))
    standing = [c for c in lowest if c not in found.placed]
    placed = [c for unit in found.now.units for c in found.placed_in(unit)]
    assert sorted([*standing, *placed]) == sorted(lowest)


@pytest.mark.parametrize("code", ["P", "D1", "a"])
@given(found=histories())
def test_a_unit_that_goes_on_undivided_keeps_what_it_had(found: Grounds, code: str):
    if code in found.now.units and code not in found.placed:
        assert code in found.above(code)

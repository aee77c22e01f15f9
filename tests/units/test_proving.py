"""The proof over maps: it holds for what plans make, and finds each way in which a unit can be lost or doubled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from khuyenhoc.units.proving import Proof, prove
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link
from tests.units.reorganising.small import BEFORE, BEGAN, DAY, LEVELS, UNITS, links, plan

THEN = map_of(BEGAN, UNITS)
MERGED = plan(
    "Mã cũ | Đơn vị mới | Phạm vi", "3001 | xã Mới | toàn bộ", "3002 | xã Mới | một phần", "3002 | xã Hai | một phần",
    "3013 | giải thể |",
)  # fmt: skip


def after(made: Plan, *, without: str = "", **changed: UnitName) -> UnitMap:
    units = {**made.after.units, **{unit.code: unit for unit in changed.values()}}
    return map_of(DAY, [unit for code, unit in units.items() if code != without])


def proved(map_: UnitMap, known: Sequence[Link]) -> Proof:
    return prove([THEN, map_], known, LEVELS)


def test_it_holds_for_a_plan_and_counts_what_became_of_each() -> None:
    proof = proved(MERGED.after, links(MERGED))
    assert proof.holds
    step = proof.steps[1]
    assert (step.stay, step.whole, step.divided, step.ended, step.begin) == (6, 1, 1, {"commune": 1}, 2)
    assert (proof.led, proof.without) == (2, 1)


def test_what_came_by_a_list_needs_no_word_where_from() -> None:
    new = UnitName("9", "commune", "xã", "Mới", "300", "9")
    assert not prove([THEN, after(MERGED, new=new)], links(MERGED), LEVELS).holds
    assert prove([THEN, after(MERGED, new=new)], links(MERGED), LEVELS, founded={"9"}).holds


def test_it_holds_for_books_without_a_change_and_for_none() -> None:
    assert prove([THEN], [], LEVELS).holds
    assert prove([], [], LEVELS) == Proof((), 0, 0, ())


@pytest.mark.parametrize(
    ("map_", "known", "said"),
    [
        (MERGED.after, links(MERGED)[1:], "xã Hòa An (3001) mất khỏi bản đồ"),
        (MERGED.after, [k for k in links(MERGED) if k.predecessor != "3002"], "xã Tân Dân (3002) mất khỏi bản đồ"),
        (MERGED.after, [replace(k, whole=True) for k in links(MERGED)], "xã Tân Dân (3002) được tính nhiều lần"),
        (MERGED.after, [*links(MERGED), *links(MERGED)], "xã Hòa An (3001) được tính nhiều lần"),
        (after(MERGED, without="3001-2024"), links(MERGED), "thành đơn vị mã 3001-2024, không có trên bản đồ"),
        (MERGED.after, [k for k in links(MERGED) if k.successor != "3001-2024"], "không ghi từ đâu mà có"),
        (MERGED.after, [*links(MERGED), Link(DAY, "merged", "777", "3001-2024", True)], "mã 777 được ghi thành"),
    ],
)
def test_what_is_lost_or_doubled_is_found(map_: UnitMap, known: list[Link], said: str) -> None:
    proof = proved(map_, known)
    assert not proof.holds
    assert said in " ".join([*proof.faults, *proof.steps[1].faults])


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (replace(UNITS[1], parent="777"), "thuộc đơn vị mã 777"),
        (replace(UNITS[1], parent="3001"), "không ở cấp cao hơn"),
        (replace(UNITS[0], parent="300"), "đi thành vòng"),
        (replace(UNITS[1], level="nothing"), "ở một cấp không có"),
        (replace(UNITS[1], official_code="301"), "Mã chính thức 301 là của 2 đơn vị"),
    ],
)
def test_a_map_that_is_no_tree_is_found(unit: UnitName, said: str) -> None:
    map_ = map_of(DAY, [unit if u.code == unit.code else u for u in BEFORE.units.values()])
    assert said in " ".join(proved(map_, []).steps[1].faults)

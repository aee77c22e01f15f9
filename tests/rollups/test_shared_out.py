"""What was apportioned, on maps that random histories draw: sums hold at every level, whoever apportioned what, and as then."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.rollups.shared_out import SharedOut, shared_out
from khuyenhoc.units.grounds import Grounds, grounds
from khuyenhoc.units.parcels import Apportioned, Division, follow
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Link, Successions
from tests.units.test_grounds import BEFORE, THEN, map_of

DAYS = (dt.date(2024, 6, 1), dt.date(2025, 1, 1), dt.date(2025, 7, 1))
Given = dict[Division, dict[str, Apportioned]]
Cells = list[tuple[str, str, int]]


@st.composite
def histories(draw: st.DrawFn) -> tuple[UnitMap, UnitMap, Successions, Cells, Given]:
    """On three days communes merge, or are divided among new and old ones; figures of then, and acts that mostly add up."""
    parents, links = dict(BEFORE), []
    cells = [(code, "A", draw(st.integers(0, 9))) for code in ("a", "b", "c", "d")]
    acts: Given = {}
    for number, day in enumerate(DAYS):
        communes = sorted(code for code, above in parents.items() if above and above != "P")
        unit = draw(st.sampled_from(communes))
        others = [code for code in communes if code != unit]
        new = [f"n{number}{letter}" for letter in draw(st.sampled_from(["", "x", "xy"]))]
        given_to = [*new, *draw(st.lists(st.sampled_from(others), max_size=2, unique=True))] or others[:1]
        stays = draw(st.booleans())
        parents |= {code: draw(st.sampled_from(["D1", "D2"])) for code in new}
        if not stays:
            del parents[unit]
        divided = stays or len(given_to) > 1
        links += [Link(day, "", unit, to, not divided) for to in given_to]
        if divided:
            so_far = follow(cells, THEN, day - dt.timedelta(1), Successions(links), acts)
            acts[unit, day] = {
                "A": Apportioned(number, draw(shares(so_far.amounts(unit).get("A", 0), given_to, unit, stays)))
            }
    return map_of(BEFORE, THEN), map_of(parents, DAYS[-1]), Successions(links), cells, acts


def shares(whole: int, given_to: Iterable[str], unit: str, stays: bool) -> st.SearchStrategy[dict[str | None, int]]:
    """Numbers for all parts, and for what stays history, that add up; now and then one too many."""
    parts: list[str | None] = [*given_to, *([unit] if stays else []), None]
    cuts = st.lists(st.integers(0, whole), min_size=len(parts) - 1, max_size=len(parts) - 1).map(sorted)
    exact = cuts.map(
        lambda at: dict(zip(parts, (b - a for a, b in zip([0, *at], [*at, whole], strict=True)), strict=True))
    )
    return st.one_of(exact, exact, exact, exact, st.just(dict.fromkeys(parts, whole + 1)))


def totals(ground: Grounds, cells: Cells, shared: SharedOut) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit, _indicator, value in cells:
        found.update(dict.fromkeys(ground.above(unit), value))
    for unit, _indicator, value in shared.moves(ground, cells):
        found[unit] += value
    return found


def resting(ground: Grounds, cells: Cells, shared: SharedOut, unit: str) -> int:
    waits = sum(v for code, i, v in cells if code in ground.divided_in(unit) and (code, i) not in shared.taken)
    return waits + sum(one.share.value for one in shared.landed if one.under == unit and one.share.rests_on)


@settings(max_examples=80)
@given(histories())
def test_sums_hold_at_every_level_and_figures_of_then_never_change(history) -> None:
    then, now, graph, cells, acts = history
    ground = grounds(then, now, graph)
    without = totals(ground, cells, SharedOut())
    kept: Given = {}
    for division, of in acts.items():
        kept[division] = of  # one act after the other
        shared = shared_out(ground, cells, kept)
        found = totals(ground, cells, shared)
        assert found["P"] == sum(value for _unit, _indicator, value in cells)
        for unit, below in now.children.items():
            if unit:
                assert found[unit] == sum(found[code] for code in below) + resting(ground, cells, shared, unit)
        gone = {code for code in then.units if code not in now.units}
        assert {code: found[code] for code in gone} == {code: without[code] for code in gone}
        assert all(value >= 0 for value in found.values())
    for division in acts:
        del kept[division]  # and taken back, the first one first
        found = totals(ground, cells, shared_out(ground, cells, kept))
        assert found["P"] == sum(value for _unit, _indicator, value in cells)
    assert totals(ground, cells, shared_out(ground, cells, kept)) == without

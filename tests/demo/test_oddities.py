"""Odd figures are planted in as many communes as the data says, and move no published sum."""

from __future__ import annotations

from random import Random

from khuyenhoc.demo.oddities import plant
from khuyenhoc.demo.profile import Oddity, read_profile, read_published


def rows() -> dict[str, dict[str, int]]:
    return {str(n): {"A": 100, "B": 80, "P": 40, "Q": 5} for n in range(20)}


def test_a_share_an_addition_and_an_emptied_part() -> None:
    changed = rows()
    oddities = [
        Oddity(check="K03", indicator="A", communes=2, set="B", of="A", share=(0.5, 0.5)),
        Oddity(check="K14", indicator="A", communes=3, set="B", of="A", add=(1, 1)),
        Oddity(check="K17", indicator="A", communes=1, empty="P", into="Q"),
    ]
    plant(changed, oddities, Random(1))
    found = sorted((row["B"], row["P"], row["Q"]) for row in changed.values() if row != rows()["0"])
    assert found == [(50, 40, 5)] * 2 + [(80, 0, 45)] + [(101, 40, 5)] * 3


def test_no_oddity_of_the_data_moves_a_published_figure() -> None:
    moved = {code for o in read_profile().oddities for code in (o.set, o.empty, o.into) if code}
    assert moved & read_published().totals.keys() == set()

"""Largest remainder: no one lost, no one invented."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.rollups.apportion import apportion

WEIGHTS = st.lists(st.floats(min_value=0, max_value=1e9, allow_nan=False), min_size=1, max_size=60)


@given(total=st.integers(0, 10**12), weights=WEIGHTS.filter(any))
def test_any_weights_give_the_exact_sum(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 0


@given(total=st.integers(0, 10**9), weights=WEIGHTS.filter(any))
def test_no_part_is_a_whole_one_off(total: int, weights: list[float]) -> None:
    whole = sum(map(Fraction, weights))
    for part, weight in zip(apportion(total, weights), weights, strict=True):
        assert abs(part - total * Fraction(weight) / whole) < 1


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (3, [0.1, 5, 4, 3, 0.2], [0, 1, 1, 1, 0]),
        (7, [0, 1], [0, 7]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
    ],
)
def test_known_cases(total: int, weights: list[float], parts: list[int]) -> None:
    assert apportion(total, weights) == parts


@pytest.mark.parametrize(("total", "weights"), [(-1, [1.0]), (1, [1.0, -0.5]), (1, [0.0]), (1, [])])
def test_what_cannot_be_apportioned_is_refused(total: int, weights: list[float]) -> None:
    with pytest.raises(ValueError, match="cannot apportion"):
        apportion(total, weights)

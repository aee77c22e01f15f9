"""Whole columns say what one figure alone says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.catalogue.measures import Quotient, Sum
from khuyenhoc.documents.taking.figures import AVERAGE, PERCENT
from khuyenhoc.documents.taking.table import DECIMALS
from khuyenhoc.rollups.explorer.grids import Grid, figures
from khuyenhoc.vietnamese.numbers import format_decimal, format_percent, parse_number

A, B = Sum((("A", 1),), "người"), Sum((("B", 1),), "người")
SHARE, MEAN = Quotient(A, B, Fraction(100)), Quotient(A, Sum((("B", 1),), "lần"))
NUMBER = st.one_of(st.none(), st.integers(0, 200), st.integers(-(2**62), 2**62))


def grid_of(rows: list[tuple[int | None, int | None]]) -> Grid:
    there = np.array([[v is not None for v in row] for row in rows])
    values = np.array([[v or 0 for v in row] for row in rows], np.int64)
    return Grid(("A", "B"), values, there, there.astype(np.int64), np.ones(len(rows), np.int64))


@settings(max_examples=60)
@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=12))
def test_a_column_is_what_each_of_its_figures_is(rows: list[tuple[int | None, int | None]]) -> None:
    for asked, rule in ((SHARE, PERCENT), (MEAN, AVERAGE)):
        found = figures(grid_of(rows), asked, rule)
        for n, (a, b) in enumerate(rows):
            exact = None if a is None or not b else Fraction(a, b) * asked.factor
            if exact is None or abs(exact) * 10**rule.kept >= 2**62:
                continue
            assert found.there[n]
            text = format_percent(exact) if rule is PERCENT else format_decimal(exact, 0)
            printed = parse_number(text)
            assert printed is not None
            parts, least = int(printed.value * 10**rule.kept), (exact > 0) - (exact < 0) if rule is PERCENT else 0
            assert found.values[n] == (parts or least)


def test_all_is_never_printed_for_less_and_nothing_is_made_of_a_gap() -> None:
    found = figures(
        grid_of([(126062, 126065), (1, 10**9), (5, 0), (None, 7), (7, 7), (10**9 - 1, 10**9)]), SHARE, PERCENT
    )
    shown = [value / 10**DECIMALS if there else None for value, there in zip(found.values, found.there, strict=True)]
    assert shown == [99.998, 0.000001, None, None, 100.0, 99.999999]


def test_what_no_column_can_hold_is_left_out() -> None:
    found = figures(grid_of([(2**62, 1), (-1, 3)]), SHARE, PERCENT)
    assert found.there.tolist() == [False, True]
    assert found.values[1] == -33_330_000


def test_a_sum_is_there_where_all_of_it_is() -> None:
    both = figures(grid_of([(1, 2), (1, None)]), Sum((("A", 2), ("B", -1)), "người"))
    assert (both.values[0], both.there.tolist()) == (0, [True, False])
    with pytest.raises(AssertionError):
        figures(grid_of([(1, 2)]), SHARE)

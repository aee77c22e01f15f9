"""Periods: code, words and days say the same."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.periods import Period, period_of, period_words

YEARS = st.integers(1, 9999)
PERIODS = st.one_of(
    st.builds(Period, st.just("year"), YEARS),
    st.builds(Period, st.just("half-year"), YEARS),
    st.builds(Period, st.just("quarter"), YEARS, st.integers(1, 4)),
)


@pytest.mark.parametrize(
    ("code", "words", "starts", "ends"),
    [
        ("2024", "năm 2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-6T", "6 tháng đầu năm 2024", dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
        ("2024-Q1", "quý I năm 2024", dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
        ("2024-Q4", "quý IV năm 2024", dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
    ],
)
def test_a_period_in_code_words_and_days(code, words, starts, ends):
    period = period_of(code)
    assert (period.code, period.words, period.starts, period.ends) == (code, words, starts, ends)


@pytest.mark.parametrize(
    ("code", "following", "review"),
    [
        ("2024", "năm 2025", "tổng kết"), ("2024-6T", "6 tháng cuối năm 2024", "sơ kết"),
        ("2024-Q2", "quý III năm 2024", "sơ kết"), ("2024-Q4", "quý I năm 2025", "sơ kết"),
    ],
)  # fmt: skip
def test_what_comes_after_a_period_and_how_looking_back_on_it_is_called(code, following, review):
    period = period_of(code)
    assert (period.following_words, period.review_words) == (following, review)


@pytest.mark.parametrize("code", ["", "24", "0000", "2024-Q5", "2024-Q0", "2024-7T", "năm 2024", "2024 "])
def test_what_is_no_period_stays_as_it_is(code):
    assert period_of(code) is None
    assert period_words(code) == code


@pytest.mark.parametrize(("kind", "quarter"), [("year", 1), ("half-year", 2), ("quarter", 0), ("quarter", 5)])
def test_a_quarter_has_a_number_and_nothing_else_has(kind, quarter):
    with pytest.raises(ValueError, match="no period"):
        Period(kind, 2024, quarter)


@given(PERIODS)
def test_a_code_leads_back_to_its_period(period):
    assert period_of(period.code) == period
    assert period.starts <= period.ends
    assert period.words in period_words(period.code)


@given(st.integers(1, 9998))
def test_four_quarters_fill_a_year_without_gap_or_overlap(year):
    quarters = [Period("quarter", year, n) for n in (1, 2, 3, 4)]
    assert (quarters[0].starts, quarters[3].ends) == (Period("year", year).starts, Period("year", year).ends)
    assert quarters[1].ends == Period("half-year", year).ends
    for before, after in pairwise(quarters):
        assert after.starts - before.ends == dt.timedelta(days=1)


@given(PERIODS.filter(lambda p: p.year > 1))
def test_a_year_before_is_the_same_part(period):
    before = period.a_year_before()
    assert (before.kind, before.quarter, before.year) == (period.kind, period.quarter, period.year - 1)
    assert before.ends < period.starts or period.kind != "year"

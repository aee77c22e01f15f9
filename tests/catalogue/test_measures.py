"""Formulas typed by their units of measure: what goes together is computed exactly, what does not is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.catalogue.formula import FormulaError, evaluate
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.measures import OWING, MeasureError, Quotient, Sum, codes_in, typed
from khuyenhoc.catalogue.measuring import expression_in, expression_of, measures_of

MEASURES = {"A": "người", "B": "người", "C": "người", "M": "đồng", "N": "đồng", "S": None, "units": OWING}
FORM = read_catalogue().forms[0]


@pytest.mark.parametrize(
    ("formula", "measure", "codes"),
    [
        ("A", "người", ("A",)),
        ("A + B - 2 * C", "người", ("A", "B", "C")),
        ("A / B * 100", "%", ("A", "B")),
        ("100 * (A - C) / (B + C)", "lần", ("A", "C", "B")),
        ("1000 * (A / B)", "‰", ("A", "B")),
        ("A / B", "lần", ("A", "B")),
        ("(M - N) / A", "đồng/người", ("M", "N", "A")),
        ("A / B * 200 / 2", "%", ("A", "B")),
        ("A + B - B", "người", ("A",)),
    ],
)
def test_a_formula_has_a_unit_of_measure(formula, measure, codes):
    found = typed(formula, MEASURES)
    assert (found.measure, codes_in(found)) == (measure, codes)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("M + A", "người is not added to đồng"),
        ("A - M", "đồng is not added to người"),
        ("A + 1", "number without a unit"),
        ("A * B", "never by figures"),
        ("A * (1 / 2)", "never by figures"),
        ("A / B + A / C", "shares are not added"),
        ("A / B - A", "shares are not added"),
        ("A / B / C", "two sums"),
        ("A / 2", "two sums"),
        ("1 / A", "two sums"),
        ("S + S", "S is a share"),
        ("S / A", "S is a share"),
        ("A / 0", "always 0"),
        ("A / (B - B)", "always 0"),
        ("A / (B * 0)", "always 0"),
        ("A / B * 7", "no unit of measure"),
        ("M / A * 100", "no unit of measure"),
        ("100 - 1", "counts nothing"),
    ],
)
def test_what_does_not_go_together_is_refused(formula, message):
    with pytest.raises(MeasureError, match=message):
        typed(formula, MEASURES)


def test_a_figure_that_is_not_there_is_refused():
    with pytest.raises(FormulaError, match="no figure X"):
        typed("A + X", MEASURES)


COUNTS = st.one_of(st.none(), st.integers(0, 2**63 - 1))


@given(st.fixed_dictionaries(dict.fromkeys("ABC", COUNTS)))
def test_typed_formulas_are_the_same_arithmetic(totals):
    for formula in ("A + B - 2 * C", "A / B * 100", "(A - C) / (B + C)"):
        assert typed(formula, MEASURES).of(totals) == evaluate(formula, totals)


def test_missing_and_a_divisor_of_zero_are_not_computed_and_nothing_is_zero_instead():
    share = typed("A / B * 100", MEASURES)
    assert [share.of(t) for t in ({"A": 1, "B": 0}, {"A": 1}, {"A": None, "B": 3}, {"A": 0, "B": 3})] == [
        None,
        None,
        None,
        0,
    ]
    assert share.of({"A": 2**53 + 1, "B": 2**53}) == Fraction((2**53 + 1) * 100, 2**53)


def test_shares_cannot_be_added():
    share = expression_of(FORM, "MH04")
    assert isinstance(share, Quotient)
    with pytest.raises(TypeError):
        share + share


def test_our_forms_are_sums_and_quotients_of_counts():
    for form in read_catalogue().forms:
        for indicator in form.indicators:
            found = expression_of(form, indicator.code)
            assert isinstance(found, Quotient if indicator.is_derived else Sum)
            assert indicator.code == "TC01" or found.measure == indicator.unit
    assert expression_in(FORM, "TC01 / units * 100").measure == "%"
    assert measures_of(FORM)["MH31"] == "đơn vị" != OWING


def test_what_adds_up_over_periods_is_what_was_done_in_them():
    flows = {i.code for i in FORM.typed if i.over_time == "flow"}
    assert {"QK02", "QK03", "HB01", "KT01"} <= flows
    assert not flows & {"MH01", "MH03", "HV01", "HV03", "QK01", "QK04"}
    assert all(i.over_time in ("flow", "stock") for i in FORM.typed)

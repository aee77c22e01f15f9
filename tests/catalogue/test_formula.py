from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.catalogue.formula import FormulaError, evaluate, names_in

COUNTS = st.integers(0, 2**63 - 1)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A", Fraction(7)),
        ("A + B * 2", Fraction(13)),
        ("(A + B) * 2", Fraction(20)),
        ("A - B - 1", Fraction(3)),
        ("A / B", Fraction(7, 3)),
        ("B / A * 100", Fraction(300, 7)),
    ],
)
def test_formulas_follow_the_rules_of_arithmetic(formula, value):
    assert evaluate(formula, {"A": 7, "B": 3}) == value


@given(COUNTS, st.integers(1, 2**63 - 1))
def test_a_share_is_exact(part, whole):
    assert evaluate("P / W * 100", {"P": part, "W": whole}) == Fraction(part * 100, whole)


@given(st.lists(COUNTS, min_size=3, max_size=3), st.integers(1, 10**6))
def test_dividing_and_multiplying_again_loses_nothing(values, divisor):
    a, b, c = values
    known = {"A": a, "B": b, "C": c, "D": divisor}
    assert evaluate("(A + B - C) / D * D", known) == a + b - c


@given(st.sampled_from(["A + B", "A / B", "B - 1", "A * B"]))
def test_a_missing_value_is_not_calculable_and_not_zero(formula):
    assert evaluate(formula, {"A": 5, "B": None}) is None
    assert evaluate(formula, {"A": 5}) is None


def test_zero_is_a_value_but_no_divisor():
    assert evaluate("A + B", {"A": 0, "B": 0}) == 0
    assert evaluate("A / B", {"A": 5, "B": 0}) is None


def test_the_codes_of_a_formula_stand_in_their_order_each_once():
    assert names_in("MH03 / (MH01 + MH03) * 100") == ("MH03", "MH01")
    assert names_in("100") == ()


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "A +",
        "A ** B",
        "A // B",
        "A % B",
        "-A",
        "f(A)",
        "A.b",
        "A[0]",
        "1.5 * A",
        "'x'",
        "A if B else 0",
        "A; B",
        "A < B",
    ],
)
def test_anything_but_codes_and_arithmetic_is_refused(formula):
    with pytest.raises(FormulaError):
        evaluate(formula, {"A": 1, "B": 1})

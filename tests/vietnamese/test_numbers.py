from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.numbers import (
    ParsedNumber,
    format_count,
    format_decimal,
    format_percent,
    format_share,
    parse_number,
    without_look_alikes,
)

COUNTS = st.integers(min_value=-(2**63), max_value=2**63 - 1)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (452702, "452.702"), (-1234, "-1.234"), (-5, "-5")]
)
def test_counts_have_dots_for_thousands(n, text):
    assert format_count(n) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 1000), 2, "0,01"),
        (Fraction(-5, 1000), 2, "-0,01"),
        (Fraction(-4, 1000), 2, "0,00"),
        (Decimal("1234567.885"), 2, "1.234.567,89"),
        (Decimal("1.005"), 2, "1,01"),
        (7, 3, "7,000"),
        (Fraction(2, 3), 5, "0,66667"),
    ],
)
def test_decimals_are_rounded_half_up_once(value, places, text):
    assert format_decimal(value, places) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (452702, 515481, "87,82"),
        (7099, 8366, "84,86"),
        (105220, 107315, "98,05"),
        (126062, 126065, "99,998"),
        (515481, 515481, "100,00"),
        (91, 74, "122,97"),
        (0, 5, "0,00"),
        (1, 10_000_000, "0,00001"),
        (9_999_999, 10_000_000, "99,99999"),
        (99_994, 100_000, "99,99"),
        (99_995, 100_000, "99,995"),
        (5, 100_000, "0,01"),
        (4, 100_000, "0,004"),
    ],
)
def test_a_share_never_says_all_for_less_than_all_nor_nothing_for_something(part, whole, text):
    assert format_share(part, whole) == text


def test_a_share_of_nothing_is_not_calculable():
    assert format_share(0, 0) is None
    assert format_share(3, 0) is None


def test_a_computed_percentage_follows_the_same_rule():
    assert format_percent(Fraction(45270200, 515481)) == "87,82"
    assert format_percent(Fraction(100)) == "100,00"
    assert format_percent(Fraction(100), places=0) == "100"
    assert format_percent(Fraction(-1, 1000)) == "-0,001"


@given(st.integers(0, 2**63 - 1), st.integers(1, 2**63 - 1))
def test_what_a_share_prints_is_near_and_true(part, whole):
    text = format_share(part, whole)
    assert text is not None
    printed = Fraction(text.replace(".", "").replace(",", "."))
    places = len(text.partition(",")[2])
    assert abs(printed - Fraction(part * 100, whole)) <= Fraction(1, 2 * 10**places)
    assert (printed == 0) == (part == 0)
    assert part >= whole or printed < 100


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("12", "12", 0),
        ("1.234", "1234", 0),
        ("452.702", "452702", 0),
        ("1 234", "1234", 0),
        ("1\u00a0234\u202f567", "1234567", 0),
        ("1,5", "1.5", 1),
        ("27,80", "27.80", 2),
        ("1.234,56", "1234.56", 2),
        ("1 234,5", "1234.5", 1),
        ("1.5", "1.5", 1),
        ("1.2345", "1.2345", 4),
        ("0,500", "0.500", 3),
        ("1,234,567", "1234567", 0),
        ("1,234.5", "1234.5", 1),
        ("-5", "-5", 0),
        ("\u22125", "-5", 0),
        ("+3", "3", 0),
        (" 007 ", "7", 0),
        ("12345678", "12345678", 0),
    ],
)
def test_numbers_are_read_as_vietnamese_offices_write_them(text, value, decimals):
    assert parse_number(text) == ParsedNumber(Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "value"), [("1,234", "1.234"), ("0.500", "0.500"), ("12,000", "12"), ("1234.567", "1234.567")]
)
def test_a_number_of_two_readings_says_so(text, value):
    assert parse_number(text) == ParsedNumber(Decimal(value), 3, ambiguous=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "–",
        "x",
        "(5)",
        "12%",
        "12.34.56",
        "1.23.456",
        "1.234.56",
        "12.345.67",
        "1,2,3",
        "5,",
        ",5",
        "5.",
        "1e5",
        "12 người",
        "1 23",
        "12 3456",
        "1.234 567",
        "--5",
        "- 5",
        "#REF!",
        "12-May",
        "452.702/515.481",
        "٣",
        "0.500.000",
    ],
)
def test_what_is_no_number_is_none(text):
    assert parse_number(text) is None


@given(COUNTS)
def test_a_printed_count_is_read_back(n):
    assert parse_number(format_count(n)) == ParsedNumber(Decimal(n), 0)


@given(st.fractions(min_value=-(10**12), max_value=10**12), st.sampled_from([1, 2, 4, 5]))
def test_a_printed_decimal_is_read_back(value, places):
    parsed = parse_number(format_decimal(value, places))
    assert parsed is not None
    assert (parsed.decimals, parsed.ambiguous) == (places, False)
    assert abs(Fraction(parsed.value) - value) <= Fraction(1, 2 * 10**places)


@given(st.text(max_size=20) | st.text(alphabet="0123456789., -+%()", max_size=12))
def test_no_text_breaks_the_reading(text):
    parsed = parse_number(text)
    assert parsed is None or parsed.decimals == -int(parsed.value.as_tuple().exponent)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1O", "10"), ("15oo", "1500"), ("2l5", "215"), ("I", "1"), ("2.lO5", "2.105"), ("O", "0"), ("1O0.OOO", "100.000"),
        ("10", ""), ("", ""), ("O5", ""), ("1O,5", ""), ("lo lắng", ""), ("5O triệu", ""), ("-1O", ""), ("1.O", ""),
        ("1" * 15 + "O", ""),
    ],
)  # fmt: skip
def test_letters_that_look_like_digits_are_taken_for_them(text, meant):
    assert without_look_alikes(text) == meant

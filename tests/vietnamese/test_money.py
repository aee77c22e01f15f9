import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.money import (
    UNIT_FACTORS,
    ParsedMoney,
    format_money,
    format_money_short,
    parse_money,
    unit_factor,
)

DONG = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("đồng", 1),
        ("VNĐ", 1),
        ("Số tiền (đồng)", 1),
        ("Bình quân đồng/người (đồng/người)", 1),
        ("Đơn vị tính: đồng", 1),
        ("Số tiền\nđồng", 1),
        ("nghìn đồng", 1000),
        ("1000đ", 1000),
        ("1.000 đồng", 1000),
        ("ngàn đồng", 1000),
        ("nghìn", 1000),
        ("triệu đồng", 10**6),
        ("triệu", 10**6),
        ("trđ", 10**6),
        ("Tr.đ", 10**6),
        ("1.000.000 đ", 10**6),
        ("Số tiền (triệu đồng)", 10**6),
        ("Số dư quỹ TRIỆU ĐỒNG", 10**6),
        ("ĐVT: triệu đồng", 10**6),
        ("Đơn vị tính triệu", 10**6),
        ("So tien (trieu dong)", 10**6),
        ("tỷ", 10**9),
        ("tỉ đồng", 10**9),
        ("Tổng thu, tỷ", 10**9),
        ("Thu (triệu đồng), bình quân (đồng/người)", 10**6),
    ],
)
def test_the_unit_of_money_is_found_in_a_header(text, factor):
    assert unit_factor(text) == factor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cộng đồng học tập",
        "Hội đồng",
        "Hợp đồng",
        "Tỷ lệ (%)",
        "Tỉ lệ hội viên",
        "Công ty đóng góp",
        "Cong ty dong gop",
        "Số gia đình",
        "Triệu Sơn",
        "Đông",
        "Số hội viên (người)",
        "Quỹ 2.000",
    ],
)
def test_words_that_only_look_like_money_are_no_unit(text):
    assert unit_factor(text) is None


@pytest.mark.parametrize("text", ["đ) Công dân học tập", "D) ĐƠN VỊ HỌC TẬP", "đ - Quỹ khuyến học"])
def test_a_letter_that_numbers_a_heading_is_no_unit(text):
    assert unit_factor(text) is None
    assert unit_factor(f"{text} (triệu đồng)") == 1_000_000


@pytest.mark.parametrize(
    ("text", "factor", "dong", "step"),
    [
        ("36,7", 10**6, 36_700_000, 100_000),
        ("12", 10**6, 12_000_000, 10**6),
        ("1.234", 10**3, 1_234_000, 1000),
        ("110.641", 1, 110_641, 1),
        ("36,7 tỷ", 1, 36_700_000_000, 100_000_000),
        ("36,7 tỷ đồng", 10**6, 36_700_000_000, 100_000_000),
        ("45tr", 1, 45_000_000, 10**6),
        ("45 tr.", 1, 45_000_000, 10**6),
        ("500 nghìn", 10**6, 500_000, 1000),
        ("1.200.000 đ", 10**6, 1_200_000, 1),
        ("1.200.000 đồng", 10**6, 1_200_000, 1),
        ("1.200.000Đ", 1, 1_200_000, 1),
        ("0", 10**6, 0, 10**6),
        ("-3", 1, -3, 1),
        ("1,5000000", 10**6, 1_500_000, 1),
    ],
)
def test_money_is_whole_dong_and_knows_its_rounding(text, factor, dong, step):
    assert parse_money(text, factor) == ParsedMoney(dong, step)


def test_an_amount_of_two_readings_says_so():
    assert parse_money("420,936", 10**6) == ParsedMoney(420_936_000, 1000, ambiguous=True)


@pytest.mark.parametrize(
    ("text", "factor"),
    [("", 1), ("-", 1), ("tỷ", 1), ("0,5", 1), ("1,2345678", 10**6), ("45 con", 1), ("1tr2", 1), ("(5)", 1), ("5%", 1)],
)
def test_what_is_no_whole_amount_is_none(text, factor):
    assert parse_money(text, factor) is None


@pytest.mark.parametrize(
    ("dong", "short"),
    [
        (36_700_000_000, "36,7 tỷ đồng"),
        (420_936_000_000, "420,936 tỷ đồng"),
        (36_700_500_000, "36.700,5 triệu đồng"),
        (450_000_000, "450 triệu đồng"),
        (1_234_567, "1.234.567 đồng"),
        (-36_700_000, "-36,7 triệu đồng"),
        (999, "999 đồng"),
        (0, "0 đồng"),
    ],
)
def test_the_short_form_never_rounds(dong, short):
    assert format_money_short(dong) == short


@given(DONG)
def test_both_forms_are_read_back_to_the_dong(dong):
    assert parse_money(format_money(dong)) == ParsedMoney(dong, 1)
    short = parse_money(format_money_short(dong))
    assert short is not None
    assert short.dong == dong


@given(st.integers(0, 10**9), st.sampled_from(sorted(UNIT_FACTORS)))
def test_every_known_unit_counts_in_a_cell(n, unit):
    parsed = parse_money(f"{n} {unit}", factor=7)
    assert parsed == ParsedMoney(n * UNIT_FACTORS[unit], UNIT_FACTORS[unit])


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(text):
    assert unit_factor(text) is None or unit_factor(text) in {10**n for n in range(100)}
    assert parse_money(text) is None or isinstance(parse_money(text), ParsedMoney)

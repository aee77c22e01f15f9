"""Money in several units of one cell."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.spoken_money import parse_spoken


@pytest.mark.parametrize(
    ("text", "dong", "step"),
    [
        ("1 tỷ 200 triệu", 1_200_000_000, 10**6), ("1 tỉ 200 triệu đồng", 1_200_000_000, 10**6), ("1tr2", 1_200_000, 10**5),
        ("12 triệu 500 nghìn", 12_500_000, 1000), ("12tr500k", 12_500_000, 1000), ("2 tỷ 5", 2_500_000_000, 10**8),
        ("12 triệu 500 nghìn 300 đồng", 12_500_300, 1), ("1 ty 200 trieu", 1_200_000_000, 10**6), ("1tr25", 1_250_000, 10**4),
        ("1 tỷ 2 triệu 30 nghìn", 1_002_030_000, 1000), ("1 tỷ, 200 triệu", 1_200_000_000, 10**6),
    ],
)  # fmt: skip
def test_units_that_fall_are_added(text, dong, step):
    assert parse_spoken(text) == (dong, step)


@pytest.mark.parametrize(
    "text",
    [
        "200 triệu 1 tỷ",
        "1 tỷ 2 tỷ",
        "1200 nghìn 5 triệu",
        "12 triệu 5000 nghìn",
        "triệu",
        "",
        "12 triệu ủng hộ",
        "1,5 tỷ 200 triệu",
    ],
)
def test_what_is_not_said_so_is_none(text):
    assert parse_spoken(text) is None

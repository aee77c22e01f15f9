"""Figures put into cells as people do it, without loss."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.demo.workbooks.spelling import bare, dotted, millions, millions_text, rounded, spelled
from khuyenhoc.returns.values import Stated
from khuyenhoc.vietnamese.money import parse_money

MONEY = st.integers(0, 10**8).map(lambda n: n * 10_000)


def test_what_a_cell_says() -> None:
    assert spelled(452702, dotted) == ("452.702", "text")
    assert spelled(452702, bare) == (452702, "general")
    assert spelled(Stated.NONE, bare, "Không có") == ("Không có", "small")
    assert spelled(Stated.BLANK, bare) == (None, "general")
    assert spelled("chưa rõ", bare) == ("chưa rõ", "small")


@pytest.mark.parametrize(
    ("dong", "text"), [(47_480_000, "47,48"), (1_234_500_000, "1.234,5"), (3_000_000, "3"), (0, "0")]
)
def test_trieu_dong_as_text(dong: int, text: str) -> None:
    assert millions_text(dong) == (text, "text")


@given(MONEY)
def test_trieu_dong_loses_nothing(dong: int) -> None:
    number, text = millions(dong)[0], millions_text(dong)[0]
    assert Fraction(repr(number)) * 1_000_000 == dong
    read = parse_money(str(text), 1_000_000)
    assert read is not None
    assert (read.dong, read.ambiguous) == (dong, False)


@pytest.mark.parametrize(("share", "typed"), [(Fraction(1, 8), 0.13), (Fraction(200, 3), 66.67), (None, None)])
def test_shares_are_typed_with_two_decimals_half_up(share: Fraction | None, typed: float | None) -> None:
    assert rounded(share) == typed

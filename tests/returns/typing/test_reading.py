"""What is typed, as people write it: understood, or kept as typed and asked; never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.returns.typing.reading import read_typed, reckoned, says_same, shown, understood, version_of
from khuyenhoc.returns.values import Stated
from tests.fixtures import cells

FORM = read_catalogue().forms[0]


@pytest.mark.parametrize(
    ("code", "text", "stated", "value", "note"),
    [
        ("MH03", "1520", Stated.VALUE, 1520, ""),
        ("MH03", "1.520", Stated.VALUE, 1520, ""),
        ("MH03", " 1 520 ", Stated.VALUE, 1520, "1.520"),
        ("MH03", "1.520 gia đình", Stated.VALUE, 1520, "1.520"),
        ("MH03", "0", Stated.VALUE, 0, ""),
        ("MH03", "không có", Stated.NONE, None, ""),
        ("MH03", "", Stated.BLANK, None, ""),
        ("MH03", "-", Stated.BLANK, None, ""),
        ("MH03", "1,520", Stated.INVALID, None, ""),
        ("MH03", "12,5", Stated.INVALID, None, ""),
        ("MH03", "chưa rõ", Stated.INVALID, None, ""),
        ("MH03", "-5", Stated.VALUE, -5, ""),
        ("MH03", "9" * 40, Stated.INVALID, None, ""),
        ("QK01", "36,7 triệu", Stated.VALUE, 36_700_000, "36.700.000 đồng"),
        ("QK01", "1.234.000", Stated.VALUE, 1_234_000, ""),
        ("QK01", "45tr", Stated.VALUE, 45_000_000, "45.000.000 đồng"),
        ("QK01", "500 nghìn", Stated.VALUE, 500_000, "500.000 đồng"),
        ("QK01", "1,234 triệu", Stated.INVALID, None, ""),
        ("QK01", "0,5 đồng", Stated.INVALID, None, ""),
        ("TC01", "rồi", Stated.VALUE, 1, "1"),
    ],
)
def test_a_field_as_it_is_typed(code, text, stated, value, note):
    indicator = FORM.by_code[code]
    cell = read_typed(indicator, text)
    assert (cell.stated, cell.value, cell.raw) == (stated, value, " ".join(text.split()))
    assert understood(indicator, cell) == note
    assert cell.at == ("" if stated is Stated.BLANK else f"Trang nhập!{code}")


def test_blank_zero_and_none_are_three_things():
    blank, zero, none = (read_typed(FORM.by_code["MH03"], text) for text in ("", "0", "không có"))
    assert len({version_of(c) for c in (blank, zero, none)}) == 3
    assert not any(says_same(one, other) for one, other in [(blank, zero), (zero, none), (blank, none)])
    assert [shown(FORM.by_code["MH03"], c) for c in (blank, zero, none)] == ["", "0", "không có"]


def test_the_same_number_written_otherwise_says_the_same():
    one, other = (read_typed(FORM.by_code["MH03"], text) for text in ("1520", "1.520"))
    assert says_same(one, other)
    assert version_of(one) != version_of(other)


def test_sums_balances_and_shares_as_far_as_they_go():
    found = reckoned(FORM, cells(FORM))
    assert (found["QK02"].value, found["QK02"].waits) == (52_500_000, 0)
    assert found["QK04"].value == 95_500_000
    assert found["MH04"].share == Fraction(1800 * 100, 2100)
    partly = reckoned(FORM, cells(FORM, QK021=None, QK01=None, MH01="không có"))
    assert (partly["QK02"].value, partly["QK02"].waits) == (32_500_000, 1)
    assert (partly["QK04"].value, partly["QK04"].waits) == (None, 1)
    assert partly["MH04"].share is None

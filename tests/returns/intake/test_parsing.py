"""From a cell to what it states: numbers, money, shares, words, and what has to be asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.returns.intake.conventions import Convention, Settled, convention_of, settled
from khuyenhoc.returns.intake.measures import agrees, factor_of, is_too_much
from khuyenhoc.returns.intake.pairs import settle_pairs
from khuyenhoc.returns.intake.parsing import Manner, evened, parse_cell
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.vietnamese.numbers import format_count
from tests.returns.intake.books import FORM

MILLION = 1_000_000
COMMA, DOT, BOTH, UNKNOWN = Convention.COMMA, Convention.DOT, Convention.BOTH, Convention.UNKNOWN


def parsed(code: str, content: object, factor: int = 1, convention: Convention = UNKNOWN, error: str = "") -> CellValue:
    return parse_cell(content, FORM.by_code[code], "S!A1", Manner(factor, convention), error)


def value(code: str, content: object, factor: int = 1, convention: Convention = UNKNOWN) -> int | None:
    cell = parsed(code, content, factor, convention)
    return cell.value if cell.stated is Stated.VALUE else None


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (1234, 1234), (1234.0, 1234), (0, 0), ("0", 0), ("1.234", 1234), ("1.234.567", 1_234_567), ("1 234", 1234),
        ("1\u00a0234", 1234), ("'1234", 1234), ("'1.234", 1234),
        (" 1234 ", 1234), ("1234.0", 1234), ("12,0", 12), ("1.234 gia đình", 1234), ("1.234*", 1234),
        ("1.234 (*)", 1234), ("1.234¹", 1234), ("2.150 (1)", 2150),
        (-5, -5), ("-5", -5), (2**53, 2**53),
    ],
)  # fmt: skip
def test_count(content, number):
    assert value("MH01", content) == number


@pytest.mark.parametrize(
    ("content", "raw"),
    [
        (1.5, "1,5"), ("1,5", "1,5"), ("1,234", "1,234"), ("0.500", "0.500"), ("(1.234)", "(1.234)"),
        ("452/515", "452/515"),
        ("1O2", "1O2"), ("l2", "l2"), ("x", "x"), ("chưa rõ", "chưa rõ"), ("12 hội viên", "12 hội viên"),
        ("1.234 (12)", "1.234 (12)"), ("(1)", "(1)"),
        ("8 nghìn", "8 nghìn"), (True, "TRUE"), (1e20, "100000000000000000000"), (float("nan"), "nan"),
        (float("inf"), "inf"),
        (dt.date(2023, 5, 12), "12/5/2023"), (dt.datetime(2023, 5, 12, 8), "12/5/2023"), (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(days=2), "2 days, 0:00:00"), ("#REF!", "#REF!"),
    ],
)  # fmt: skip
def test_what_is_no_whole_count_is_asked_as_it_stands(content, raw):
    cell = parsed("MH01", content)
    assert (cell.stated, cell.value, cell.raw) == (Stated.INVALID, None, raw)


def test_error_is_asked_whatever_stands_there():
    assert (parsed("MH01", 5, error="#REF!").stated, parsed("MH01", 5, error="#REF!").raw) == (Stated.INVALID, "#REF!")


@pytest.mark.parametrize("content", ["không", "Không có", "KHONG CO", "ko", "Chưa có", "'không"])
def test_nothing_to_count_is_none(content):
    assert (parsed("MH01", content).stated, parsed("MH01", content).counted) == (Stated.NONE, 0)


@pytest.mark.parametrize("content", ["", "  ", "-", "–", "…", "..."])
def test_dash_is_a_blank_to_be_asked(content):
    """Whether a dash is nought or nothing is not certain."""
    cell = parsed("MH01", content)
    assert (cell.stated, cell.counted, cell.at) == (Stated.BLANK, None, "S!A1")


@pytest.mark.parametrize(
    ("content", "number"), [("Có", 1), ("đã thành lập", 1), ("chưa", 0), (True, 1), (False, 0), (1.0, 1), ("0", 0)]
)
def test_yes_and_no_where_the_form_asks_for_one_and_nought(content, number):
    assert value("TC01", content) == number


@pytest.mark.parametrize(
    ("content", "factor", "dong", "step"),
    [
        (36.7, MILLION, 36_700_000, 100_000), ("36,7", MILLION, 36_700_000, 100_000), (36.0, MILLION, 36_000_000, MILLION),
        ("36,7 tỷ", MILLION, 36_700_000_000, 100_000_000), ("45tr", 1, 45_000_000, MILLION),
        ("500 nghìn", 1, 500_000, 1000),
        ("1.234.567", 1, 1_234_567, 1), ("1.234.567 đ", MILLION, 1_234_567, 1), (0.1 + 0.2, MILLION, 300_000, 100_000),
        ("0,5", MILLION, 500_000, 100_000), (4_210_000_000.0, 1, 4_210_000_000, 1),
    ],
)  # fmt: skip
def test_money(content, factor, dong, step):
    cell = parsed("QK01", content, factor)
    assert (cell.stated, cell.value, cell.step) == (Stated.VALUE, dong, step)


@pytest.mark.parametrize(
    ("content", "factor"), [(12.3456789, MILLION), (1.5, 1), ("12,345", MILLION), ("12,345 triệu", 1), ("5 bao gạo", 1)]
)
def test_money_that_is_no_whole_dong_or_may_be_two_is_asked(content, factor):
    assert parsed("QK01", content, factor).stated is Stated.INVALID


@pytest.mark.parametrize(
    ("content", "share"),
    [("87,82%", "87.82"), ("87,82 %", "87.82"), (87.82, "87.82"), (0.8782, "0.8782"), ("87,82", "87.82"), (100, "100")],
)
def test_share_is_kept_as_it_is_typed(content, share):
    cell = parsed("MH04", content)
    assert (cell.stated, cell.share, cell.value) == (Stated.SHARE, Decimal(share), None)


def test_share_in_another_unit_is_asked():
    assert parsed("MH04", "87,82 phần").stated is Stated.INVALID


# How a table writes its numbers


@pytest.mark.parametrize(
    ("texts", "convention"),
    [
        (["36,7", "1.234"], COMMA), (["1.234.567"], COMMA), (["1.234,5"], COMMA), (["0,125"], COMMA), (["36.7"], DOT),
        (["1,234,567"], DOT),
        (["1,234.5"], DOT), (["36,7", "36.7"], BOTH), (["1.234", "1,234", "12", "không"], UNKNOWN),
        (["12/5/2023"], UNKNOWN), ([], UNKNOWN),
        (["36,7 tỷ"], COMMA),
    ],
)  # fmt: skip
def test_convention_is_told_by_what_can_be_read_in_one_way_only(texts, convention):
    assert convention_of(texts) is convention


@pytest.mark.parametrize(
    ("number", "convention", "result"),
    [
        ("1,234", COMMA, Settled("1,234", sure=True)), ("1,234", DOT, Settled("1234")), ("1,234", UNKNOWN, None),
        ("1,234", BOTH, None),
        ("1.234", COMMA, Settled("1.234")), ("1.234", UNKNOWN, Settled("1.234")), ("1.234", DOT, None),
        ("1.234", BOTH, None),
        ("-1,234", DOT, Settled("-1234")), ("1.234.567", DOT, Settled("1.234.567")),
    ],
)  # fmt: skip
def test_doubtful_mark_is_settled_by_the_table_or_asked(number, convention, result):
    assert settled(number, convention) == result


def test_settled_numbers_are_values():
    assert value("QK01", "12,345", MILLION, COMMA) == 12_345_000
    assert parsed("QK01", "12,345", MILLION, COMMA).step == 1000
    assert value("MH01", "1,234", 1, DOT) == 1234
    assert value("MH01", "1,234", 1, COMMA) is None
    assert parsed("MH04", "87,825", 1, COMMA).share == Decimal("87.825")


# Units of measure


def test_factor_is_that_of_the_nearest_text_that_names_one():
    assert factor_of(("", "Vận động được", "Quỹ khuyến học (triệu đồng)", "ĐVT: đồng")) == MILLION
    assert factor_of(("Dân số", "")) == 1


@pytest.mark.parametrize(
    ("code", "measure", "fits"),
    [
        ("QK01", "triệu đồng", True), ("QK01", "đồng", True), ("QK01", "", True), ("QK01", "người", False),
        ("QK01", "%", False),
        ("HV03", "người", True), ("HV03", "nghìn người", False), ("HV03", "triệu đồng", False), ("HV03", "%", False),
        ("MH04", "%", True),
        ("MH04", "gia đình", False), ("QK05", "nghìn đồng/người", True),
    ],
)  # fmt: skip
def test_unit_of_measure_fits_the_indicator_or_not(code, measure, fits):
    assert agrees(FORM.by_code[code], measure) is fits


@pytest.mark.parametrize(
    ("code", "number", "period", "too_much"),
    [
        ("QK01", 10**10, "2023", False), ("QK01", 10**10 + 1, "2023", True), ("QK01", -(10**10) - 1, "2023", True),
        ("QK01", 10**10 + 1, "2022", False), ("HV01", 10**10 + 1, "2023", False), ("QK01", None, "2023", False),
    ],
)  # fmt: skip
def test_money_is_beyond_belief_by_the_bound_of_its_period(code, number, period, too_much):
    assert is_too_much(CellValue(code, Stated.VALUE, number), FORM, period) is too_much


def test_money_of_one_return_is_stated_to_one_step():
    cells = [
        parsed("QK01", 36.75, MILLION),
        parsed("QK02", 36.0, MILLION),
        parsed("QK03", "2 tỷ", MILLION),
        parsed("MH01", 5),
    ]
    assert [c.step for c in evened(cells)] == [10_000, 10_000, 1_000_000_000, 1]


# Pairs


def cells(**stated: object) -> dict[str, CellValue]:
    return {code: parsed(code, content) for code, content in stated.items()}


@pytest.mark.parametrize(
    ("given_cells", "number"),
    [
        (cells(MH01=515, MH03="452/515"), 452), (cells(MH02=515, MH03="452 / 515"), 452),
        (cells(MH01=1515, MH03="452/1.515"), 452),
        (cells(MH01=516, MH03="452/515"), None), (cells(MH03="452/515"), None), (cells(MH11=515, MH03="452/515"), None),
        (cells(MH01=515, MH03="1/2/515"), None), (cells(MH01=515, MH03=452), 452),
    ],
)  # fmt: skip
def test_pair_is_settled_by_the_whole(given_cells, number):
    assert settle_pairs(given_cells, FORM)["MH03"].value == number


@pytest.mark.parametrize("content", ["120\n135", "250 \n 310", "2\r\n150"])
def test_numbers_under_each_other_in_one_cell_are_never_one(content):
    assert parsed("MH01", content).stated is Stated.INVALID
    assert parsed("QK01", content).stated is Stated.INVALID


@given(st.integers(0, 2**53))
def test_any_count_reads_back_as_number_and_as_text(number):
    assert value("MH01", number) == value("MH01", float(number)) == value("MH01", format_count(number)) == number


@given(st.text(max_size=20), st.sampled_from([i.code for i in FORM.indicators]), st.sampled_from(list(Convention)))
def test_any_text_is_read_or_asked_and_never_fails(text, code, convention):
    cell = parsed(code, text, MILLION, convention)
    assert (cell.value is None) is (cell.stated is not Stated.VALUE)
    assert (cell.share is None) is (cell.stated is not Stated.SHARE)

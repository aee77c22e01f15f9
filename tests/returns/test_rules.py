"""The seventeen checks, each on both sides of its border."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.rules import CHECKS, check, may_move
from khuyenhoc.returns.values import PAGE, REGISTER, CellValue, LastPeriod, Stated, UnitContext
from tests.fixtures import CLEAN, cells

FORM = read_catalogue().forms[0]
FIRST = UnitContext()


def marks(context: UnitContext = FIRST, **changed: int | str | None) -> list[tuple[str, str, str | None]]:
    return [(m.code, m.level, m.indicator) for m in check(FORM, cells(FORM, **changed), context)]


def last(none: frozenset[str] = frozenset(), **changed: int | None) -> UnitContext:
    """A period before in which every moving figure was another one, but for those given."""
    values = {c: v + 1 if v and not FORM.by_code[c].steady else v for c, v in CLEAN.items()}
    return UnitContext(LastPeriod({**values, "QK04": CLEAN["QK01"], **changed}, none))


def test_every_check_of_the_form_has_a_rule_and_the_other_way_round() -> None:
    assert [c.code for c in FORM.checks] == list(CHECKS)


def test_a_clean_return_has_no_mark() -> None:
    assert marks() == []
    assert marks(last()) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"HV05": -1}, [("K01", "E", "HV05")]),
        ({"HV06": "#REF!"}, [("K01", "E", "HV06")]),
        ({"HV06": "12-May"}, [("K01", "E", "HV06")]),
        ({"MH02": 2101, "MH03": 2101}, [("K02", "E", "MH03"), ("K14", "W", "MH02")]),
        ({"MH02": 2100, "MH03": 2101}, [("K02", "E", "MH03")]),
        ({"MH02": 1799}, [("K03", "W", "MH03")]),
        ({"MH02": 1800}, []),
        ({"QK021": 20_000_001}, [("K04", "E", "QK02")]),
        ({"QK031": 19_999_999}, [("K04", "E", "QK03")]),
        ({"QK04": 95_500_001}, [("K04", "E", "QK04")]),
        ({"QK021": None}, [("K11", "E", "QK021")]),
        ({"TC04": 15, "TC05": 6}, [("K06", "W", "TC03")]),
        ({"TC04": 21, "TC05": 0}, [("K06", "W", "TC04")]),
        ({"TC04": 14, "TC05": 6}, []),
        ({"HV02": 1501}, [("K06", "W", "HV02")]),
        ({"TT02": 2}, [("K06", "W", "TT02")]),
        ({"HV01": 4801}, [("K08", "W", "HV01")]),
        ({"HV01": 4800}, []),
        ({"MH31": 200, "MH32": 200, "MH33": 199}, [("K09", "W", "MH33")]),
        ({"MH31": 1000, "MH32": 1000, "MH33": 994}, []),
        ({"MH31": 99, "MH32": 99, "MH33": 99}, []),
        ({"MH22": 10}, [("K14", "W", "MH22")]),
        ({"HB03": None}, [("K11", "E", "HB03")]),
        ({"HB03": "không có"}, []),
        ({"TC01": 2}, [("K15", "E", "TC01")]),
        ({"TC01": -1}, [("K01", "E", "TC01")]),
        ({"TC01": 0}, [("K15", "W", "TC01")]),
        ({"TC01": 0, "HV01": 0, "HV02": 0}, []),
        ({"QK031": 0, "QK03": 21_000_000, "QK04": 115_500_000}, [("K17", "W", "HB01")]),
        ({"QK033": 0, "QK03": 34_000_000, "QK04": 102_500_000}, [("K17", "W", "HB04")]),
        ({"QK034": 999, "QK03": 39_000_999, "QK04": 97_499_001}, [("K13", "W", "QK034")]),
        ({"QK034": 1000, "QK03": 39_001_000, "QK04": 97_499_000}, []),
    ],
)
def test_marks(changed: dict[str, int | str | None], expected: list[tuple[str, str, str | None]]) -> None:
    assert marks(**changed) == expected


def test_a_number_that_became_a_date_is_told_how_to_be_typed() -> None:
    (date,), (word,) = (check(FORM, cells(FORM, HV06=raw), FIRST) for raw in ("18/1/1900", "khoảng 20"))
    assert "gõ dấu nháy ' liền trước số, ví dụ '18, để số không đổi thành ngày." in date.message
    assert "ví dụ 1.250. Xem lại ô" in word.message


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (last(QK04=84_000_001), [("K05", "E", "QK01")]),
        (last(HB02=161), [("K07", "W", "HB02")]),
        (last(HB02=162), []),
        (last(HB04=10), []),
        (last(HB02=0), []),
        (last(frozenset({"HB02"}), HB02=0), []),
        (last(QK021=9_000_000), [("K07", "W", "QK021")]),
        (last(QK021=10_000_000), []),
        (last(HV03=7272), [("K08", "W", "HV03")]),
        (last(HV03=7273), []),
        (last(HV03=4000), [("K08", "W", "HV03")]),
        (last(QK024=5_000), [("K13", "W", "QK024")]),
        (last(QK024=5_000_000_000), [("K13", "W", "QK024")]),
        (UnitContext(villages_known=8), [("K10", "W", "MH21")]),
        (UnitContext(villages_known=9), []),
    ],
)
def test_marks_against_what_is_known(context: UnitContext, expected: list[tuple[str, str, str | None]]) -> None:
    assert marks(context) == expected


def test_last_years_file_sent_again_is_marked_from_ten_equal_figures_on() -> None:
    moving = [i.code for i in FORM.typed if not i.steady and CLEAN[i.code] and i.code not in ("QK01", "QK04")]
    nine, ten = ({c: CLEAN[c] for c in moving[:n]} for n in (9, 10))
    assert marks(last(**nine)) == []
    assert marks(last(**ten)) == [("K12", "W", None)]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("", "có thể đã gửi lại tệp của kỳ trước. Nhầm thì gửi đúng tệp; không nhầm thì ghi lý do."),
        ("Biểu 1", "có thể đã gửi lại tệp của kỳ trước. Nhầm thì gửi đúng tệp; không nhầm thì ghi lý do."),
        (PAGE, "có thể đã nhập lại số của kỳ trước. Nhầm thì sửa lại; không nhầm thì ghi lý do."),
        (REGISTER, "có thể đã nhập lại số của kỳ trước. Nhầm thì sửa lại; không nhầm thì ghi lý do."),
    ],
)
def test_last_years_figures_again_speak_of_a_file_only_where_there_is_one(sheet: str, said: str) -> None:
    given = {code: replace(cell, at=f"{sheet}!{code}" if sheet else "") for code, cell in cells(FORM).items()}
    found = [m.message for m in check(FORM, given, UnitContext(LastPeriod(CLEAN))) if m.code == "K12"]
    assert len(found) == 1
    assert found[0].endswith(f"số giống hệt kỳ trước: {said}")


def test_a_sum_within_the_rounding_of_the_file_is_a_warning() -> None:
    read = cells(FORM, QK02=52_400_000, QK04=95_400_000)
    rounded = {
        c: CellValue(c, Stated.VALUE, v.value, v.at, v.raw, step=100_000)
        for c, v in read.items()
        if c[:2] == "QK" and v.value
    }
    assert [(m.code, m.level) for m in check(FORM, read | rounded, FIRST)] == [("K04", "W")]
    assert [(m.code, m.level) for m in check(FORM, read, FIRST)] == [("K04", "E")]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("85.71", False),
        ("85.7", False),
        ("86", False),
        ("85.72", True),
        ("0.8571", False),
        ("87", True),
        ("85.714285714", False),
    ],
)
def test_a_typed_share_is_compared_within_its_rounding(typed: str, marked: bool) -> None:
    share = {"MH04": CellValue("MH04", Stated.SHARE, None, "Báo cáo!D20", typed, share=Decimal(typed))}
    assert [m.code for m in check(FORM, cells(FORM) | share, FIRST)] == (["K16"] if marked else [])


def test_a_message_says_what_where_and_with_which_numbers() -> None:
    found = check(FORM, cells(FORM, MH02=2100, MH03=2101), FIRST)[0]
    d_total, d_recognised = (cells(FORM)[c].at.split("!")[1] for c in ("MH01", "MH03"))
    assert "(2.101) lớn hơn tổng số gia đình (2.100)" in found.message
    assert f"ô {d_recognised} và ô {d_total}" in found.message


@given(
    st.dictionaries(
        st.sampled_from([i.code for i in FORM.typed]), st.integers(0, 10**12) | st.none() | st.just("không có")
    )
)
def test_no_figures_make_a_check_fail(changed: dict[str, int | str | None]) -> None:
    found = check(FORM, cells(FORM, **changed), last())
    assert [m for m in found if m.level not in "EW" or not m.message] == []
    once = [(m.code, m.indicator) for m in found]
    assert len(once) == len(set(once))


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_the_fund_adds_up_exactly_or_is_marked(opening: int, raised: int, spent: int) -> None:
    closing = opening + raised - spent
    codes = [m[0] for m in marks(QK01=opening, QK021=raised, QK022=0, QK023=0, QK024=0, QK025=0, QK02=raised, QK031=spent,
                                 QK032=0, QK033=0, QK034=0, QK03=spent, QK04=closing)]  # fmt: skip
    assert "K04" not in codes
    assert ("K01" in codes) == (closing < 0)


def test_states_move_only_as_designed() -> None:
    allowed = {(a, b) for a in State for b in State if may_move(a, b)}
    assert allowed == {
        (State.DRAFT, State.SUBMITTED), (State.SUBMITTED, State.ACCEPTED), (State.SUBMITTED, State.SENT_BACK),
        (State.SENT_BACK, State.SUBMITTED), (State.ACCEPTED, State.SIGNED), (State.ACCEPTED, State.SUBMITTED),
    }  # fmt: skip


def test_the_form_is_the_one_of_the_catalogue(form: FormSpec) -> None:
    assert len(form.typed) == len(CLEAN)


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("12/5/2023", "gõ dấu nháy"),
        ("1O2", "có lẽ là 102"),
        ("1600 (gạch bỏ)", "Bỏ nét gạch nếu số này đúng"),
        ("khoảng 50", "ví dụ 1.250."),
    ],
)
def test_what_is_no_number_says_what_to_do_instead(raw: str, hint: str) -> None:
    (mark,) = check(FORM, cells(FORM, HV06=raw), FIRST)
    assert (mark.code, f"“{raw}”" in mark.message, hint in mark.message) == ("K01", True, True)

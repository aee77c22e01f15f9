"""Whatever a return holds: every writer keeps it, the order of columns and lines says nothing, one digit changes one cell."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from khuyenhoc.returns.intake.pipeline import ReturnReading, read_file
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.matching import UnitIndex
from tests.corpus import writers
from tests.corpus.parts import FORM, UNITS, YEAR, Page

INDEX = UnitIndex(list(UNITS.values()))
TYPED = [i.code for i in FORM.typed]
HEAD = [["Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện"], ["BÁO CÁO NĂM 2023"], []]
COLUMNS = {
    "STT": lambda n, code, figure: n,
    "Mã": lambda n, code, figure: code,
    "Chỉ tiêu": lambda n, code, figure: FORM.by_code[code].label,
    "ĐVT": lambda n, code, figure: FORM.by_code[code].unit,
    "Năm 2022": lambda n, code, figure: 777_777,
    "Kết quả": lambda n, code, figure: figure,
}
FIGURES = st.fixed_dictionaries({
    c: st.one_of(st.none(), st.just("không có"), st.integers(0, 10**12 if FORM.by_code[c].is_money else 10**6)) for c in TYPED
})  # fmt: skip
WRITERS = writers.ANY | writers.SINGLE
NEIGHBOURS = ["11242", "11248", "11251"]
few = settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate])
every_writer = pytest.mark.parametrize("writer", WRITERS)


def page(figures, columns=tuple(COLUMNS), codes=tuple(TYPED)) -> list[Page]:
    rows = [[COLUMNS[c](n, code, figures[code]) for c in columns] for n, code in enumerate(codes, start=1)]
    return [Page([*HEAD, list(columns), *rows])]


def read(data: bytes) -> ReturnReading:
    [reading] = read_file(data, FORM, INDEX, YEAR, "bao cao").returns
    assert reading.unit == "11242", reading.reason
    return reading


def stated(reading: ReturnReading) -> dict[str, object]:
    """What each typed cell says, in the form in which it was given."""
    said = {Stated.NONE: "không có", Stated.BLANK: None}
    return {c: said.get(reading.cells[c].stated, reading.cells[c].value) for c in TYPED}


@every_writer
@given(figures=FIGURES)
@few
def test_any_return_by_any_writer_is_read_again_the_same(writer, figures):
    assert stated(read(WRITERS[writer](page(figures)))) == figures


@every_writer
@given(figures=FIGURES, columns=st.permutations(list(COLUMNS)), seed=st.integers(0, 10**6))
@few
def test_the_order_of_columns_and_lines_says_nothing(writer, figures, columns, seed):
    codes = Random(seed).sample(TYPED, len(TYPED))
    assert stated(read(WRITERS[writer](page(figures, tuple(columns), tuple(codes))))) == figures


@every_writer
@given(several=st.lists(FIGURES, min_size=3, max_size=3), seed=st.integers(0, 10**6))
@few
def test_the_order_of_units_and_their_columns_says_nothing(writer, several, seed):
    # Fewer than three columns with figures are no table of the form.
    some = {"HV01": 1234, "MH01": 567, "HB01": 89}
    given_ = {unit: figures | some for unit, figures in zip(NEIGHBOURS, several, strict=True)}
    units, codes = (Random(seed).sample(of, len(of)) for of in (NEIGHBOURS, TYPED))
    rows = [[UNITS[u].full_name, *(given_[u][c] for c in codes)] for u in units]
    head = [["HỘI KHUYẾN HỌC HUYỆN THANH MIỆN"], ["TỔNG HỢP NĂM 2023"], []]
    data = WRITERS[writer]([Page([*head, ["Đơn vị", *(FORM.by_code[c].label for c in codes)], *rows])])
    assert {r.unit: stated(r) for r in read_file(data, FORM, INDEX, YEAR, "bao cao").returns} == given_


@every_writer
@given(
    figures=FIGURES,
    code=st.sampled_from([c for c in TYPED if c != "TC01"]),
    place=st.integers(0, 5),
    more=st.integers(1, 8),
)
@few
def test_one_digit_changes_one_cell(writer, figures, code, place, more):
    digits = list("345678")
    before = figures | {code: int("".join(digits))}
    digits[place] = str(1 + (int(digits[place]) - 1 + more) % 9)
    one, other = (read(WRITERS[writer](page(f))).cells for f in (before, figures | {code: int("".join(digits))}))
    assert {c for c in FORM.by_code if one[c] != other[c]} == {code}

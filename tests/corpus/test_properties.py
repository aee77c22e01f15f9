"""Whatever a return holds: every writer keeps it, the order of columns and lines says nothing, one digit changes one cell."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
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
few = settings(max_examples=8, deadline=None, derandomize=True)


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


@given(figures=FIGURES, writer=st.sampled_from([*writers.ANY, *writers.SINGLE]))
@few
def test_any_return_by_any_writer_is_read_again_the_same(figures, writer):
    write = writers.ANY.get(writer) or writers.SINGLE[writer]
    assert stated(read(write(page(figures)))) == figures


@given(figures=FIGURES, columns=st.permutations(list(COLUMNS)), seed=st.integers(0, 10**6))
@few
def test_the_order_of_columns_and_lines_says_nothing(figures, columns, seed):
    codes = Random(seed).sample(TYPED, len(TYPED))
    assert stated(read(writers.xlsx(page(figures, tuple(columns), tuple(codes))))) == figures


@given(figures=FIGURES, code=st.sampled_from([c for c in TYPED if c != "TC01"]), change=st.integers(1, 9))
@few
def test_one_digit_changes_one_cell(figures, code, change):
    before = figures | {code: 123_450}
    after = figures | {code: 123_450 + change}
    one, other = (stated(read(writers.xlsx(page(f)))) for f in (before, after))
    assert {c for c in TYPED if one[c] != other[c]} == {code}

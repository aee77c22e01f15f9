"""Rows that add up the rows above them, in a table with a row a unit: left out whatever they are called."""

from __future__ import annotations

import pytest

from tests.returns.intake.books import CLEAN, FORM
from tests.sheets.books import Page, book

TITLE = ["TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023"]
HEADER = ["TT", "Xã", *(i.label for i in FORM.typed)]
FIGURES = [CLEAN[i.code] for i in FORM.typed]
UNITS = [[n, name, *FIGURES] for n, name in enumerate(("Thanh Tùng", "Lê Hồng", "Đoàn Kết"), start=1)]


def units(read, *rows: list[object]) -> dict[str | None, str]:
    return {one.unit: one.outcome for one in read(book(Page([TITLE, HEADER, *UNITS, *rows]))).returns}


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "name",
    [
        "∑", "Σ", "T.cộng", "T. CỘNG", "T/cộng", "TC", "Tổng hợp", "Cộng toàn huyện", "Cộng:", "Cộng 3 xã", "Tổng (3 xã)",
        "Tổng toàn huyện", "Tổng huyện Thanh Miện", "Chung toàn huyện",
    ],
)  # fmt: skip
def test_a_total_by_its_name(read, name, place):
    row = [*(name if at == place else None for at in range(2)), *(f + 1 for f in FIGURES)]
    assert units(read, row) == dict.fromkeys(("11242", "11266", "11263"), "read")


def test_a_total_by_its_figures(read):
    assert units(read, [None, "Kết quả chung", *(3 * f for f in FIGURES)]) == dict.fromkeys(
        ("11242", "11266", "11263"), "read"
    )


def test_a_row_of_nobody_that_is_no_sum_is_asked(read):
    found = units(read, [4, "Xã Không Có", *(3 * f for f in FIGURES[:-1]), 1])
    assert found[None] == "needs_mapping"


def test_a_row_of_nobody_full_of_noughts_is_no_sum(read):
    nothing = [
        [n, name, *(0 for _ in FIGURES)] for n, name in enumerate(("Thanh Tùng", "Lê Hồng", "Xã Không Có"), start=1)
    ]
    found = read(book(Page([TITLE, HEADER, *nothing]))).returns
    assert [one.unit for one in found] == ["11242", "11266", None]


@pytest.mark.parametrize("names", ["Xã", "Tên các Hội"])
@pytest.mark.parametrize("header", ["hội khuyến học xã (1 là có, 0 là chưa)", "Hội KH xã (có: 1)"])
def test_a_column_of_ticks_that_is_called_as_units_are_is_an_indicator(read, header, names):
    labels = [header if i.code == "TC01" else i.label for i in FORM.typed]
    found = read(book(Page([TITLE, ["TT", names, *labels], *UNITS])))
    assert {one.unit: one.cells["TC01"].value for one in found.returns} == dict.fromkeys(
        ("11242", "11266", "11263"), CLEAN["TC01"]
    )

"""Whatever stands in a sheet, reading it for a list comes to an end and tells no row twice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.sheets.grid import Sheet
from tests.sheets.lists.families import read

CELL = st.sampled_from([
    "", "", "", "STT", "Họ và tên", "Năm sinh", "Thôn", "Thôn Đông", "Đạt", "x", "I", "A.", "1", "12.", "Cộng", "Tổng số: 4",
    "Nguyễn Văn An", "Trưởng thôn", "-nt-", "DANH SÁCH THÔN TÂY NĂM 2024", 1, 2.5, 1950, 10**15, float("inf"), float("nan"), True,
    dt.date(1950, 3, 15), dt.time(7, 30), dt.timedelta(hours=30),
])  # fmt: skip
PLACE = st.tuples(st.integers(0, 9), st.integers(0, 5))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(0, 6))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=10))
    corners = draw(st.lists(st.tuples(PLACE, st.integers(0, 2), st.integers(0, 3)), max_size=3))
    merged = [((row, column), (row + down, column + across)) for (row, column), down, across in corners]
    errors = dict.fromkeys(draw(st.lists(PLACE, max_size=2)), "#REF!")
    return Sheet("S", rows, draw(st.sampled_from([merged, None])), errors=errors, hidden_rows=frozenset({1}))


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_any_sheet_is_read(sheet):
    for table in read(sheet).tables:
        numbers = [row.number for row in table.rows]
        assert numbers == sorted(set(numbers))
        assert all(1 <= number <= len(sheet.rows) for number in numbers)

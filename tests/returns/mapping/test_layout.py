"""A layout is what its labels and headers say, never what stands in its cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.returns.mapping.fixes import Kind
from khuyenhoc.returns.mapping.layout import column_fix, column_of, fingerprint, labels, line_fix, row_of
from khuyenhoc.returns.mapping.memory import difference, parts_of_once
from tests.returns.intake.books import FORM, OWNER, TITLE
from tests.returns.mapping import files
from tests.sheets.books import Page, book


def layout(once, data, name="bao cao.xlsx"):
    return fingerprint(parts_of_once(once(data, name)))


CODES = st.sampled_from([i.code for i in FORM.typed])
WRITTEN = st.one_of(st.integers(0, 10**12), st.sampled_from(["không có", "-", None, "1.234"]))


@settings(max_examples=20)
@given(st.dictionaries(CODES, WRITTEN))
def test_values_do_not_matter(once, values):
    assert layout(once, files.reworded(values=values)) == layout(once, files.reworded())


def test_neither_does_whose_it_is_nor_of_which_year(once):
    other = files.reworded("BÁO CÁO TỔNG KẾT NĂM 2024", "Hội Khuyến học xã Lam Sơn, huyện Thanh Miện")
    assert layout(once, other) == layout(once, files.reworded())


@pytest.mark.parametrize("other", [files.two_columns, files.nobodys, files.across])
def test_other_labels_or_headers_are_another_layout(once, other):
    assert layout(once, other()) != layout(once, files.reworded())


def test_another_unit_of_money_is_another_layout(once):
    stated = book(Page([[OWNER], [TITLE], ["Đơn vị tính: triệu đồng"], files.HEADER, *files.rows()]))
    plain = book(Page([[OWNER], [TITLE], [], files.HEADER, *files.rows()]))
    assert layout(once, stated) != layout(once, plain)


def test_a_file_without_a_table_has_no_layout(once):
    assert layout(once, book(Page([["Kính gửi Hội Khuyến học tỉnh"], ["Xin gửi sau"]]))) == ""


def test_a_correction_finds_its_place_again(once):
    (part,) = parts_of_once(once(files.two_columns()))
    for row, _text in part.rows:
        assert row_of(line_fix(part, row, "MH03"), part) == row
    for column, _text in part.headers:
        assert column_of(column_fix(Kind.COLUMN, part, column, "2023"), part) == column


def test_labels_that_say_the_same_are_told_apart_by_their_order(once):
    twice = files.rows({"MH03": "Số mới", "MH13": "Số mới"})
    (part,) = parts_of_once(once(book(Page([[OWNER], [TITLE], files.HEADER, *twice]))))
    rows = [row for row, text in part.rows if text.startswith("so moi")]
    assert len(rows) == 2
    assert [row_of(line_fix(part, row, "MH03"), part) for row in rows] == rows


def test_the_difference_is_said_in_words(once):
    before = labels(parts_of_once(once(files.reworded())))
    now = labels(parts_of_once(once(files.nobodys())))
    label = FORM.by_code["MH03"].label
    assert difference(before, now) == f"không còn “{files.STRANGE}”, có thêm “{label}”"
    assert difference(before, before[::-1]) == "thứ tự dòng hoặc cột đã đổi"

"""Whole files: every shape reads to what was written, cell by cell; what is no return is refused."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.values import CellValue, Stated
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, SHAPES, TITLE, Value, lines, official, page
from tests.returns.intake.saying import THANH_TUNG, of_thanh_tung, only, stated, whole
from tests.sheets.books import Page, book

PROPERTY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _figure(code: str) -> st.SearchStrategy[Value]:
    money = st.integers(0, 50_000).map(lambda n: n * 100_000)
    count = st.integers(0, 600_000)
    return st.one_of(money if FORM.by_code[code].is_money else count, st.just("không có"), st.none())


returns = st.fixed_dictionaries({i.code: _figure(i.code) for i in FORM.typed})


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_reads_to_what_was_written(shape, read):
    reading = read(SHAPES[shape](CLEAN))
    assert (reading.outcome, reading.reason) == ("read", "")
    assert stated(of_thanh_tung(reading).cells) == whole(CLEAN)
    assert all(r.outcome == "read" and r.uncertain == () for r in reading.returns)


@pytest.mark.parametrize("shape", SHAPES)
@given(figures=returns)
@PROPERTY
def test_any_return_written_and_read_again_is_the_same(shape, figures, read):
    one = of_thanh_tung(read(SHAPES[shape](figures)))
    assert stated(one.cells) == whole(figures)
    assert one.outcome == "read"


@given(rnd=st.randoms(use_true_random=False))
@PROPERTY
def test_rows_and_columns_in_any_order_read_the_same(rnd: random.Random, read):
    columns = rnd.sample(range(5), 5)
    body = rnd.sample(lines(CLEAN), len(FORM.typed))
    rows = [[row[c] for c in columns] for row in (HEADER, *body)]
    one = only(read(book(Page([[OWNER], [TITLE], [], *rows]))))
    assert (one.unit, one.outcome, stated(one.cells)) == (THANH_TUNG, "read", whole(CLEAN))


@given(
    code=st.sampled_from([i.code for i in FORM.typed]), more=st.integers(1, 9), shape=st.sampled_from(sorted(SHAPES))
)
@PROPERTY
def test_one_changed_digit_changes_one_cell(code, more, shape, read):
    before = stated(of_thanh_tung(read(SHAPES[shape](CLEAN))).cells)
    step = 1_000_000 if FORM.by_code[code].is_money else 1
    changed = {**CLEAN, code: CLEAN[code] + more * step}
    after = stated(of_thanh_tung(read(SHAPES[shape](changed))).cells)
    assert {c for c in before if before[c] != after[c]} == {code}


def test_every_cell_has_the_address_where_it_stands(read):
    cells = only(read(official(CLEAN))).cells
    assert cells["TC01"].at == "Báo cáo!E5"
    assert cells["KT04"].at == f"Báo cáo!E{4 + len(FORM.typed)}"
    assert (cells["MH04"].stated, cells["MH04"].at) == (Stated.BLANK, "")
    assert set(cells) == set(FORM.by_code)


def test_file_is_described(read):
    data = official(CLEAN)
    reading = read(data, "huyen Thanh Mien/xa Thanh Tung.xlsx")
    assert (reading.file, reading.size) == ("huyen Thanh Mien/xa Thanh Tung.xlsx", len(data))
    assert len(reading.sha256) == 64


def test_path_reads_as_bytes_do(tmp_path, index):
    path = tmp_path / "xã Thanh Tùng.xlsx"
    path.write_bytes(official(CLEAN))
    assert read_file(path, FORM, index, "2023") == read_file(official(CLEAN), FORM, index, "2023", path.name)


def test_file_that_is_gone_is_rejected(tmp_path, index):
    reading = read_file(tmp_path / "gone.xlsx", FORM, index, "2023")
    assert reading.outcome == "rejected"
    assert reading.reason.startswith("Không mở được tệp (")


def test_large_file_is_refused_unread_but_known_by_its_hash(tmp_path, index):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    reading = read_file(path, FORM, index, "2023")
    assert reading.reason.startswith("Tệp nặng 60 MB, quá mức 20 MB.")
    assert (reading.size, len(reading.sha256), reading.returns) == (60 * 1024 * 1024, 64, ())


def test_other_table_is_refused(read):
    reading = read(book(Page([["STT", "Họ và tên", "Lớp"], [1, "Nguyễn Văn An", "5A"], [2, "Trần Thị Bình", "5B"]])))
    assert (reading.outcome, reading.returns) == ("rejected", ())
    assert reading.reason.startswith("Không tìm thấy bảng số liệu theo biểu mẫu “Báo cáo tổng kết công tác khuyến học”")


def test_hidden_sheet_is_not_read(read):
    hidden = Page(page({**CLEAN, "HV01": 1}).rows, "Năm trước", hidden=True)
    assert stated(only(read(book(page(CLEAN), hidden))).cells) == whole(CLEAN)


# What is written in cells


def cell_for(code: str, content: object, read) -> CellValue:
    return only(read(official({**CLEAN, code: content}))).cells[code]


@pytest.mark.parametrize(
    ("content", "raw"),
    [
        ("=1/0 -> #DIV/0!", "#DIV/0!"),
        (dt.datetime(2023, 5, 12), "12/5/2023"),
        ("1,234", "1,234"),
        ("l2O", "l2O"),
        (1.5, "1,5"),
    ],
)
def test_what_is_no_whole_number_is_kept_to_be_asked(content, raw, read):
    cell = cell_for("MH01", content, read)
    assert (cell.stated, cell.raw, cell.value, cell.at) == (Stated.INVALID, raw, None, "Báo cáo!E16")


def test_pair_is_read_where_the_whole_agrees(read):
    one = only(read(official({**CLEAN, "MH01": 515_481, "MH03": "452.702/515.481"})))
    assert (one.cells["MH03"].value, one.cells["MH03"].raw) == (452_702, "452.702/515.481")


def test_pair_is_asked_where_the_whole_disagrees(read):
    cell = only(read(official({**CLEAN, "MH01": 515_482, "MH03": "452.702/515.481"}))).cells["MH03"]
    assert (cell.stated, cell.value) == (Stated.INVALID, None)


def test_unit_in_the_cell_wins(read):
    cell = cell_for("QK01", "36,7 tỷ", read)
    assert (cell.value, cell.step) == (36_700_000_000, 100_000_000)

"""Whole files: every shape reads to what was written; what is not certain asks; what is no return is refused."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.returns.intake.readings import ReturnReading
from khuyenhoc.returns.values import CellValue, Stated
from tests.returns.intake.books import (
    CLEAN,
    FORM,
    HEADER,
    OWNER,
    SHAPES,
    TITLE,
    Figures,
    Page,
    Value,
    a_row_a_unit,
    a_sheet_a_unit,
    book,
    lines,
    official,
    page,
)

THANH_TUNG = "11242"
PROPERTY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stated(cells: Mapping[str, CellValue]) -> dict[str, Value]:
    """What the cells of a return state, as it was written."""
    return {i.code: _stated(cells[i.code]) for i in FORM.typed}


def _stated(cell: CellValue) -> Value:
    if cell.stated is Stated.VALUE:
        return cell.value
    return {Stated.BLANK: None, Stated.NONE: "không có"}.get(cell.stated, f"? {cell.raw}")


def whole(figures: Figures) -> dict[str, Value]:
    return {i.code: figures.get(i.code) for i in FORM.typed}


def only(reading: FileReading) -> ReturnReading:
    (one,) = reading.returns
    return one


def of_thanh_tung(reading: FileReading) -> ReturnReading:
    return next(r for r in reading.returns if r.unit == THANH_TUNG)


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


# What is not certain


def asked(reading: FileReading) -> ReturnReading:
    one = only(reading)
    assert one.outcome == reading.outcome == "needs_mapping"
    return one


def with_lines(rows: list[list[object]], figures: Figures = CLEAN) -> bytes:
    return book(Page([[OWNER], [TITLE], [], HEADER, *lines(figures), *rows]))


def without(code: str) -> list[list[object]]:
    return [row for row in lines(CLEAN) if row[1] != code]


def test_unknown_line_asks_while_a_line_of_the_form_is_missing(read):
    rows = [*without("HV01"), [99, None, "Số hội viên nữ", "người", 700]]
    one = asked(read(book(Page([[OWNER], [TITLE], [], HEADER, *rows]))))
    at = f"Báo cáo!C{4 + len(rows)}"
    assert one.cells["HV01"].stated is Stated.BLANK
    assert [(d.at, d.text, d.candidates) for d in one.uncertain] == [(at, "Số hội viên nữ", ("HV01",))]
    assert one.reason == f"Ô {at}: chưa rõ “Số hội viên nữ” là chỉ tiêu nào. Chọn chỉ tiêu."


def test_unknown_line_beyond_a_complete_form_is_only_noted(read):
    one = only(read(with_lines([[99, None, "Số hội viên nữ", "người", 700]])))
    assert (one.outcome, stated(one.cells)) == ("read", whole(CLEAN))
    assert [d.text for d in one.uncertain] == ["Số hội viên nữ"]


def test_code_and_label_that_disagree_ask(read):
    rows = [[n, "MH02" if code == "MH03" else code, *rest] for n, code, *rest in without("MH02")]
    one = asked(read(book(Page([[OWNER], [TITLE], [], HEADER, *rows]))))
    assert one.uncertain[0].candidates == ("MH02", "MH03")
    assert one.cells["MH02"].stated is one.cells["MH03"].stated is Stated.BLANK


def test_one_line_twice_with_two_figures_asks(read):
    one = asked(read(with_lines([[99, "HV01", "Tổng số hội viên", "người", 1]])))
    assert "cùng là “Tổng số hội viên cuối năm” nhưng số khác nhau" in one.reason
    assert one.cells["HV01"].stated is Stated.BLANK


def test_one_line_twice_with_one_figure_is_one(read):
    assert only(read(with_lines([[99, "HV01", "Tổng số hội viên", "người", CLEAN["HV01"]]]))).outcome == "read"


def test_unit_of_measure_that_cannot_be_asks(read):
    rows = [[n, code, label, "nghìn người" if code == "HV03" else unit, f] for n, code, label, unit, f in lines(CLEAN)]
    one = asked(read(book(Page([[OWNER], [TITLE], [], HEADER, *rows]))))
    assert one.uncertain[0].candidates == ("HV03",)


def test_two_columns_that_may_be_the_figures_ask(read):
    rows = [[n, code, label, unit, f, f] for n, code, label, unit, f in lines(CLEAN)]
    one = asked(read(book(Page([[OWNER], [TITLE], [], [*HEADER[:4], "Nam", "Nữ"], *rows]))))
    assert one.reason == "Trang “Báo cáo” có nhiều cột số liệu (E: Nam, F: Nữ). Chọn cột số liệu của năm 2023."
    assert {c.stated for c in one.cells.values()} == {Stated.BLANK}


@pytest.mark.parametrize(
    "headers", [("Năm 2022", "Năm 2023"), ("Kế hoạch", "Thực hiện"), ("Năm trước", "Năm nay"), ("Tỷ lệ %", "Số lượng")]
)
def test_column_of_this_year_is_told_from_others(headers, read):
    rows = [[n, code, label, unit, 7, f] for n, code, label, unit, f in lines(CLEAN)]
    one = only(read(book(Page([[OWNER], [TITLE], [], [*HEADER[:4], *headers], *rows]))))
    assert (one.outcome, stated(one.cells)) == ("read", whole(CLEAN))


def test_only_last_years_column_asks(read):
    rows = [[*HEADER[:4], "Năm 2022"], *lines(CLEAN)]
    assert asked(read(book(Page([[OWNER], ["CÔNG TÁC KHUYẾN HỌC"], [], *rows])))).reason.startswith(
        "Trang “Báo cáo” không có cột số liệu của năm 2023."
    )


def test_line_under_a_heading_of_another_model_asks(read):
    rows = [*without("MH03"), [None, None, "Dòng họ học tập"], [None, None, "Gia đình được công nhận", None, 9]]
    one = asked(read(book(Page([[OWNER], [TITLE], [], HEADER, *rows]))))
    assert "nằm dưới mục “Dòng họ học tập”" in one.reason


# Whose it is, and which period


@pytest.mark.parametrize(
    ("cells", "name", "unit"),
    [
        (["Đơn vị: Hội Khuyến học xã Thanh Tùng"], "x.xlsx", THANH_TUNG),
        (["HỘI KHUYẾN HỌC XÃ THANH TÙNG"], "x.xlsx", THANH_TUNG),
        (["hoi khuyen hoc xa thanh tung"], "x.xlsx", THANH_TUNG),
        ([], "huyen Thanh Mien/bc_2023_thanh_tung.xlsx", THANH_TUNG),
        (["Xã Hồng Phong, huyện Thanh Miện"], "x.xlsx", "11293"),
        (["Xã Hồng Phong"], "Huyện Ninh Giang/x.xlsx", "11224"),
        (["Xã Hồng Phong"], "x.xlsx", None),
        (["Xã Hồng Phong"], "xa Thanh Tung.xlsx", None),
        (["Xã Không Có"], "xa Thanh Tung.xlsx", None),
        ([], "bao cao.xlsx", None),
    ],
)
def test_owner_of_a_file(cells, name, unit, read):
    reading = read(book(page(CLEAN, above=[[c] for c in cells] + [[TITLE], []])), name)
    assert (only(reading).unit, reading.outcome) == (unit, "read" if unit else "needs_mapping")


def test_official_code_beside_its_label_decides(read):
    above = [[TITLE], ["Xã Hồng Phong"], ["Mã đơn vị:", 11224], []]
    assert only(read(book(page(CLEAN, above=above)))).unit == "11224"


def test_two_of_one_name_are_both_proposed(read):
    one = asked(read(book(page(CLEAN, above=[["Xã Hồng Phong"], [TITLE], []]))))
    assert one.units == ("10654", "11224", "11293")
    assert "xã Hồng Phong (huyện Nam Sách) hoặc xã Hồng Phong (huyện Ninh Giang)" in one.reason


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("BÁO CÁO TỔNG KẾT NĂM 2022", "Tệp ghi là số liệu năm 2022, còn đợt này nhận số liệu năm 2023."),
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2023", "Tệp ghi là số liệu sáu tháng hoặc chín tháng, còn"),
        ("BÁO CÁO QUÝ III NĂM 2023", "Tệp ghi là số liệu quý, còn"),
        ("Biểu mẫu BC-QUY năm 2023", "Tệp theo biểu mẫu BC-QUY, còn đợt này nhận biểu mẫu BC-NAM"),
    ],
)
def test_another_period_or_form_is_refused(title, reason, read):
    reading = read(book(page(CLEAN, above=[[OWNER], [title], []])))
    assert (reading.outcome, reading.returns) == ("rejected", ())
    assert reading.reason.startswith(reason)


def test_other_table_is_refused(read):
    reading = read(book(Page([["STT", "Họ và tên", "Lớp"], [1, "Nguyễn Văn An", "5A"], [2, "Trần Thị Bình", "5B"]])))
    assert (reading.outcome, reading.returns) == ("rejected", ())
    assert reading.reason.startswith("Không tìm thấy bảng số liệu theo biểu mẫu “Báo cáo tổng kết công tác khuyến học”")


def test_hidden_sheet_is_not_read(read):
    hidden = Page(page({**CLEAN, "HV01": 1}).rows, "Năm trước", hidden=True)
    assert stated(only(read(book(page(CLEAN), hidden))).cells) == whole(CLEAN)


def test_table_on_a_hidden_sheet_alone_asks(read):
    hidden = Page(page(CLEAN).rows, "Ẩn", hidden=True)
    reading = read(book(Page([["Hướng dẫn"]], "Bìa"), hidden))
    assert (reading.outcome, reading.reason) == ("needs_mapping", sentences.HIDDEN_TABLE % {"sheet": "Ẩn"})


def test_last_years_sheet_beside_this_years_is_left_out(read):
    last = page({**CLEAN, "HV01": 1}, above=[[OWNER], ["BÁO CÁO NĂM 2022"], []], name="2022")
    one = only(read(book(last, page(CLEAN, name="2023"))))
    assert (one.outcome, one.sheet, stated(one.cells)) == ("read", "2023", whole(CLEAN))


# Many returns in one file

DISTRICT = {"Xã Thanh Tùng": CLEAN, "Hồng Phong": {**CLEAN, "HV01": 7}, "TT Thanh Miện": {**CLEAN, "HV01": 8}}


def test_rows_of_a_district_are_its_units(read):
    reading = read(a_row_a_unit(DISTRICT))
    assert reading.outcome == "read"
    assert {r.unit: r.cells["HV01"].value for r in reading.returns} == {
        THANH_TUNG: CLEAN["HV01"],
        "11293": 7,
        "11239": 8,
    }


def test_district_is_told_by_the_rows_where_nothing_names_it(read):
    reading = read(a_row_a_unit({**DISTRICT, "Xã Lê Hồng": CLEAN, "Xã Phạm Kha": CLEAN}, title="TỔNG HỢP NĂM 2023"))
    assert "11293" in {r.unit for r in reading.returns}


def test_row_that_names_no_unit_asks_and_the_others_are_read(read):
    reading = read(a_row_a_unit({**DISTRICT, "Xã Thanh Tùngg": CLEAN, "Xã Không Có": CLEAN}))
    open_ = [r for r in reading.returns if r.unit is None]
    assert [r.outcome for r in open_] == ["needs_mapping", "needs_mapping"]
    assert open_[0].reason == "“Xã Thanh Tùngg” có phải là xã Thanh Tùng (huyện Thanh Miện) không? Chọn đúng đơn vị."
    assert open_[1].reason.startswith("Không có đơn vị nào tên là “Xã Không Có”.")
    assert [r.outcome for r in reading.returns if r.unit] == ["read"] * 3


def test_commune_called_like_a_sum_is_a_commune(read):
    title = "TỔNG HỢP HUYỆN NAM SÁCH NĂM 2023"
    reading = read(a_row_a_unit({"Cộng Hòa": CLEAN, "An Lâm": CLEAN}, title=title))
    assert {r.unit for r in reading.returns} == {"10639", "10645"}


def test_unit_twice_in_one_file_is_refused_twice(read):
    reading = read(a_row_a_unit({"Xã Thanh Tùng": CLEAN, "Thanh Tùng": CLEAN, "Xã Lê Hồng": CLEAN}))
    twice = [r for r in reading.returns if r.unit == THANH_TUNG]
    assert [r.outcome for r in twice] == ["rejected", "rejected"]
    assert twice[0].reason == (
        "Trong tệp có nhiều báo cáo của xã Thanh Tùng (Tong hop!C5, Tong hop!C6). Giữ lại một báo cáo rồi gửi lại."
    )
    assert [r.outcome for r in reading.returns if r.unit != THANH_TUNG] == ["read"]


def test_sheets_are_units_whatever_the_file_is_called(read):
    reading = read(a_sheet_a_unit(DISTRICT), "Tong hop huyen Thanh Mien.xlsx")
    assert {r.sheet: r.unit for r in reading.returns} == {
        "Xã Thanh Tùng": THANH_TUNG, "Hồng Phong": "11293", "TT Thanh Miện": "11239",
    }  # fmt: skip


def test_columns_may_be_units(read):
    header = ["STT", "Mã", "Chỉ tiêu", "Xã Thanh Tùng", "Xã Lê Hồng", "Cộng"]
    rows = [[n, code, label, f, 5, 6] for n, code, label, _, f in lines(CLEAN)]
    reading = read(book(Page([["HUYỆN THANH MIỆN"], [TITLE], [], header, *rows])))
    assert {r.unit: r.cells["HV01"].value for r in reading.returns} == {THANH_TUNG: CLEAN["HV01"], "11266": 5}


def test_one_return_over_two_tables_and_two_sheets(read):
    halves = lines(CLEAN)[:12], lines(CLEAN)[12:30], lines(CLEAN)[30:]
    first = Page([[OWNER], [TITLE], [], HEADER, *halves[0], [], ["Phần II"], [], HEADER, *halves[1]], "Phần 1")
    one = only(read(book(first, Page([[OWNER], [TITLE], [], HEADER, *halves[2]], "Phần 2"))))
    assert (one.outcome, stated(one.cells)) == ("read", whole(CLEAN))

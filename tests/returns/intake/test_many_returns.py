"""Many returns in one file: rows, sheets or columns are units, and one return may lie over several tables."""

from __future__ import annotations

from tests.returns.intake.books import CLEAN, HEADER, OWNER, TITLE, a_row_a_unit, a_sheet_a_unit, lines
from tests.returns.intake.saying import THANH_TUNG, only, stated, whole
from tests.sheets.books import Page, book

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

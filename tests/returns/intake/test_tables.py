"""Where tables are on a sheet, and what their columns say."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.roles import role_of, year_of
from khuyenhoc.returns.intake.tables import cleaned, find_tables
from khuyenhoc.sheets.grid import Sheet

HEADER = ["STT", "Chỉ tiêu", "Kết quả"]


def rows(*given: list[object]) -> list[list[object]]:
    width = max(map(len, given))
    return [["" if cell is None else cell for cell in row] + [""] * (width - len(row)) for row in given]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("STT", "number"), ("Mã số", "code"), ("CHỈ TIÊU", "label"), ("Nội dung chỉ tiêu", "label"), ("noi dung", "label"),
        ("ĐVT", "measure"), ("Đơn vị tính (1.000 đ)", "measure"), ("Kết quả thực hiện năm 2023", "value"),
        ("Số liệu", "value"),
        ("Thực hiện\nnăm 2023", "value"), ("Năm trước", "last"), ("Kế hoạch năm 2023", "plan"), ("Tỷ lệ (%)", "percent"),
        ("%", "percent"),
        ("So với cùng kỳ", "percent"), ("KQ năm ngoái", "last"), ("S.T.T", "number"),
        ("Ghi chú", "note"), ("Xã, phường, thị trấn", "association"),
        ("Mã đơn vị:", "association_code"),
        ("Đơn vị học tập", ""), ("Nội dung tuyên truyền", ""), ("Giáo viên được khen thưởng", ""), ("Năm 2023", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_role_of_a_header(text, role):
    assert role_of(cleaned(text)) == role


@pytest.mark.parametrize(("text", "year"), [("Năm 2023", "2023"), ("Năm học 2022-2023", ""), ("12023", ""), ("", "")])
def test_year_of_a_header(text, year):
    assert year_of(text) == year


def test_table_is_found_below_its_title():
    sheet = Sheet("x", rows(["BÁO CÁO NĂM 2023"], [], HEADER, [1, "Dân số", 5], [], ["Người lập biểu"]))
    (table,) = find_tables(sheet)
    assert (table.above, table.header, table.body) == (range(2), range(2, 3), range(3, 6))
    assert [(c.path, c.role) for c in table.columns] == [
        (("STT",), "number"), (("Chỉ tiêu",), "label"), (("Kết quả",), "value"),
    ]  # fmt: skip


def test_two_rows_of_merged_header_and_column_numbers_are_one_header():
    sheet = Sheet(
        "x",
        rows(
            ["TT", "Nội dung", "Kết quả", None],
            [None, None, "Năm 2022", "Năm 2023"],
            ["A", "B", 1, 2],
            [1, "Dân số", 4, 5],
        ),
        merged=[((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3))],
    )
    (table,) = find_tables(sheet)
    assert (table.header, table.body) == (range(3), range(3, 4))
    assert [(c.path, c.role, c.year) for c in table.columns[2:]] == [
        (("Kết quả", "Năm 2022"), "value", "2022"), (("Kết quả", "Năm 2023"), "value", "2023"),
    ]  # fmt: skip


def test_groups_reach_to_the_right_where_no_merged_ranges_are_told():
    sheet = Sheet(
        "x", rows(["TT", "Xã", "Hội viên", None, "Ghi chú"], [None, None, "Tổng số", "Mới", None], [1, "A", 2, 3])
    )
    (table,) = find_tables(sheet)
    assert [c.path for c in table.columns] == [
        ("TT",), ("Xã",), ("Hội viên", "Tổng số"), ("Hội viên", "Mới"), ("Ghi chú",),
    ]  # fmt: skip


def test_header_that_is_merged_below_a_title_does_not_take_the_title_in():
    sheet = Sheet("x", rows(["BIỂU TỔNG HỢP", None, None], HEADER, [1, "Dân số", 5]), merged=[((0, 0), (0, 2))])
    assert find_tables(sheet)[0].header == range(1, 2)


def test_second_table_begins_at_its_own_header():
    sheet = Sheet("x", rows(HEADER, [1, "Dân số", 5], ["Phần II"], HEADER, [1, "Số dư quỹ", 6]))
    assert [(t.above, t.header, t.body) for t in find_tables(sheet)] == [
        (range(0), range(1), range(1, 3)), (range(1, 3), range(3, 4), range(4, 5)),
    ]  # fmt: skip


def test_sheet_without_header_is_one_table():
    (table,) = find_tables(Sheet("x", rows(["Dân số", 5])))
    assert (len(table.header), table.body) == (0, range(1))


def test_empty_sheet_has_one_empty_table():
    (table,) = find_tables(Sheet("x", []))
    assert (table.body, table.columns) == (range(0), ())


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        (["CÁC CHỈ TIÊU", "Cả năm 2023"], ["(1)", "(2)"]), (["Thực hiện đến 31/12/2023", "Tên chỉ tiêu"], ["(1)", "(2)"]),
        (["Thực hiện cả năm", "Nội dung"], ["(1)", "(2)"]), (["Năm nay", "Các mặt việc", "Số hiệu"], [1, 2, 3]),
        (["Việc", "Kết quả"], ["(1)", "(2)"]),
    ],
)  # fmt: skip
def test_a_header_is_found_by_one_word_for_figures_over_lines_that_are_known(header, numbers):
    at = next(c for c, text in enumerate(header) if "iệc" in text or "iêu" in text or "CHỈ" in text or "ội" in text)
    lines = [["" if c != at else label for c in range(len(header))] for label in ("Dân số", "Tổng số hội viên")]
    sheet = Sheet("x", rows(["Hội Khuyến học xã Thanh Tùng"], header, numbers, *lines))
    (table,) = find_tables(sheet, {"Dân số", "Tổng số hội viên"}.__contains__)
    assert (table.header, table.columns[at].path) == (range(1, 3), (header[at],))

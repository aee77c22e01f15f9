"""Lists as people lay them out, read to the same rows."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.sheets.lists.found import Header
from khuyenhoc.sheets.own_sheets import MARKER
from tests.sheets.lists.families import names, numbered, read, said, sheet

TITLES = [["BAN KHUYẾN HỌC"], ["DANH SÁCH GIA ĐÌNH HỌC TẬP NĂM 2024"], []]
SIGNED = [
    [],
    [None, None, "Ngày 20 tháng 12 năm 2024"],
    [None, "NGƯỜI LẬP", "TRƯỞNG THÔN"],
    [None, "Trần Văn Lập", "Lê Thị Ký"],
]
HEAD = ["TT", "Họ và tên", "Năm sinh", "Thôn"]
TWO = [[1, "Nguyễn Văn An", 1950, "Đông"], [2, "Trần Thị Bình", 1961, "Tây"]]
SAID = [("Nguyễn Văn An", "1950", "Đông"), ("Trần Thị Bình", "1961", "Tây")]

LAYOUTS = {
    "titles above, signatures below": [*TITLES, HEAD, *TWO, *SIGNED],
    "heading in the first row": [HEAD, *TWO],
    "other order, unknown columns": [
        ["Thôn", "SĐT", "Năm sinh", "Chủ hộ", "STT"],
        *([v, "0912", y, n, k] for k, n, y, v in TWO),
    ],
    "headers broken over two rows": [["Số", "Họ và", "Năm", "Thôn"], ["TT", "tên", "sinh", "(TDP)"], *TWO],
    "one header broken": [["TT", "Họ và tên", "Năm sinh", "Thôn"], [None, "chủ hộ"], *TWO],
    "numbers of columns": [HEAD, [1, 2, 3, 4], *TWO],
    "numbers in brackets": [HEAD, ["(1)", "(2)", "(3)", "(4)"], *TWO],
    "letters of columns": [HEAD, ["A", "B", 1, 2], *TWO],
    "everything a text": [HEAD, *([str(c) for c in row] for row in TWO)],
    "numbers with dots": [HEAD, *([f"{row[0]}.", *row[1:]] for row in TWO)],
    "no running numbers": [HEAD[1:], *(row[1:] for row in TWO)],
    "headers in capitals without accents": [["STT", "HO VA TEN", "NAM SINH", "THON"], *TWO],
    "abbreviated": [["TT", "Họ & tên", "N.sinh", "Thôn/TDP"], *TWO],
    "blank rows in between": [HEAD, TWO[0], [], [], TWO[1], []],
    "totals": [HEAD, TWO[0], [None, "Cộng: 1 hộ"], TWO[1], [None, "Tổng cộng", 2], ["(Danh sách gồm 2 hộ)"]],
    "totals of every column": [[*HEAD, "Đăng ký", "Đạt"], *TWO, ["Cộng", "2 hộ", "", "2 thôn", 12, 10]],
    "heading printed again": [HEAD, TWO[0], HEAD, TWO[1]],
    "lines numbered ahead": [HEAD, *TWO, [3], [4], [5]],
    "signed after each village": [HEAD, TWO[0], *SIGNED, HEAD, TWO[1], *SIGNED],
    "signed, then going on": [HEAD, TWO[0], *SIGNED, TWO[1], *SIGNED],
    "letterhead again": [*TITLES, HEAD, TWO[0], *SIGNED, ["BAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], *TITLES, HEAD, TWO[1]],
    "another layout below": [HEAD, TWO[0], [], ["Thôn", "Họ và tên", "Năm sinh"], ["Tây", "Trần Thị Bình", 1961]],
    "notes below": [HEAD, *TWO, [None, "Ghi chú: x là đạt"], ["* Ghi chú: nộp trước 15/12"]],
}  # fmt: skip


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_reads_to_the_same_rows(rows):
    assert said(read(sheet(rows)), "name", "born", "village") == SAID


GROUPED = {
    "a line of its own": [["Thôn Đông"]],
    "in the column of names": [[None, "Thôn Đông"]],
    "numbered": [["I. THÔN ĐÔNG"]],
    "its number in front": [["I", "Thôn Đông"]],
    "with its count": [["Thôn Đông: 45 hộ"]],
    "with its count behind": [[None, "Thôn Đông", 45]],
    "a title": [["DANH SÁCH GIA ĐÌNH THÔN ĐÔNG NĂM 2024"]],
}


@pytest.mark.parametrize("line", GROUPED.values(), ids=GROUPED)
def test_a_line_in_between_names_the_village_of_the_rows_below(line):
    found = read(sheet([HEAD[:3], *line, TWO[0][:3], [], ["Thôn Tây"], TWO[1][:3]]))
    assert [(r["name"], r["village"].casefold(), r.line) for r in found] == [
        ("Nguyễn Văn An", "thôn đông", 2), ("Trần Thị Bình", "thôn tây", 5),
    ]  # fmt: skip
    assert found.tables[0].grouped_by == "lines"


def test_the_village_holds_on_over_a_page_and_a_total():
    rows = [HEAD[:2], ["Thôn Đông"], [1, "An"], [None, "Cộng"], HEAD[:2], [2, "Bình"], ["Thôn Tây"], [1, "Cúc"]]
    assert said(read(sheet(rows)), "name", "village") == [
        ("An", "Thôn Đông"),
        ("Bình", "Thôn Đông"),
        ("Cúc", "Thôn Tây"),
    ]


def test_an_own_village_goes_before_that_of_the_line():
    rows = [HEAD, ["Thôn Đông"], [1, "An", 1950, None], [2, "Bình", 1951, "Thôn Nam"]]
    assert said(read(sheet(rows)), "village") == [("Thôn Đông",), ("Thôn Nam",)]


def test_the_title_names_the_village_of_a_whole_table():
    found = read(sheet([["DANH SÁCH GIA ĐÌNH HỌC TẬP THÔN ĐÔNG NĂM 2024"], [], HEAD[:2], *numbered("An", "Bình")]))
    assert said(found, "name", "village") == [("An", "THÔN ĐÔNG"), ("Bình", "THÔN ĐÔNG")]
    assert found.tables[0].grouped_by == "title"


@pytest.mark.parametrize("sheets", [("Thôn Đông", "Thôn Tây"), ("Đông", "Tây")])
def test_a_sheet_a_village(sheets):
    found = read(*(sheet([HEAD[:2], [1, f"An {name}"]], name=name) for name in sheets))
    assert said(found, "village") == [(name,) for name in sheets]
    assert {table.grouped_by for table in found.tables} == {"sheet"}
    assert [row.at("name") for row in found] == [f"{name}!B2" for name in sheets]


def test_sheets_that_nobody_has_named_name_no_village():
    found = read(*(sheet([HEAD[:2], [1, "An"]], name=name) for name in ("Sheet1", "Trang tính 2", "DS 3")))
    assert (said(found, "village"), {table.grouped_by for table in found.tables}) == ([("",)] * 3, {""})


def test_sections_name_villages_where_nothing_else_does():
    rows = [HEAD[:2], ["I", "Đông"], [1, "An"], ["II", "Tây"], [1, "Bình"]]
    found = read(sheet(rows))
    assert said(found, "name", "village") == [("An", "Đông"), ("Bình", "Tây")]
    assert [(one.at, one.why) for one in found.tables[0].left_out] == [("Sheet1!B2", "aside"), ("Sheet1!B4", "aside")]


def test_sections_within_a_village_are_set_aside():
    rows = [HEAD[:2], ["Thôn Đông"], ["I", "Hộ đạt ba năm liền"], [1, "An"]]
    (row,) = read(sheet(rows))
    assert row["village"] == "Thôn Đông"


def test_a_village_written_once_holds_for_the_rows_below_it():
    rows = [HEAD, [1, "An", None, "Đông"], [2, "Bình"], [3, "Cúc", None, "Tây"], [4, "Dũng"]]
    assert said(read(sheet(rows)), "village") == [("Đông",), ("Đông",), ("Tây",), ("Tây",)]
    gaps = [HEAD, [1, "An", None, "Đông"], [2, "Bình", None, "Đông"], [3, "Cúc"]]
    assert said(read(sheet(gaps)), "village") == [("Đông",), ("Đông",), ("",)]


def test_marks_that_say_as_above():
    rows = [HEAD, [1, "An", 1950, "Đông"], [2, "Bình", 1951, "-nt-"], [3, "Cúc", '"', "nt"]]
    assert said(read(sheet(rows)), "born", "village") == [("1950", "Đông"), ("1951", "Đông"), ("1951", "Đông")]


def test_a_village_merged_down_over_its_rows():
    rows = [HEAD, [1, "An", 1950, "Đông"], [2, "Bình", 1951], [3, "Cúc", 1952, "Tây"]]
    assert said(read(sheet(rows, merged=[((1, 3), (2, 3))])), "village") == [("Đông",), ("Đông",), ("Tây",)]


# Headings of several rows

DEEP = [
    ["TT", "Họ và tên", "Năm sinh", None, "Kết quả", None, "Thôn"],
    [None, None, "Nam", "Nữ", "Đăng ký", "Đạt", None],
]
BODY = [[1, "An", 1950, None, "x", "x", "Đông"], [2, "Bình", None, 1961, "x", None, "Tây"]]
MERGED = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5)), ((0, 6), (1, 6))]
READ = [("An", "1950", "x", "x", "Đông"), ("Bình", "1961", "x", "", "Tây")]


def test_two_rows_of_heading():
    assert (
        said(read(sheet([*DEEP, *BODY], merged=MERGED)), "name", "born", "registered", "recognised", "village") == READ
    )


def test_three_rows_and_numbers_of_columns():
    over = ["Chủ hộ", None, None, None, "Gia đình học tập", None, None]
    wide = [((0, 0), (0, 3)), ((0, 4), (0, 6)), *(((a + 1, b), (c + 1, d)) for (a, b), (c, d) in MERGED)]
    rows = [over, *DEEP, ["A", "B", 1, 2, 3, 4, 5], *BODY]
    assert said(read(sheet(rows, merged=wide)), "name", "born", "registered", "recognised", "village") == READ


def test_two_rows_where_the_format_tells_of_nothing_merged():
    found = read(sheet([*DEEP, *BODY]))
    assert said(found, "name", "registered", "recognised", "village") == [(a, c, d, e) for a, _, c, d, e in READ]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (["TT", "Họ và tên", None, "Năm sinh"], [((0, 1), (0, 2))]), (["TT", "Họ và tên", None, "Năm sinh"], None),
        (["TT", "Họ và tên đệm", "Tên", "Năm sinh"], []), (["TT", "Họ", "Tên", "Năm sinh"], []),
    ],
)  # fmt: skip
def test_a_name_in_two_columns(head, merged):
    found = read(sheet([head, [1, "Nguyễn Văn", "An", 1950]], merged=merged))
    assert said(found, "name", "born") == [("Nguyễn Văn An", "1950")]
    assert [row.at("name") for row in found] == ["Sheet1!B2"]


def test_of_two_columns_alike_the_one_under_its_own_heading_counts():
    rows = [["TT", "Vợ", None, "Chủ hộ", None], [None, "Họ và tên", "Năm sinh", "Họ và tên", "Năm sinh"]]
    merged = [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4))]
    found = read(sheet([*rows, [1, "Bình", 1961, "An", 1950]], merged=merged))
    assert names(found) == ["An"]
    assert [header.at for header in found.tables[0].unknown] == ["Sheet1!B2", "Sheet1!E2"]
    assert found.tables[0].guessed == ("born",)


def test_two_halves_side_by_side():
    head = ["TT", "Họ và tên", "Năm sinh", None]
    rows = [[*head, *head[:3]], [1, "An", 1950, None, 3, "Cúc", 1952], [2, "Bình", 1951, None, 4, "Dũng", 1953]]
    found = read(sheet(rows))
    assert said(found, "name", "born") == [("An", "1950"), ("Bình", "1951"), ("Cúc", "1952"), ("Dũng", "1953")]
    assert [row.at("name") for row in found] == ["Sheet1!B2", "Sheet1!B3", "Sheet1!F2", "Sheet1!F3"]


# What is told


def test_unknown_and_missing_columns_are_told():
    rows = [["STT", "Năm sinh", "Điện thoại", None, "Ghi chú"], [1, 1950, "0912", "?", None]]
    (table,) = read(sheet(rows)).tables
    assert table.missing == ("name",)
    assert table.unknown == (Header("Sheet1!C1", "Điện thoại"), Header("Sheet1!D1", ""), Header("Sheet1!E1", "Ghi chú"))
    assert table.headers == {"born": Header("Sheet1!B1", "Năm sinh")}


def test_a_header_that_only_resembles_is_told():
    (table,) = read(
        sheet([["STT", "Họ và tên chủ hộ gia đình", "Ngày, tháng, năm sinh"], [1, "An", dt.date(1950, 3, 15)]])
    ).tables
    assert table.guessed == ("name", "born")
    assert [row.texts[:2] for row in table.rows] == [("An", "15/03/1950")]


def test_what_the_sender_does_not_see_is_told():
    seen = sheet([HEAD, *TWO], hidden_rows=frozenset({2}), hidden_columns=frozenset({2}))
    unseen = sheet([HEAD, *TWO], hidden=True, name="Cũ")
    found = read(seen, unseen)
    assert [(table.hidden, table.hidden_columns) for table in found.tables] == [(False, ("born",)), (True, ())]
    assert [row.hidden for row in found.tables[0].rows] == [False, True]


def test_rows_with_a_cell_that_is_struck_out_are_told():
    beside = frozenset({(2, 1), (1, 9)})
    (table,) = read(sheet([HEAD, *TWO], struck=beside)).tables
    assert [row.struck for row in table.rows] == [False, True]


def test_errors_and_incomplete_rows_stay_rows():
    rows = [HEAD, [1, None, 1950, "Đông"], [2, "Bình", None, "Tây"]]
    found = read(sheet(rows, errors={(2, 2): "#REF!"}))
    assert said(found, "name", "born") == [("", "1950"), ("Bình", "#REF!")]


def test_sheets_without_a_list_are_named_and_our_own_are_left_out():
    marked = sheet([[MARKER], HEAD, *TWO], name="Lỗi cần sửa")
    found = read(sheet([["Bìa"]], name="Bìa"), sheet([], name="Trống"), marked, sheet([HEAD, *TWO]))
    assert (found.without, len(found), len(found.tables)) == (("Bìa",), 2, 1)


@pytest.mark.parametrize(
    "rows", [[], [["STT"]], [["Danh sách thôn"], ["An"]], [[1, "An", "Thôn Đông"], [2, "Bình", "Thôn Tây"]]]
)
def test_no_list_is_made_of_what_is_none(rows):
    assert read(sheet(rows)).tables == ()


def test_a_column_alone_is_a_list():
    assert names(read(sheet([["Họ và tên"], ["An"], ["Bình"]]))) == ["An", "Bình"]


def test_people_called_like_totals_headings_and_villages_are_people():
    people = ["Tống Văn An", "Tổng Thị Hà", "Hồ Văn Tên", "Khu Thị Mai", "Cộng Hòa", "Trưởng Ban", "Thôn Văn Nam"]
    assert names(read(sheet([HEAD, *numbered(*people)]))) == people

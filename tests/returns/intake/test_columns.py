"""Which column of a table of lines holds the year's figures: what a person would be certain of, and what is asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.returns.intake.books import CLEAN, FORM
from tests.returns.intake.grids import HEAD, LINES, sheet, understood, values

TYPED = [i.code for i in FORM.typed]
RIGHT = "right"


def read(index, header: list[object], cells: list[object]):
    rows = [[row[0], row[2], *(row[4] if cell is RIGHT else cell for cell in cells)] for row in LINES]
    return understood(index, sheet([*HEAD, ["TT", "Nội dung", *header], *rows]))


@pytest.mark.parametrize(
    "header",
    [
        ["Tỉnh giao", "Xã thực hiện"], ["Huyện giao", "Thực hiện"], ["Chỉ tiêu tỉnh giao", "Xã thực hiện"], ["Giao", "Thực hiện"],
        ["Giao đầu năm", "Thực hiện"], ["Năm 22", "Năm 23"], ["TH 22", "TH 23"], ["'22", "'23"], ["2022", "2023"], [2022, 2023],
        ["Số cũ", "Số mới"], ["Năm cũ", "Năm mới"], ["KQ 22", "KH 23", "KQ 23"], ["Thực hiện năm 22", "Thực hiện năm 23"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("share", [True, False])
def test_the_last_of_these_columns_holds_the_years_figures(index, header, share):
    cells = [7] * (len(header) - 1) + [RIGHT]
    found = read(index, [*header, "%"], [*cells, 99.5]) if share else read(index, header, cells)
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


QUARTERS = ["Quý I", "Quý II", "Quý III", "Quý IV"]


@pytest.mark.parametrize("whole", ["Cộng", "Tổng cộng", "Cả năm", "Cộng năm 2023", "Lũy kế cả năm"])
def test_quarters_and_what_they_add_up_to(index, whole):
    found = read(index, [*QUARTERS, whole], [1, 2, 3, 4, RIGHT])
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


@pytest.mark.parametrize(
    "header",
    [
        QUARTERS, [*QUARTERS, "Cộng", "Tổng cộng"], ["Số đầu năm", "Số cuối năm"], ["Xã tự chấm", "Huyện thẩm định"],
        ["Nam", "Nữ", "Cộng"],
        ["Số báo cáo", "Số mới"],
    ],
)  # fmt: skip
def test_columns_that_may_both_be_meant_are_asked(index, header):
    assert read(index, header, [5] * len(header)).outcome == "needs_mapping"


def of_quarters(index, flows: list[int]):
    stocks = {"HV01", "HV03", "MH01", "QK04"}
    rows = []
    for row in LINES:
        parts = [row[4]] * 4 if row[1] in stocks else flows
        rows.append([row[2], *parts, sum(parts)])
    (one,) = understood(index, sheet([*HEAD, ["Nội dung", *QUARTERS, "Cộng"], *rows])).returns
    return {code for doubt in one.uncertain for code in doubt.candidates}


def test_a_stock_that_was_added_up_over_the_quarters_is_asked(index):
    assert of_quarters(index, [0, 3, 8, 1]) == {"HV01", "HV03", "MH01", "QK04"}


def test_figures_divided_by_four_are_no_stocks_added_up(index):
    assert of_quarters(index, [5, 5, 5, 5]) == set()


def test_the_sheet_of_another_year_is_told_by_two_figures_as_well(index):
    rows = [*HEAD[:1], ["TT", "Nội dung", "Kết quả"], *[[row[0], row[2], row[4]] for row in LINES]]
    older = [*rows[:2], *[[row[0], row[1], 5] for row in rows[2:]]]
    sheets = [replace(sheet(given), name=name) for given, name in ((older, "Năm 22"), (rows, "Năm 23"))]
    found = understood(index, *sheets)
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def hiding(index, *columns: int):
    rows = [[row[0], row[2], row[4] + 1, row[4]] for row in LINES]
    given = sheet([*HEAD, ["TT", "Nội dung", "Kết quả", "Số liệu"], *rows])
    return understood(index, replace(given, hidden_columns=frozenset(columns)))


def test_a_hidden_column_does_not_count_beside_one_that_is_seen(index):
    assert hiding(index).outcome == "needs_mapping"
    assert (hiding(index, 2).outcome, values(hiding(index, 2), TYPED)) == ("read", dict(CLEAN))


def test_a_hidden_column_that_holds_all_figures_is_asked_once(index):
    rows = [[row[0], row[2], row[4]] for row in LINES]
    given = replace(sheet([*HEAD, ["TT", "Nội dung", "Kết quả"], *rows]), hidden_columns=frozenset({2}))
    (one,) = understood(index, given).returns
    assert [d.at for d in one.uncertain] == ["Báo cáo!C4"]
    assert one.reason.startswith("Ô Báo cáo!C4: cột “Kết quả” đang bị ẩn trong tệp.")


def test_the_hidden_column_of_an_indicator_is_asked_for_each_unit(index):
    header = ["TT", "Xã", *(row[2] for row in LINES)]
    units = [[n, name, *(row[4] for row in LINES)] for n, name in enumerate(("Thanh Tùng", "Lê Hồng"), start=1)]
    given = sheet([["TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023"], header, *units])
    found = understood(index, replace(given, hidden_columns=frozenset({3})))
    assert [[d.candidates for d in one.uncertain] for one in found.returns] == [[(LINES[1][1],)]] * 2


NUMBERED = [(at, row[2], row[4]) for at, row in enumerate(LINES, start=1)]


@pytest.mark.parametrize("head", [["Số đạt", "Việc", "Thứ"], [None, None, None], ["Trong năm", "Nhiệm vụ", "Số hiệu"]])
@pytest.mark.parametrize("kind", [int, str])
def test_figures_left_of_their_labels_are_figures_whatever_the_header_is_called(index, head, kind):
    rows = [[figure if figure is None else kind(figure), label, number] for number, label, figure in NUMBERED]
    found = understood(index, sheet([*HEAD, head, *rows]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def test_figures_on_both_sides_of_their_labels_are_asked_where_no_header_tells_them_apart(index):
    rows = [[figure, label, 800_000 + number] for number, label, figure in NUMBERED]
    assert understood(index, sheet([*HEAD, ["Số đạt", "Việc", "Số khác"], *rows])).outcome == "needs_mapping"


def test_a_label_is_looked_for_beside_the_codes(index):
    rows = [[row[1], row[2], row[4]] for row in LINES]
    rows[0][0] = rows[1][0]
    found = understood(index, sheet([*HEAD, ["Mã", "Nhiệm vụ", "Kết quả"], *rows]))
    assert found.returns[0].cells[str(rows[1][0])].value in (None, CLEAN[str(rows[1][0])])
    assert found.outcome == "needs_mapping"


def test_a_word_that_only_begins_like_figures_decides_nothing_beside_a_header_that_is_not_known(index):
    assert read(index, ["Kết quả năm kia", "Số đạt"], [800_000, RIGHT]).outcome == "needs_mapping"


@pytest.mark.parametrize("title", ["Báo cáo 12 tháng năm 2023", "Từ 01/01/2023 đến 31/12/2023", "Số liệu cả năm 2023"])
def test_the_year_of_a_title_says_nothing_of_the_columns_below_it(index, title):
    rows = [[figure, label, number] for number, label, figure in NUMBERED]
    found = understood(index, sheet([*HEAD, [None, title, None], ["Kết quả", "Nội dung", "Số hiệu"], *rows]))
    assert (found.outcome, values(found, TYPED)) in (("read", dict(CLEAN)), ("needs_mapping", dict.fromkeys(TYPED)))


@pytest.mark.parametrize(
    "header",
    [
        "Quý IV",
        "Quý 4/2023",
        "6 tháng cuối năm 2023",
        "Thực hiện 11 tháng",
        "Kết quả 10 tháng năm 2023",
        "Số liệu 9 tháng",
    ],
)
def test_a_lone_column_of_a_part_of_the_year_is_asked(index, header):
    assert read(index, [header], [RIGHT]).outcome == "needs_mapping"


@pytest.mark.parametrize("header", ["Thực hiện 12 tháng", "Từ 01 tháng 01 đến 31 tháng 12 năm 2023", "Quỹ và số liệu"])
def test_a_lone_column_of_the_whole_year_is_read(index, header):
    assert read(index, [header], [RIGHT]).outcome == "read"


@pytest.mark.parametrize("header", ["Toàn huyện", "Toàn tỉnh năm 2023", "Số liệu của thành phố", "CẢ HUYỆN"])
def test_a_lone_column_of_another_level_is_asked(index, header):
    assert read(index, [header], [RIGHT]).outcome == "needs_mapping"


@pytest.mark.parametrize("header", ["Toàn xã", "Toàn thị trấn năm 2023", "Số liệu của xã", "Toàn Hội", "Cả năm"])
def test_a_lone_column_of_the_units_own_level_is_read(index, header):
    assert read(index, [header], [RIGHT]).outcome == "read"


def parts_of(index, header: list[object]):
    rows = [[row[0], row[2], row[4], row[4] // 3, row[4] - row[4] // 3] for row in LINES]
    return understood(index, sheet([*HEAD, ["TT", "Nội dung", *header], *rows]))


@pytest.mark.parametrize("header", [["Tổng số", "Nam", "Nữ"], ["Toàn xã", "Thôn Đông", "Thôn Tây"]])
def test_a_column_that_is_called_the_sum_of_the_others_and_is_it_is_read(index, header):
    found = parts_of(index, header)
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


@pytest.mark.parametrize("header", [["Nhiều", "Nam", "Nữ"], ["Cộng", "Đợt 1", "Đợt 2"], ["Cộng", "Tổng số", "Nữ"]])
def test_a_sum_is_asked_where_nothing_or_several_are_called_so_or_it_adds_up_times(index, header):
    assert parts_of(index, header).outcome == "needs_mapping"

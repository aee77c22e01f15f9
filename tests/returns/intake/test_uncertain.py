"""Whole files with something that is not certain: asked where a figure may be meant, noted where none is missing."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.values import Stated
from tests.returns.intake.books import CLEAN, HEADER, OWNER, TITLE, Figures, lines, page
from tests.returns.intake.saying import asked, only, stated, whole
from tests.sheets.books import Page, book


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


def test_table_on_a_hidden_sheet_alone_asks(read):
    hidden = Page(page(CLEAN).rows, "Ẩn", hidden=True)
    reading = read(book(Page([["Hướng dẫn"]], "Bìa"), hidden))
    assert (reading.outcome, reading.reason) == ("needs_mapping", sentences.HIDDEN_TABLE % {"sheet": "Ẩn"})

"""A file read with corrections: what was said counts, all else is as it was."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.pipeline import read_once
from khuyenhoc.returns.mapping.fixes import Fix, Kind
from khuyenhoc.returns.mapping.layout import column_fix, fingerprint, labels, line_fix, sheet_fix
from khuyenhoc.returns.mapping.memory import applied, layout_owner, parts_of_once
from khuyenhoc.returns.mapping.remembered import Remembered, RememberedLayouts
from khuyenhoc.returns.mapping.rewriting import facet_of
from khuyenhoc.returns.values import Stated
from tests.corpus.parts import Page as Hiding
from tests.corpus.writers import xlsx
from tests.fixtures import CLEAN
from tests.returns.intake.books import FORM, OWNER, TITLE
from tests.returns.mapping import files
from tests.sheets.books import Page, book

UNIT = "11242"


def read_with(once, *fixes):
    return applied(once, parts_of_once(once), fixes, NONE, UNIT)


def line(once, words, code, scale=0):
    """The correction of the first line that says these words (folded)."""
    (part,) = parts_of_once(once)
    row = next(r for r, text in part.rows if words in text)
    return line_fix(part, row, code, scale)


def values(reading):
    (one,) = reading.returns
    return {code: cell.value for code, cell in one.cells.items() if cell.stated is Stated.VALUE}


def test_a_line_is_what_was_said(once):
    file = once(files.reworded())
    assert file.reading.outcome == "needs_mapping"
    reading = read_with(file, line(file, "ham hoc", "MH03"))
    assert reading.outcome == "read"
    assert values(reading) == CLEAN
    assert reading.returns[0].note == "Tệp được đọc theo 1 chỗ đã chỉ cho cách trình bày này của xã Thanh Tùng."


def test_a_line_that_is_no_indicator_is_left_out(once):
    file = once(files.reworded())
    assert values(read_with(file, line(file, "ham hoc", ""))) == {c: v for c, v in CLEAN.items() if c != "MH03"}


def test_a_line_that_was_understood_wrongly_is_left_out_too(once):
    file = once(files.nobodys())
    told = read_with(file, line(file, "so chi hoi khuyen hoc", ""))
    assert values(told) == {c: v for c, v in CLEAN.items() if c != "TC02"}


def test_the_unit_of_money_is_what_was_said(once):
    file = once(book(Page([[OWNER], [TITLE], files.HEADER, *files.rows(values={"QK01": 84})])))
    told = values(read_with(file, line(file, "so du quy dau ky", "QK01", 1_000_000)))
    assert told["QK01"] == 84_000_000
    assert {c: v for c, v in told.items() if c != "QK01"} == {c: v for c, v in CLEAN.items() if c != "QK01"}


@pytest.mark.parametrize(("column", "more"), [(3, 1), (4, 0)])
def test_the_column_is_the_chosen_one(once, column, more):
    file = once(files.two_columns())
    (part,) = parts_of_once(file)
    assert values(read_with(file, column_fix(Kind.COLUMN, part, column, "2023"))) == {
        c: v + more for c, v in CLEAN.items()
    }


@pytest.mark.parametrize("header", ["Quý IV", "Thực hiện 11 tháng"])
def test_a_column_of_a_part_of_the_year_may_be_chosen(once, header):
    body = [[n, label, unit, figure] for n, label, unit, figure in files.rows()]
    file = once(book(Page([[OWNER], [TITLE], [], [*files.HEADER[:3], header], *body])))
    assert file.reading.outcome == "needs_mapping"
    (part,) = parts_of_once(file)
    assert values(read_with(file, column_fix(Kind.COLUMN, part, 3, "2023"))) == CLEAN


def test_a_column_of_another_year_may_be_chosen(once):
    header = [*files.HEADER[:3], "Năm 2021", "Năm 2022"]
    body = [[n, label, unit, figure + 1, figure] for n, label, unit, figure in files.rows()]
    file = once(book(Page([[OWNER], [TITLE], [], header, *body])))
    assert file.reading.outcome == "needs_mapping"
    (part,) = parts_of_once(file)
    assert values(read_with(file, column_fix(Kind.COLUMN, part, 4, "2023"))) == CLEAN


def test_a_header_of_a_table_of_units_is_what_was_said(once):
    file = once(files.across())
    (part,) = parts_of_once(file)
    column = next(c for c, text in part.headers if "ham hoc" in text)
    reading = read_with(file, column_fix(Kind.HEADER, part, column, "2023", "MH03"))
    assert [r.cells["MH03"].value for r in reading.returns] == [CLEAN["MH03"] + n for n in (1, 2, 3)]
    assert layout_owner(reading, file.units) == "300"


def test_of_two_sheets_the_chosen_one_is_read(once):
    pages = [
        Page([[OWNER], [TITLE], files.HEADER, *files.rows(values=v)], n) for n, v in (("Cũ", {"TC02": 99}), ("Mới", {}))
    ]
    file = once(book(*pages))
    assert file.reading.outcome == "rejected"
    assert values(read_with(file, sheet_fix(parts_of_once(file), 1))) == CLEAN


def test_a_hidden_sheet_is_read_where_it_was_chosen(once):
    file = once(book(Page([["Bìa"]], "Bìa"), Page([[OWNER], [TITLE], files.HEADER, *files.rows()], hidden=True)))
    assert file.reading.outcome == "needs_mapping"
    assert values(read_with(file, sheet_fix(parts_of_once(file), 1))) == CLEAN


def test_a_hidden_line_and_a_hidden_column_count_where_they_were_chosen(once):
    rows = [[OWNER], [TITLE], files.HEADER, *files.rows()]
    row, column = (once(xlsx([Hiding(rows, **hidden)])) for hidden in ({"hidden_rows": [3]}, {"hidden_columns": [3]}))
    assert [file.reading.outcome for file in (row, column)] == ["needs_mapping"] * 2
    assert values(read_with(row, line(row, "thanh lap hoi", "TC01"))) == CLEAN
    assert values(read_with(column, column_fix(Kind.COLUMN, parts_of_once(column)[0], 3, "2023"))) == CLEAN


def test_the_file_itself_is_not_changed(once):
    file = once(files.reworded())
    before = [list(row) for row in file.workbook.sheets[0].rows]
    read_with(file, line(file, "ham hoc", "MH03"))
    assert file.workbook.sheets[0].rows == before


def test_a_correction_without_its_place_changes_nothing(once):
    file = once(files.nobodys())
    for fix in (
        Fix(Kind.LINE, 0, "khong co dong nay"),
        Fix(Kind.LINE, 7, "x"),
        Fix(Kind.COLUMN, 0, header="x"),
        Fix(Kind.SHEET, 5),
    ):
        assert read_with(file, fix).returns[0].cells == file.reading.returns[0].cells


def test_the_answer_whose_it_is(once):
    file = once(files.nobodys())
    assert (file.reading.outcome, file.reading.returns[0].place) == ("needs_mapping", "Báo cáo")
    answered = file.again(file.workbook, Answers({"Báo cáo": UNIT}))
    assert (answered.outcome, answered.returns[0].unit) == ("read", UNIT)
    assert file.again(file.workbook, Answers({"Báo cáo": "0"})).outcome == "needs_mapping"


def test_the_answer_that_the_period_is_right(once):
    data = book(Page([[OWNER], files.HEADER, *files.rows()]))
    file = once(data, "bao cao 2022.xlsx")
    assert file.reading.outcome == "needs_mapping"
    assert file.again(file.workbook, Answers(period=True)).outcome == "read"


def test_what_an_indicator_of_a_model_is_called():
    assert facet_of(FORM, "MH02") == ("gia đình học tập", "đăng ký")
    assert facet_of(FORM, "QK01") == ("", "")


def memory(once_read, *fixes, unit=UNIT):
    parts = parts_of_once(once_read)
    return RememberedLayouts({unit: [Remembered(fingerprint(parts), tuple(labels(parts)), fixes)]})


def test_a_remembered_layout_reads_next_years_file(once):
    file = once(files.reworded())
    kept = memory(file, line(file, "ham hoc", "MH03"))
    later = once(files.reworded(values={"MH03": 1850}), "lan sau.xlsx")
    reading = kept(later)
    assert reading.outcome == "read"
    assert values(reading) == {**CLEAN, "MH03": 1850}


def test_it_is_not_forced_on_a_layout_that_has_changed(once):
    file = once(files.reworded())
    kept = memory(file, line(file, "ham hoc", "MH03"))
    moved = once(
        book(
            Page(
                [[OWNER], [TITLE], files.HEADER, *files.rows({"MH03": files.STRANGE, "TC02": "Chi hội, số lượng mới"})]
            )
        )
    )
    reading = kept(moved)
    assert reading.outcome == "needs_mapping"
    assert "Cách trình bày của tệp đã khác lần trước" in reading.reason
    assert reading.returns[0].reason == reading.reason
    assert reading.returns[0].cells == moved.reading.returns[0].cells


def test_a_clean_file_in_another_layout_is_read_without_a_word(once):
    file = once(files.reworded())
    clean = once(book(Page([[OWNER], [TITLE], files.HEADER, *files.rows()])))
    assert memory(file, line(file, "ham hoc", "MH03"))(clean) == clean.reading


def test_another_units_layout_is_not_used(once):
    file = once(files.reworded())
    assert memory(file, line(file, "ham hoc", "MH03"), unit="11239")(file) == file.reading


def dated(first, second, title=TITLE, more=1):
    """Two columns, each with the year that its header states; `more` stands in the first one."""
    header = [*files.HEADER[:3], f"Năm {first}", f"Năm {second}"]
    return book(Page([[OWNER], [title], [], header, *([n, t, u, v + more, v] for n, t, u, v in files.rows())]))


def test_a_column_of_another_year_counts_for_that_period_alone(once, index):
    file = once(dated(2021, 2022))
    (part,) = parts_of_once(file)
    kept = memory(file, column_fix(Kind.COLUMN, part, 4, "2023"))
    assert values(kept(file)) == CLEAN
    later = read_once(dated(2022, 2023, "BÁO CÁO TỔNG KẾT NĂM 2024"), FORM, index, "2024", "bc.xlsx")
    reading = kept(later)
    assert (reading.outcome, reading.returns[0].cells) == ("needs_mapping", later.reading.returns[0].cells)
    assert "khác lần trước" in reading.reason


def test_swapped_years_are_another_layout(once):
    file = once(dated(2022, 2023))
    (part,) = parts_of_once(file)
    kept = memory(file, column_fix(Kind.COLUMN, part, 4, "2023"))
    assert values(kept(once(dated(2023, 2022), "khac.xlsx"))) == {code: value + 1 for code, value in CLEAN.items()}

"""An .xlsx is marked in place: at its cells, in a first sheet, and nothing else of it is touched."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl.comments import Comment

from khuyenhoc.sheets.marking.mark import mark
from khuyenhoc.sheets.marking.notes import Kind
from khuyenhoc.sheets.own_sheets import without_own
from khuyenhoc.sheets.reader import read_workbook
from tests.sheets.marking.books import BLUE, RED, SHEET, YELLOW, comment, fill, lines, lively, note, opened, parts

DATA = lively()
NOTES = [
    note("B3", "Số gia đình được công nhận lớn hơn tổng số.", subject="Gia đình học tập"),
    note("B4", "Tăng nhiều so với kỳ trước.", Kind.WARNING, subject="Dòng họ"),
    note("D9", "Chưa được ghi.", subject="Hội viên"),
    note("", "Chưa được ghi.", subject="Học bổng"),
    note("A5", "Đối chiếu lại sổ.", Kind.REMARK),
]


@pytest.fixture(scope="module")
def marked() -> bytes:
    found = mark(DATA, "BC xã Thanh Tùng.xlsx", NOTES)
    assert found.is_own
    return found.data


def test_marks_stand_at_their_cells_with_the_sentence(marked: bytes) -> None:
    book = opened(marked)
    assert {c: fill(book, c) for c in ("B3", "B4", "D9", "A5", "B7")} == {
        "B3": RED, "B4": YELLOW, "D9": RED, "A5": BLUE, "B7": "",
    }  # fmt: skip
    assert comment(book, "D9") == "— Khuyến Học —\nLỗi: Chưa được ghi."
    assert comment(book, "B4") == "— Khuyến Học —\nCảnh báo: Tăng nhiều so với kỳ trước."


def test_formats_values_and_formulas_stay(marked: bytes) -> None:
    before, after = opened(DATA), opened(marked)
    for cell in ("B3", "B4"):
        old, new = before[SHEET][cell], after[SHEET][cell]
        for what in ("number_format", "font", "value", "alignment", "border"):
            assert repr(getattr(new, what)) == repr(getattr(old, what))
    assert after[SHEET]["D9"].font.i, "a cell that was not there takes its column's format"
    assert opened(marked, values=True)[SHEET]["B4"].value == 1801, "what the formula gave is not lost"
    assert after[SHEET].merged_cells.ranges == before[SHEET].merged_cells.ranges
    assert after[SHEET].protection.sheet
    assert after[SHEET].protection.password == before[SHEET].protection.password
    assert after["Năm trước"].sheet_state == "hidden"


def test_what_was_written_at_a_cell_before_is_kept(marked: bytes) -> None:
    found = comment(opened(marked), "B3")
    assert found.startswith("Theo sổ.\n\n— Khuyến Học —\nLỗi: Số gia đình")
    assert opened(marked)[SHEET]["B3"].comment.author == "Chị Lan"


def test_parts_that_are_not_marked_are_the_same_bytes(marked: bytes) -> None:
    old, new = parts(DATA), parts(marked)
    changed = {name for name in old if new.get(name) != old[name]}
    assert set(old) <= set(new)
    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
        "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(new) - set(old) == {"xl/worksheets/khuyenhoc1.xml"}
    assert b"dataBar" in new["xl/worksheets/sheet1.xml"]
    assert b"x14:" in new["xl/worksheets/sheet1.xml"]


def test_the_list_comes_first_with_what_where_and_what_to_do(marked: bytes) -> None:
    book = opened(marked)
    assert book.sheetnames == ["Lỗi cần sửa", SHEET, "Năm trước"]
    assert book.active.title == "Lỗi cần sửa"
    assert book.worksheets[0]["A1"].value == "Lỗi cần sửa: 4 chỗ; cảnh báo: 1"
    found = lines(book)
    assert [(line[0], line[1], line[3], line[4]) for line in found] == [
        ("1.", "Lỗi", f"B3, trang “{SHEET}”", "Gia đình học tập"),
        ("2.", "Lỗi", f"D9, trang “{SHEET}”", "Hội viên"),
        ("3.", "Lỗi", "không có trong tệp", "Học bổng"),
        ("4.", "Hội cấp trên đề nghị sửa", f"A5, trang “{SHEET}”", ""),
        ("5.", "Cảnh báo", f"B4, trang “{SHEET}”", "Dòng họ"),
    ]
    assert "thêm dòng còn thiếu" in found[2][5]
    links = {cell.coordinate: cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink}
    assert next(iter(links.values())) == "'Báo cáo ''23'!B3"
    assert len(links) == 4


def test_names_of_a_sheet_stay_with_it(marked: bytes) -> None:
    book = opened(marked)
    assert "tong" in book["Năm trước"].defined_names
    assert book[SHEET].print_area == opened(DATA)[SHEET].print_area
    assert "tong" not in book.worksheets[0].defined_names


def test_only_the_list_is_selected_so_that_nothing_is_edited_twice(marked: bytes) -> None:
    selected = [name for name, xml in parts(marked).items() if re.search(rb'tabSelected="(1|true)"', xml)]
    assert selected == ["xl/worksheets/khuyenhoc1.xml"]


def test_a_cell_in_a_merged_range_is_marked_at_its_first_cell() -> None:
    book = opened(mark(DATA, "a.xlsx", [note("C1", "Sai tên.")]).data)
    assert (fill(book, "A1"), comment(book, "A1")) == (RED, "— Khuyến Học —\nLỗi: Sai tên.")


def test_hidden_rows_and_sheets_are_said() -> None:
    book = opened(mark(DATA, "a.xlsx", [note("B7"), note("A1", sheet="Năm trước")]).data)
    assert [line[3] for line in lines(book)] == [f"B7, trang “{SHEET}” (đang ẩn)", "A1, trang “Năm trước” (đang ẩn)"]
    assert fill(book, "A1", "Năm trước") == RED


def test_several_notes_at_a_cell_are_one_comment_in_the_gravest_colour() -> None:
    notes = [note("B7", "Có thể sai.", Kind.WARNING), note("B7", "Chắc chắn sai."), note("B7", "Hỏi lại.", Kind.REMARK)]
    book = opened(mark(DATA, "a.xlsx", notes).data)
    assert fill(book, "B7") == RED
    assert comment(book, "B7").split("\n")[1:] == [
        "Lỗi: Chắc chắn sai.", "Hội cấp trên đề nghị sửa: Hỏi lại.", "Cảnh báo: Có thể sai.",
    ]  # fmt: skip


def test_a_written_reason_stands_in_the_list() -> None:
    book = opened(mark(DATA, "a.xlsx", [note("B3", kind=Kind.WARNING, answer="Đã đối chiếu.")]).data)
    assert lines(book)[0][5] == "Đã ghi lý do: “Đã đối chiếu.”. Không phải làm gì thêm."


def test_marked_again_the_old_marks_are_gone() -> None:
    first = mark(DATA, "BC.xlsx", NOTES)
    edited = opened(first.data)
    edited[SHEET]["A5"].comment = Comment("Của tôi.\n\n— Khuyến Học —\nLỗi: cũ", "x")
    kept = io.BytesIO()
    edited.save(kept)
    for data in (first.data, kept.getvalue()):
        again = mark(data, first.name, [note("B4", "Vẫn sai.")])
        book = opened(again.data)
        assert again.name == "BC (đánh dấu).xlsx"
        assert book.sheetnames == ["Lỗi cần sửa", SHEET, "Năm trước"]
        assert {c: fill(book, c) for c in ("B3", "B4", "D9", "A5")} == {"B3": "FF00FF00", "B4": RED, "D9": "", "A5": ""}
        assert (comment(book, "B3"), comment(book, "D9")) == ("Theo sổ.", "")
        assert comment(book, "B4") == "— Khuyến Học —\nLỗi: Vẫn sai."
        assert len(lines(book)) == 1
    assert comment(book, "A5") == "Của tôi."


def test_a_sheet_of_the_senders_with_our_name_stays() -> None:
    book = opened(DATA)
    book[SHEET].title = "Lỗi cần sửa"
    kept = io.BytesIO()
    book.save(kept)
    marked = opened(mark(kept.getvalue(), "a.xlsx", [note("B3", sheet="Lỗi cần sửa")]).data)
    assert marked.sheetnames == ["Lỗi cần sửa (2)", "Lỗi cần sửa", "Năm trước"]
    assert fill(marked, "B3", "Lỗi cần sửa") == RED


def test_macros_are_kept_and_the_ending_says_so() -> None:
    old = parts(DATA)
    workbook = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    old["[Content_Types].xml"] = old["[Content_Types].xml"].replace(
        workbook, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    old["xl/vbaProject.bin"] = b"\xd0\xcf macro"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in old.items():
            archive.writestr(name, content)
    found = mark(data.getvalue(), "BC.xls", NOTES)
    assert (found.name, found.is_own) == ("BC (đánh dấu).xlsm", True)
    assert parts(found.data)["xl/vbaProject.bin"] == b"\xd0\xcf macro"


def test_what_a_user_wrote_is_never_a_formula(marked: bytes) -> None:
    evil = "=HYPERLINK(\"http://x\")&cmd|' /C calc'!A0"
    found = mark(DATA, "=1+1.xlsx", [note("B3", evil, subject="+1", answer="@SUM(1)", kind=Kind.WARNING, unit="-2")])
    book = opened(found.data)
    assert [cell.data_type for row in book.worksheets[0] for cell in row if cell.data_type == "f"] == []
    assert lines(book)[0][2] == evil
    assert b"<f>" not in parts(found.data)["xl/worksheets/khuyenhoc1.xml"]


def test_control_characters_in_a_sentence_do_no_harm() -> None:
    book = opened(mark(DATA, "a.xlsx", [note("B3", "“a\x00\x1fb” <&> không phải là số")]).data)
    assert "“a  b” <&> không phải là số" in comment(book, "B3")


def test_the_sheet_of_marks_is_left_out_when_the_file_is_read(marked: bytes) -> None:
    old, new = read_workbook(DATA), without_own(read_workbook(marked))
    assert [s.name for s in new.sheets] == [s.name for s in old.sheets]
    for before, after in zip(old.sheets, new.sheets, strict=True):
        filled = [list(row) for row in after.rows]
        assert [row[: len(b)] for row, b in zip(filled, before.rows, strict=False)] == [list(b) for b in before.rows]


def test_the_same_file_and_notes_give_the_same_bytes(marked: bytes) -> None:
    assert mark(DATA, "BC xã Thanh Tùng.xlsx", NOTES).data == marked

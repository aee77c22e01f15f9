"""Pointing at a place of a sheet: what it is taken for, and which corrections follow."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.mapping.choosing import chosen, columns_to_choose, spot_at
from khuyenhoc.returns.mapping.drawing import draw, text_of
from khuyenhoc.returns.mapping.fixes import Kind
from khuyenhoc.returns.mapping.looking import look
from khuyenhoc.returns.models import ReceivedFile
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.values import Stated
from tests.fixtures import CLEAN
from tests.returns.intake.books import FORM, OWNER, TITLE
from tests.returns.mapping import files
from tests.sheets.books import Page, book

MODELS = (
    ("Gia đình học tập", "MH0"),
    ("Dòng họ học tập", "MH1"),
    ("Nếp nhà ham học", "MH2"),
    ("Đơn vị học tập", "MH3"),
)


@pytest.fixture
def looked(collection, office):
    """A file as it was received, opened to be looked at."""

    def make(data, name="bc.xlsx"):
        receive(by=office, collection=collection, files=[(name, data)])
        return look(ReceivedFile.objects.select_related("collection__form", "collection__unit", "received_by").first())

    return make


def matrix():
    """Models down the side, one of them strange; "đăng ký", "công nhận" across; the rest as lines below."""
    across = ["Mô hình", "Tổng số", "Đăng ký", "Công nhận"]
    body = [[name, *(CLEAN[f"{code}{n}"] for n in (1, 2, 3))] for name, code in MODELS]
    rest = [
        row for row, i in zip(files.rows(), FORM.typed, strict=True) if i.code[:3] not in ("MH0", "MH1", "MH2", "MH3")
    ]
    return book(
        Page([[OWNER], [TITLE], [], across, *body], "Mô hình"), Page([[OWNER], [TITLE], files.HEADER, *rest], "Khác")
    )


def values(reading):
    return {code: c.value for code, c in reading.returns[0].cells.items() if c.stated is Stated.VALUE}


def test_a_cell_of_a_table_of_lines_is_its_line(looked):
    one = looked(files.reworded())
    spot = spot_at(one, 0, 17, 3)
    assert (spot.kind, spot.text, spot.contents, spot.codes) == (Kind.LINE, files.STRANGE, (1800,), ())
    assert [d.text for d in spot.doubts] == [files.STRANGE]
    assert spot_at(one, 0, 6, 3).codes == ("TC03",)


def test_a_header_is_a_column(looked):
    one = looked(files.two_columns())
    assert spot_at(one, 0, None, 4).kind is Kind.COLUMN
    assert columns_to_choose(one.parts[0]) == [(3, "D: Lần 1"), (4, "E: Lần 2")]


@pytest.mark.parametrize(("row", "column"), [(0, 0), (None, 1), (None, 40), (900, 3)])
def test_what_is_in_no_table_is_refused(looked, row, column):
    with pytest.raises(Refused, match="không thuộc bảng số liệu nào"):
        spot_at(looked(files.reworded()), 0, row, column)


def test_a_header_of_a_table_of_units(looked):
    one = looked(files.across())
    column = next(c for c, text in one.parts[0].headers if "ham hoc" in text)
    spot = spot_at(one, 0, 5, column)
    assert (spot.kind, spot.header) == (Kind.HEADER, files.STRANGE)
    reading = one.read_with(chosen(one, spot, "MH03"))
    assert [r.cells["MH03"].value for r in reading.returns] == [1801, 1802, 1803]


def test_one_indicator_on_two_lines_goes_to_the_one_that_was_chosen(looked):
    rows = [*files.rows(), [99, FORM.by_code["MH03"].label, "gia đình", 5]]
    one = looked(book(Page([[OWNER], [TITLE], files.HEADER, *rows])))
    assert one.plain.outcome == "needs_mapping"
    spot = spot_at(one, 0, 16, 3)
    reading = one.read_with(chosen(one, spot, "MH03"))
    assert (reading.outcome, values(reading)) == ("read", CLEAN)


def test_the_unit_of_money_for_the_whole_table(looked):
    millions = {i.code: CLEAN[i.code] / 1_000_000 for i in FORM.typed if i.is_money}
    rows = [[n, label, "", figure] for n, label, _, figure in files.rows(values=millions)]
    one = looked(book(Page([[OWNER], [TITLE], files.HEADER, *rows])))
    row = next(r for r, text in one.parts[0].rows if text.startswith("so du quy dau ky"))
    reading = one.read_with(chosen(one, spot_at(one, 0, row, None), "QK01", 1_000_000, everywhere=True))
    assert values(reading) == CLEAN


def test_a_cell_of_a_matrix_is_named_by_its_line_and_its_column(looked):
    one = looked(matrix())
    assert one.is_matrix(one.parts[0])
    spot = spot_at(one, 0, 6, 2)
    assert (spot.kind, spot.text) == (Kind.CELL, "Nếp nhà ham học")
    with pytest.raises(Refused, match="mô hình học tập"):
        chosen(one, spot, "QK01")
    reading = one.read_with(chosen(one, spot, "MH22"))
    assert (reading.outcome, values(reading)) == ("read", CLEAN)


def test_a_matrix_cell_that_is_none(looked):
    one = looked(matrix())
    reading = one.read_with(chosen(one, spot_at(one, 0, 4, 3), ""))
    assert "MH03" not in values(reading)


def test_a_sheet_is_drawn_with_what_was_understood(looked):
    one = looked(files.reworded())
    drawing = draw(one, 0, {})
    assert [letter for _, letter, _ in drawing.columns] == ["A", "B", "C", "D"]
    assert drawing.open_columns == {3}
    row = drawing.rows[17]
    assert (row.number, row.is_line, row.cells[1].text, row.cells[1].doubt.at) == (
        18,
        True,
        files.STRANGE,
        "Báo cáo!B18",
    )
    assert drawing.rows[0].cells[0].colspan == 4
    assert drawing.rows[4].cells[3].code == "TC01"
    assert sum(bool(cell.code) for line in drawing.rows for cell in line.cells) == len(CLEAN) - 1


def test_numbers_are_written_as_people_here_write_them():
    assert [text_of(c) for c in (1520, 1520.0, 36.75, True, "x", "")] == ["1.520", "1.520", "36,75", "TRUE", "x", ""]

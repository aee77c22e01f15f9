"""Figures of which a part is struck out or raised."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from tests.returns.intake.books import CLEAN, HEADER, OWNER, TITLE, lines
from tests.sheets.fonts import xls_of_parts, xlsb_of_parts

ROWS = [[OWNER], [TITLE], [], HEADER, *lines(CLEAN)]


def xlsx(code: str, *parts: tuple[str, dict[str, object]], column: int = 4) -> bytes:
    """The official form, a cell in the line of `code` in several formats."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet = workbook.add_worksheet()
    for row, cells in enumerate(ROWS):
        sheet.write_row(row, 0, cells)
    row = next(n for n, cells in enumerate(ROWS) if code in cells)
    pieces = [piece for text, formats in parts for piece in (workbook.add_format(formats), text)]
    assert sheet.write_rich_string(row, column, *pieces) == 0
    workbook.close()
    return data.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        [("120", {"font_strikeout": True}), (" 135", {})], [("85", {}), ("1", {"font_script": 1})],
        [("1800", {"font_strikeout": True}), ("1850", {})],
    ],
)  # fmt: skip
def test_parts_that_make_no_one_figure_are_asked(read, parts):
    [found] = read(xlsx("HV02", *parts)).returns
    cell = found.cells["HV02"]
    assert (cell.value, cell.raw, cell.stated.name) == (None, "".join(text for text, _ in parts), "INVALID")
    assert found.cells["HV03"].value == CLEAN["HV03"]


@pytest.mark.parametrize("write", [xls_of_parts, xlsb_of_parts])
@pytest.mark.parametrize("parts", [(("120", "struck"), (" 135", "plain")), (("85", ""), ("1", "raised"))])
def test_so_they_are_in_the_binary_formats(read, write, parts):
    rows = [[*cells[:4], parts if "HV02" in cells else cells[4]] if len(cells) > 4 else cells for cells in ROWS]
    [found] = read(write(rows)).returns
    cell = found.cells["HV02"]
    assert (cell.value, cell.raw, cell.stated.name) == (None, "".join(text for text, _ in parts), "INVALID")
    assert found.cells["HV03"].value == CLEAN["HV03"]


def test_a_figure_of_which_a_part_is_bold_is_one(read):
    [found] = read(xlsx("HV02", ("1", {"bold": True}), ("35", {}))).returns
    assert found.cells["HV02"].value == 135


def test_a_raised_star_and_a_label_with_a_raised_number_change_nothing(read):
    [starred] = read(xlsx("HV02", ("135", {}), ("*", {"font_script": 1}))).returns
    [noted] = read(
        xlsx("HV02", ("Số hội viên mới phát triển trong năm", {}), ("1", {"font_script": 1}), column=2)
    ).returns
    assert starred.cells["HV02"].value == 135
    assert noted.cells["HV02"].value == CLEAN["HV02"]


@pytest.mark.parametrize("content", [120, "120", "1.350"])
def test_a_figure_that_is_struck_out_as_a_whole_is_asked(read, content):
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet, struck = workbook.add_worksheet(), workbook.add_format({"font_strikeout": True})
    for row, cells in enumerate(ROWS):
        sheet.write_row(row, 0, cells)
    row = next(n for n, cells in enumerate(ROWS) if "HV02" in cells)
    sheet.write(row, 4, content, struck)
    sheet.write(row, 5, 135)
    workbook.close()
    [found] = read(data.getvalue()).returns
    cell = found.cells["HV02"]
    assert (cell.value, cell.raw, cell.stated.name) == (None, f"{content} (gạch bỏ)", "INVALID")
    assert found.cells["HV03"].value == CLEAN["HV03"]

"""Figures of which a part is struck out or raised."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from khuyenhoc.returns.intake.reader import read_workbook
from tests.returns.intake.books import CLEAN, HEADER, OWNER, TITLE, lines
from tests.returns.intake.files import ods

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


STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="none" '
    'style:text-line-through-type="single" style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>'
)


@pytest.mark.parametrize(
    ("spans", "error"),
    [
        ([("T1", "120"), ("T2", "135")], "120135"), ([("T2", "85"), ("T3", "1")], "851"), ([("T2", "13"), ("T2", "5")], ""),
        ([("T2", "135"), ("T3", "*")], ""),
    ],
)  # fmt: skip
def test_parts_in_an_ods_that_make_no_one_figure_are_seen(spans, error):
    text = "".join(f'<text:span text:style-name="{style}">{part}</text:span>' for style, part in spans)
    cell = f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
    data = ods([["Hội viên"]], tail=f"<table:table-row><table:table-cell/>{cell}</table:table-row>", styles=styles)
    assert read_workbook(data).sheets[0].errors == ({(1, 1): error} if error else {})

"""Mapping sheets as people have them: headings in many words, several old units in a cell, wholes and parts."""

from __future__ import annotations

import pytest

from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.reorganising.sheet import Named, named_in, read_lines
from khuyenhoc.units.spec import read_levels

LEVELS = read_levels().levels


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (["Đơn vị cũ", "Đơn vị mới"], {"old", "new"}),
        (["STT", "Tên ĐVHC cũ", "Huyện cũ", "Mã mới", "Tên ĐVHC mới"], {"old", "old_parent", "new_code", "new"}),
        (["Đơn vị hành chính trước sắp xếp", "Đơn vị hành chính sau sắp xếp", "Ghi chú"], {"old", "new", "note"}),
        (["old_unit", "old_district", "new_unit", "new_parent", "whole or part"],
         {"old", "old_parent", "new", "new_parent", "extent"}),
        (["MÃ XÃ CŨ", "XÃ MỚI", "Trụ sở", "Cấp trên mới", "Cấp"], {"old_code", "new", "seat", "new_parent", "level"}),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_words(heading: list[str], columns: set[str]) -> None:
    (line,) = read_lines([["Phụ lục kèm theo nghị quyết"], [], heading, ["x"] * len(heading)])
    assert (set(line.cells), line.number) == (columns, 4)


def test_empty_lines_are_passed_over_and_short_ones_filled() -> None:
    lines = read_lines([["Đơn vị cũ", "Đơn vị mới", "Ghi chú"], ["", "", ""], ["xã A", "xã B"]])
    assert [(line.number, line["old"], line["note"]) for line in lines] == [(3, "xã A", "")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "dòng tiêu đề"),
        ([["Xã", "Số hội viên"], ["A", "7"]], "dòng tiêu đề"),
        ([["Đơn vị cũ", "Đơn vị mới"], ["", ""]], "chưa có dòng nào"),
    ],
)
def test_what_is_no_mapping_sheet_is_refused(rows: list[list[str]], said: str) -> None:
    with pytest.raises(UnitsRefused, match=said):
        read_lines(rows)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("", []),
        ("xã A", [Named("xã A", None)]),
        ("xã A, xã B và thị trấn C", [Named("xã A", None), Named("xã B", None), Named("thị trấn C", None)]),
        ("xã A;\nxã B", [Named("xã A", None), Named("xã B", None)]),
        ("xã A, huyện C", [Named("xã A", None, "huyện C")]),
        ("Minh Tân, huyện C", [Named("Minh Tân", None), Named("huyện C", None)]),
        ("toàn bộ xã A, xã B", [Named("xã A", True), Named("xã B", True)]),
        ("một phần xã A và xã B", [Named("xã A", False), Named("xã B", None)]),
        ("xã A và phần còn lại của xã B", [Named("xã A", None), Named("xã B", False)]),
        ("Toàn bộ diện tích tự nhiên, quy mô dân số của xã A, một phần diện tích tự nhiên và quy mô dân số của xã B",
         [Named("xã A", True), Named("xã B", False)]),
    ],
)  # fmt: skip
def test_the_old_units_that_a_cell_names(cell: str, named: list[Named]) -> None:
    assert named_in(cell, LEVELS) == named

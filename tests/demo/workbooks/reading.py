"""Reads the demonstration's workbooks back by their own layout, to compare them with what was meant to be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from python_calamine import CalamineWorkbook

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.findings import Written
from khuyenhoc.demo.workbooks import WrittenFile
from khuyenhoc.demo.workbooks.labels import read_labels
from khuyenhoc.returns.values import Stated
from khuyenhoc.vietnamese.money import parse_money
from khuyenhoc.vietnamese.numbers import parse_number
from khuyenhoc.vietnamese.text import fold

Grid = Sequence[Sequence[object]]
HEADERS = {
    "official": ("Mã số", "Số liệu"),
    "renamed": ("Ký hiệu", "Kết quả thực hiện"),
    "no_code": ("Nội dung", "Thực hiện năm 2023"),
    "dotted_text": ("Mã", "Số lượng"),
    "millions": ("Mã số", "Kết quả"),
    "sheet_per_unit": ("Chỉ tiêu", "Số liệu"),
}
"""The headers of the column that names the indicator and of the one that holds the figure."""


def read_file(folder: Path, file: WrittenFile, form: FormSpec) -> dict[str, dict[str, Written]]:
    """Every typed cell of every unit of the file, as it stands there."""
    book = CalamineWorkbook.from_path(folder / file.path)
    grids: list[Grid] = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    if file.shape == "district_rows":
        return dict(zip(file.units, _district(grids[0], len(file.units)), strict=True))
    if file.shape == "merged_header":
        return {file.units[0]: _merged(grids[0])}
    if file.shape == "sheet_per_unit":
        grids = grids[1:]
    return {unit: _lines(grid, file.shape, form) for unit, grid in zip(file.units, grids, strict=True)}


def _lines(grid: Grid, shape: str, form: FormSpec) -> dict[str, Written]:
    name, value = HEADERS[shape]
    top = next(n for n, row in enumerate(grid) if name in row and value in row)
    at, figure = grid[top].index(name), grid[top].index(value)
    named = _names(shape, form)
    found = ((named.get(fold(str(row[at]))), row[figure]) for row in grid[top + 1 :])
    return {code: _written(cell, shape, form, code) for code, cell in found if code}


def _names(shape: str, form: FormSpec) -> Mapping[str, str]:
    if shape == "no_code":
        labels = read_labels().typed_without_form
    else:
        labels = {i.code: i.label if shape == "sheet_per_unit" else i.code for i in form.typed}
    assert len(set(map(fold, labels.values()))) == len(labels)
    return {fold(label): code for code, label in labels.items()}


def _codes() -> list[str]:
    return [code for group in read_labels().under_headings for code in group.lines]


def _merged(grid: Grid) -> dict[str, Written]:
    first = next(n for n, row in enumerate(grid) if row[:2] == ["A", "B"]) + 1
    return {code: _plain(row[5]) for code, row in zip(_codes(), grid[first:], strict=False)}


def _district(grid: Grid, units: int) -> list[dict[str, Written]]:
    first = next(n for n, row in enumerate(grid) if row[0] == 1)
    assert grid[first + units][0] == "Tổng cộng"
    return [{c: _plain(v) for c, v in zip(_codes(), row[2:], strict=True)} for row in grid[first : first + units]]


def _written(cell: object, shape: str, form: FormSpec, code: str) -> Written:
    if shape == "millions" and form.by_code[code].is_money and fold(str(cell)) not in ("", "khong co"):
        return _dong(cell)
    if shape == "dotted_text" and isinstance(cell, str) and (number := parse_number(cell)):
        return int(number.value)
    return _plain(cell)


def _dong(cell: object) -> int:
    if isinstance(cell, str):
        money = parse_money(cell, 1_000_000)
        assert money is not None
        assert not money.ambiguous
        return money.dong
    exact = Fraction(repr(cell)) * 1_000_000
    assert exact.denominator == 1
    return int(exact)


def _plain(cell: object) -> Written:
    if isinstance(cell, str):
        words = {"": Stated.BLANK, "khong co": Stated.NONE}
        return words.get(fold(cell), unicodedata.normalize("NFC", cell))
    assert isinstance(cell, (int, float))
    assert cell == int(cell)
    return int(cell)

"""The workbooks go through the product's own intake: whose they are and what they say comes out to the last cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.findings import cell_of, marks_on
from khuyenhoc.demo.workbooks import WrittenFile
from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import Cells, Mark, Stated, UnitContext
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import UnitName
from tests.demonstration import ONE_PROCESS, Written

pytestmark = ONE_PROCESS


@pytest.fixture(scope="module")
def readings(written: Written, form: FormSpec, units: Sequence[UnitName]) -> list[FileReading]:
    index = UnitIndex(units)
    return [read_file(written.folder / f.path, form, index, "2023", f.path.as_posix()) for f in written.files]


def test_every_cell_of_every_file_is_read_as_it_was_meant(written: Written, readings: list[FileReading]) -> None:
    for file, reading in zip(written.files, readings, strict=True):
        assert (reading.outcome, reading.reason) == ("read", ""), file.path
        assert [r.unit for r in reading.returns] == list(file.units), file.path
        for return_ in reading.returns:
            _compare(file, return_.unit or "", return_.cells)
            assert return_.uncertain == ()


def test_the_checks_mark_what_was_read_as_they_mark_what_was_meant(
    written: Written, form: FormSpec, readings: list[FileReading]
) -> None:
    for file, reading in zip(written.files, readings, strict=True):
        for return_ in reading.returns:
            read, meant = check(form, return_.cells, UnitContext()), marks_on(form, file.rows[return_.unit or ""])
            assert _cells_of(read) == _cells_of(meant), file.path


def _cells_of(marks: list[Mark]) -> list[tuple[str, str, str | None]]:
    return [(mark.level, mark.code, mark.indicator) for mark in marks]


def _compare(file: WrittenFile, unit: str, cells: Cells) -> None:
    for code, value in file.rows[unit].items():
        meant, cell = cell_of(code, value), cells[code]
        assert (cell.stated, cell.value) == (meant.stated, meant.value), (file.path, code)
        assert cell.at or cell.stated is Stated.BLANK, (file.path, code)

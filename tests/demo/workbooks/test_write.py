"""The 235 workbooks: all there, all communes, every cell as meant, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.figures import Figure
from khuyenhoc.demo.findings import marks_on
from khuyenhoc.demo.profile import read_published
from khuyenhoc.demo.sentences import synthetic_mark
from khuyenhoc.demo.workbooks import WrittenFile, write_all
from khuyenhoc.demo.workbooks.shapes import shapes
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.spec import UnitName
from tests.demo.workbooks.reading import read_file
from tests.demonstration import ONE_PROCESS, Written

pytestmark = ONE_PROCESS
Rows = Mapping[str, Mapping[str, Figure]]


def in_force(files: Sequence[WrittenFile]) -> list[WrittenFile]:
    return [file for file in files if file.intended != "faulty"]


def hashes(folder: Path) -> dict[Path, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_there_are_235_files_of_all_communes(written: Written, figures: Rows) -> None:
    assert len(written.files) == len({file.path for file in written.files}) == 235
    assert hashes(written.folder).keys() == {file.path for file in written.files}
    assert Counter(unit for file in in_force(written.files) for unit in file.units) == Counter(figures.keys())


def test_they_come_in_eight_shapes_each_often_enough_to_matter(written: Written) -> None:
    count = Counter(file.shape for file in written.files)
    assert count.keys() == shapes().keys()
    assert len(count) == 8
    assert {shape: n for shape, n in count.items() if n < 20} == {"district_rows": 2, "sheet_per_unit": 1}


def test_every_cell_of_every_file_is_what_was_meant(written: Written, form: FormSpec) -> None:
    for file in written.files:
        assert read_file(written.folder, file, form) == file.rows, file.path


def test_the_files_in_force_add_up_to_the_published_pairs(written: Written, form: FormSpec, figures: Rows) -> None:
    rows = {u: row for f in in_force(written.files) for u, row in read_file(written.folder, f, form).items()}
    assert rows == figures
    for code, total in read_published().totals.items():
        assert sum(value for row in rows.values() if isinstance(value := row[code], int)) == total


def test_every_sheet_and_the_properties_say_that_it_is_synthetic(written: Written) -> None:
    for file in written.files:
        book = CalamineWorkbook.from_path(written.folder / file.path)
        for name in book.sheet_names:
            cells = {cell for row in book.get_sheet_by_name(name).to_python() for cell in row}
            assert synthetic_mark() in cells, (file.path, name)


def test_openpyxl_opens_each_shape_with_its_properties(written: Written) -> None:
    for file in {file.shape: file for file in written.files}.values():
        book = openpyxl.load_workbook(written.folder / file.path)
        assert book.properties.title == synthetic_mark()
        assert book.properties.created == dt.datetime.combine(file.on, dt.time(16, 30))
        assert book.properties.creator in (None, "")


def test_written_over_what_is_there_it_is_the_same_to_the_byte(
    written: Written, tmp_path: Path, figures: Rows, units: Sequence[UnitName]
) -> None:
    folder = shutil.copytree(written.folder, tmp_path / "again")
    (folder / written.files[0].path).write_bytes(b"")
    (folder / written.files[1].path).unlink()
    assert write_all(folder, figures, units) == written.files
    assert hashes(folder) == hashes(written.folder)


def test_sent_back_communes_come_again_corrected(written: Written, form: FormSpec, figures: Rows) -> None:
    faulty = {f.units[0]: f for f in written.files if f.intended == "faulty"}
    corrected = {f.units[0]: f for f in written.files if f.intended == "corrected"}
    assert faulty.keys() == corrected.keys()
    for unit, file in faulty.items():
        assert (file.round, corrected[unit].round) == (1, 2)
        assert file.shape == corrected[unit].shape
        assert file.on < corrected[unit].on
        assert file.rows[unit] != corrected[unit].rows[unit] == figures[unit]
        assert [fault.unit for fault in file.faults] == [unit]
    assert not any(file.faults for file in in_force(written.files))


def test_some_mistakes_stop_a_return_and_some_only_the_officer_sees(written: Written) -> None:
    faulty = [file for file in written.files if file.intended == "faulty"]
    assert 5 <= sum(not file.errors for file in faulty) < len(faulty)
    assert any(fault.check is None for file in faulty for fault in file.faults)
    assert not any(file.errors for file in in_force(written.files))


def test_every_warning_has_a_reason_and_nothing_else_has(written: Written, form: FormSpec) -> None:
    for file in written.files:
        marks = {
            (u, m.code, m.indicator) for u, row in file.rows.items() for m in marks_on(form, row) if m.level == "W"
        }
        assert file.reasons.keys() == marks
        assert all(file.reasons.values())


def test_clean_warned_and_late_are_what_they_say(written: Written) -> None:
    for file in written.files:
        others = {key[1:] for key in file.reasons} - {("K09", "MH33")}
        assert not (file.intended == "clean" and others)
        assert others or file.intended != "warned"
        assert (file.round == 2) == (file.intended in ("late", "corrected"))
    count = Counter(file.intended for file in written.files)
    assert (count["late"], count["faulty"]) == (11, 39)
    assert count["warned"] >= 5


def test_names_of_files_are_as_people_give_them(written: Written) -> None:
    names = {file.path.as_posix() for file in written.files}
    assert "vong-1/Huyện Bình Giang/Tong hop khuyen hoc huyen Binh Giang 2023.xlsx" in names
    assert any(name.endswith("(sửa).xlsx") for name in names)
    assert any("/BC khuyen hoc xa " in name for name in names)
    assert any("/Bao cao nam 2023 - P. " in name for name in names)


def test_some_say_nothing_there_is_and_one_kind_of_file_has_blanks(written: Written) -> None:
    said = Counter(v for file in written.files for row in file.rows.values() for v in row.values() if type(v) is Stated)
    assert said[Stated.NONE] > 200
    assert 10 <= said[Stated.BLANK] <= 60


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path, figures: Rows, units: Sequence[UnitName]) -> None:
    (tmp_path / "vong-1").write_text("a file, where a folder has to be")
    with pytest.raises(OSError, match="vong-1"):
        write_all(tmp_path, figures, units)

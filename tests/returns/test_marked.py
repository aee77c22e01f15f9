"""Sent with mistakes, marked, corrected where it is marked, sent again: read exactly, whatever program saved it."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.returns.marked import NothingToMark, marked_file, notes_of
from khuyenhoc.returns.models import Cell, Collection, ReceivedFile, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.storing import Entry
from khuyenhoc.sheets.marking.mark import Marked, mark
from khuyenhoc.sheets.marking.notes import Kind, Note
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import read_units
from tests.demonstration import ONE_PROCESS, sent_workbooks
from tests.fixtures import CLEAN
from tests.returns.intake.books import FORM
from tests.sheets.files import ods
from tests.sheets.marking.books import RED, YELLOW, comment, fill, lines, opened
from tests.workbooks import address, official

pytestmark = [ONE_PROCESS, pytest.mark.look]

WRONG: Mapping[str, object] = {"HB02": "nhiều lắm", "MH13": 50, "TT03": None, "HV06": -3}
"""A text, more recognised than there are, nothing, less than nothing."""


def sent(by: User, collection: Collection, data: bytes, name: str = "BC xã Thanh Tùng.xlsx") -> Entry:
    (entry,) = receive(by=by, collection=collection, files=[(name, data)])
    return entry


def error_workbook() -> Marked:
    return marked_file(ReceivedFile.objects.select_related("collection", "received_by").latest("pk"))


def corrected(data: bytes, values: Mapping[str, object] = CLEAN) -> bytes:
    """The marked cells (red) written as they should be, by their addresses."""
    book = opened(data)
    right = {address(code): values[code] for code in WRONG}
    for at, value in right.items():
        sheet, cell = at.split("!")
        if fill(book, cell, sheet) == RED:
            book[sheet][cell] = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture(scope="module")
def office_suite(tmp_path_factory: pytest.TempPathFactory):
    """Saves workbooks by LibreOffice in one go, as another kind where that is wanted."""
    home = tmp_path_factory.mktemp("soffice")
    (home / "in").mkdir()

    def save(*books: bytes, ending: str = "xlsx") -> list[bytes]:
        files = [home / "in" / f"{n}.xlsx" for n in range(len(books))]
        for file, data in zip(files, books, strict=True):
            file.write_bytes(data)
        profile = f"-env:UserInstallation=file://{home}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(home), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [(home / f"{file.stem}.{ending.partition(':')[0]}").read_bytes() for file in files]

    return save


def test_corrected_where_it_is_marked_it_is_clean(collection: Collection, office: User) -> None:
    first = sent(office, collection, official(figures=WRONG))
    assert {m.indicator for m in first.problems if m.level == "E"} == {"HB02", "MH13", "TT03", "HV06"}
    book = error_workbook()
    assert (book.name, book.is_own) == ("BC xã Thanh Tùng (đánh dấu).xlsx", True)
    again = sent(office, collection, corrected(book.data), book.name)
    assert (again.unit, again.outcome, again.problems) == ("11242", "read", ())
    cells = Cell.objects.filter(return_of=again.return_id, indicator__code__in=CLEAN)
    assert {c.indicator.code: (c.value, c.at) for c in cells.select_related("indicator")} == {
        code: (value, address(code)) for code, value in CLEAN.items()
    }


def test_corrected_half_way_the_rest_is_marked_anew(collection: Collection, office: User) -> None:
    sent(office, collection, official(figures=WRONG))
    half = corrected(error_workbook().data, {**CLEAN, "HB02": "vẫn nhiều"})
    again = sent(office, collection, half, "BC xã Thanh Tùng (đánh dấu).xlsx")
    assert [m.indicator for m in again.problems] == ["HB02"]
    found = opened(error_workbook().data)
    assert found.sheetnames == ["Lỗi cần sửa", "Báo cáo"]
    assert [line[3] for line in lines(found)] == [f"{address('HB02').split('!')[1]}, trang “Báo cáo”"]
    marked = [code for code in CLEAN if fill(found, address(code).split("!")[1], "Báo cáo")]
    assert marked == ["HB02"]
    assert "vẫn nhiều" in comment(found, address("HB02").split("!")[1], "Báo cáo")
    assert comment(found, address("HV06").split("!")[1], "Báo cáo") == ""


def test_saved_by_libreoffice_in_between_it_is_read_the_same(
    collection: Collection, office: User, office_suite
) -> None:
    sent(office, collection, official(figures=WRONG))
    (saved,) = office_suite(error_workbook().data)
    assert fill(opened(saved), address("HB02").split("!")[1], "Báo cáo") == RED
    assert "nhiều lắm" in comment(opened(saved), address("HB02").split("!")[1], "Báo cáo")
    again = sent(office, collection, *office_suite(corrected(saved)), "BC xã Thanh Tùng (đánh dấu).xlsx")
    assert (again.unit, again.outcome, again.problems) == ("11242", "read", ())
    assert {c: cell.value for c, cell in again.cells.items() if c in CLEAN} == CLEAN
    with pytest.raises(NothingToMark, match="không có chỗ nào phải sửa"):
        error_workbook()


@pytest.mark.parametrize("ending", ["ods", "xls", "csv"])
def test_other_formats_are_laid_out_anew_and_come_back(
    collection: Collection, office: User, office_suite, ending: str
) -> None:
    name = f"Báo cáo.{ending}"
    # 76: as UTF-8.
    kind = "csv:Text - txt - csv (StarCalc):44,34,76" if ending == "csv" else ending
    first = sent(office, collection, *office_suite(official(figures=WRONG), ending=kind), name)
    assert (first.unit, first.outcome) == ("11242", "read"), first.reason
    book = error_workbook()
    assert (book.name, book.is_own) == ("Báo cáo (đánh dấu).xlsx", False)
    again = sent(office, collection, corrected(book.data), book.name)
    assert (again.unit, again.outcome, again.problems) == ("11242", "read", ())
    assert {c: cell.value for c, cell in again.cells.items() if c in CLEAN} == CLEAN


def test_the_files_name_tells_whose_it_is_after_as_before(collection: Collection, office: User) -> None:
    name = "BC khuyen hoc xa Thanh Tung huyen Thanh Mien 2023.xlsx"
    first = sent(office, collection, official("Đơn vị báo cáo:", figures=WRONG), name)
    assert (first.unit, first.outcome) == ("11242", "read")
    book = error_workbook()
    again = sent(office, collection, corrected(book.data), book.name)
    assert (again.unit, again.outcome, again.problems) == ("11242", "read", ())


def test_what_the_officer_asked_for_is_marked_at_its_cell(collection: Collection, office: User) -> None:
    entry = sent(office, collection, official(MH02=1799))
    return_ = Return.objects.select_related("collection", "unit").get(pk=entry.return_id)
    acts.answer(by=office, finding=return_.findings.get(), reason="Tính cả năm trước.")
    acts.submit(by=office, return_=return_)
    indicator = Cell.objects.get(return_of=return_, indicator__code="HV01").indicator
    acts.send_back(
        by=office, return_=return_, remarks=[(indicator, "Cao hơn danh sách."), (None, "Gửi trước thứ sáu.")]
    )
    assert return_.state == State.SENT_BACK
    book = opened(error_workbook().data)
    assert [(line[1], line[2], line[4]) for line in lines(book)][:2] == [
        ("Hội cấp trên đề nghị sửa", "Cao hơn danh sách.", "Tổng số hội viên cuối năm"),
        ("Hội cấp trên đề nghị sửa", "Gửi trước thứ sáu.", ""),
    ]
    assert lines(book)[2][5] == "Đã ghi lý do: “Tính cả năm trước.”. Không phải làm gì thêm."
    assert fill(book, address("MH03").split("!")[1], "Báo cáo") == YELLOW
    assert "Cao hơn danh sách." in comment(book, address("HV01").split("!")[1], "Báo cáo")


def test_what_was_not_understood_is_asked_at_its_cell(collection: Collection, office: User) -> None:
    rows = [
        ["BÁO CÁO TỔNG KẾT NĂM 2023"],
        ["Hội Khuyến học Minh Tân"],
        ["STT", "Chỉ tiêu", "Kết quả"],
    ]
    rows += [[n, i.label, CLEAN[i.code]] for n, i in enumerate(FORM.typed[:9], start=1)]
    entry = sent(office, collection, ods([*rows, [10, "Số con đường học tập", 5]]), "BC.ods")
    assert entry.outcome == "needs_mapping"
    notes = notes_of(ReceivedFile.objects.select_related("collection", "received_by").get())
    assert {n.kind for n in notes} == {Kind.QUESTION}
    assert "đơn vị" in notes[0].what
    assert [(n.cell, n.subject) for n in notes if n.cell] == [("B13", "Số con đường học tập")]


def test_notes_are_read_in_few_statements(collection: Collection, office: User, django_assert_max_num_queries) -> None:
    sent(office, collection, official(figures=WRONG))
    file = ReceivedFile.objects.select_related("collection__form", "received_by").get()
    with django_assert_max_num_queries(9):
        assert len(notes_of(file)) == 4


SHAPES = (
    "official",
    "renamed",
    "no_code",
    "dotted_text",
    "millions",
    "merged_header",
    "district_rows",
    "sheet_per_unit",
)


def read(data: bytes, file: Path) -> FileReading:
    name = f"{file.parent.name}/{file.name}"
    return read_file(data, FORM, UnitIndex(read_units("30", 2023).units), "2023", name)


class InShape(NamedTuple):
    """A workbook of the demonstration before and after marking, and saved by LibreOffice after that."""

    file: Path
    before: FileReading
    marked: Marked
    saved: bytes


@pytest.fixture(scope="module")
def in_shapes(office_suite) -> dict[str, InShape]:
    written = sent_workbooks()
    files = {f.shape: written.folder / f.path for f in written.files}
    before = {shape: read(file.read_bytes(), file) for shape, file in files.items()}
    marked = {shape: mark(file.read_bytes(), file.name, notes_on(before[shape])) for shape, file in files.items()}
    saved = dict(zip(marked, office_suite(*(m.data for m in marked.values())), strict=True))
    return {shape: InShape(file, before[shape], marked[shape], saved[shape]) for shape, file in files.items()}


def notes_on(reading: FileReading) -> list[Note]:
    cells = (item for one in reading.returns for item in list(one.cells.items())[::7])
    return [Note(Kind.WARNING, "Xem lại số này.", cell.at, code) for code, cell in cells if cell.at]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("by_libreoffice", [False, True], ids=["as it is", "saved by LibreOffice"])
def test_any_shape_is_read_after_marking_as_before(
    in_shapes: dict[str, InShape], shape: str, by_libreoffice: bool
) -> None:
    file, before, marked, saved = in_shapes[shape]
    assert before.returns
    assert marked.is_own
    assert len(read_workbook(marked.data).sheets) == len(read_workbook(file.read_bytes()).sheets) + 1
    after = read(saved if by_libreoffice else marked.data, file)
    assert [(r.unit, r.outcome, dict(r.cells)) for r in after.returns] == [
        (r.unit, r.outcome, dict(r.cells)) for r in before.returns
    ]

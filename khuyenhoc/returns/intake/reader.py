"""A file's bytes as a workbook of sheets of cells. Limits first, then python-calamine; nothing is ever executed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.grid import Sheet, Workbook, cell_name
from khuyenhoc.returns.intake.kinds import recognise
from khuyenhoc.returns.intake.limits import DEFAULT, Limits, Refused
from khuyenhoc.returns.intake.scans import Scan, scan_ods, scan_xlsx
from khuyenhoc.returns.intake.sentences import said
from khuyenhoc.returns.intake.text_files import read_text

_SCANS = {"xlsx": scan_xlsx, "ods": scan_ods}
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, KeyError, NotImplementedError)


def read_workbook(data: bytes, name: str = "csv", limits: Limits = DEFAULT) -> Workbook:
    """All sheets of a file. `name` is what the sheet of a text file is called. Refused, with a sentence, or a workbook."""
    kind = recognise(data, limits)
    if kind == "text":
        workbook = read_text(data, name)
        for sheet in workbook.sheets:
            _refuse_large(sheet.name, len(sheet.rows) - 1, sheet.width - 1, limits)
        return workbook
    scans = _scanned(kind, data, limits)
    try:
        return Workbook(kind, tuple(_sheets(data, scans, limits)))
    except PasswordError as error:
        raise Refused(sentences.PASSWORD) from error
    except (CalamineError, *_FAULTS) as error:
        raise Refused(sentences.BROKEN) from error
    except BaseException as error:
        # A panic inside the library is no Exception; it must not end the reading of the other files.
        if type(error).__name__ == "PanicException":
            raise Refused(sentences.BROKEN) from error
        raise


def _scanned(kind: str, data: bytes, limits: Limits) -> Mapping[str, Scan]:
    if kind not in _SCANS:
        return {}
    try:
        scans = _SCANS[kind](data)
    except (*_FAULTS, RuntimeError, zipfile.zlib.error) as error:
        raise Refused(sentences.BROKEN) from error
    for name, scan in scans.items():
        _refuse_large(name, scan.row, scan.column, limits)
    return scans


def _refuse_large(sheet: str, row: int, column: int, limits: Limits) -> None:
    if row >= limits.rows or column >= limits.columns:
        raise Refused(said(sentences.TOO_WIDE, sheet=sheet, at=cell_name(row, column)))


def _sheets(data: bytes, scans: Mapping[str, Scan], limits: Limits) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        if len(book.sheet_names) > limits.sheets:
            raise Refused(said(sentences.TOO_MANY_SHEETS, count=len(book.sheet_names), limit=limits.sheets))
        for at, about in enumerate(book.sheets_metadata):
            if about.typ is SheetTypeEnum.WorkSheet:
                hidden = about.visible is not SheetVisibleEnum.Visible
                yield _sheet(book.get_sheet_by_index(at), scans.get(about.name, Scan()), hidden, limits)


def _sheet(sheet: CalamineSheet, scan: Scan, hidden: bool, limits: Limits) -> Sheet:
    if sheet.end:
        _refuse_large(sheet.name, *sheet.end, limits)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end else []
    merged = scan.merged if scan.merged is not None else sheet.merged_cell_ranges
    return Sheet(sheet.name, rows, merged, hidden, scan.errors)

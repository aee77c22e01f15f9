"""A file's bytes as a workbook of sheets of cells. Limits first, then python-calamine; nothing is ever executed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.formulas import settled
from khuyenhoc.sheets.grid import Sheet, Workbook, cell_name
from khuyenhoc.sheets.kinds import opened, refuse_many
from khuyenhoc.sheets.legacy import with_unicode
from khuyenhoc.sheets.limits import DEFAULT, FAULTS, Limits, Refused
from khuyenhoc.sheets.scans import Scan, scan_xlsx
from khuyenhoc.sheets.sentences import said
from khuyenhoc.sheets.text_files import read_text

_PANIC = "PanicException"
"""How a fault inside the library is called: it is no Exception, and must not end the reading of the other files."""


def read_workbook(data: bytes, name: str = "csv", limits: Limits = DEFAULT) -> Workbook:
    """All sheets of a file. `name` is what the sheet of a text file is called. Refused, with a sentence, or a workbook."""
    kind, archive = opened(data, limits)
    if kind == "text":
        workbook = read_text(data, name)
        _refuse_large({s.name: Scan(len(s.rows) - 1, s.width - 1) for s in workbook.sheets}, limits)
        return workbook
    scans = _scanned(kind, data, archive, limits)
    try:
        workbook = Workbook(kind, tuple(_sheets(data, scans, limits)))
        return with_unicode(settled(workbook, {name: scan.formulas for name, scan in scans.items()}))
    except PasswordError as error:
        raise Refused(sentences.PASSWORD) from error
    except (CalamineError, *FAULTS) as error:
        raise Refused(sentences.BROKEN) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Refused(sentences.BROKEN) from error
        raise


def _scanned(kind: str, data: bytes, archive: ZipFile | None, limits: Limits) -> Mapping[str, Scan]:
    try:
        scans = _scans(kind, data, archive)
    except FAULTS as error:
        raise Refused(sentences.BROKEN) from error
    refuse_many(len(scans), limits)
    _refuse_large(scans, limits)
    return scans


def _scans(kind: str, data: bytes, archive: ZipFile | None) -> dict[str, Scan]:
    """What measures another format than .xlsx, which nearly all are, is brought in with the first file of it."""
    if kind == "ods" and archive:
        from khuyenhoc.sheets.open_scans import scan_ods

        return scan_ods(archive)
    if kind == "xlsx" and archive:
        return scan_xlsx(archive)
    from khuyenhoc.sheets.binary_scans import scan_xls, scan_xlsb

    return scan_xlsb(archive) if archive else scan_xls(data)


def _refuse_large(scans: Mapping[str, Scan], limits: Limits) -> None:
    cells = 0
    for name, scan in scans.items():
        cells += (scan.row + 1) * (scan.column + 1)
        if scan.row >= limits.rows or scan.column >= limits.columns or cells > limits.cells:
            raise Refused(said(sentences.TOO_WIDE, sheet=name, at=cell_name(scan.row, scan.column)))


def _sheets(data: bytes, scans: Mapping[str, Scan], limits: Limits) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        refuse_many(len(book.sheet_names), limits)
        for at, about in enumerate(book.sheets_metadata):
            if about.typ is SheetTypeEnum.WorkSheet:
                hidden = about.visible is not SheetVisibleEnum.Visible
                yield _sheet(book.get_sheet_by_index(at), scans.get(about.name, Scan()), hidden, limits)


def _sheet(sheet: CalamineSheet, scan: Scan, hidden: bool, limits: Limits) -> Sheet:
    if sheet.end:
        # What was seen before and what the library sees must not differ; where they do, the library's view counts too.
        _refuse_large({sheet.name: Scan(*sheet.end)}, limits)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end else []
    merged = scan.merged if scan.merged is not None else sheet.merged_cell_ranges
    unseen = frozenset(scan.hidden_rows), frozenset(scan.hidden_columns)
    return Sheet(sheet.name, rows, merged, hidden, scan.errors, *unseen, frozenset(scan.struck))

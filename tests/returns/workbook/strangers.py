"""Workbooks that are not ours, for other programs to save: formulas, and texts of several fonts."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import xlsxwriter

from tests.sheets.files import zipped

FORMULAS = (
    "SUM(A1:D1)", "A1+B1-C1", "A1/3", "(A1+B1)*2", "SUM('Trang 2'!A1:B1)+$D$1", "SUM(A1,2.5,D1)", "D1", "D1/7*C1",
    "SUM(A2:A4)/D1", "A2-SUM(A1:D1)", "ROUND(D1/3,1)",
)  # fmt: skip
"""From A2 on; all but the last are reckoned here too."""


def of_formulas() -> bytes:
    """FORMULAS in a column, each with 0 for its value."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, other = book.add_worksheet("BC"), book.add_worksheet("Trang 2")
    sheet.write_row(0, 0, [0.1, 0.2, 0.3, 1234567.89, "không có"])
    other.write_row(0, 0, [7, 10.05])
    for row, formula in enumerate(FORMULAS, start=1):
        sheet.write_formula(row, 0, f"={formula}")
    book.close()
    return out.getvalue()


def of_parts() -> bytes:
    """Texts of several fonts in B1 to B5, and more of them than one record of an .xls has room for before the last."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, plain, bold = book.add_worksheet(), book.add_format(), book.add_format({"bold": True})
    struck, raised = book.add_format({"font_strikeout": True}), book.add_format({"font_script": 1})
    texts = [
        (struck, "120", plain, " 135"),
        (plain, "85", raised, "1"),
        (raised, "1", plain, "85"),
        (plain, "135", raised, "*"),
    ]
    for row, parts in enumerate(
        [*texts, *[(bold, f"Lê Hoà {n}", plain, " Bình") for n in range(400)], (plain, "7", raised, "8")]
    ):
        sheet.write_rich_string(row, 1, *parts)
    book.close()
    return out.getvalue()


def by_openpyxl(data: bytes) -> bytes:
    """The workbook without the values of its formulas, which the next program reckons."""
    out = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(out)
    return out.getvalue()


def with_content(data: bytes, old: str, new: str) -> bytes:
    """An .ods in whose content something stands instead of what stands there once or more."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    assert old in content
    return zipped({**parts, "content.xml": content.replace(old, new)})

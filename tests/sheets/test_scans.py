"""How far the cells of a sheet reach, and which are formulas, whatever program has written them."""

from __future__ import annotations

import io
import zipfile

import pytest

from khuyenhoc.sheets.scans import Scan, scan_xlsx
from tests.sheets.files import zipped

CELLS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
    '<row r="7"><c r="C7"><f>SUM(C1:C6)</f><v>2</v></c><c r="D7" t="str"><f>"x"</f><v>x</v></c><c r="ZZ7" s="1"/></row>'
)


def scanned(cells: str) -> Scan:
    parts = {
        "xl/workbook.xml": '<workbook><sheets><sheet name="BC" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet><cols><col min='1'/></cols><sheetData>{cells}</sheetData></worksheet>",
    }
    return scan_xlsx(zipfile.ZipFile(io.BytesIO(zipped(parts))))["BC"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ('"', "'"),
        ("<c r", "<c\n\tr"),
        ("<c r=", '<c s="1" r='),
        ('r="C7"', 'r = "C7"'),
        ("C7", "c7"),
        ("<c r", '<x:c r="Z99"/><c r'),
        ("</row>", '<c s="2"></c></row>'),
    ],
)
def test_the_quick_look_at_cells_sees_what_the_thorough_one_sees(old, new):
    scan = scanned(CELLS.replace(old, new) if old else CELLS)
    assert (scan.row, scan.column) == (6, 3)
    assert list(scan.formulas) == [(6, 2)]


def test_one_cell_that_is_written_otherwise_makes_the_look_thorough():
    far = "<c s='1' r='XFD9'><v>1</v></c>"
    assert (scanned(CELLS + far).row, scanned(CELLS + far).column) == (8, 16_383)

"""Cells that are struck out as a whole."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import xlsxwriter

from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.sheets.struck import struck_cells, struck_formats
from tests.sheets.files import biff, compound, ods, xls, xlsb, zipped

STRUCK = {"font_strikeout": True}


def xlsx(cells, *, rule=False) -> bytes:
    """A sheet of (place, content, format); with a `rule` that strikes out what is large."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    page = book.add_worksheet()
    for (row, column), content, looks in cells:
        page.write(row, column, content, book.add_format(looks) if looks else None)
    if rule:
        page.conditional_format(
            "A1:C9", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format(STRUCK)}
        )
    book.close()
    return data.getvalue()


def struck(data: bytes):
    return read_workbook(data).sheets[0].struck


def test_numbers_and_texts_that_are_struck_out_are_seen():
    cells = [
        ((0, 0), "Hội viên", {"bold": True}),
        ((0, 1), 1600, STRUCK),
        ((0, 2), 1512, {"bold": True}),
        ((1, 0), "Lê Hoà", STRUCK | {"bold": True}),
        ((1, 1), None, STRUCK),
        ((30, 27), 7, STRUCK),
    ]
    assert struck(xlsx(cells)) == {(0, 1), (1, 0), (30, 27)}


def test_a_rule_that_strikes_out_and_a_bold_font_strike_out_nothing():
    assert struck(xlsx([((0, 0), 7, {"bold": True})], rule=True)) == frozenset()


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("<strike/>", True), ('<strike val="1"/>', True), ("<x:strike val='true'/>", True), ('<strike val="0"/>', False),
        ("<b/>", False),
    ],
)  # fmt: skip
def test_fonts_as_other_programs_write_them(mark, found):
    styles = (
        f'<styleSheet><fonts count="2"><font/><font><sz val="11"/>{mark}</font></fonts>'
        '<cellStyleXfs><xf fontId="1"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf applyFont="1" fontId="1"><alignment/></xf></cellXfs></styleSheet>'
    )
    with zipfile.ZipFile(io.BytesIO(zipped({"xl/styles.xml": styles}))) as archive:
        assert struck_formats(archive, "xl/styles.xml") == ((b"1",) if found else ())


def test_cells_as_other_programs_write_them():
    row = b'<x:c s=\'1\' r="A1"><v>5</v></x:c><c r="B1" s="1"/><c r="C1" s="11"><v>6</v></c><c r="D1" t="s" s="2"><v>6</v></c>'
    assert list(struck_cells(row, (b"1", b"2"))) == [(b"A", b"1"), (b"D", b"1")]


def test_cells_of_an_ods_that_are_struck_out_are_seen():
    def style(name, line):
        text = f'<style:text-properties style:text-line-through-style="{line}"/>'
        return f'<style:style style:name="{name}" style:family="table-cell">{text}</style:style>'

    def cell(name, repeated=""):
        value = 'office:value-type="float" office:value="5"'
        return f'<table:table-cell table:style-name="{name}" {repeated} {value}><text:p>5</text:p></table:table-cell>'

    tail = cell("ce1") + cell("ce2", 'table:number-columns-repeated="2"') + cell("ce1")
    styles = f"<office:automatic-styles>{style('ce1', 'none')}{style('ce2', 'solid')}</office:automatic-styles>"
    data = ods([["a", "b", "c", "d"]], tail=f"<table:table-row>{tail}</table:table-row>", styles=styles)
    assert struck(data) == {(1, 1), (1, 2)}


@pytest.mark.parametrize("write", [xls, xlsb])
def test_cells_of_the_binary_formats_that_are_struck_out_are_seen(write):
    rows, places = [["Hội viên", 1600, 1512], ["Lê Hoà", None, 7]], {(0, 1), (1, 0)}
    assert struck(write(rows, struck=places)) == places
    assert struck(write(rows)) == frozenset()


def test_each_of_many_numbers_in_one_record_has_its_own_format():
    numbers = struct.pack("<HHHIHIHIH", 4, 2, 0, 6, 1, 10, 0, 14, 4)
    many = struct.pack("<HH", 0xBD, len(numbers)) + numbers
    assert struck(compound(biff([["a", 5]], more=many, struck={(0, 1)}))) == {(0, 1), (4, 3)}

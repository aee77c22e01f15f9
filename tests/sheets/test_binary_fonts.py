"""Figures of which a part is struck out, raised or lowered in .xls and .xlsb."""

from __future__ import annotations

import random
import struct

import pytest

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.binary_fonts import fonts_of_xls, fonts_of_xlsb
from khuyenhoc.sheets.reader import read_workbook
from tests.sheets.files import biff, compound, record, xlsb
from tests.sheets.fonts import FONTS, rich_string, shared, xls_of_parts, xlsb_of_parts
from tests.sheets.refusals import refusal

CORRECTED = (("120", "struck"), (" 135", "plain"))
NOTED = (("85", ""), ("1", "raised"))
WRITERS = pytest.mark.parametrize("write", [xls_of_parts, xlsb_of_parts])


def sheet(data: bytes):
    return read_workbook(data).sheets[0]


@WRITERS
@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (CORRECTED, "120 135"), (NOTED, "851"), ((("85", "plain"), ("2", "lowered")), "852"),
        ((("1", "raised"), ("85 ", "plain")), "185"), ((("13", "plain"), ("5", "")), ""), ((("135", ""), ("*", "raised")), ""),
        ((("Lê Hoà", "struck"), (" 135", "plain")), ""), ((("𝟏x", ""), ("7", "raised"), ("8", "plain")), "𝟏x78"),
        ((("135", ""),), ""), ((("Hội viên mới", ""), ("1", "raised")), "Hội viên mới1"),
    ],
)  # fmt: skip
def test_parts_that_make_no_one_figure_are_seen(write, parts, error):
    found = sheet(write([["Hội viên", None, parts], [7, (("Tổng", ""),)]]))
    assert (found.errors, found.struck) == ({(0, 2): error} if error else {}, frozenset())
    assert (found.at(0, 2), found.at(1, 1)) == ("".join(text for text, _ in parts), "Tổng")


@WRITERS
@pytest.mark.parametrize("looks", ["raised", "struck"])
def test_what_stands_in_front_of_the_first_font_has_that_of_its_cell(write, looks):
    parts = (("1", ""), ("85", "plain"))
    found = sheet(write([[parts, parts], [12, (("12", ""),)]], apart={(0, 1), (1, 1)}, looks=looks))
    assert found.errors == {(0, 1): "185"}
    assert found.struck == ({(0, 1), (1, 1)} if looks == "struck" else frozenset())


@pytest.mark.parametrize("wide", [0, 1])
@pytest.mark.parametrize("room", range(12, 40))
def test_a_table_of_strings_goes_on_in_other_records_anywhere(room, wide):
    cells = [CORRECTED, (("mot hai ba bon", ""),), NOTED, (("", "plain"),), CORRECTED]
    found = sheet(xls_of_parts([["x", *cells]], room=room, wide=wide))
    assert found.errors == {(0, 1): "120 135", (0, 3): "851", (0, 5): "120 135"}
    assert found.rows[0][1:3] == ["120 135", "mot hai ba bon"]


def test_a_table_of_strings_that_is_cut_short_is_broken():
    whole = compound(biff([[b"\xfd\0\0\0\0"]], begin=_fonts() + shared([CORRECTED])))
    assert sheet(whole).errors == {(0, 0): "120 135"}
    for table in (shared([CORRECTED])[:-6], struct.pack("<II", 1, 1), struct.pack("<I", 1)):
        assert refusal(compound(biff([["x"]], begin=_fonts() + record(0xFC, table[4:])))) == sentences.BROKEN


def test_a_cell_of_several_fonts_that_is_left_out_is_asked():
    before = struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)
    cells = [
        (0xD6, struct.pack("<HHHH", 0, 1, 0, 3) + b"851" + b"\1\2\6"),
        (0xD6, struct.pack("<HHHH", 1, 0, 0, 2) + b"ab\0"),
    ]
    page = record(0x809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0)) + b"".join(record(*cell) for cell in cells)
    page += record(0x205, struct.pack("<HHHBB", 3, 3, 0, 0x17, 1)) + record(0x0A)
    name = "Số liệu".encode("cp1258", "replace")
    start = record(0x809, before) + record(0x42, struct.pack("<H", 1258))
    bound = struct.pack("<IBBB", len(start) + 4 + 7 + len(name) + 4, 0, 0, len(name)) + name
    assert sheet(compound(start + record(0x85, bound) + record(0x0A) + page, "Book")).errors == {
        (0, 1): "851",
        (3, 3): "#REF!",
    }
    own = [bytes([62]) + rich_string(CORRECTED), bytes([62]) + rich_string((("Lê", "struck"), ("Hoà", "plain")))]
    assert sheet(xlsb([["Hội viên", *own]])).errors == {(0, 1): "120 135"}


def test_a_file_under_a_password_says_so():
    assert refusal(compound(biff([["x", 5]], begin=record(0x2F, b"\0\0")))) == sentences.PASSWORD


def test_damaged_tables_come_to_an_end():
    rnd, table = random.Random(5), shared([CORRECTED, NOTED] * 9)
    ends = {True: 0, False: 0}
    for _ in range(1500):
        damaged = bytearray(table)
        for _ in range(rnd.choice([1, 2, 9])):
            damaged[rnd.randrange(4, len(damaged))] = rnd.randrange(256)
        ends[_reads(bytes(damaged[4:]))] += 1
    assert min(ends.values()) > 100


def test_fonts_that_lead_back_and_forth_take_no_long():
    runs = [(at % 2 * 60_000, 5) for at in range(60_000)]
    body = struct.pack("<IIHBH", 1, 1, 60_000, 8, len(runs)) + b"x" * 60_000
    body += b"".join(struct.pack("<HH", *run) for run in runs)
    assert not fonts_of_xls([*_font_records(), (0xFC, body)]).joined
    wide = struct.pack("<BI", 1, 60_000) + b"x\0" * 60_000 + struct.pack("<I", 2**32 - 1) + body[-4 * len(runs) :]
    assert not fonts_of_xlsb([(43, struct.pack("<HHHH", 220, 8, 400, 0))] * 6, [(19, wide)]).joined


def test_a_table_in_very_many_records_takes_no_long():
    start = struct.pack("<IIHBI", 1, 1, 1, 4, 2_000_000) + b"x"
    records = [(0xFC, start), *[(0x3C, b"y")] * 300_000]
    with pytest.raises(struct.error):
        fonts_of_xls([*_font_records(), *records])


def _reads(table: bytes) -> bool:
    try:
        fonts_of_xls([*_font_records(), (0xFC, table)])
    except struct.error:
        return False
    return True


def _font_records() -> list[tuple[int, bytes]]:
    return [
        (0x31, struct.pack("<HH4xHBBBB", 220, *FONTS[name], 0, 0, 0, 0)) for name in ("plain",) * 4 + ("struck",) * 3
    ]


def _fonts() -> bytes:
    return b"".join(record(*font) for font in _font_records()) + record(0xE0, bytes(20)) * 2

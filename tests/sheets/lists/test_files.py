"""Lists from files: read here as in a child, refused with a sentence, and handed back marked."""

from __future__ import annotations

import pytest
from msgspec import structs

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.children import Guard
from khuyenhoc.sheets.lists.files import LISTS, read_list, read_lists
from khuyenhoc.sheets.marking.mark import mark
from khuyenhoc.sheets.marking.notes import Kind, Note
from tests.sheets.books import Page, book
from tests.sheets.files import ods, xls, xlsb
from tests.sheets.lists.families import ASKED, names
from tests.sheets.marking.books import RED, comment, fill, opened

ROWS = [["DANH SÁCH"], [None], ["TT", "Họ và tên", "Năm sinh"], [1, "Nguyễn Văn An", 1950], [2, "Trần Thị Bình", 1890]]
BOOK = book(Page(ROWS, "Thôn Đông"))
CSV = "TT;Họ và tên;Năm sinh\r\n1;Nguyễn Văn An;1950\r\n2;Trần Thị Bình;1890\r\n".encode("utf-16")


@pytest.mark.parametrize(
    "data", [BOOK, ods(ROWS), xls(ROWS), xlsb(ROWS), CSV], ids=["xlsx", "ods", "xls", "xlsb", "csv"]
)
def test_every_format_gives_the_same_list(data):
    found = read_list(data, ASKED, "ds.x").listing
    assert found is not None
    assert [row.texts[:2] for row in found] == [("Nguyễn Văn An", "1950"), ("Trần Thị Bình", "1890")]


def test_children_read_what_is_read_here_and_say_what_is_refused(tmp_path):
    gone, sources = tmp_path / "gone.xlsx", [("a.xlsx", BOOK), ("b.pdf", b"%PDF-1.7"), ("a.csv", CSV)]
    found = list(read_lists([*sources, ("gone.xlsx", gone)], ASKED))
    alone = [read_list(data, ASKED, name) for name, data in sources]
    assert [(r.file, r.sha256, r.size, r.reason) for r in found[:3]] == [
        (r.file, r.sha256, r.size, r.reason) for r in alone
    ]
    assert [names(r.listing) if r.listing else r.reason for r in found[:2]] == [
        ["Nguyễn Văn An", "Trần Thị Bình"],
        sentences.PDF,
    ]
    assert found[3].reason.startswith("Không mở được tệp")


def test_a_file_that_takes_too_long_says_so():
    (one,) = read_lists([("a.xlsx", BOOK)], ASKED, guard=Guard(seconds=0))
    assert (one.listing, one.reason, one.size) == (None, sentences.STOPPED, len(BOOK))


def test_a_file_beyond_the_limits_is_refused():
    small = structs.replace(LISTS, rows=3)
    assert "quá lớn để đọc" in read_list(BOOK, ASKED, limits=small).reason
    assert "Tệp nặng" in read_list(BOOK, ASKED, limits=structs.replace(LISTS, size=10)).reason


def test_packed_rows_come_out_in_blocks_as_they_went_in():
    people = [[n, f"Hộ {n}", 1900 + n % 100] for n in range(1, 4_502)]
    found = read_list("\n".join(";".join(map(str, row)) for row in [ROWS[2], *people]).encode(), ASKED).listing
    assert found is not None
    assert (len(found), len(found.tables[0].rows)) == (4_501, 4_501)
    assert [(row.number, row["name"]) for row in found] == [(n + 1, f"Hộ {n}") for n in range(1, 4_502)]


def test_a_list_comes_back_marked_at_the_cells_of_its_rows():
    found = read_list(BOOK, ASKED, "ds.xlsx").listing
    assert found is not None
    wrong = [row for row in found if row["born"] < "1900"]
    marked = mark(
        BOOK, "ds.xlsx", [Note(Kind.ERROR, "Năm sinh không đúng.", row.at("born"), row["name"]) for row in wrong]
    )
    sheet = (opened(marked.data), "C5", "Thôn Đông")
    assert (fill(*sheet), "Năm sinh không đúng." in comment(*sheet), marked.is_own) == (RED, True, True)
    again = read_list(marked.data, ASKED, marked.name).listing
    assert again is not None
    assert [row.texts for row in again] == [row.texts for row in found]

"""A ZIP of workbooks is opened in memory, file by file; one that is not safe is refused with a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.archives import is_archive, opened
from khuyenhoc.sheets.limits import Limits
from khuyenhoc.sheets.sentences import said
from tests.sheets.books import Page, book
from tests.sheets.files import ods, xlsb, zipped
from tests.sheets.refusals import refusal

BOOK = book(Page([["a"]]))


def test_each_file_is_called_by_the_zip_and_its_own_path():
    data = zipped({"Huyện A/xã B.xlsx": BOOK, "__MACOSX/._x": b"", "Huyện A/~$xã B.xlsx": b"", "c.csv": b"a;b"})
    assert list(opened([("gui.zip", data)])) == [("gui.zip/Huyện A/xã B.xlsx", BOOK), ("gui.zip/c.csv", b"a;b")]


def test_a_name_in_utf8_that_does_not_say_so_is_read():
    data = zipped({"xã B.xlsx": BOOK}).replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    told = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    assert [name for name, _ in opened([("g.zip", told)])] == ["g.zip/xã B.xlsx"]


@pytest.mark.parametrize("data", [BOOK, ods([["a"]]), xlsb([["a"]]), b"a;b", b"PK\x03\x04 broken"])
def test_a_document_is_no_archive(data):
    assert not is_archive(data)
    assert list(opened([("x", data)])) == [("x", data)]


@pytest.mark.parametrize("name", ["../a.xlsx", "a/../../b.xlsx", "/etc/a.xlsx", "C:\\a.xlsx", "..\\a.xlsx"])
def test_a_path_that_leads_out_is_refused(name):
    data = zipped({name: BOOK, "b.xlsx": BOOK})
    assert list(opened([("g.zip", data)])) == [("g.zip", data)]
    assert refusal(data) == sentences.LEADS_OUT


def test_too_many_files_and_too_much_are_refused():
    many = zipped({f"{n}.csv": b"a;b" for n in range(6)})
    few = Limits(members=5)
    assert list(opened([("g.zip", many)], few)) == [("g.zip", many)]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", bytes(40_000_000))
    assert refusal(bomb.getvalue()) == sentences.BOMB
    assert said(sentences.TOO_MANY_FILES, count=6, limit=5).startswith("Tệp nén có 6 tệp")


def test_an_archive_in_an_archive_is_refused():
    [(name, inner)] = opened([("g.zip", zipped({"h.zip": zipped({"a.xlsx": BOOK})}))])
    assert (name, refusal(inner)) == ("g.zip/h.zip", sentences.ARCHIVE)


def test_an_empty_archive_says_so():
    assert refusal(zipped({})) == sentences.EMPTY_ARCHIVE

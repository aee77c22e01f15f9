"""Tables that are taken away: no cell of them is a formula, numbers stay numbers."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.http import Http404
from openpyxl import load_workbook

from khuyenhoc.desk.exports import Table, as_csv, as_xlsx, download, harmless

NASTY = ["=1+1", "+84912", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']
TABLE = Table("bang", ["Tên", "Số"], [(text, 1) for text in NASTY])


@pytest.mark.parametrize("text", NASTY)
def test_no_text_begins_a_formula(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Xã Thanh Tùng", "", "a=b", "–"])
def test_other_text_stays(text):
    assert harmless(text) == text


def test_csv_is_marked_as_utf8_and_harmless():
    data = as_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Tên,Số"
    assert lines[1] == "'=1+1,1"


def test_values_in_csv():
    row = ("Xã A", 1234567, Decimal("87.82"), dt.date(2023, 12, 20), None)
    assert as_csv(Table("b", list("abcde"), [row])).decode("utf-8-sig").split("\r\n")[1] == (
        "Xã A,1234567,87.82,20/12/2023,"
    )


def test_xlsx_has_text_numbers_dates_and_no_formula():
    rows = [("=1+1", 452702, Decimal("87.82"), dt.date(2023, 12, 20), None)]
    data = as_xlsx(Table("b", list("abcde"), rows, ["Ghi chú"]))
    sheet = load_workbook(io.BytesIO(data)).active
    cells = [c.value for c in sheet[4]]
    assert sheet["A1"].value == "Ghi chú"
    assert cells == ["=1+1", 452702, 87.82, dt.datetime(2023, 12, 20), None]
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_a_download_names_the_file_and_may_not_be_guessed_at():
    response = download(TABLE, "csv")
    assert response["Content-Disposition"] == 'attachment; filename="bang.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    with pytest.raises(Http404):
        download(TABLE, "exe")

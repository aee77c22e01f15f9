"""Lists as spreadsheets, and reading them without a process of their own."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from khuyenhoc.recognition.incoming import loading
from khuyenhoc.sheets.lists.files import ListReading
from khuyenhoc.sheets.lists.files import read_list as read_here

HEADER = ["TT", "Họ và tên chủ hộ", "Thôn", "Số nhà", "Đăng ký", "Kết quả", "Quyết định"]


@pytest.fixture
def read_in_this_process(monkeypatch):
    """The children in which files are read have tests of their own; each costs a second to begin."""

    def here(sources, asked) -> list[ListReading]:
        return [read_here(data, asked, name) for name, data in sources]

    monkeypatch.setattr(loading, "read_lists", here)


def book(rows, header=HEADER) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("DS")
    sheet.write(0, 0, "DANH SÁCH GIA ĐÌNH HỌC TẬP NĂM 2023")
    for n, row in enumerate([header, *rows], start=2):
        sheet.write_row(n, 0, row)
    made.close()
    return out.getvalue()

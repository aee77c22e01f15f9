"""The form as it was handed out: codes, the form's own words, shares as formulas over the lines above."""

from __future__ import annotations

import re

from xlsxwriter.utility import xl_rowcol_to_cell

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.demo.workbooks.book import Book, Page
from khuyenhoc.demo.workbooks.layout import Lines, body, full_place, mark, signature, write_lines
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import rounded, spelled, with_separator

COLUMNS = {"code": "Mã số", "label": "Chỉ tiêu", "measure": "Đơn vị tính", "value": "Số liệu", "note": "Ghi chú"}
VALUE = list(COLUMNS).index("value")
TOP = 9


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page(f"{letter.form.code} {letter.year}"), letter.first
    page.widths(16, 52, 14, 20, 18)
    _above(page, letter, sender)
    rows = write_lines(page, TOP, letter, sender, Lines(COLUMNS, lambda i, s: spelled(s.row[i.code], with_separator)))
    for indicator in letter.form.indicators:
        if indicator.is_derived:
            _share(page, indicator, rows, sender)
    signature(page, max(rows.values()) + 2, letter, sender.unit, VALUE)


def _above(page: Page, letter: Letter, sender: Sender) -> None:
    mark(page)
    page.put(1, 0, body(sender.district))
    page.put(2, 0, body(sender.unit), "strong")
    page.merge((4, 0), (4, 4), letter.form.title.upper(), "title")
    page.merge((5, 0), (5, 4), f"Biểu mẫu {letter.form.code}, kỳ báo cáo: năm {letter.year}", "centre")
    page.row(6, ["Đơn vị báo cáo:", full_place(sender)], "plain")
    page.row(7, ["Mã đơn vị:", sender.unit.code], "plain")


def _share(page: Page, indicator: IndicatorSpec, rows: dict[str, int], sender: Sender) -> None:
    share = rounded(sender.share(indicator))
    if share is None:
        return
    cells = re.sub(r"[A-Z]+\d+", lambda code: xl_rowcol_to_cell(rows[code[0]], VALUE), indicator.formula or "")
    page.formula(rows[indicator.code], VALUE, f"=ROUND({cells.replace(' ', '')},2)", share, "share")

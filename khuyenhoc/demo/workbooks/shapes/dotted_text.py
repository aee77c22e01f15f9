"""Every number a text with dots for thousands; every third sender's letters are decomposed, as some computers write them."""

from __future__ import annotations

import unicodedata

from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.layout import Lines, mark, signature, write_lines
from khuyenhoc.demo.workbooks.names import short_kind
from khuyenhoc.demo.workbooks.sender import Letter
from khuyenhoc.demo.workbooks.spelling import dotted, spelled

COLUMNS = {"code": "Mã", "label": "Tên chỉ tiêu", "measure": "Đơn vị tính", "value": "Số lượng", "note": "Ghi chú"}


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page("BC nam"), letter.first
    written = _decomposed if sender.habit % 3 == 0 else str
    page.widths(8, 52, 14, 18, 14)
    mark(page)
    page.merge((1, 0), (1, 4), written(f"BÁO CÁO NĂM {letter.year} VỀ CÔNG TÁC KHUYẾN HỌC"), "title")
    unit, district = sender.unit, sender.district
    place = f"Đơn vị: {short_kind(unit)} {unit.name}, {short_kind(district)} {district.name}"
    page.put(2, 0, written(place))
    lines = Lines(COLUMNS, lambda i, s: spelled(s.row[i.code], dotted), rewrite=written)
    rows = write_lines(page, 4, letter, sender, lines)
    signature(page, max(rows.values()) + 2, letter, sender.unit, 3, ("NGƯỜI LẬP BIỂU",))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)

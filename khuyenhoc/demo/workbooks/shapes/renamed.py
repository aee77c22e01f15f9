"""Columns renamed and in another order: the result stands left of the words, the code right of them."""

from __future__ import annotations

from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.layout import Lines, mark, signature, write_lines
from khuyenhoc.demo.workbooks.sender import Letter
from khuyenhoc.demo.workbooks.spelling import bare, spelled
from khuyenhoc.vietnamese.text import capitalised

COLUMNS = {
    "value": "Kết quả thực hiện", "measure": "ĐVT", "label": "Nội dung chỉ tiêu", "code": "Ký hiệu", "number": "STT",
}  # fmt: skip


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page("Sheet1"), letter.first
    page.widths(20, 14, 55, 10, 6)
    page.merge((0, 0), (0, 4), f"BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC KHUYẾN HỌC NĂM {letter.year}", "title")
    place = f"{capitalised(sender.unit.full_name)} - {capitalised(sender.district.full_name)}"
    page.merge((1, 0), (1, 4), place, "centre")
    mark(page, 2)
    rows = write_lines(page, 4, letter, sender, Lines(COLUMNS, lambda i, s: spelled(s.row[i.code], bare, "Không có")))
    signature(page, max(rows.values()) + 3, letter, sender.unit, 2)

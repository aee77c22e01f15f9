"""A sheet a commune, behind a cover sheet; the form's words without codes."""

from __future__ import annotations

from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.layout import Lines, body, full_place, mark, signature, write_lines
from khuyenhoc.demo.workbooks.names import short_kind
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import spelled, with_separator

COLUMNS = {"number": "TT", "label": "Chỉ tiêu", "measure": "Đơn vị tính", "value": "Số liệu"}


def write(book: Book, letter: Letter) -> None:
    _cover(book, letter)
    for sender in letter.senders:
        _sheet(book, letter, sender)


def _cover(book: Book, letter: Letter) -> None:
    page, district = book.page("Bìa"), letter.first.district
    page.widths(40)
    page.put(0, 0, body(district), "bold")
    page.put(2, 0, f"BÁO CÁO CÔNG TÁC KHUYẾN HỌC NĂM {letter.year}", "title")
    page.put(3, 0, "Gồm báo cáo của các đơn vị sau, mỗi đơn vị một trang:")
    for row, sender in enumerate(letter.senders, start=4):
        page.put(row, 0, f"- {sender.unit.full_name}")
    mark(page, 5 + len(letter.senders))


def _sheet(book: Book, letter: Letter, sender: Sender) -> None:
    page = book.page(f"{short_kind(sender.unit)} {sender.unit.name}")
    page.widths(6, 54, 14, 20)
    mark(page)
    page.merge((1, 0), (1, 3), f"{letter.form.title} năm {letter.year}", "title")
    page.merge((2, 0), (2, 3), full_place(sender), "centre")
    rows = write_lines(page, 4, letter, sender, Lines(COLUMNS, lambda i, s: spelled(s.row[i.code], with_separator)))
    signature(page, max(rows.values()) + 2, letter, sender.unit, 2)

"""No codes and no shares: the lines in the sender's own words, numbered through."""

from __future__ import annotations

from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.labels import read_labels
from khuyenhoc.demo.workbooks.layout import Lines, body, mark, signature, write_lines
from khuyenhoc.demo.workbooks.sender import Letter
from khuyenhoc.demo.workbooks.spelling import spelled, with_separator
from khuyenhoc.vietnamese.text import capitalised


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page("Báo cáo"), letter.first
    page.widths(6, 58, 14, 22)
    page.put(0, 0, body(sender.unit), "strong")
    page.put(1, 0, capitalised(sender.district.full_name), "plain")
    page.merge((3, 0), (3, 3), f"SỐ LIỆU CÔNG TÁC KHUYẾN HỌC, KHUYẾN TÀI NĂM {letter.year}", "title")
    mark(page, 4, 1)
    columns = {"number": "STT", "label": "Nội dung", "measure": "ĐVT", "value": f"Thực hiện năm {letter.year}"}
    lines = Lines(
        columns,
        lambda i, s: spelled(s.row[i.code], with_separator),
        labels=read_labels().typed_without_form,
        derived=False,
    )
    rows = write_lines(page, 5, letter, sender, lines)
    signature(page, max(rows.values()) + 2, letter, sender.unit, 3)

"""Money in triệu đồng, as the unit of measure says: numbers with decimals for some senders, texts with a comma for others."""

from __future__ import annotations

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.layout import Lines, body, mark, signature, write_lines
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import Put, millions, millions_text, spelled, with_separator

COLUMNS = {"number": "TT", "code": "Mã số", "label": "Chỉ tiêu", "measure": "ĐVT", "value": "Kết quả"}


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page("Bieu 01"), letter.first
    page.widths(6, 10, 52, 14, 18)
    page.put(0, 0, f"{body(sender.unit)} ({sender.district.full_name.upper()})", "plain")
    page.merge((2, 0), (2, 4), f"KẾT QUẢ CÔNG TÁC KHUYẾN HỌC NĂM {letter.year}", "title")
    page.merge((3, 0), (3, 4), "(Phần quỹ khuyến học tính bằng triệu đồng)", "centre")
    lines = Lines(COLUMNS, _value, measure=lambda i: "triệu đồng" if i.is_money else i.unit)
    rows = write_lines(page, 5, letter, sender, lines)
    last = max(rows.values())
    mark(page, last + 1)
    signature(page, last + 3, letter, sender.unit, 2)


def _value(indicator: IndicatorSpec, sender: Sender) -> Put:
    money = millions if sender.habit % 2 else millions_text
    return spelled(sender.row[indicator.code], money if indicator.is_money else with_separator, "Không có")

"""A row a commune for a whole district: three rows of merged header, the sum of the district below."""

from __future__ import annotations

from itertools import groupby

from xlsxwriter.utility import xl_range

from khuyenhoc.demo.workbooks.book import Book, Page
from khuyenhoc.demo.workbooks.labels import Group, read_labels
from khuyenhoc.demo.workbooks.layout import body, mark, signature
from khuyenhoc.demo.workbooks.names import short_kind
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import spelled, with_separator

TOP, HEIGHT, LABELS = 5, 3, 2


def write(book: Book, letter: Letter) -> None:
    page, district = book.page("Tong hop"), letter.first.district
    page.widths(6, 22)
    page.wide(TOP + HEIGHT - 1, 62)
    page.put(0, 0, body(district), "plain")
    page.merge((2, 0), (2, 12), f"TỔNG HỢP SỐ LIỆU KHUYẾN HỌC CÁC XÃ, THỊ TRẤN NĂM {letter.year}", "title")
    mark(page, 3)
    groups = read_labels().under_headings
    codes = [code for group in groups for code in group.lines]
    _header(page, groups, letter)
    for row, sender in enumerate(letter.senders, start=TOP + HEIGHT):
        _row(page, row, row - TOP - HEIGHT + 1, sender, codes)
    last = TOP + HEIGHT + len(letter.senders)
    _total(page, last, letter, codes)
    signature(page, last + 2, letter, district, LABELS + 2)


def _header(page: Page, groups: tuple[Group, ...], letter: Letter) -> None:
    bottom = TOP + HEIGHT - 1
    page.merge((TOP, 0), (bottom, 0), "TT", "head")
    page.merge((TOP, 1), (bottom, 1), "Tên đơn vị", "head")
    column = LABELS
    for heading, together in groupby(groups, key=lambda group: group.heading):
        first = column
        for group in together:
            column = _group(page, column, group)
            money = any(letter.form.by_code[code].is_money for code in group.lines)
        page.merge((TOP, first), (TOP, column - 1), f"{heading} (đồng)" if money else heading, "head")


def _group(page: Page, first: int, group: Group) -> int:
    """The second and third row of a group's header; the next free column."""
    bottom, after = TOP + HEIGHT - 1, first + len(group.lines)
    if group.second:
        page.merge((TOP + 1, first), (TOP + 1, after - 1), group.second, "head")
    for column, label in enumerate(group.lines.values(), start=first):
        page.merge((TOP + 2 if group.second else TOP + 1, column), (bottom, column), label, "head")
    return after


def _row(page: Page, row: int, number: int, sender: Sender, codes: list[str]) -> None:
    unit = sender.unit
    page.put(row, 0, number, "small")
    page.put(row, 1, unit.name if sender.habit % 3 == 0 else f"{short_kind(unit)} {unit.name}", "cell")
    for column, code in enumerate(codes, start=LABELS):
        page.put(row, column, *spelled(sender.row[code], with_separator))


def _total(page: Page, row: int, letter: Letter, codes: list[str]) -> None:
    page.merge((row, 0), (row, 1), "Tổng cộng", "head")
    for column, code in enumerate(codes, start=LABELS):
        summed = sum(sender.counted(code) or 0 for sender in letter.senders)
        page.formula(row, column, f"=SUM({xl_range(TOP + HEIGHT, column, row - 1, column)})", summed, "total")

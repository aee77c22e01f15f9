"""Merged cells everywhere: two rows of header and one of column numbers, groups down the side, shares in their own column."""

from __future__ import annotations

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.demo.workbooks.book import Book, Page
from khuyenhoc.demo.workbooks.labels import Group, read_labels
from khuyenhoc.demo.workbooks.layout import body, mark, signature
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import rounded, spelled, with_separator

TOP, FIRST = 8, 11
NUMBER, HEADING, SECOND, LEAF, MEASURE, COUNT, SHARE = range(7)


def write(book: Book, letter: Letter) -> None:
    page, sender = book.page("Mau bao cao"), letter.first
    page.widths(6, 20, 18, 34, 12, 18, 12)
    _above(page, letter, sender)
    _header(page, letter)
    row, groups = FIRST, read_labels().under_headings
    for group in groups:
        _lines(page, row, group, letter, sender)
        row += len(group.lines)
    _headings(page, groups)
    signature(page, row + 1, letter, sender.unit, COUNT)
    signature(page, row + 1, letter, sender.unit, HEADING, ("NGƯỜI LẬP BIỂU",))


def _above(page: Page, letter: Letter, sender: Sender) -> None:
    page.merge((0, 0), (0, 2), body(sender.district), "centre")
    page.merge((0, 3), (0, 6), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
    page.merge((1, 0), (1, 2), body(sender.unit), "bold")
    page.merge((1, 3), (1, 6), "Độc lập - Tự do - Hạnh phúc", "bold")
    page.merge((3, 0), (3, 6), "BÁO CÁO SỐ LIỆU", "title")
    page.merge((4, 0), (4, 6), f"Công tác khuyến học, khuyến tài, xây dựng xã hội học tập năm {letter.year}", "bold")
    mark(page, 6)


def _header(page: Page, letter: Letter) -> None:
    page.merge((TOP, NUMBER), (TOP + 1, NUMBER), "TT", "head")
    page.merge((TOP, HEADING), (TOP + 1, LEAF), "Nội dung", "head")
    page.merge((TOP, MEASURE), (TOP + 1, MEASURE), "Đơn vị tính", "head")
    page.merge((TOP, COUNT), (TOP, SHARE), f"Kết quả năm {letter.year}", "head")
    page.row(TOP + 1, ["Số lượng", "Tỷ lệ (%)"], "head", COUNT)
    page.put(TOP + 2, NUMBER, "A", "small")
    page.merge((TOP + 2, HEADING), (TOP + 2, LEAF), "B", "small")
    page.row(TOP + 2, ["C", 1, 2], "small", MEASURE)


def _lines(page: Page, first: int, group: Group, letter: Letter, sender: Sender) -> None:
    last = first + len(group.lines) - 1
    if group.second:
        page.merge((first, SECOND), (last, SECOND), group.second, "cell")
    for row, (code, label) in enumerate(group.lines.items(), start=first):
        page.put(row, NUMBER, row - FIRST + 1, "small")
        page.merge((row, LEAF if group.second else SECOND), (row, LEAF), label, "cell")
        page.put(row, MEASURE, letter.form.by_code[code].unit, "small")
        page.put(row, COUNT, *spelled(sender.row[code], with_separator))
        page.put(row, SHARE, _share_beside(code, letter, sender), "share")


def _headings(page: Page, groups: tuple[Group, ...]) -> None:
    """One cell down the side for neighbours with one heading."""
    row = FIRST
    while groups:
        same = [g for i, g in enumerate(groups) if all(h.heading == groups[0].heading for h in groups[: i + 1])]
        height = sum(len(g.lines) for g in same)
        page.merge((row, HEADING), (row + height - 1, HEADING), same[0].heading, "section")
        row, groups = row + height, groups[len(same) :]


def _share_beside(code: str, letter: Letter, sender: Sender) -> float | None:
    """The percentage whose numerator the line is; other lines have none."""
    found = [i for i in letter.form.indicators if _is_percent_of(i, code)]
    return rounded(sender.share(found[0])) if found else None


def _is_percent_of(indicator: IndicatorSpec, numerator: str) -> bool:
    return indicator.unit == "%" and (indicator.formula or "").startswith(f"{numerator} /")

"""The pages of a template: their size and margins, and what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.shared import Mm

from khuyenhoc.documents.templates import ooxml

if TYPE_CHECKING:
    from docx.section import Section, _Header

TEXT_WIDTH: Final = 165


def standing_section(section: Section) -> None:
    """A4 that stands, with the margins of the decree; the number of the page above all pages but the first."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.left_margin, section.right_margin = (
        Mm(30),
        Mm(15.02),
    )  # a file keeps twentieths of a point: 15 would be less
    section.header_distance = Mm(12)
    section.different_first_page_header_footer = True
    write_header(section.first_page_header, TEXT_WIDTH, numbered=False)
    write_header(section.header, TEXT_WIDTH, numbered=True)


def write_header(header: _Header, width: float, *, numbered: bool) -> None:
    """The number of the page in the middle, the mark of synthetic figures at the right."""
    paragraph = header.paragraphs[0]
    paragraph.style = "Đầu trang"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width / 2), ooxml.CENTER_TAB)
    stops.add_tab_stop(Mm(width), ooxml.RIGHT_TAB)
    paragraph.add_run("\t")
    if numbered:
        ooxml.page_number(paragraph)
    paragraph.add_run("\t{{ mark }}").bold = True

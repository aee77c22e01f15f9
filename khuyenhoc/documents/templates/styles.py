"""The styles of the template: the office changes a size or a distance here once, in Word under the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.shared import Mm, Pt, RGBColor

from khuyenhoc.documents.templates import ooxml

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes and distances in points, indents in mm."""

    size: float = 14
    align: str = "left"
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    with_next: bool = False
    new_page: bool = False


LOOKS: Final = {
    "Normal": Look(),
    "Heading 1": Look(bold=True, before=10, after=6, first_line=10, with_next=True),
    "Heading 2": Look(bold=True, before=6, after=4, first_line=10, with_next=True),
    "Đoạn văn": Look(align="justify", after=6, first_line=10),
    "Gạch đầu dòng": Look(align="justify", after=4, first_line=-4, left=14),
    "Ghi chú": Look(size=12, align="justify", before=2, after=3, first_line=10),
    "Hình": Look(align="center", before=8, with_next=True),
    "Tên hình": Look(align="center", bold=True, before=2, after=8),
    "Tên bảng": Look(align="center", bold=True, before=8, after=4, with_next=True),
    "Ô bảng": Look(size=11.5, before=1, after=1, with_next=True),
    "Sau bảng": Look(size=4),
    "Ô phụ lục": Look(size=9.5, before=0.5, after=0.5),
    "Tên cơ quan": Look(size=12, align="center"),
    "Quốc hiệu": Look(size=12, align="center", bold=True),
    "Tiêu ngữ": Look(size=13, align="center", bold=True),
    "Số, ký hiệu": Look(size=13, align="center", before=4),
    "Địa danh, ngày tháng": Look(size=13, align="center", italic=True, before=4),
    "Tên văn bản": Look(align="center", bold=True),
    "Nơi nhận": Look(size=12, bold=True, italic=True),
    "Danh sách nơi nhận": Look(size=11),
    "Quyền hạn, chức vụ": Look(align="center", bold=True),
    "Chữ ký": Look(align="center", italic=True, before=34, after=34),
    "Phụ lục": Look(align="center", bold=True, new_page=True, with_next=True),
    "Tên phụ lục": Look(align="center", bold=True, with_next=True),
    "Kèm theo": Look(size=13, align="center", italic=True, after=8, with_next=True),
    "Đầu trang": Look(size=13),
}
KEPT: Final = ("Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Header", "Header Char")
"""Of the hundred styles that a new file of python-docx brings."""

PARAGRAPHS: Final = {
    "item": ("Gạch đầu dòng", "-\t{{r b.rich }}"),
    "small": ("Ghi chú", "{{r b.rich }}"),
    "body": ("Đoạn văn", "{{r b.rich }}"),
}
"""How a paragraph of each kind is written: style and text."""


def make_styles(document: Document) -> None:
    """Ours and the few that every file needs; Vietnamese as their language."""
    ooxml.keep_styles(document, {*KEPT, *LOOKS})
    ooxml.set_default_language(document)
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        style = document.styles[name] if name in known else ooxml.add_style(document, name)
        _dress(style, look)


def _dress(style: Any, look: Look) -> None:
    ooxml.set_font(style, look.size, bold=look.bold, italic=look.italic)
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment = ooxml.ALIGN[look.align]
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.1
    form.first_line_indent, form.left_indent = Mm(look.first_line), Mm(look.left)
    form.keep_with_next, form.page_break_before = look.with_next, look.new_page
    form.widow_control = True
    if look.left:
        form.tab_stops.add_tab_stop(Mm(look.left))

"""The head of the paper and its signature, as the annex of Nghị định 30/2020/NĐ-CP places them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khuyenhoc.documents.templates import ooxml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_LEFT, _RIGHT = 70.0, 95.0
_MOTTO: Final = 53.0
"""How long "Độc lập - Tự do - Hạnh phúc" is in 13 pt bold, in mm: its rule is as long."""


def write_head(document: Document) -> None:
    """Superior and issuing body against the national name, number against place and date, then the title."""
    table = document.add_table(2, 2)
    ooxml.fix_widths(table, [_LEFT, _RIGHT])
    _say(table.cell(0, 0), "{{ body.superior }}", "Tên cơ quan")
    _say(table.cell(0, 0), "{{ body.name }}", "Tên cơ quan", bold=True)
    _rule(table.cell(0, 0), _LEFT, 25)
    _say(table.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu")
    _say(table.cell(0, 1), "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")
    _rule(table.cell(0, 1), _RIGHT, _MOTTO)
    _say(table.cell(1, 0), "Số: {{ body.number }}", "Số, ký hiệu")
    _say(table.cell(1, 1), "{{ place_and_date }}", "Địa danh, ngày tháng")
    document.add_paragraph("", "Tên văn bản")
    document.add_paragraph("{{ title }}", "Tên văn bản")
    document.add_paragraph("{{ subject }}", "Tên văn bản")
    ooxml.bottom_rule(document.add_paragraph(style="Tên văn bản"), 57.5, 57.5)
    document.add_paragraph("", "Tên văn bản")


def write_signature(document: Document) -> None:
    """Who receives the paper at the left, who signs it at the right; kept on one page."""
    table = document.add_table(1, 2)
    ooxml.fix_widths(table, [75, 90])
    ooxml.keep_whole(table.rows[0])
    receivers, signer = table.rows[0].cells
    _say(receivers, "Nơi nhận:", "Nơi nhận")
    _say(receivers, "{%p for recipient in recipients %}", "Danh sách nơi nhận")
    _say(receivers, "- {{ recipient }}", "Danh sách nơi nhận")
    _say(receivers, "{%p endfor %}", "Danh sách nơi nhận")
    _say(signer, "{{ body.authority }}", "Quyền hạn, chức vụ")
    _say(signer, "{{ body.signatory }}", "Quyền hạn, chức vụ")
    _say(signer, "{{ body.signature }}", "Chữ ký")
    _say(signer, "{{ body.signed_by }}", "Quyền hạn, chức vụ")


def _say(cell: _Cell, text: str, style: str, *, bold: bool = False) -> None:
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text or len(cell.paragraphs) > 1 else first
    paragraph.style = style
    paragraph.add_run(text).bold = bold or None


def _rule(cell: _Cell, width: float, length: float) -> None:
    """Word keeps 1,9 mm at each side of a cell free, so the line is centred in what is left."""
    side = (width - 3.8 - length) / 2
    paragraph = cell.add_paragraph(style="Tên cơ quan")
    ooxml.bottom_rule(paragraph, side, side)

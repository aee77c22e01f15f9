"""Makes `minutes.docx`, the template of minutes that an office may edit in Word or LibreOffice: run it after a change.

python -m khuyenhoc.documents.templates.make_minutes
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from khuyenhoc.documents.annual_report.tree import Column, Table
from khuyenhoc.documents.templates import ooxml
from khuyenhoc.documents.templates.beginning import begun
from khuyenhoc.documents.templates.tables import write_table

if TYPE_CHECKING:
    from docx.document import Document

TARGET: Final = Path(__file__).parent / "minutes.docx"
LIST: Final = Table(
    "votes", "",
    (Column("no", "Số TT", 12, "center"), Column("name", "Họ và tên", 55, "left"), Column("house", "Nhà ở, đại diện", 38, "left"),
     Column("in_favour", "Tán thành", 19, "right"), Column("against", "Không tán thành", 21, "right"),
     Column("outcome", "Kết quả", 20, "center")), (),
)  # fmt: skip


def make_minutes() -> Document:
    """The template as a document of python-docx."""
    document = begun()
    say = document.add_paragraph
    say("{%p for paragraph in paragraphs %}")
    say("{{ paragraph }}", "Đoạn văn")
    say("{%p endfor %}")
    say("{%p for b in annexes %}")
    write_table(document, LIST, "Ô bảng")
    say("{%p endfor %}")
    say("{{ outcome }}", "Đoạn văn")
    _write_signatures(document)
    return document


def _write_signatures(document: Document) -> None:
    """The secretary at the left, who was in the chair at the right; kept on one page."""
    table = document.add_table(1, 2)
    ooxml.fix_widths(table, [82.5, 82.5])
    ooxml.keep_whole(table.rows[0])
    for cell, title, name in zip(table.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ"), ("secretary", "chair"), strict=True):
        cell.paragraphs[0].style = "Quyền hạn, chức vụ"
        cell.paragraphs[0].add_run(title)
        cell.add_paragraph("", "Chữ ký")
        cell.add_paragraph(f"{{{{ {name} }}}}", "Quyền hạn, chức vụ")


if __name__ == "__main__":
    make_minutes().save(str(TARGET))

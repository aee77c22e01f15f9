"""Makes `decision.docx`, the template of decisions that an office may edit in Word or LibreOffice: run it after a change.

python -m khuyenhoc.documents.templates.make_decision
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from khuyenhoc.documents.annual_report.tree import Column, Table
from khuyenhoc.documents.templates.beginning import begun
from khuyenhoc.documents.templates.head import write_signature
from khuyenhoc.documents.templates.tables import write_table

if TYPE_CHECKING:
    from docx.document import Document

TARGET: Final = Path(__file__).parent / "decision.docx"
LIST: Final = Table(
    "list", "",
    (Column("no", "{{ b.heads.no }}", 12, "center"), Column("name", "", 78, "left"),
     Column("detail", "{{ b.heads.detail }}", 40, "left"), Column("note", "{{ b.heads.note }}", 35, "left")), (),
)  # fmt: skip
"""The list's columns, whose headings are filled in."""


def make_decision() -> Document:
    """The template as a document of python-docx."""
    document = begun()
    say = document.add_paragraph
    say("{{ head }}", "Tên văn bản")
    say("", "Tên văn bản")
    say("{%p for base in bases %}")
    say("", "Đoạn văn").add_run("{{ base }}").italic = True
    say("{%p endfor %}")
    say("QUYẾT ĐỊNH:", "Tên văn bản")
    say("{%p for article in articles %}")
    article = say("", "Đoạn văn")
    article.add_run("Điều {{ loop.index }}. ").bold = True
    article.add_run("{{ article }}")
    say("{%p endfor %}")
    write_signature(document)
    say("{%p for b in annexes %}")
    say("{{ b.heading }}", "Phụ lục")
    say("{{ b.caption }}", "Tên phụ lục")
    say("{{ b.belongs }}", "Kèm theo")
    write_table(document, LIST, "Ô bảng")
    say("{%p endfor %}")
    return document


if __name__ == "__main__":
    make_decision().save(str(TARGET))

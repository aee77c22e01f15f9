"""Makes `annual_report.docx`, the template that an office may edit in Word or LibreOffice: run it after a change of the form.

    python -m khuyenhoc.documents.templates.make_template

What stands in braces is filled in by docxtpl. A table has one row for plain lines and one for bold ones; its columns may be
moved, renamed or left out in the template, because each cell is named by its indicator ({{ row.MH03.text }}).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from khuyenhoc.documents.templates.beginning import begun
from khuyenhoc.documents.templates.head import write_signature
from khuyenhoc.documents.templates.plan import planned
from khuyenhoc.documents.templates.sections import write_header
from khuyenhoc.documents.templates.styles import PARAGRAPHS
from khuyenhoc.documents.templates.tables import write_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

TARGET: Final = Path(__file__).parent / "annual_report.docx"
LYING_WIDTH: Final = 257


def make_template() -> Document:
    """The template as a document of python-docx."""
    document = begun()
    _write_blocks(document)
    write_signature(document)
    _annex_section(document.add_section(WD_SECTION.NEW_PAGE))
    _write_annexes(document)
    return document


def _annex_section(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(22), Mm(15)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = False
    write_header(section.header, LYING_WIDTH, numbered=True)


def _write_blocks(document: Document) -> None:
    """One loop over the parts of the report; what a part is decides how it is written."""
    say = document.add_paragraph
    say("{%p for b in blocks %}")
    say("{%p if b.kind == 'heading' and b.level == 1 %}")
    say("{{ b.text }}", "Heading 1")
    say("{%p elif b.kind == 'heading' %}")
    say("{{ b.text }}", "Heading 2")
    say("{%p elif b.kind == 'chart' %}")
    say("{{ b.image }}", "Hình")
    say("{{ b.caption }}", "Tên hình")
    for table in planned().body:
        say(f"{{%p elif b.kind == 'table' and b.key == '{table.key}' %}}")
        say("{{ b.caption }}", "Tên bảng")
        write_table(document, table, "Ô bảng")
        say("", "Sau bảng")
    for style, (name, text) in PARAGRAPHS.items():
        say(f"{{%p elif b.style == '{style}' %}}")
        say(text, name)
    say("{%p endif %}")
    say("{%p endfor %}")


def _write_annexes(document: Document) -> None:
    say = document.add_paragraph
    say("{%p for b in annexes %}")
    say("{{ b.heading }}", "Phụ lục")
    say("{{ b.caption }}", "Tên phụ lục")
    say("{{ b.belongs }}", "Kèm theo")
    for at, table in enumerate(planned().annexes):
        say(f"{{%p {'if' if at == 0 else 'elif'} b.key == '{table.key}' %}}")
        write_table(document, table, "Ô phụ lục")
    say("{%p endif %}")
    say("{%p endfor %}")


if __name__ == "__main__":
    make_template().save(str(TARGET))

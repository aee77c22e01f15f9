"""What the template of every paper begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx

from khuyenhoc.documents.templates.head import write_head
from khuyenhoc.documents.templates.sections import standing_section
from khuyenhoc.documents.templates.styles import make_styles

if TYPE_CHECKING:
    from docx.document import Document


def begun() -> Document:
    """A document of python-docx with our styles, standing pages, and the head of the paper."""
    document = docx.Document()
    make_styles(document)
    standing_section(document.sections[0])
    write_head(document)
    return document

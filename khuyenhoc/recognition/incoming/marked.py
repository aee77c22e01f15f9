"""The sender's own list with what is wrong marked at its cells. Reads only."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.audit.storage import path_of
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.sheets.limits import Refused
from khuyenhoc.sheets.lists.files import LISTS
from khuyenhoc.sheets.marking.mark import Marked, mark
from khuyenhoc.sheets.marking.notes import Kind, Note

MOST_MARKS: Final = 2_000
"""A file with more faults is marked at the first ones: a program for spreadsheets grows slow with comments."""


def marked_list(file: ListFile) -> Marked:
    """The file with a note at each cell that has to be corrected. RecognitionRefused where there is none, or it is not kept."""
    notes = [Note(Kind.ERROR, fault["text"], fault["at"]) for fault in file.report.get("faults", [])[:MOST_MARKS]]
    if not notes:
        raise RecognitionRefused(_("Tệp này không có chỗ nào phải sửa."))
    try:
        return mark(path_of(file.sha256).read_bytes(), file.name, notes, LISTS)
    except (Refused, FileNotFoundError) as error:
        raise RecognitionRefused(_("Tệp này không còn đọc được. Gửi lại tệp.")) from error

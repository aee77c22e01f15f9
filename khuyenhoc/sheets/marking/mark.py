"""From a file as it was received and what is wrong with it to the file that its sender corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.sheets.limits import DEFAULT, FAULTS, Limits
from khuyenhoc.sheets.marking.in_place import mark_in_place
from khuyenhoc.sheets.marking.laid_out import lay_out
from khuyenhoc.sheets.marking.notes import Note
from khuyenhoc.sheets.marking.package import Unusual
from khuyenhoc.sheets.opening import Read
from khuyenhoc.sheets.reader import read_workbook

_IN_PLACE: Final = (".xlsx", ".xlsm", ".xltx", ".xltm")


@dataclass(frozen=True)
class Marked:
    """`name`: how the file is called. `is_own`: it is the sender's own file, marked; else a new one with its values."""

    name: str
    data: bytes
    is_own: bool


def mark(data: bytes, name: str, notes: Sequence[Note], limits: Limits = DEFAULT, read: Read = read_workbook) -> Marked:
    """The file with the notes at their cells and a first sheet that lists them. `name`: as it was received.

    `read`: how the file is read. Refused where it cannot be read at all: then there is nothing to mark.
    """
    path = PurePosixPath(name)
    seen = read(data, path.stem or "csv", limits)
    if seen.kind == "xlsx":
        try:
            marked, has_macros = mark_in_place(data, seen, notes)
            return Marked(_called(path, ".xlsm" if has_macros else ".xlsx"), marked, True)
        except (Unusual, *FAULTS):
            pass
    return Marked(_called(path, ""), lay_out(seen, notes, path.suffix or seen.kind), False)


def _called(path: PurePosixPath, ending: str) -> str:
    """ "BC xã Thanh Tùng (đánh dấu).xlsx": what the file's name tells stays in it."""
    own = path.suffix.lower()
    if not ending or own not in _IN_PLACE or (own in (".xlsm", ".xltm")) != (ending == ".xlsm"):
        own = ending or ".xlsx"
    suffix = _(" (đánh dấu)")
    return f"{path.stem.removesuffix(suffix)}{suffix}{own}"

"""What is marked in a workbook: at which cell, how grave, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.sheets.grid import Place

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Kind(StrEnum):
    """How grave a note is, the gravest first."""

    ERROR = "E"
    REMARK = "R"
    QUESTION = "Q"
    WARNING = "W"


COLOURS: Final = {Kind.ERROR: "FFF9CDC6", Kind.REMARK: "FFD3E0F6", Kind.QUESTION: "FFE6DAF4", Kind.WARNING: "FFFDEEB5"}
"""The fill of a marked cell (ARGB). They are nobody else's colours, so that the marks can be taken off again."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to look at. `at`: "Báo cáo!D17", "" where the file has no such cell. `subject`: what it is about.

    `answer`: the reason that was written for a warning. `unit`: whose it is, in a file of several units. `advice`: what is
    done about it, where that is not what is done about all of its kind.
    """

    kind: Kind
    what: str
    at: str = ""
    subject: str = ""
    answer: str = ""
    unit: str = ""
    advice: str = ""

    @property
    def sheet(self) -> str:
        return self.at.rpartition("!")[0]

    @property
    def cell(self) -> str:
        """ "D17", "" where there is none."""
        name = self.at.rpartition("!")[2]
        return name if _CELL.fullmatch(name) else ""


def name_of(kind: Kind) -> str:
    """ "Lỗi", "Cảnh báo" …"""
    names = {
        Kind.ERROR: _("Lỗi"),
        Kind.REMARK: _("Hội cấp trên đề nghị sửa"),
        Kind.QUESTION: _("Chưa rõ"),
        Kind.WARNING: _("Cảnh báo"),
    }
    return names[kind]


def to_do(note: Note) -> str:
    """What the sender does about a note."""
    if note.advice:
        return note.advice
    match note.kind:
        case Kind.REMARK:
            return _("Sửa theo đề nghị này.")
        case Kind.QUESTION:
            return _("Ghi lại cho rõ trong tệp, hoặc trả lời ở trang nhận tệp.")
        case Kind.WARNING if note.answer:
            return _("Đã ghi lý do: “%s”. Không phải làm gì thêm.") % note.answer
        case Kind.WARNING:
            return _("Nếu sai thì sửa. Nếu đúng thì giữ nguyên.")
    if note.cell:
        return _("Bấm vào ô ở cột bên, sửa lại cho đúng.")
    return (
        _("Trong tệp chưa có ô này: thêm dòng còn thiếu vào bảng rồi ghi.") if note.subject else _("Xem lại cả bảng.")
    )


def arranged(notes: Iterable[Note]) -> list[Note]:
    """The gravest first; of one kind in the order of the cells, those without a cell behind them."""
    grave = list(Kind)
    return sorted(notes, key=lambda n: (grave.index(n.kind), bool(n.answer), not n.cell, n.sheet, _order(n.cell)))


def _order(cell: str) -> Place:
    return place_of(cell) if cell else (0, 0)


def place_of(cell: str) -> Place:
    """ "D17" as (16, 3). ValueError for what is no cell."""
    found = _CELL.fullmatch(cell)
    if not found:
        raise ValueError(cell)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def by_cell(notes: Sequence[Note]) -> dict[str, dict[str, list[Note]]]:
    """The notes that have a cell, by sheet and cell, the gravest of each cell first."""
    found: dict[str, dict[str, list[Note]]] = {}
    for note in arranged(notes):
        if note.cell:
            found.setdefault(note.sheet, {}).setdefault(note.cell, []).append(note)
    return found


def comment_of(notes: Sequence[Note]) -> str:
    """What stands in the comment of a cell: each note with its kind."""
    return "\n".join(f"{name_of(n.kind)}: {n.what}" for n in notes)

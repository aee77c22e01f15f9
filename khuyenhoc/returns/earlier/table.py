"""A table that came in as text, as lines with named cells. Pure: bytes in, lines or a sentence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuyenhoc.returns.earlier import words
from khuyenhoc.returns.enums import LoadKind
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake.torn_numbers import whole
from khuyenhoc.sheets import kinds, limits
from khuyenhoc.sheets.text_files import read_text
from khuyenhoc.units.lines import Line, lines_below
from khuyenhoc.vietnamese.text import normalise

NOT_A_TABLE: Final = gettext_noop(
    "Tệp này không phải là bảng CSV. Mở bằng Excel hoặc LibreOffice, lưu thành “CSV UTF-8” rồi chọn lại."
)
COLUMNS: Final = {
    "unit": gettext_noop("đơn vị"),
    "period": gettext_noop("kỳ"),
    "indicator": gettext_noop("chỉ tiêu"),
    "value": gettext_noop("giá trị"),
    "villages": gettext_noop("số thôn"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, as a sentence that says what to do."""

    line: int
    message: str


@dataclass(frozen=True)
class Table:
    """The lines below the header; `kind` is known by the columns; `columns` are those that were recognised."""

    kind: LoadKind
    columns: frozenset[str]
    lines: tuple[Line, ...]


def read_table(data: bytes, largest: int) -> Table:
    """Refused, with a sentence, where it is no text, has no header that is known, or no line below it."""
    rows = _rows(data, largest)
    at = next((n for n, row in enumerate(rows) if any(row)), None)
    if at is None:
        raise Refused(_("Tệp không có dòng nào. Kiểm tra xem có chọn nhầm tệp không."))
    places = _places(rows[at])
    kind = _kind(places)
    lines = [line for line in lines_below(rows, at, places) if any(rows[line.number - 1])]
    if not lines:
        raise Refused(_("Tệp chỉ có dòng tiêu đề, chưa có dòng số liệu nào."))
    return Table(kind, frozenset(places), tuple(lines))


def _rows(data: bytes, largest: int) -> list[list[str]]:
    try:
        is_text = kinds.recognise(data, limits.Limits(size=largest)) == "text"
        sheet = whole(read_text(data, "")).sheets[0] if is_text else None
    except limits.Refused as refused:
        is_size = not data or len(data) > largest
        raise Refused(_(str(refused)) if is_size else _(NOT_A_TABLE)) from refused
    if sheet is None:
        raise Refused(_(NOT_A_TABLE))
    return [[normalise(str(cell)) for cell in row] for row in sheet.rows]


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; of several names of one column the one that its list names first."""
    heads = [words.plain(cell) for cell in header]
    found = {name: next((heads.index(n) for n in names if n in heads), None) for name, names in words.columns().items()}
    return {name: place for name, place in found.items() if place is not None}


def _kind(places: Mapping[str, int]) -> LoadKind:
    needed = {LoadKind(kind): [n for n in names if n not in places] for kind, names in words.kinds().items()}
    kind, missing = min(needed.items(), key=lambda item: len(item[1]))
    if missing:
        message = _(
            "Dòng đầu của tệp phải ghi tên các cột: “kỳ, đơn vị, chỉ tiêu, giá trị” cho số liệu kỳ trước, hoặc “đơn vị, số thôn” "
            "cho số thôn. Chưa thấy cột %(columns)s."
        )
        raise Refused(message % {"columns": ", ".join(f"“{_(COLUMNS[name])}”" for name in missing)})
    return kind

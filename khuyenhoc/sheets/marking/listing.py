"""The first sheet of an error workbook as it is laid out, whoever writes it: the list of all notes with the way to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.sheets.marking.notes import Kind, Note, arranged, name_of, to_do

WIDTHS: Final = (5, 14, 56, 22, 24, 38)
"""Of the columns, in letters."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: its texts, one a column; `link`: (sheet, cell) that its place leads to, or None."""

    kind: Kind
    texts: tuple[str, ...]
    link: tuple[str, str] | None


@dataclass(frozen=True)
class Listing:
    """`name`: of the sheet; `notices` stand under the title; the link of a row stands in column `LINK`."""

    name: str
    title: str
    notices: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Row, ...]


LINK: Final = 3


def listing(
    notes: Sequence[Note],
    *,
    taken: Sequence[str],
    copied_from: str = "",
    hidden: Callable[[Note], bool] = lambda note: False,
    renamed: Mapping[str, str] | None = None,
) -> Listing:
    """The list of notes. `taken`: the names of the other sheets. `copied_from`: the ending of a file that could not be
    marked itself. `hidden`: whether a note's cell cannot be seen. `renamed`: sheets that are called otherwise here.
    """
    names = renamed or {sheet: sheet for sheet in taken}
    rows = [_row(number, note, names, hidden(note)) for number, note in enumerate(arranged(notes), start=1)]
    header = (_("Số"), _("Mức"), _("Điều cần xem"), _("Ở ô"), _("Của"), _("Cần làm gì"))
    return Listing(_free_name(taken), _title(notes), tuple(_notices(copied_from)), header, tuple(rows))


def _title(notes: Sequence[Note]) -> str:
    errors = sum(n.kind is not Kind.WARNING for n in notes)
    warnings = len(notes) - errors
    text = _("Lỗi cần sửa: %(n)s chỗ; cảnh báo: %(w)s") if warnings else _("Lỗi cần sửa: %(n)s chỗ")
    return text % {"n": errors, "w": warnings}


def _notices(copied_from: str) -> list[str]:
    steps = _("Bấm vào ô ở cột “Ở ô” để đến chỗ sai. Sửa xong thì lưu tệp rồi gửi lại; không cần xóa trang này.")
    colours = _("Ô có lỗi tô màu đỏ nhạt, ô có cảnh báo tô màu vàng; lời ghi ở từng ô cho biết vì sao.")
    if not copied_from:
        return [steps, colours]
    copied = _(
        "Tệp gốc (%s) không ghi dấu vào được, nên số liệu đã được chép sang tệp mới này. Sửa ở đây rồi gửi tệp này."
    )
    return [copied % copied_from, steps, colours]


def _row(number: int, note: Note, names: Mapping[str, str], is_hidden: bool) -> Row:
    sheet = names.get(note.sheet, "")
    about = " · ".join(filter(None, (note.unit, note.subject)))
    texts = (f"{number}.", name_of(note.kind), note.what, _place(note, sheet, is_hidden), about, to_do(note))
    link = (sheet, note.cell) if sheet and note.cell else None
    return Row(note.kind, tuple(printable(text) for text in texts), link)


def _place(note: Note, sheet: str, is_hidden: bool) -> str:
    if not note.cell:
        return _("không có trong tệp") if note.subject else ""
    text = _("%(cell)s, trang “%(sheet)s”") % {"cell": note.cell, "sheet": sheet or note.sheet}
    return _("%s (đang ẩn)") % text if is_hidden else text


def printable(text: str) -> str:
    """Text that a workbook may hold: no control characters, not endless."""
    return _UNPRINTABLE.sub(" ", text)[:_LONGEST]


def _free_name(taken: Sequence[str]) -> str:
    names, base, number = {name.lower() for name in taken}, _("Lỗi cần sửa"), 1
    name = base
    while name.lower() in names:
        number += 1
        name = f"{base} ({number})"
    return name

"""The workbook of a collection written once, and filled in for each unit: writing 235 of them anew would take a minute."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

import xlsxwriter
from django.utils.translation import gettext as _

from khuyenhoc.returns.workbook.content import Edition, UnitWorkbook
from khuyenhoc.returns.workbook.hidden_sheet import HiddenSheet
from khuyenhoc.returns.workbook.layout import RECKONING, SHEET, Layout
from khuyenhoc.returns.workbook.placing import Placing
from khuyenhoc.returns.workbook.slots import FIRST_NUMBER, Filling, Key, Slots, filling, texts
from khuyenhoc.returns.workbook.styles import formats
from khuyenhoc.returns.workbook.visible_sheet import VisibleSheet

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CELL: Final = re.compile(rf'<c r="([A-Z]+\d+)"( s="\d+")?>(<f>[^<]*</f>)?<v>({FIRST_NUMBER // 10_000}\d{{4}})</v></c>')
_MARK: Final = re.compile(r"\[\[[a-z ]+\]\]")
_LEVEL: Final = 3
_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""When each part of the file was made: always the same, so that the same content is the same bytes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that is filled in for each unit: its opening tag, with its formula if it has one, without the last bracket; and
    what stands in it."""

    opening: str
    key: Key

    def filled(self, value: Filling) -> str:
        match value:
            case None:
                return f"{self.opening}/>"
            case int() | Decimal():
                return f"{self.opening}><v>{value:f}</v></c>"
        return f'{self.opening} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


Piece = str | Slot
"""A text with marks or without, or a cell."""


@dataclass(frozen=True)
class Template:
    """The parts of the file by name: bytes where they are the same for all units, else pieces to be joined."""

    parts: tuple[tuple[str, bytes | Sequence[Piece]], ...]

    def filled(self, content: UnitWorkbook) -> bytes:
        """The file of one unit."""
        data, marks = BytesIO(), {mark: escape(text) for mark, text in texts(content).items()}
        with zipfile.ZipFile(data, "w") as archive:
            for name, part in self.parts:
                whole = part if isinstance(part, bytes) else "".join(_joined(part, content, marks))
                archive.writestr(zipfile.ZipInfo(name, _MADE), whole, zipfile.ZIP_DEFLATED, _LEVEL)
        return data.getvalue()


def _joined(pieces: Sequence[Piece], content: UnitWorkbook, marks: dict[str, str]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece.filled(filling(piece.key, content))
        else:
            yield marks.get(piece, piece)


@lru_cache(maxsize=16)
def template_of(edition: Edition) -> Template:
    """The template of an edition, written once. KeyError where the form has a check without formulas."""
    slots = Slots()
    with zipfile.ZipFile(BytesIO(_written(edition, slots))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return Template(tuple((name, _taken_apart(data, slots.keys)) for name, data in parts))


def _written(edition: Edition, slots: Slots) -> bytes:
    data = BytesIO()
    book = xlsxwriter.Workbook(data, _OPTIONS)
    marked = {"comments": _("SỐ LIỆU MẪU – không phải số liệu thật")} if edition.synthetic else {}
    created = dt.datetime.combine(edition.opens_on, dt.time(8))
    book.set_properties({"title": edition.title, "created": created, **marked})
    placing = placing_of(edition)
    visible, hidden = book.add_worksheet(SHEET), book.add_worksheet(RECKONING)
    VisibleSheet(visible, edition, placing, slots, formats(book)).write()
    HiddenSheet(hidden, placing, slots).write()
    book.close()
    return data.getvalue()


def placing_of(edition: Edition) -> Placing:
    """Where the checks of an edition's workbooks stand."""
    return Placing(Layout(edition.form, edition.compares, edition.fed))


def _taken_apart(part: bytes, keys: Sequence[Key]) -> bytes | Sequence[Piece]:
    pieces = list(_pieces(part.decode("utf-8"), keys))
    return part if len(pieces) == 1 else tuple(pieces)


def _pieces(text: str, keys: Sequence[Key]) -> Iterator[Piece]:
    at = 0
    for found in _CELL.finditer(text):
        yield from _marks(text[at : found.start()])
        formula = f">{found[3].removesuffix('>')}" if found[3] else ""
        yield Slot(f'<c r="{found[1]}"{found[2] or ""}{formula}', keys[int(found[4]) - FIRST_NUMBER])
        at = found.end()
    yield from _marks(text[at:])


def _marks(text: str) -> Iterator[str]:
    at = 0
    for found in _MARK.finditer(text):
        yield text[at : found.start()]
        yield found[0]
        at = found.end()
    yield text[at:]


def workbook(content: UnitWorkbook) -> bytes:
    """The .xlsx of one unit: the same content gives the same bytes."""
    return template_of(content.edition).filled(content)

"""The villages that a list names, found among those of its unit however they are spelt; those that it does not have are told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from msgspec import Struct

from khuyenhoc.access.models import User
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.columns import kind_and_name
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.recognition.incoming.rows import Fault, Line
from khuyenhoc.recognition.listing import add_villages
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.sheets.lists.found import Row
from khuyenhoc.vietnamese.text import fold, normalise

MOST_STRANGE: Final = 100
NEAR: Final = 3
LIKE: Final = 0.6
"""So alike two names have to be, of 1, for the one to be offered for the other."""
_SPARE: Final = re.compile(r"\bso (?=\d)|\b0+(?=\d)")


class Strange(Struct):
    """A village of a list that is not among its unit's: in how many rows it stands, and what is called nearly so there."""

    kind: str
    name: str
    rows: int
    near: list[str]


class Villages:
    """The unit's villages, found by how a list calls them. `new`: (kind, name) of those that it does not have.

    Where the unit has no villages yet, those of the list will be its villages; where it has some, one that is not among them is
    a fault: it may be a slip, and would split a village in two. `strange`: those, by what they are known by.
    """

    def __init__(self, file: ListFile) -> None:
        listed = Standing.objects.filter(unit=file.unit_id, model=file.model, year=file.year)
        gone = Q(pk__in=listed.values("entry__village"))  # on this list, with another unit since
        rows = Village.objects.filter(Q(unit=file.unit_id, valid_to=None) | gone)
        self._rows: dict[str, int] = {}
        self._named: dict[str, str] = {}
        for pk, kind, name, folded in rows.values_list("pk", "kind", "name", "search_name"):
            self._rows.setdefault(folded, pk)
            self._rows[fold(f"{kind} {folded}")] = pk
            self._named[folded] = f"{kind} {name}"
        self._plain = {_plain(folded): pk for folded, pk in reversed(self._rows.items())}
        self._keys: dict[str, int | str | None] = {"": None}
        self._told: set[tuple[str, int | str]] = set()
        self.new: dict[str, tuple[str, str]] = {}
        self.strange: dict[str, Strange] = {}

    def key(self, text: str) -> int | str | None:
        """The row of a village, or the words by which a new one is known; None for none."""
        if text not in self._keys:
            kind, name = kind_and_name(text)
            folded = fold(f"{kind} {name}")
            row = self._rows.get(folded) or self._rows.get(fold(name)) or self._rows.get(fold(text))
            row = row or self._plain.get(_plain(folded)) or self._plain.get(_plain(fold(name)))
            if row is None:
                folded = _plain(folded)
                self._not_there(folded, kind, name)
            self._keys[text] = row or folded
        return self._keys[text]

    def _not_there(self, key: str, kind: str, name: str) -> None:
        if not self._named:
            self.new.setdefault(key, (kind, name))
        elif key not in self.strange:
            few = len(self.strange) < MOST_STRANGE
            like = get_close_matches(fold(name), self._named, NEAR, LIKE) if few else ()
            self.strange[key] = Strange(kind, name, 0, [self._named[one] for one in like])

    def faults(self, row: Row) -> list[Fault] | None:
        """None where a row's village is known, will be, or none is named; else what to say of it, nothing where it was said.

        A village of many rows that stands in a line above them, in a title or on a sheet's tab is told of once.
        """
        at = row.columns.order.get("village")
        text = normalise(row.texts[at]) if at is not None else ""
        found = self.strange.get(key) if isinstance(key := self.key(text), str) else None
        if found is None:
            return None
        found.rows += 1
        own = row.at("village")
        if row.line or not own:
            mark = (row.columns.sheet, row.line or text)
            if mark in self._told:
                return []
            self._told.add(mark)
        cell = f"{row.columns.sheet}!A{row.line}" if row.line else own or row.at("name")
        return [Fault(row.line or row.number, cell, _said(text, found.near), is_village=True)]


def unit_faults(line: Line, units: Collection[str]) -> Line | list[Fault]:
    """A row that names a whole unit (of `units`, folded) is no village of its name, and says so."""
    if fold(line.name) not in units:
        return line
    text = _(
        "“%s” là một đơn vị, không phải thôn, khu dân cư. Bỏ dòng này; Hội cấp trên đưa đơn vị vào ở thẻ riêng của sổ cộng đồng."
    )
    return [Fault(line.row, line.at, text % line.name)]


def full_names(file: ListFile) -> dict[str, tuple[str, str]]:
    """What a list names as villages that its unit does not have, (kind, name) by full names. No statement."""
    return {f"{one['kind']} {one['name']}": (one["kind"], one["name"]) for one in file.report.get("strange", [])}


def add_strange(*, by: User, file: ListFile, chosen: Collection[str]) -> list[Village]:
    """Villages of a list that its unit did not have are its villages from then on: those of `chosen` ("thôn Tây"). The list has
    to be read again then. RecognitionRefused where none is chosen. NotAllowed. Five statements."""
    names = [pair for full, pair in full_names(file).items() if full in chosen]
    if not names:
        raise RecognitionRefused(
            _("Chưa chọn thôn nào. Đánh dấu thôn cần thêm, hoặc sửa tên thôn trong tệp rồi gửi lại.")
        )
    return add_villages(by=by, unit=file.unit, names=names, valid_from=dt.date(file.year, 1, 1))


def _said(text: str, near: list[str]) -> str:
    if near:
        message = _(
            "“%(village)s” chưa có trong danh mục thôn. Gần giống: %(near)s. Sửa lại tên, hoặc thêm thôn này vào danh mục."
        )
        return message % {"village": text[:60], "near": ", ".join(near)}
    return _("“%s” chưa có trong danh mục thôn. Sửa lại tên, hoặc thêm thôn này vào danh mục.") % text[:60]


def _plain(folded: str) -> str:
    """ "thon so 01" and "thon 1" are one."""
    return _SPARE.sub("", folded)

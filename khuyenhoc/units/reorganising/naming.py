"""What a new unit is: its level, its kind, the code of its identity and its official one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence

from django.utils.translation import gettext as _

from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.units.history import Life
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising import words
from khuyenhoc.units.reorganising.entries import Asked
from khuyenhoc.units.reorganising.groups import Group, is_called, same_name
from khuyenhoc.units.reorganising.words import plain
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.names import split_kind


class Namer:
    """Gives each group its unit, without a parent yet. `known`: every identity that there ever was."""

    def __init__(self, before: UnitMap, known: Mapping[str, Life], levels: Sequence[Level], asked: Asked) -> None:
        self.before, self.known, self.levels, self.asked = before, known, levels, asked
        self.taken: set[str] = set(known) | set(before.units)

    def unit(self, group: Group) -> UnitName:
        """The unit of a group, its parent still left out. Asks where level, kind or code cannot be told."""
        kind = self._kind(group)
        level = self._level(group, kind)
        official = group.said["new_code"]
        if group.heir:
            old = self.before.units[group.heir]
            name = old.name if same_name(old.name, group.name) else group.name
            return UnitName(old.code, level, kind, name, None, official or old.official_code)
        code = self._identity(group, kind)
        if official == code and code in self.known:  # it comes back, and may be called by its identity
            official = self.known[code].official_code or official
        return UnitName(code, level, kind, group.name, None, official)

    def status(self, group: Group) -> UnitStatus | None:
        """How the association in a place stands, where the sheet says so. Asks where the word is not known."""
        text = group.said["status"]
        found = words.status(text) if text else None
        if text and not found:
            message = _(
                "Không hiểu tình trạng Hội “%(text)s”. Ghi “đang hoạt động”, “chưa thành lập”, “tạm dừng” hoặc “lập lại”."
            )
            self.asked.ask(group.line, message % {"text": text})
        return found

    def _sources(self, group: Group) -> list[UnitName]:
        return [self.before.units[s.code] for s in group.sources if s.code]

    def _kind(self, group: Group) -> str:
        kinds = {u.kind for u in self._sources(group)}
        if group.kind or len(kinds) == 1:
            return group.kind or kinds.pop()
        message = _("“%(name)s” là loại đơn vị nào? Ghi loại đơn vị trước tên mới.")
        self.asked.ask(group.line, message % {"name": group.name})
        return min(kinds, default="")

    def _level(self, group: Group, kind: str) -> str:
        if wanted := group.said["level"]:
            return self._level_said(group, wanted)
        own = {u.level for u in self._sources(group)}
        fitting = [level.code for level in self.levels if kind in level.kinds]
        if len(own) == 1 and (own <= set(fitting) or not fitting):
            return own.pop()
        if len(fitting) == 1:
            return fitting[0]
        message = _("%(kind)s %(name)s thuộc cấp nào? Thêm cột “cấp” và ghi tên cấp.")
        self.asked.ask(group.line, message % {"kind": kind, "name": group.name})
        return min(own or set(fitting), default="")

    def _level_said(self, group: Group, wanted: str) -> str:
        labels = {plain(text): level.code for level in self.levels for text in (level.code, level.label, *level.kinds)}
        if found := labels.get(plain(wanted)):
            return found
        known = "; ".join(level.label for level in self.levels)
        message = _("Không có cấp “%(text)s”. Các cấp là: %(known)s.")
        self.asked.ask(group.line, message % {"text": wanted, "known": known})
        return ""

    def _identity(self, group: Group, kind: str) -> str:
        base = group.said["new_code"] or self._first_code(group)
        if not base:
            message = _("Ghi mã của %(kind)s %(name)s vào cột “mã mới”: đơn vị này không lập từ đơn vị nào đã có.")
            self.asked.ask(group.line, message % {"kind": kind, "name": group.name})
            base = "?"
        life = self.known.get(base)
        if life and life.began > self.before.on:
            message = _("Mã %(code)s là của %(unit)s, mãi đến %(began)s mới có, sau ngày sắp xếp.")
            began = {"code": base, "unit": life.full_name, "began": sentence_date(life.began)}
            self.asked.refuse(group.line, message % began)
        code = base if self.comes_back(base, kind, group.name) else free_code(base, self.before.on, self.taken)
        self.taken.add(code)
        return code

    def _first_code(self, group: Group) -> str:
        sources = self._sources(group)
        namesakes = [u for u in sources if is_called(u, group)]
        return next((u.official_code or u.code.partition("-")[0] for u in namesakes + sources), "")

    def comes_back(self, code: str, kind: str, name: str) -> bool:
        """Whether a code is that of a unit which has ended and bore this very name: it is established again."""
        life = self.known.get(code)
        if life is None or life.until is None or life.until > self.before.on or code in self.before.units:
            return False
        known_kind, known_name = split_kind(life.full_name)
        return known_kind == kind and same_name(known_name, name)


def free_code(base: str, on: dt.date, taken: Container[str]) -> str:
    """The official code where no identity has ever had it, else "10507-2025", else "10507-2025-2" …"""
    code, number = base, 1
    while code in taken:
        code = f"{base}-{on.year}" if number == 1 else f"{base}-{on.year}-{number}"
        number += 1
    return code

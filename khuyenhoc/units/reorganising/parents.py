"""Whose each unit is on the map after: as the sheet says, else where the unit above has gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from msgspec.structs import replace

from khuyenhoc.units.matching import UnitIndex, best
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.entries import Asked
from khuyenhoc.units.reorganising.groups import Group, uses
from khuyenhoc.units.spec import Level, UnitName


class Parents:
    """The units after, each with its parent. `ended`: units of the map before that do not go on."""

    def __init__(
        self,
        before: UnitMap,
        named: Sequence[tuple[Group, UnitName]],
        ended: frozenset[str],
        levels: Sequence[Level],
        asked: Asked,
    ) -> None:
        self.before, self.named, self.ended, self.asked = before, named, ended, asked
        self.ranks = {level.code: level.rank for level in levels}
        into = uses([group for group, _unit in named])
        code_of = {id(group): unit.code for group, unit in named}
        self.sole = {c: code_of[id(to[0][0])] for c, to in into.items() if len(to) == 1 and to[0][1] and c in ended}
        new = {unit.code: unit for _group, unit in named}
        staying = {c: u for c, u in before.units.items() if c not in ended and c not in new}
        self.index = UnitIndex([*staying.values(), *new.values()])
        self.officials = {u.official_code: u for u in self.index.units if u.official_code}
        self.units = {c: replace(u, parent=self._inherited(u)) for c, u in staying.items()}
        self.units |= {unit.code: replace(unit, parent=self._of(group, unit)) for group, unit in named}

    def placed(self) -> Iterator[tuple[Group, UnitName]]:
        """The groups with their units under their parents."""
        return ((group, self.units[unit.code]) for group, unit in self.named)

    def moved(self) -> Iterator[UnitName]:
        """Units that the sheet does not lead anywhere, but whose parent is another one now."""
        named = {unit.code for _group, unit in self.named}
        return (u for c, u in self.units.items() if c not in named and u != self.before.units[c])

    def forward(self, code: str | None) -> str | None:
        """Where what stood below a unit stands now: below it, its only successor, or the nearest above that stays."""
        while code in self.ended:
            if code in self.sole:
                return self.sole[code]
            code = self.before.units[code].parent
        return code

    def _inherited(self, unit: UnitName) -> str | None:
        parent = self.forward(unit.parent)
        if unit.parent and parent is None:
            message = _("%(parent)s kết thúc mà không có đơn vị kế tiếp, nên %(unit)s không còn cấp trên.")
            self.asked.refuse(None, message % {"parent": self.before.name(unit.parent), "unit": unit.full_name})
        return parent

    def _of(self, group: Group, unit: UnitName) -> str | None:
        if group.said["new_parent"]:
            return self._said(group, unit, group.said["new_parent"])
        codes = [group.heir] if group.heir else [s.code for s in group.sources if s.code]
        found = {self.forward(self.before.units[code].parent) for code in codes}
        if len(found) == 1:
            return found.pop()
        message = _("%(unit)s trực thuộc đơn vị nào? Ghi vào cột “cấp trên mới”.")
        candidates = [self.index.by_code[code] for code in sorted(filter(None, found))]
        self.asked.ask(group.line, message % {"unit": unit.full_name}, candidates)
        return next(iter(sorted(filter(None, found))), None)

    def _said(self, group: Group, unit: UnitName, text: str) -> str | None:
        by_code = self.index.by_code.get(text) or self.officials.get(text)
        matches = self.index.match(text)
        found = [u for u in ([by_code] if by_code else best(matches)) if u.code != unit.code]
        if len(found) > 1:
            own = self.ranks.get(unit.level, 0)
            found = [u for u in found if self.ranks.get(u.level, own) < own] or found
        if len(found) == 1:
            return found[0].code
        message = _("Cấp trên “%(text)s” của %(unit)s là đơn vị nào? Ghi đúng tên, hoặc ghi mã.")
        candidates = found or [m.unit for m in matches]
        self.asked.ask(group.line, message % {"text": text, "unit": unit.full_name}, candidates)
        return None

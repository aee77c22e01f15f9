"""What a list of units would add to the books, and what stands against it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from msgspec.structs import replace

from khuyenhoc.units.history import Life
from khuyenhoc.units.loading.listing import Listed, level_of
from khuyenhoc.units.matching import spoken
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.vietnamese.dates import sentence_date


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a row of the list (None: about the whole)."""

    line: int | None
    message: str


@dataclass
class Judged:
    """`added`: units that the books do not have on that day, a unit before those below it; `standing`: how many they have.

    `faults` refuse the list; `notes` are to be read: what stands in the books is never changed by a list.
    """

    added: list[UnitName] = field(default_factory=list)
    standing: int = 0
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


def judge(listed: Sequence[Listed], map_: UnitMap, known: Mapping[str, Life], levels: Sequence[Level]) -> Judged:
    """`map_`: the books on the day from which the list holds. `known`: every identity that there ever was, by code."""
    return _Judge(listed, map_, known, [level for level in levels if level.exists(map_.on)]).judged()


class _Judge:
    def __init__(
        self, listed: Sequence[Listed], map_: UnitMap, known: Mapping[str, Life], levels: Sequence[Level]
    ) -> None:
        self.listed, self.map, self.known, self.levels = listed, map_, known, levels
        self.standing = {u.official_code: u for u in map_.units.values() if u.official_code}
        self.ranks = {level.code: level.rank for level in levels}
        self.found = Judged()
        self.lines: dict[str, Listed] = {}
        self.placed: dict[str, UnitName | None] = {}

    def judged(self) -> Judged:
        for one in self.listed:
            if message := self._faulty(one):
                self._refuse(one, message)
            else:
                self.lines[one.unit.code] = one
        for code in self.lines:
            self._place(code)
        self.found.notes += self._left_out()
        self.found.faults.sort(key=lambda fault: fault.line or 0)
        return self.found

    def _refuse(self, one: Listed, message: str) -> None:
        self.found.faults.append(Remark(one.line, message))

    def _faulty(self, one: Listed) -> str:
        unit, life = one.unit, self.known.get(one.unit.code)
        words = {"unit": unit.full_name.strip(), "code": unit.code}
        if not unit.code:
            return _("%(unit)s chưa có mã. Ghi mã chính thức.") % words
        if not unit.kind:
            return _("“%(unit)s” (mã %(code)s) là loại đơn vị nào? Ghi loại trước tên.") % words
        if first := self.lines.get(unit.code):
            return _("Mã %(code)s đã có ở dòng %(line)s. Giữ một dòng.") % {**words, "line": first.line}
        if life and unit.code not in self.standing:
            until = _(" đến trước %(day)s") % {"day": sentence_date(life.until)} if life.until else ""
            taken = {**words, "other": life.full_name, "began": sentence_date(life.began), "until": until}
            message = _("Mã %(code)s trong sổ là của %(other)s, từ %(began)s%(until)s. Sửa mã, hoặc chọn ngày khác.")
            return message % taken
        return ""

    def _place(self, code: str) -> None:
        """The unit as the books have it or as they would, after those above it; None where something is wrong."""
        chain = {code: None}
        above = self.lines[code].unit.parent
        while above in self.lines and above not in self.placed and above not in chain:
            chain[above] = None
            above = self.lines[above].unit.parent
        for each in reversed(chain):
            if each not in self.placed:
                self.placed[each] = self._unit(self.lines[each])

    def _unit(self, one: Listed) -> UnitName | None:
        if there := self.standing.get(one.unit.code):
            self._compare(one, there)
            return there
        above = self._above(one)
        if one.unit.parent and above is None:
            return None
        level = level_of(one.unit, self.ranks.get(above.level, 0) if above else 0, self.levels)
        words = {"unit": one.unit.full_name, "above": above.full_name if above else ""}
        if not level:
            self._refuse(one, _("%(unit)s thuộc cấp nào? Ghi tên cấp vào cột “cấp”.") % words)
            return None
        if above and self.ranks[level] <= self.ranks[above.level]:
            self._refuse(one, _("%(unit)s không thể trực thuộc %(above)s: cấp trên phải ở cấp cao hơn.") % words)
            return None
        unit = replace(one.unit, level=level, parent=above.code if above else None)
        self.found.added.append(unit)
        return unit

    def _compare(self, one: Listed, there: UnitName) -> None:
        self.found.standing += 1
        words = {"code": one.unit.code, "here": one.unit.full_name, "there": there.full_name}
        if spoken(one.unit.full_name) != spoken(there.full_name):
            self._note(one.line, _("Mã %(code)s: bảng ghi %(here)s, sổ đang ghi %(there)s. Giữ như sổ.") % words)

    def _above(self, one: Listed) -> UnitName | None:
        """The unit above, where it is placed and goes on; None, and said why, where it is not."""
        code = one.unit.parent
        if not code:
            return None
        above = self.placed.get(code) or self.standing.get(code)
        words = {"unit": one.unit.full_name, "code": code}
        if above is None and code in self.lines:
            self._refuse(one, _("Cấp trên mã %(code)s của %(unit)s còn chỗ sai, hoặc đi thành vòng.") % words)
        elif above is None:
            message = _("Không có đơn vị cấp trên mã %(code)s của %(unit)s. Sửa mã, hoặc thêm dòng cho mã ấy.")
            self._refuse(one, message % words)
        if above is None:
            return None
        life = self.known.get(above.code)
        if life and life.until:
            day = {**words, "above": above.full_name, "day": sentence_date(life.until)}
            self._refuse(
                one, _("Cấp trên của %(unit)s là %(above)s, đã kết thúc từ %(day)s. Hoàn tác phương án ấy trước.") % day
            )
            return None
        return above

    def _note(self, line: int | None, message: str) -> None:
        self.found.notes.append(Remark(line, message))

    def _left_out(self) -> Iterator[Remark]:
        """Units that the books have below a unit of the list, and the list has not."""
        tops = [u.code for u in self.placed.values() if u and u.code in self.map.units and u.parent is None]
        listed = {self.standing[c].code for c in self.lines if c in self.standing}
        for top in tops:
            missing = [u for u in self.map.below(top) if u.code not in listed]
            if missing:
                words = {
                    "top": self.map.name(top),
                    "n": len(missing),
                    "first": missing[0].full_name,
                    "code": missing[0].code,
                }
                yield Remark(
                    None,
                    _("%(top)s trong sổ có %(n)s đơn vị mà bảng không có, như %(first)s (%(code)s). Giữ như sổ.")
                    % words,
                )

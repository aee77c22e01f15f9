"""From lines to units of the map before: by code and by name, asking where a line may mean several and never guessing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from khuyenhoc.units.history import Life
from khuyenhoc.units.lines import Line
from khuyenhoc.units.matching import UnitIndex, best
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising import words
from khuyenhoc.units.reorganising.plan import Note, Source
from khuyenhoc.units.reorganising.sheet import Named, named_in
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import capitalised, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says: these units, or ground outside of the map, become the unit `new`; "" where they end."""

    line: Line
    sources: tuple[Source, ...]
    new: str


@dataclass
class Asked:
    """What stands against a plan so far."""

    questions: list[Note] = field(default_factory=list)
    faults: list[Note] = field(default_factory=list)

    def ask(self, line: int | None, message: str, candidates: Iterable[UnitName] = ()) -> None:
        self.questions.append(Note(line, message, tuple(candidates)))

    def refuse(self, line: int | None, message: str) -> None:
        self.faults.append(Note(line, message))


class EntryReader:
    """Reads the lines of a sheet against the map before and all that ever was."""

    def __init__(self, before: UnitMap, known: Mapping[str, Life], levels: Sequence[Level], asked: Asked) -> None:
        self.before, self.levels, self.asked = before, levels, asked
        self.index = UnitIndex(list(before.units.values()))
        self.officials = {u.official_code: u for u in before.units.values() if u.official_code}
        self.known = known
        self.known_names = {fold(life.full_name): life for life in known.values()}

    def read(self, lines: Sequence[Line]) -> list[Entry]:
        """The lines that say which units become what; the others have been asked about or refused."""
        return [entry for line in lines if (entry := self._entry(line))]

    def _entry(self, line: Line) -> Entry | None:
        named = list(self._named(line))
        units = [(self._find(line, one, code), one.whole) for one, code in named]
        if any(unit is None for unit, _whole in units):
            return None
        extent = self._extent(line)
        sources = [Source(u.code, extent if whole is None else whole) for u, whole in units if u]
        new = self._new(line, [u for u, _whole in units if u])
        return None if new is None else Entry(line, tuple(sources) or (Source(None, True),), new)

    def _named(self, line: Line) -> Iterator[tuple[Named, str]]:
        """Each old unit that the line names, with its code."""
        named, codes = named_in(line["old"], self.levels), line["old_code"].replace(";", ",").split(",")
        codes = [code.strip() for code in codes if code.strip()]
        if codes and not named:
            named = [Named("", None) for _code in codes]
        if codes and len(codes) != len(named):
            message = _("Dòng có %(names)s tên nhưng %(codes)s mã cũ. Mỗi đơn vị cũ ghi một dòng, mỗi dòng một mã.")
            self.asked.ask(line.number, message % {"names": len(named), "codes": len(codes)})
            codes = []
        yield from zip(named, codes or [""] * len(named), strict=True)

    def _extent(self, line: Line) -> bool:
        text = line["extent"] or line["note"]
        if words.is_one_of(text, "part"):
            return False
        if line["extent"] and not words.is_one_of(text, "whole"):
            message = _("Không hiểu phạm vi “%(text)s”. Ghi “toàn bộ” hoặc “một phần”.")
            self.asked.ask(line.number, message % {"text": text})
        return True

    def _new(self, line: Line, old: list[UnitName]) -> str | None:
        text = line["new"]
        if words.is_one_of(text, "stays") and len(old) == 1:
            return old[0].full_name
        if words.is_one_of(text, "ends") or (not text and words.is_one_of(line["note"], "ends")):
            return ""
        if not text:
            names = ", ".join(u.full_name for u in old)
            message = _("%(names)s trở thành đơn vị nào? Ghi tên đơn vị mới, hoặc ghi “giải thể”.")
            self.asked.ask(line.number, message % {"names": capitalised(names)})
            return None
        return text

    def _find(self, line: Line, named: Named, code: str) -> UnitName | None:
        if code:
            return self._by_code(line, named, code)
        if not (above := self._within(line, named)):
            return None
        matches = [m for within in above for m in self.index.match(named.text, within=within)]
        sure = {u.code: u for u in best(matches)}
        if len(sure) == 1:
            return next(iter(sure.values()))
        if sure:
            message = _("“%(text)s” là tên của %(n)s đơn vị. Ghi thêm đơn vị cấp trên cũ, hoặc ghi mã cũ.")
            self.asked.ask(line.number, message % {"text": named.text, "n": len(sure)}, sure.values())
        elif matches:
            message = _("Không có đơn vị nào tên đúng là “%(text)s”. Sửa tên trong bảng, hoặc ghi mã cũ.")
            candidates = {m.unit.code: m.unit for m in matches}
            self.asked.ask(line.number, message % {"text": named.text}, candidates.values())
        else:
            self.asked.refuse(line.number, self._unknown(named.text, self.known_names.get(fold(named.text))))
        return None

    def _within(self, line: Line, named: Named) -> list[str | None]:
        """The units above that the line names; [None] where it names none, [] where there is none of that name."""
        text = named.within or line["old_parent"]
        if not text:
            return [None]
        found = [u.code for u in best(self.index.match(text)) if u.code in self.before.children]
        if not found:
            message = _("Không có đơn vị cấp trên nào tên “%(text)s” trên bản đồ %(day)s.")
            self.asked.refuse(line.number, message % {"text": text, "day": sentence_date(self.before.on)})
        return list(found)

    def _by_code(self, line: Line, named: Named, code: str) -> UnitName | None:
        unit = self.officials.get(code) or self.before.units.get(code) or self._unpadded(named, code)
        if unit is None:
            self.asked.refuse(line.number, self._unknown(code, self.known.get(code)))
        elif named.text and unit not in best(UnitIndex([unit]).match(named.text)):
            message = _("Mã %(code)s là %(unit)s, nhưng dòng này ghi “%(text)s”. Sửa mã hoặc sửa tên.")
            self.asked.ask(line.number, message % {"code": code, "unit": unit.full_name, "text": named.text}, [unit])
            return None
        return unit

    def _unpadded(self, named: Named, code: str) -> UnitName | None:
        """A spreadsheet takes "00097" for the number 97: the unit of the name whose code is that but for zeros."""
        near = [u for c, u in self.officials.items() if c.lstrip("0") == code.lstrip("0")] if code.isdigit() else []
        found = best(UnitIndex(near).match(named.text)) if named.text else near
        return found[0] if len(found) == 1 else None

    def _unknown(self, text: str, life: Life | None) -> str:
        day = {"text": text, "day": sentence_date(self.before.on)}
        if life and life.began > self.before.on:
            message = _("“%(text)s” mãi đến %(began)s mới có, sau %(day)s là ngày sắp xếp.")
            return message % {**day, "began": sentence_date(life.began)}
        if life and life.until:
            return _("“%(text)s” đã kết thúc từ %(until)s, trước ngày sắp xếp.") % {
                **day,
                "until": sentence_date(life.until),
            }
        return _("Không có đơn vị “%(text)s” trên bản đồ %(day)s.") % day

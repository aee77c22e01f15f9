"""What refuses a drawn plan, and what somebody should read before applying it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from khuyenhoc.units.history import Life
from khuyenhoc.units.matching import spoken
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.entries import Asked
from khuyenhoc.units.reorganising.groups import Group, uses
from khuyenhoc.units.reorganising.plan import Change, Note, Plan
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.vietnamese.dates import sentence_date


def refuse_faults(
    before: UnitMap,
    after: UnitMap,
    changes: Sequence[Change],
    known: Mapping[str, Life],
    levels: Sequence[Level],
    asked: Asked,
) -> None:
    """Dates that do not fit, cycles, parents that are no higher, and official codes that two units would have."""
    lines = {change.after.code: change.lines[0] for change in changes if change.after and change.lines}
    _refuse_dates(before, after, changes, known, asked)
    rounds = cycle(after)
    if rounds:
        names = " → ".join(after.name(code) for code in [*rounds, rounds[0]])
        message = _("Cấp trên đi thành vòng: %(names)s. Sửa cột “cấp trên mới”.")
        asked.refuse(lines.get(rounds[0]), message % {"names": names})
    _refuse_parents(after, levels, lines, set(rounds), asked)
    _refuse_codes(after, lines, asked)


def cycle(map_: UnitMap) -> list[str]:
    """The codes of units each of which stands below the next and the last below the first; [] for a tree."""
    done: set[str] = set()
    for start in map_.units:
        way: dict[str, None] = {}
        at: str | None = start
        while at in map_.units and at not in done:
            if at in way:
                codes = list(way)
                return codes[codes.index(at) :]
            way[at] = None
            at = map_.units[at].parent
        done.update(way)
    return []


def _refuse_dates(
    before: UnitMap, after: UnitMap, changes: Sequence[Change], known: Mapping[str, Life], asked: Asked
) -> None:
    """Only what has begun can change, and what has been changed for a later day cannot change on an earlier one."""
    for change in changes:
        for code in (s.code for s in change.sources if s.code):
            life = known[code]
            if before.units[code] == after.units.get(code) or (life.since < before.on and life.until is None):
                continue
            day = {"unit": before.name(code), "day": sentence_date(before.on)}
            if life.since == life.began == before.on:
                message = _("%(unit)s chỉ bắt đầu từ chính %(day)s; ngày sắp xếp phải sau ngày đó.")
            else:
                message = _(
                    "%(unit)s đã có thay đổi trong hoặc sau %(day)s. Hoàn tác thay đổi ấy trước, hoặc chọn ngày sau."
                )
            asked.refuse(change.lines[0] if change.lines else None, message % day)


def _refuse_parents(
    after: UnitMap, levels: Sequence[Level], lines: Mapping[str, int], passed_over: set[str], asked: Asked
) -> None:
    ranks = {level.code: level.rank for level in levels}
    for unit in after.units.values():
        above = after.units.get(unit.parent or "")
        if above is None or unit.code in passed_over or ranks.get(above.level, 0) < ranks.get(unit.level, 99):
            continue
        message = _("%(unit)s không thể trực thuộc %(above)s: cấp trên phải ở cấp cao hơn.")
        asked.refuse(lines.get(unit.code), message % {"unit": unit.full_name, "above": above.full_name})


def _refuse_codes(after: UnitMap, lines: Mapping[str, int], asked: Asked) -> None:
    for code, units in _several((u.official_code, u) for u in after.units.values() if u.official_code):
        message = _("Mã chính thức %(code)s được ghi cho nhiều đơn vị: %(names)s.")
        line = next((lines[u.code] for u in units if u.code in lines), None)
        asked.refuse(line, message % {"code": code, "names": _names(units)})


def warnings(plan: Plan, groups: Sequence[Group], levels: Sequence[Level], decision: str) -> Iterator[Note]:
    """What is allowed and yet may be a mistake."""
    if not decision:
        yield Note(None, _("Chưa ghi số quyết định. Phương án vẫn lưu và áp dụng được, và được ghi là thiếu số."))
    yield from _endings(plan, groups)
    for _key, units in _several(((u.parent, u.kind, spoken(u.name)), u) for u in plan.after.units.values()):
        message = _("Cùng cấp trên có %(n)s đơn vị trùng tên: %(names)s.")
        yield Note(None, message % {"n": len(units), "names": _names(units)})
    uncoded = [unit for unit in plan.begins if not unit.official_code]
    if uncoded:
        message = _("%(n)s đơn vị mới chưa có mã chính thức; ghi được ở cột “mã mới”.")
        yield Note(None, message % {"n": len(uncoded)}, tuple(uncoded))
    for level in levels:
        left = [u for u in plan.after.units.values() if u.level == level.code]
        if left and not level.exists(plan.before.on):
            message = _("Từ %(day)s không còn cấp “%(level)s”, nhưng vẫn còn %(n)s đơn vị ở cấp này.")
            day = sentence_date(plan.before.on)
            yield Note(None, message % {"day": day, "level": level.label, "n": len(left)}, tuple(left))


def _endings(plan: Plan, groups: Sequence[Group]) -> Iterator[Note]:
    into = uses(groups)
    for unit in plan.ends:
        if unit.code not in into:
            yield Note(None, _("%(unit)s kết thúc, không có đơn vị kế tiếp.") % {"unit": plan.before.name(unit.code)})
    for code, to in into.items():
        if len(to) == 1 and not to[0][1] and to[0][0].heir != code:
            message = _("Chỉ một phần của %(unit)s được nêu; phần còn lại vẫn là %(unit)s.")
            yield Note(to[0][0].line, message % {"unit": plan.before.units[code].full_name})


def _several(pairs: Iterator[tuple[object, UnitName]]) -> list[tuple[object, list[UnitName]]]:
    """The keys that several units share."""
    found: dict[object, list[UnitName]] = defaultdict(list)
    for key, unit in pairs:
        found[key].append(unit)
    return [(key, units) for key, units in found.items() if len(units) > 1]


def _names(units: Sequence[UnitName]) -> str:
    return ", ".join(f"{unit.full_name} ({unit.code})" for unit in units)

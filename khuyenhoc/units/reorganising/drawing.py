"""The plan of a mapping sheet: `draw` is the whole way from its rows to the map after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from khuyenhoc.units.enums import SuccessionKind, UnitStatus
from khuyenhoc.units.history import Life
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.reorganising.checking import refuse_faults, warnings
from khuyenhoc.units.reorganising.entries import Asked, Entry, EntryReader
from khuyenhoc.units.reorganising.groups import Group, find_heirs, grouped, refuse_doubled, uses
from khuyenhoc.units.reorganising.naming import Namer
from khuyenhoc.units.reorganising.parents import Parents
from khuyenhoc.units.reorganising.plan import Change, Plan, Source
from khuyenhoc.units.reorganising.sheet import read_lines
from khuyenhoc.units.spec import Level, UnitName


def draw(
    rows: Sequence[Sequence[str]],
    before: UnitMap,
    known: Mapping[str, Life],
    levels: Sequence[Level],
    decision: str = "",
) -> Plan:
    """The plan that redraws `before` on its day. `known`: every identity that there ever was, by code.

    UnitsRefused where the rows are no mapping sheet. What is wrong with single lines stands in the plan.
    """
    asked = Asked()
    entries = EntryReader(before, known, levels, asked).read(read_lines(rows))
    refuse_doubled(before, entries, asked)
    groups = grouped(entries)
    find_heirs(before, groups)
    ended = _ended(groups, entries)
    namer = Namer(before, known, levels, asked)
    parents = Parents(before, [(group, namer.unit(group)) for group in groups], ended, levels, asked)
    changes = [_change(before, namer, group, unit) for group, unit in parents.placed()]
    changes += [_ending(entry) for entry in entries if not entry.new]
    changes += [_moved(unit) for unit in parents.moved()]
    after = map_of(before.on, sorted(parents.units.values(), key=lambda unit: unit.code))
    made = tuple(change for change in changes if _is_one(before, change))
    refuse_faults(before, after, made, known, levels, asked)
    plan = Plan(before, after, made, tuple(asked.faults), tuple(asked.questions), unnamed=_unnamed(before, entries))
    return replace(plan, warnings=tuple(warnings(plan, groups, levels, decision)))


def _ended(groups: Sequence[Group], entries: Sequence[Entry]) -> frozenset[str]:
    """The old units that go on under no name: all of it goes elsewhere, or nothing is said of a rest."""
    going_on = {group.heir for group in groups}
    used = {code for code, into in uses(groups).items() if len(into) > 1 or into[0][1]}
    used |= {s.code for entry in entries if not entry.new for s in entry.sources if s.code}
    return frozenset(used - going_on)


def _change(before: UnitMap, namer: Namer, group: Group, unit: UnitName) -> Change:
    sources, lines = tuple(group.sources), tuple(group.lines)
    status = namer.status(group)
    if status is None and not group.heir:
        comes_back = namer.comes_back(unit.code, unit.kind, unit.name)
        status = UnitStatus.RE_ESTABLISHED if comes_back else UnitStatus.ESTABLISHED
    return Change(_kind(before, group, unit), sources, unit, group.said["seat"], status, lines)


def _kind(before: UnitMap, group: Group, unit: UnitName) -> SuccessionKind:
    if not any(source.code for source in group.sources):
        return SuccessionKind.FOUNDED
    if group.heir is None:
        return SuccessionKind.MERGED if len(group.sources) > 1 else SuccessionKind.SPLIT
    old = before.units[group.heir]
    if len(group.sources) > 1 or not group.sources[0].whole:
        return SuccessionKind.PART_MOVED
    if old.level != unit.level:
        return SuccessionKind.LEVEL_CHANGED
    if old == unit and group.said["status"]:
        return SuccessionKind.STATUS_CHANGED
    moved = old.parent != unit.parent and structs.replace(old, parent=unit.parent) == unit
    return SuccessionKind.MOVED if moved else SuccessionKind.RENAMED


def _ending(entry: Entry) -> Change:
    return Change(SuccessionKind.DISSOLVED, entry.sources, None, lines=(entry.line.number,))


def _moved(unit: UnitName) -> Change:
    return Change(SuccessionKind.MOVED, (Source(unit.code, True),), unit)


def _is_one(before: UnitMap, change: Change) -> bool:
    """Not so where a unit is named that stays as it is."""
    same = change.after is not None and change.after == before.units.get(change.sources[0].code or "")
    return not same or len(change.sources) > 1 or bool(change.seat or change.status)


def _unnamed(before: UnitMap, entries: Sequence[Entry]) -> tuple[UnitName, ...]:
    named = {source.code for entry in entries for source in entry.sources}
    levels = {before.units[code].level for code in named if code}
    return tuple(u for u in before.units.values() if u.level in levels and u.code not in named)

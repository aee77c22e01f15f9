"""The entries of a sheet grouped by the unit that they lead to, and which old unit goes on as which new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from khuyenhoc.units.matching import spoken
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.entries import Asked, Entry
from khuyenhoc.units.reorganising.plan import Source
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold

SHARED = ("new_code", "new_parent", "level", "seat", "status")
"""Columns about the new unit: written on one of its lines, they hold for all."""


@dataclass
class Group:
    """A new unit as the sheet names it, and what it comes from. `kind` and what is said of it are "" where not said."""

    kind: str
    name: str
    said: Mapping[str, str]
    sources: list[Source] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    heir: str | None = None
    """The old unit that goes on as this one; None: it is a new identity."""

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def wholes(self) -> list[Source]:
        return [s for s in self.sources if s.whole]


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """The new units in the order of the sheet."""
    named = [(entry, *split_kind(entry.new)) for entry in entries if entry.new]
    said = _said((kind, name, entry) for entry, kind, name in named)
    groups: dict[tuple[object, ...], Group] = {}
    for entry, kind, name in named:
        own = {c: entry.line[c] or said[kind, spoken(name), c] for c in SHARED}
        key = (kind, spoken(name), own["new_code"], fold(own["new_parent"]))
        group = groups.setdefault(key, Group(kind or "", name.title() if name.isupper() else name, own))
        group.sources += [s for s in entry.sources if s not in group.sources]
        group.lines.append(entry.line.number)
    return list(groups.values())


def _said(named: Iterable[tuple[str | None, str, Entry]]) -> Mapping[tuple[object, ...], str]:
    """What the lines of one name say in a column, where they all say the same or nothing."""
    values: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for kind, name, entry in named:
        for column in SHARED:
            values[kind, spoken(name), column] |= {entry.line[column]} - {""}
    return {key: next(iter(found)) if len(found) == 1 else "" for key, found in values.items()}


def uses(groups: Sequence[Group]) -> dict[str, list[tuple[Group, bool]]]:
    """Into which groups each old unit goes, and whether all of it does."""
    found: dict[str, list[tuple[Group, bool]]] = defaultdict(list)
    for group in groups:
        for source in group.sources:
            if source.code:
                found[source.code].append((group, source.whole))
    return dict(found)


def refuse_doubled(before: UnitMap, entries: Iterable[Entry], asked: Asked) -> None:
    """A unit can go as a whole into one other only, or end, or go in parts into several: each is said once."""
    said: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for entry in entries:
        for source in entry.sources:
            if source.code:
                said[source.code].append((entry.line.number, source.whole or not entry.new))
    for code, lines in said.items():
        if len(lines) > 1 and any(whole for _line, whole in lines):
            message = _(
                "%(unit)s được nêu nhiều lần, ở các dòng %(lines)s. Giữ một dòng, hoặc ghi “một phần” ở mỗi dòng."
            )
            numbers = ", ".join(str(line) for line, _whole in lines)
            asked.refuse(lines[-1][0], message % {"unit": before.name(code), "lines": numbers})


def find_heirs(before: UnitMap, groups: Sequence[Group]) -> None:
    """Which old unit goes on: the only source where it is whole, or the namesake to which parts of others are added."""
    taken: set[str] = set()
    for group in groups:
        known = sorted((s for s in group.sources if s.code), key=lambda s: not s.whole)
        namesake = next((s for s in known if is_called(before.units[s.code or ""], group)), None)
        only = group.sources[0] if len(group.sources) == 1 else None
        heir = only if only and only.whole else namesake
        others = [s for s in group.wholes if s is not heir]
        if heir and heir.code and not others and (heir.whole or only) and heir.code not in taken:
            group.heir = heir.code
            taken.add(heir.code)


def is_called(unit: UnitName, group: Group) -> bool:
    """Whether a unit bears the name, and the kind where one is said, of a new one."""
    return same_name(unit.name, group.name) and group.kind in ("", unit.kind)


def same_name(name: str, typed: str) -> bool:
    """Whether `typed` is a name as somebody may write it: "Hoà" for "Hòa", and all of it without accents."""
    return spoken(name) == spoken(typed) or (typed.isascii() and fold(name) == fold(typed))

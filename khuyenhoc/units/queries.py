"""Reading the map of units as it stood on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from khuyenhoc.units.dated import going_on, in_force
from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.units.models import Unit, UnitFact, UnitVersion
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True)
class UnitMap:
    """All units of one day, by code. A value: holds no connection."""

    on: dt.date
    units: dict[str, UnitName]
    children: dict[str | None, tuple[str, ...]] = field(repr=False)

    def name(self, code: str) -> str:
        """ "Xã Thanh Tùng"; the code itself for a unit that this map does not have."""
        unit = self.units.get(code)
        return capitalised(unit.full_name) if unit else code

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """Units by name, to stand in one list: two of the same name with the unit above, "Xã Hưng Đạo, huyện Tứ Kỳ"."""
        found = {code: self.name(code) for code in codes}
        often = Counter(found.values())
        return {code: self._placed(code) if often[name] > 1 else name for code, name in found.items()}

    def _placed(self, code: str) -> str:
        above = self.units[code].parent if code in self.units else None
        return f"{self.name(code)}, {self.units[above].full_name}" if above in self.units else self.name(code)

    def lineage(self, code: str) -> tuple[str, ...]:
        """The code and those above it, nearest first."""
        found = [code]
        while (unit := self.units.get(found[-1])) and unit.parent:
            found.append(unit.parent)
        return tuple(found)

    def below(self, code: str, level: str | None = None) -> Iterator[UnitName]:
        """The unit and all below it in the order of the map, or those of one level."""
        if level is None or self.units[code].level == level:
            yield self.units[code]
        for child in self.children.get(code, ()):
            yield from self.below(child, level)

    def lowest(self, code: str | None = None) -> tuple[str, ...]:
        """The units that have none below themselves, in the order of the map: all, or those below one, without that one."""
        codes = self.units if code is None else (unit.code for unit in self.below(code) if unit.code != code)
        return tuple(found for found in codes if not self.children.get(found))


def map_of(on: dt.date, units: Iterable[UnitName]) -> UnitMap:
    """Units, in the order of the map, as a map."""
    by_code = {unit.code: unit for unit in units}
    children: dict[str | None, list[str]] = {}
    for unit in by_code.values():
        children.setdefault(unit.parent, []).append(unit.code)
    return UnitMap(on, by_code, {k: tuple(v) for k, v in children.items()})


def unit_map(on: dt.date) -> UnitMap:
    """The map of a day. One statement."""
    rows = UnitVersion.objects.filter(in_force(on)).order_by("unit__code")
    columns = ("unit__code", "level", "kind", "name", "parent__code", "official_code")
    return map_of(on, (UnitName(*row) for row in rows.values_list(*columns)))


def unit_maps(days: Iterable[dt.date]) -> dict[dt.date, UnitMap]:
    """The maps of several days, of a day before the first map that one. Days between which nothing changed have the same
    map, of the first of them. One statement."""
    asked = sorted(set(days))
    columns = ("unit__code", "level", "kind", "name", "parent__code", "official_code", "valid_from", "valid_to")
    versions = UnitVersion.objects.filter(going_on(asked[0])) if asked else UnitVersion.objects.none()
    rows = [(row[:-2], row[-2], row[-1]) for row in versions.order_by("unit__code").values_list(*columns)]
    changes = {day for _row, *dates in rows for day in dates if day}
    found: dict[dt.date, UnitMap] = {}
    for day in asked:
        since = max((change for change in changes if change <= day), default=min(changes, default=day))
        same = next((map_ for map_ in found.values() if map_.on >= since), None)
        on = max(day, since)
        here = (UnitName(*row) for row, begin, end in rows if begin <= on and (end is None or on < end))
        found[day] = same or map_of(on, here)
    return found


def statuses(on: dt.date) -> dict[str, UnitStatus]:
    """How the association stands on a day in each place where it is not simply there: none yet, suspended, set up again.

    One statement. A place without an association is a unit like others, and counted as such.
    """
    rows = UnitVersion.objects.filter(in_force(on)).exclude(status=UnitStatus.ESTABLISHED)
    return {code: UnitStatus(status) for code, status in rows.values_list("unit__code", "status")}


def unit_ids() -> dict[str, int]:
    """The row of each unit by its code. One statement."""
    return dict(Unit.objects.values_list("code", "pk"))


def facts(key: str, on: dt.date) -> dict[str, int]:
    """A known number of each unit on a day, such as "villages". One statement."""
    rows = UnitFact.objects.filter(in_force(on), key=key)
    return dict(rows.values_list("unit__code", "value"))

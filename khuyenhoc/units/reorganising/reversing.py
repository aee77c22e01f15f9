"""The rows of a sheet that lead back from what a plan did: its counter-act, on a later day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link

HEADING: Final = ("Mã cũ", "Đơn vị cũ", "Đơn vị mới", "Mã mới", "Cấp trên mới", "Phạm vi", "Cấp", "Trụ sở")
WHOLE: Final = "toàn bộ"
PART: Final = "một phần"
ENDS: Final = "giải thể"


class Reversing:
    """What a plan did, read backwards. `links`: all of its changes; `before`, `after`: the maps before it and right after it."""

    def __init__(self, links: Iterable[Link], before: UnitMap, after: UnitMap, seats: Mapping[str, str]) -> None:
        self.links, self.before, self.after, self.seats = list(links), before, after, seats
        self.olds = self._grouped(after, before, ((link.successor, link.predecessor) for link in self.links))
        self.nows = self._grouped(before, after, ((link.predecessor, link.successor) for link in self.links))
        self.outside = {link.successor for link in self.links if link.predecessor is None}

    def _grouped(
        self, here: UnitMap, there: UnitMap, pairs: Iterable[tuple[str | None, str | None]]
    ) -> dict[str, list[str]]:
        """For each unit of one map that the plan touched the units of the other that share ground with it."""
        found: dict[str, dict[str, None]] = {}
        for own, other in pairs:
            for code in filter(None, (own, other)):
                if code in here.units and code in there.units:
                    found.setdefault(code, {})[code] = None
            if own in here.units and own is not None:
                found.setdefault(own, {}).update({other: None} if other else {})
        return {code: list(others) for code, others in found.items()}

    def rows(self) -> list[list[str]]:
        """A mapping sheet after which the units are what they were before the plan.

        A unit that ended is set up again out of whatever took it in, one that was founded ends, one that had taken in parts or
        ground from outside of the map gives back what it took and keeps the rest.
        """
        rows = [row for code, nows in self.nows.items() for row in self._made_again(self.before.units[code], nows)]
        for code, olds in self.olds.items():
            if code in self.outside and code not in self.before.units:
                unit = self.after.units[code]
                rows.append(self._row(unit, unit, PART) if olds else [*_named(unit), ENDS, "", "", "", "", ""])
        return [list(HEADING), *rows]

    def _made_again(self, old: UnitName, nows: list[str]) -> Iterator[list[str]]:
        if not nows:
            yield self._row(None, old, "")
        for now in nows:
            shares = len(self.olds[now]) > 1 or (now in self.outside and now not in self.before.units)
            yield self._row(self.after.units[now], old, PART if shares else WHOLE)

    def _row(self, now: UnitName | None, new: UnitName, extent: str) -> list[str]:
        """One row: the unit as it is becomes another one again, under the code by which that is known."""
        code = new.official_code if new.code in self.after.units else new.code
        source = _named(now) if now else ["", ""]
        return [*source, new.full_name, code, new.parent or "", extent, new.level, self.seats.get(new.code, "")]


def _named(unit: UnitName) -> list[str]:
    return [unit.official_code or unit.code, unit.full_name]

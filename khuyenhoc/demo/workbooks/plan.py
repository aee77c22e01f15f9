"""Who sends which workbook, in which shape, in which round, with which mistakes. Pure: the same for the same seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Literal, TypeVar

from khuyenhoc.demo.faults import FaultSpec
from khuyenhoc.demo.workbooks.names import folder_of, name_for
from khuyenhoc.demo.workbooks.sending import Marks, Sending
from khuyenhoc.units.spec import UnitName

T = TypeVar("T")
Fate = Literal["on time", "faulty", "late", "corrected"]


@dataclass(frozen=True)
class Planned:
    """One workbook to be written: `path` is relative, `units` are official codes, `fault` stands in a first file only."""

    path: str
    units: tuple[str, ...]
    shape: str
    round: int
    on: dt.date
    fate: Fate
    fault: FaultSpec | None = None


@dataclass(frozen=True)
class _Planner:
    sending: Sending
    districts: Mapping[str, UnitName]
    random: Random

    def on(self, round_: int) -> dt.date:
        first, last = self.sending.dates[round_]
        return first + dt.timedelta(days=self.random.randint(0, (last - first).days))

    def together(self, units: Sequence[UnitName], shape: str) -> Planned:
        district = self.districts[units[0].parent or ""]
        name = name_for(self.sending.district_name, district, Marks())
        path = f"{folder_of(self.sending, district, 1)}/{name}"
        return Planned(path, tuple(u.code for u in units), shape, 1, self.on(1), "on time")

    def alone(self, unit: UnitName, shape: str, template: str, fault: FaultSpec | None, *, late: bool) -> list[Planned]:
        """The file or the two files of a commune that sends for itself."""

        def sent(round_: int, fate: Fate, fault: FaultSpec | None = None, marks: Marks | None = None) -> Planned:
            folder = folder_of(self.sending, self.districts[unit.parent or ""], round_)
            path = f"{folder}/{name_for(template, unit, marks or Marks())}"
            return Planned(path, (unit.code,), shape, round_, self.on(round_), fate, fault)

        if fault:
            marks = self.random.choice(self.sending.corrected_marks)
            return [sent(1, "faulty", fault), sent(2, "corrected", marks=marks)]
        return [sent(2, "late")] if late else [sent(1, "on time")]


def plan(sending: Sending, units: Sequence[UnitName], seed: int) -> list[Planned]:
    """All workbooks, in the order of the units; as many files as the data says, every commune in at least one of them."""
    districts = {u.code: u for u in units if u.level == "district"}
    planner = _Planner(sending, districts, Random(f"{seed}/plan"))  # noqa: S311 - a plan, not secrets
    groups = _grouped(sending, units)
    taken = {u.code for group, _ in groups for u in group}
    singles = [u for u in units if u.level == "commune" and u.code not in taken]
    together = [planner.together(group, shape) for group, shape in groups]
    again = sending.files - len(together) - len(singles)
    if not 0 <= again <= len(singles) - sending.late:
        raise ValueError(f"{sending.files} files do not fit {len(singles)} communes that send for themselves")
    return together + _singles(planner, singles, again)


def _grouped(sending: Sending, units: Sequence[UnitName]) -> list[tuple[list[UnitName], str]]:
    """The communes that come in one workbook, with its shape."""
    below = {d: [u for u in units if u.parent == d] for d in (*sending.by_district_rows, sending.by_sheets.district)}
    sheets = below[sending.by_sheets.district][: sending.by_sheets.communes]
    return [(below[d], "district_rows") for d in sending.by_district_rows] + [(sheets, "sheet_per_unit")]


def _singles(planner: _Planner, units: Sequence[UnitName], again: int) -> list[Planned]:
    """`again` communes send twice; others are late; shapes, names and mistakes are dealt out evenly, in random order."""
    random, sending = planner.random, planner.sending
    shuffled = random.sample(list(units), len(units))
    faulty, late = {u.code for u in shuffled[:again]}, {u.code for u in shuffled[again : again + sending.late]}
    shapes = _dealt([s for s, weight in sending.shapes.items() for _ in range(weight)], len(units), random)
    names, faults = _dealt(sending.names, len(units), random), cycle(sending.faults)
    planned = []
    for unit, shape, template in zip(units, shapes, names, strict=True):
        fault = next(faults) if unit.code in faulty else None
        planned += planner.alone(unit, shape, template, fault, late=unit.code in late)
    return planned


def _dealt(cards: Sequence[T], number: int, random: Random) -> list[T]:
    dealt = list(islice(cycle(cards), number))
    random.shuffle(dealt)
    return dealt

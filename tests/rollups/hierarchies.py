"""Random hierarchies with figures: gaps, units that have ended, revisions, and values beyond what a double holds."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from khuyenhoc.rollups import reference
from khuyenhoc.rollups.facts import CellRow, Names, names_of, numbers

INDICATORS = ("MH01", "MH03", "QK04")
Sums = dict[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """`then`: the cells of a moment; `now`: those of later, when the units of `changed` state something else, or nothing."""

    lineage: list[tuple[str, str]]
    then: list[CellRow]
    now: list[CellRow]
    changed: list[str]

    @property
    def names(self) -> Names:
        return names_of([*self.then, *self.now], self.lineage)

    @property
    def sums(self) -> Sums:
        return reference.totals(self.now, self.lineage)

    def tables(self) -> Mapping[str, pa.Table]:
        """All that the plans take."""
        names, kept = self.names, reference.totals(self.then, self.lineage)
        changed = set(self.changed)
        rows = [
            (names.unit_numbers[u], names.indicator_numbers[i], Decimal(total), counted)
            for (u, i), (total, counted) in kept.items()
        ]
        types = (pa.int32(), pa.int32(), pa.decimal128(38, 0), pa.int64())
        columns = [pa.array(c, t) for c, t in zip(zip(*rows, strict=True) if rows else [()] * 4, types, strict=True)]
        return {
            "cells": names.cells(self.then),
            "fresh": names.cells([row for row in self.now if row[0] in changed]),
            "changed": numbers(("unit",), [(names.unit_numbers[u],) for u in self.changed]),
            "lineage": names.lineage(self.lineage),
            "kept": pa.Table.from_arrays(columns, ["unit", "indicator", "total", "counted"]),
        }

    def named(self, rows: list[tuple[int, ...]]) -> Sums:
        """The rows of a plan by codes."""
        units, indicators = self.names.units, self.names.indicators
        return {(units[u], indicators[i]): (total, counted) for u, i, total, counted in rows}


def case(seed: int) -> Case:
    chance = random.Random(seed)
    parents: dict[str, str | None] = {}
    for level in range(chance.randint(1, 4)):
        above = [u for u in parents if u.startswith(f"L{level - 1}.")] or [None]
        for n in range(chance.randint(1, 2 + 2 * level)):
            parents[f"L{level}.{n}"] = chance.choice(above)
    lineage = [(unit, over) for unit in parents for over in _upwards(unit, parents)]
    lowest = [u for u in parents if u not in parents.values()]
    for n in range(chance.randint(0, 3)):  # ended: to a unit of now as a whole, or to none
        unit, heir = f"X{n}", chance.choice([*parents, None])
        lineage += [(unit, over) for over in (unit, *(_upwards(heir, parents) if heir else ()))]
        lowest.append(unit)
    then = {unit: _stated(chance) for unit in lowest if chance.random() < 0.8}
    changed = [unit for unit in lowest if chance.random() < 0.4]
    now = then | {unit: _stated(chance) for unit in changed}
    gone = {unit for unit in changed if chance.random() < 0.3}
    return Case(lineage, _rows(then), _rows({u: of for u, of in now.items() if u not in gone}), changed)


def together(cases: Sequence[Case]) -> Case:
    """Many as one, for an engine that takes seconds for a question of any size."""
    joined = Case([], [], [], [])
    for n, one in enumerate(cases):
        joined.lineage.extend([(f"{n}/{unit}", f"{n}/{above}") for unit, above in one.lineage])
        joined.then.extend([(f"{n}/{unit}", i, value) for unit, i, value in one.then])
        joined.now.extend([(f"{n}/{unit}", i, value) for unit, i, value in one.now])
        joined.changed.extend([f"{n}/{unit}" for unit in one.changed])
    return joined


def _upwards(unit: str | None, parents: Mapping[str, str | None]) -> list[str]:
    found = []
    while unit:
        found.append(unit)
        unit = parents[unit]
    return found


def _stated(chance: random.Random) -> dict[str, int]:
    values = (0, 1, chance.randrange(10**6), 2**53 + 1, 2**62, 2**63 - 1)
    return {i: chance.choice(values) for i in INDICATORS if chance.random() < 0.7}


def _rows(stated: Mapping[str, Mapping[str, int]]) -> list[CellRow]:
    return [(unit, indicator, value) for unit, of in stated.items() for indicator, value in of.items()]

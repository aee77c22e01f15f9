"""Whether the figures of a period are all there on a map that a plan draws, or has drawn: sums before and after."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.rollups.books import books
from khuyenhoc.units.grounds import grounds
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions


@dataclass(frozen=True, slots=True)
class Proof:
    """An indicator's sum over the map of the period, over the top of the new one, and over its lowest units.

    `unallocated`: what belongs to none of the lowest units, because its unit was divided or ended without a successor.
    """

    indicator: IndicatorSpec
    before: int
    after: int
    lowest: int
    unallocated: int

    @property
    def holds(self) -> bool:
        return self.before == self.after == self.lowest + self.unallocated


def proofs(period: str, now: UnitMap, graph: Successions) -> list[Proof]:
    """For every indicator that was stated, in the order of the form. The statements of the books alone."""
    found = books(period)
    ground = grounds(found.map, now, graph)
    tops, lowest = set(now.children.get(None, ())), {c for c in now.units if not now.children.get(c)}
    sums: dict[str, list[int]] = {}
    for unit, indicator, value in found.cells:
        above = ground.above(unit)
        of = sums.setdefault(indicator, [0, 0, 0])
        of[0] += value * any(code in tops for code in above)
        of[1] += value * any(code in lowest for code in above)
        of[2] += value * all(code not in lowest for code in above)
    before = found.map.children.get(None, ())
    return [
        Proof(i, sum(found.totals.get(top, {}).get(i.code, 0) for top in before), *sums[i.code])
        for i in found.form.typed
        if i.code in sums
    ]

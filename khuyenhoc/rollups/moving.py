"""Whether the figures of a period are all there on a map that a plan draws, or has drawn: sums before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.apportioning.queries import given
from khuyenhoc.rollups.books import Books, books, collection_of, stays, stays_history
from khuyenhoc.rollups.shared_out import SharedOut, shared_out
from khuyenhoc.units.grounds import Grounds, grounds
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions


@dataclass(frozen=True, slots=True)
class Proof:
    """An indicator's sum over the map of the period, over the top of the new one, and over its lowest units.

    What belongs to none of the lowest units, because its unit was divided or ended without a successor: `unallocated` waits
    to be apportioned, `kept` stays the history of its unit.
    """

    indicator: IndicatorSpec
    before: int
    after: int
    lowest: int
    unallocated: int
    kept: int = 0

    @property
    def holds(self) -> bool:
        return self.before == self.after == self.lowest + self.unallocated + self.kept


def proofs(period: str, now: UnitMap, graph: Successions) -> list[Proof]:
    """For every indicator that was stated, in the order of the form. Two statements over those of the books."""
    found = books(period)
    ground = grounds(found.map, now, graph)
    shared = shared_out(ground, found.cells, given(collection_of(period)))
    sums: Counter[tuple[str, str]] = Counter()
    for indicator, where, value in (*_sums(found, ground, shared), *_moved(found, ground, shared)):
        sums[indicator, where] += value
    stated = {indicator for _unit, indicator, _value in found.cells}
    before = found.map.children.get(None, ())
    return [
        Proof(
            i, sum(found.totals.get(top, {}).get(i.code, 0) for top in before),
            *(sums[i.code, where] for where in ("top", "lowest", "unallocated", "kept")),
        )
        for i in found.form.typed
        if i.code in stated
    ]  # fmt: skip


def _sums(found: Books, ground: Grounds, shared: SharedOut) -> Iterator[tuple[str, str, int]]:
    """(indicator, where, value) of each figure of then, as if nothing had been apportioned."""
    tops, lowest = _ends(ground.now)
    lineages = {unit: set(ground.above(unit)) for unit in {cell[0] for cell in found.cells}}
    for unit, indicator, value in found.cells:
        above = lineages[unit]
        if above & tops:
            yield indicator, "top", value
        if above & lowest:
            yield indicator, "lowest", value
        elif (unit, indicator) not in shared.taken:
            yield indicator, "kept" if stays(indicator, ground.rests_on(unit)) else "unallocated", value


def _moved(found: Books, ground: Grounds, shared: SharedOut) -> Iterator[tuple[str, str, int]]:
    """The same of what apportioning changes in that."""
    tops, lowest = _ends(ground.now)
    for unit, indicator, value in shared.moves(ground, found.cells):
        if unit in tops:
            yield indicator, "top", value
        if unit in lowest:
            yield indicator, "lowest", value
    for one in shared.landed:
        if one.under not in lowest:
            yield one.share.indicator, "kept" if stays_history(one.share) else "unallocated", one.share.value


def _ends(map_: UnitMap) -> tuple[set[str], set[str]]:
    """The highest units of a map, and the lowest."""
    return set(map_.children.get(None, ())), set(map_.lowest())

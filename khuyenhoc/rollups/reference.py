"""What a total is, said as plainly as it can be: whole numbers added one by one. Fit for a province, and to judge engines by."""

from __future__ import annotations

from collections.abc import Iterable

from khuyenhoc.rollups.facts import CellRow

Sums = dict[tuple[str, str], tuple[int, int]]
"""By unit and indicator: total, how many stated it."""


def totals(cells: Iterable[CellRow], lineage: Iterable[tuple[str, str]]) -> Sums:
    """The sum over all that is below a unit, exact, however large."""
    above: dict[str, list[str]] = {}
    for unit, over in lineage:
        above.setdefault(unit, []).append(over)
    found: Sums = {}
    for unit, indicator, value in cells:
        for over in above.get(unit, ()):
            total, counted = found.get((over, indicator), (0, 0))
            found[over, indicator] = (total + value, counted + 1)
    return found

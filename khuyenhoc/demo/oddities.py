"""Plants the odd figures that some communes answer with a reason, so that the warnings of a year are seen at work."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from khuyenhoc.demo.profile import Oddity

Rows = dict[str, dict[str, int]]


def plant(rows: Rows, oddities: Sequence[Oddity], random: Random) -> None:
    """Changes `rows` in place: each oddity in as many communes as it says, no commune with two of them.

    Sums that were published stay: an oddity moves only what its own line names, and none of those is published.
    """
    units = random.sample(sorted(rows), sum(oddity.communes for oddity in oddities))
    for oddity in oddities:
        for _ in range(oddity.communes):
            _plant_one(rows[units.pop()], oddity, random)


def _plant_one(row: dict[str, int], oddity: Oddity, random: Random) -> None:
    if oddity.set and oddity.of and oddity.share:
        row[oddity.set] = int(row[oddity.of] * random.uniform(*oddity.share))
    if oddity.set and oddity.of and oddity.add:
        row[oddity.set] = row[oddity.of] + random.randint(*oddity.add)
    if oddity.empty and oddity.into:
        row[oddity.into] += row[oddity.empty]
        row[oddity.empty] = 0

"""Making the copies anew: what changed since goes into them, and a damaged one comes from the cells."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from khuyenhoc.returns.keeping.acts import Copies, exchange
from khuyenhoc.returns.keeping.models import ChangedUnit
from khuyenhoc.returns.keeping.queries import standing
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import stated_cells
from khuyenhoc.rollups.engine import columns
from khuyenhoc.rollups.facts import names_of
from khuyenhoc.rollups.kept import files
from khuyenhoc.rollups.kept.reading import map_hash
from khuyenhoc.units.queries import UnitMap, unit_map

MANY: Final = 64
"""Changed units. Reading their cells beside the copies takes a few milliseconds; with more of them it is time to fold them in."""
_GRACE: Final = 3600.0
"""Seconds for which a file that was exchanged is left, for somebody may be reading it."""


def keep(*, collection: Collection) -> Copies:
    """Makes the copies of a collection from its cells, and exchanges those that stand for them. Killed anywhere, it leaves what
    stood, and at worst a file that nothing names, which a later run sweeps.

    What changed is read before the cells: a change in between is folded in and stays noted, which costs time and no figure.
    """
    while True:
        before = standing(collection)
        folded = list(ChangedUnit.objects.filter(collection=collection).values_list("pk", flat=True))
        made = _written(collection, unit_map(collection.period_ends))
        stood = before.copies if before else None
        if exchange(collection=collection, before=stood, after=made, folded=folded):
            stands = {made.facts, made.totals}
            files.sweep(files.folder(collection.period, collection.code), stands, time.time() - _GRACE)
            return made


def _written(collection: Collection, map_: UnitMap) -> Copies:
    rows = stated_cells(collection)
    lineage = [(code, above) for code in map_.units for above in map_.lineage(code)]
    names = names_of(rows, [(code, code) for code in _in_order(map_)])
    cells = names.cells(rows).sort_by([("unit", "ascending"), ("indicator", "ascending")])
    totals = columns("totals", {"cells": cells, "lineage": names.lineage(lineage)})
    where = files.folder(collection.period, collection.code)
    return Copies(files.write(where, cells, names), files.write(where, totals, names), map_hash(map_))


def _in_order(map_: UnitMap, above: str | None = None) -> Iterator[str]:
    """Units from the top down, so that all below one have numbers in a row."""
    for code in map_.children.get(above, ()):
        yield code
        yield from _in_order(map_, code)

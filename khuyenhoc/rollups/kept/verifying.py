"""Whether the kept copies say what the cells say: every cell and every total, beside a full scan that uses none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khuyenhoc.returns.keeping.queries import standing
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import stated_cells
from khuyenhoc.rollups import reference
from khuyenhoc.rollups.kept import files
from khuyenhoc.rollups.kept.reading import Stated, stated
from khuyenhoc.rollups.kept.writing import keep
from khuyenhoc.units.queries import UnitMap, unit_map

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Lineage = list[tuple[str, str]]


@dataclass(frozen=True)
class Verified:
    """One collection: its cells and totals that were compared, the units that changed since the copies were made, the files that
    were damaged, the figures that differed (unit, indicator), and whether the copies were made anew for that."""

    collection: str
    kept: bool
    cells: int
    totals: int
    changed: int
    damaged: tuple[str, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    made_anew: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.damaged and not self.differing


def verify(spark: SparkSession | None = None) -> list[Verified]:
    """Every collection, in the order of their codes; where copies were damaged or wrong, they are made anew from the cells.

    `spark`: what adds up the copies, instead of DuckDB.
    """
    return [_verified(collection, spark) for collection in Collection.objects.order_by("code")]


def _verified(collection: Collection, spark: SparkSession | None) -> Verified:
    map_ = unit_map(collection.period_ends)
    lineage = [(code, above) for code in map_.units for above in map_.lineage(code)]
    cells = stated_cells(collection)
    counted = reference.totals(cells, lineage)
    kept, damaged = standing(collection), damaged_files(collection)
    found = stated(collection)
    said = _by_spark(spark, found, lineage, map_) if spark else _by_duckdb(found, lineage, map_)
    differing = {place for place in counted.keys() | said.keys() if counted.get(place) != said.get(place)}
    differing |= {(unit, indicator) for unit, indicator, _value in set(found.rows()) ^ set(cells)}
    if anew := bool(kept and (damaged or differing)):
        keep(collection=collection)
    changed = len(set(kept.changed.values())) if kept else 0
    return Verified(
        collection.code, bool(kept), len(cells), len(counted), changed, damaged, tuple(sorted(differing)), anew
    )


def _by_duckdb(found: Stated, lineage: Lineage, map_: UnitMap) -> reference.Sums:
    return found.totals(lineage, map_).by_place


def _by_spark(spark: SparkSession, found: Stated, lineage: Lineage, map_: UnitMap) -> reference.Sums:
    from khuyenhoc.rollups.cluster import rows

    names, plan, tables = found.question(lineage, map_)
    added = rows(spark, plan, tables)
    return {(names.units[u], names.indicators[i]): (total, counted) for u, i, total, counted in added}


def damaged_files(collection: Collection) -> tuple[str, ...]:
    """The names of the copies of a collection that are missing or not what was written. One statement."""
    found = []
    where = files.folder(collection.period, collection.code)
    if kept := standing(collection):
        for digest in (kept.copies.facts, kept.copies.totals):
            try:
                files.checked(where, digest)
            except files.Damaged as damaged:
                found.append(str(damaged))
    return tuple(found)

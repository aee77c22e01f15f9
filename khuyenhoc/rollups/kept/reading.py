"""Reading what counts: from the kept copies and what changed since, or from all cells where there are none to be trusted."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from khuyenhoc.returns.keeping.queries import Standing, standing_of
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import cells_of, stated_cells, waiting_units
from khuyenhoc.rollups.engine import Source, columns
from khuyenhoc.rollups.facts import CellRow, Names, Totals, names_of
from khuyenhoc.rollups.kept import files
from khuyenhoc.units.queries import UnitMap

log = logging.getLogger("khuyenhoc")


@dataclass(frozen=True)
class Cells:
    """Cells as a table of numbers, and what these stand for."""

    names: Names
    table: pa.Table = field(repr=False)


@dataclass(frozen=True)
class Stated:
    """What the returns in force of a collection state. `copied`: what its totals are corrected from, where copies stand.

    `read` gives the cells, which are not looked at for as long as kept totals answer what is asked.
    """

    names: Names
    read: Callable[[], Cells] = field(repr=False)
    copied: Copied | None = None

    @cached_property
    def present(self) -> Cells:
        return self.read()

    def rows(self) -> list[tuple[str, str, int]]:
        """unit, indicator, value."""
        named, table = self.present.names, self.present.table
        units, indicators, values = (table.column(c).to_pylist() for c in ("unit", "indicator", "value"))
        return [(named.units[u], named.indicators[i], v) for u, i, v in zip(units, indicators, values, strict=True)]

    def totals(self, lineage: Iterable[tuple[str, str]], map_: UnitMap | None = None) -> Totals:
        """Of every unit above those that state something. `map_`: the map whose lineage it is, where it is that of one."""
        names, plan, tables = self.question(lineage, map_)
        return Totals(names, columns(plan, tables))

    def question(
        self, lineage: Iterable[tuple[str, str]], map_: UnitMap | None = None
    ) -> tuple[Names, str, dict[str, Source]]:
        """The plan by which an engine finds the totals, its tables, and what their numbers stand for.

        The lineage is not looked at where kept totals still hold, and that of the changed units alone where they are corrected.
        """
        copied = self.copied if self.copied and map_ and map_hash(map_) == self.copied.of.copies.map_hash else None
        if copied and not copied.changed:
            return self.names, "unchanged", copied.tables
        pairs = [pair for pair in lineage if copied is None or pair[0] in copied.changed]
        names = (self.names if copied else self.present.names).with_more((code for pair in pairs for code in pair), ())
        tables = copied.tables if copied else {"cells": self.present.table}
        return names, "corrected" if copied else "totals", tables | {"lineage": names.lineage(pairs)}


@dataclass(frozen=True)
class Copied:
    """Kept totals (`of`), which units have changed since, and the tables by which they become those of now."""

    of: Standing
    changed: frozenset[str]
    tables: dict[str, Source] = field(repr=False)


def stated(collection: Collection) -> Stated:
    """What counts in a collection. One statement where nothing is kept or nothing has changed since, else two."""
    return stated_of([collection])[collection.pk]


def stated_of(collections: Iterable[Collection]) -> dict[int, Stated]:
    """The same of several collections, by their rows. Two statements, however many.

    A damaged copy is said in the log and left alone: the answer then comes from the cells.
    """
    asked = {collection.pk: collection for collection in collections}
    kept = [pk for pk, one in asked.items() if files.folder(one.period, one.code).is_dir()]
    copies = {pk: (of, paths) for pk, of in _standing(kept).items() if (paths := _paths(asked[pk], of))}
    wanted = {pk: set(copies[pk][0].changed.values()) if pk in copies else None for pk in asked}
    fresh = cells_of({pk: units for pk, units in wanted.items() if units is None or units})
    return {
        pk: _from_copies(one, *copies[pk], fresh.get(pk, [])) if pk in copies else _from_cells(fresh[pk])
        for pk, one in asked.items()
    }


def _standing(collections: list[int]) -> dict[int, Standing]:
    return standing_of(collections) if collections else {}


def _paths(collection: Collection, kept: Standing) -> tuple[Path, Path] | None:
    where = files.folder(collection.period, collection.code)
    try:
        return files.checked(where, kept.copies.facts), files.checked(where, kept.copies.totals)
    except files.Damaged as damaged:
        log.warning("kept copy %s of %s is damaged: its figures are read from the cells", damaged, collection.code)
        return None


def _from_cells(rows: Sequence[CellRow]) -> Stated:
    cells = _cells(rows)
    return Stated(cells.names, lambda: cells)


def _cells(rows: Sequence[CellRow]) -> Cells:
    names = names_of(rows)
    return Cells(names, names.cells(rows))


def _from_copies(collection: Collection, kept: Standing, paths: tuple[Path, Path], fresh: Sequence[CellRow]) -> Stated:
    changed = set(kept.changed.values())
    names = files.names(paths[0]).with_more(changed, (i for _u, i, _v in fresh))
    tables: dict[str, Source] = {
        "cells": paths[0],
        "changed": names.unit_column(changed),
        "fresh": names.cells(fresh),
    }

    def read() -> Cells:
        try:
            files.checked(files.folder(collection.period, collection.code), kept.copies.facts)
        except files.Damaged:  # swept, since another file has stood in its place for an hour
            return _cells(stated_cells(collection))
        return Cells(names, columns("present", tables))

    return Stated(names, read, Copied(kept, frozenset(changed), tables | {"kept": paths[1]}))


def with_sent(found: Stated, collection: Collection) -> Stated:
    """With what was sent and is not decided yet, instead of what the same units have in force. Two statements."""
    units = waiting_units(collection)
    fresh = stated_cells(collection, units, waiting=True)
    names = found.present.names.with_more(units, (i for _u, i, _v in fresh))
    tables = {
        "cells": found.present.table,
        "changed": names.unit_column(units),
        "fresh": names.cells(fresh),
    }
    cells = Cells(names, columns("present", tables))
    return Stated(names, lambda: cells)


def map_hash(map_: UnitMap) -> str:
    """Of which units stand below which."""
    pairs = "\n".join(sorted(f"{unit.code}\t{unit.parent or ''}" for unit in map_.units.values()))
    return hashlib.sha256(pairs.encode()).hexdigest()

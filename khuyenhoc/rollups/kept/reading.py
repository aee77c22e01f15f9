"""Reading what counts: from the kept copies and what changed since, or from all cells where there are none to be trusted."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from khuyenhoc.returns.keeping.queries import Standing, standing
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.stated import stated_cells, waiting_units
from khuyenhoc.rollups.engine import Source, columns
from khuyenhoc.rollups.facts import Names, Totals, names_of
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
        copied = self.copied if self.copied and map_ and map_hash(map_) == self.copied.map_hash else None
        if copied and not copied.changed:
            return self.names, "unchanged", copied.tables
        pairs = [pair for pair in lineage if copied is None or pair[0] in copied.changed]
        names = (self.names if copied else self.present.names).with_more((code for pair in pairs for code in pair), ())
        tables = copied.tables if copied else {"cells": self.present.table}
        return names, "corrected" if copied else "totals", tables | {"lineage": names.lineage(pairs)}


@dataclass(frozen=True)
class Copied:
    """Kept totals, on which map, which units have changed since, and the tables by which they become those of now."""

    map_hash: str
    changed: frozenset[str]
    tables: dict[str, Source] = field(repr=False)


def stated(collection: Collection) -> Stated:
    """What counts in a collection. One statement where nothing is kept, else two.

    A damaged copy is said in the log and left alone: the answer then comes from the cells, with one statement more.
    """
    if files.folder(collection.period, collection.code).is_dir() and (kept := standing(collection)):
        try:
            return _from_copies(collection, kept)
        except files.Damaged as damaged:
            log.warning("kept copy %s of %s is damaged: its figures are read from the cells", damaged, collection.code)
    return _from_cells(collection)


def _from_cells(collection: Collection) -> Stated:
    cells = _all_cells(collection)
    return Stated(cells.names, lambda: cells)


def _all_cells(collection: Collection) -> Cells:
    rows = stated_cells(collection)
    names = names_of(rows)
    return Cells(names, names.cells(rows))


def _from_copies(collection: Collection, kept: Standing) -> Stated:
    where = files.folder(collection.period, collection.code)
    facts, totals = (files.checked(where, digest) for digest in (kept.copies.facts, kept.copies.totals))
    changed = set(kept.changed.values())
    fresh = stated_cells(collection, changed) if changed else []
    names = files.names(facts).with_more(changed, (i for _u, i, _v in fresh))
    tables: dict[str, Source] = {
        "cells": facts,
        "changed": names.unit_column(changed),
        "fresh": names.cells(fresh),
    }

    def read() -> Cells:
        try:
            files.checked(where, kept.copies.facts)
        except files.Damaged:  # swept, since another file has stood in its place for an hour
            return _all_cells(collection)
        return Cells(names, columns("present", tables))

    return Stated(names, read, Copied(kept.copies.map_hash, frozenset(changed), tables | {"kept": totals}))


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

"""The most that one cell of a return can hold before it is no longer believed: dated data."""

from __future__ import annotations

import datetime as dt
from functools import cache

from khuyenhoc.catalogue.loaders import DATA, read_facts
from khuyenhoc.catalogue.spec import Fact


class CellBoundSpec(Fact, frozen=True, kw_only=True):
    """From `valid_from` on: `at_most` of the unit of measure `unit` ("đồng") in one cell of a return of a unit of `level`."""

    code: str
    level: str
    unit: str
    valid_from: dt.date
    at_most: int


@cache
def cell_bounds() -> tuple[CellBoundSpec, ...]:
    """All of them. CatalogueError as in `read_catalogue`. Read once a process."""
    return read_facts(DATA / "cell_bounds.yaml", "cell_bounds", CellBoundSpec)


@cache
def most_in_a_cell(level: str, unit: str, day: dt.date) -> int | None:
    """The most that holds on a day; None where none does."""
    begun = [b for b in cell_bounds() if (b.level, b.unit) == (level, unit) and b.valid_from <= day]
    return max(begun, key=lambda bound: bound.valid_from).at_most if begun else None

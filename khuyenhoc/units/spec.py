"""Units as frozen values: what the data files say and what pure rules of other rooms take. No database."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

DATA = Path(__file__).parent / "data"


class UnitName(Struct, frozen=True):
    """A unit as it is called on one map: `code` of its identity, `kind` ("xã", "thị trấn", "huyện" …) and bare `name`.

    `official_code`: the State's on that map, "" where it is not known.
    """

    code: str
    level: str
    kind: str
    name: str
    parent: str | None
    official_code: str = ""

    @property
    def full_name(self) -> str:
        """ "xã Thanh Tùng", "thành phố Hải Dương": kind and name as they stand inside a sentence."""
        return f"{self.kind} {self.name}"


class UnitsFile(Struct, frozen=True):
    source: str
    status: str
    valid_from: str
    units: tuple[UnitName, ...]


class OwnSheet(Struct, frozen=True):
    """A mapping sheet that we hold, as a plan takes it: its `rows` with their heading, the day that it holds from, the
    decision ("" unknown).
    """

    on: dt.date
    decision: str
    source: str
    rows: tuple[tuple[str, ...], ...]


class Level(Struct, frozen=True):
    """A level of the association from a day to a day; 1 is the highest `rank`. `kinds` of unit stand at it.

    `tier`: how it is called in a sentence, after "cấp".
    """

    code: str
    label: str
    tier: str
    rank: int
    kinds: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None

    def exists(self, on: dt.date) -> bool:
        """Whether there is such a level on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class LevelsFile(Struct, frozen=True):
    source: str
    status: str
    levels: tuple[Level, ...]


def _document(name: str) -> dict[str, Any]:
    import yaml  # most work with units that stand in the database

    found: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


@cache
def read_levels() -> LevelsFile:
    """The levels of all times, the highest first."""
    document = _document("levels.yaml")
    levels = tuple(Level(**{**row, "kinds": tuple(row["kinds"])}) for row in document["levels"])
    return LevelsFile(document["source"], document["status"], levels)


def tier(level: str) -> str:
    """How a level is called in a sentence, after "cấp": of any time, for what is said of people and papers of then too.

    KeyError for a level that there never was.
    """
    return {known.code: known.tier for known in read_levels().levels}[level]


@cache
def read_units(province: str, year: int) -> UnitsFile:
    """The units of a province as they stood at the beginning of `year`. FileNotFoundError where we hold no such map."""
    document = _document(f"units-{province}-{year}.yaml")
    units = tuple(UnitName(**row, official_code=row["code"]) for row in document["units"])
    return UnitsFile(document["source"], document["status"], str(document["valid_from"]), units)

"""Units as frozen values: what the data files say and what pure rules of other rooms take. No database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class UnitName:
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


@dataclass(frozen=True)
class UnitsFile:
    source: str
    status: str
    valid_from: str
    units: tuple[UnitName, ...]


@cache
def read_units(province: str, year: int) -> UnitsFile:
    """The units of a province as they stood at the beginning of `year`. FileNotFoundError where we hold no such map."""
    document = yaml.safe_load((DATA / f"units-{province}-{year}.yaml").read_text(encoding="utf-8"))
    units = tuple(UnitName(**row, official_code=row["code"]) for row in document["units"])
    return UnitsFile(document["source"], document["status"], str(document["valid_from"]), units)

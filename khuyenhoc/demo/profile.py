"""The demonstration's data files as frozen values. Unknown keys are refused, as everywhere in the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from msgspec import Struct, convert

from khuyenhoc.catalogue.loaders import read_facts
from khuyenhoc.catalogue.spec import TargetSpec

DATA = Path(__file__).parent / "data"
Range = tuple[float, float]
M = TypeVar("M", bound="Data")


class Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """What a data file says."""


class Line(Data, frozen=True, kw_only=True):
    """How the figures of one indicator are drawn; `profile-30-2023.yaml` says what each key means."""

    code: str
    of: str | None = None
    between: tuple[int, int] | None = None
    share: Range | None = None
    each: Range | None = None
    short: Range | None = None
    towards: str | None = None
    parts: dict[str, Range] | None = None
    nothing_in: dict[str, float] = {}
    nothing: float = 0
    step: int = 1
    sized: bool = False
    total: int | None = None
    equals: bool = False

    @property
    def rule(self) -> str:
        """The name of the one rule that the line follows."""
        return next(iter(self._rules()))

    def _rules(self) -> list[str]:
        names = ("between", "towards", "each", "short", "parts", "sized", "equals")
        found = [name for name in names if getattr(self, name)]
        return found or (["share"] if self.of and self.share else [])

    def __post_init__(self) -> None:
        if len(self._rules()) != 1:
            raise ValueError(f"{self.code}: exactly one rule is expected, found {self._rules()}")


class Oddity(Data, frozen=True, kw_only=True):
    """Figures that are odd on purpose in some communes, so that `check` marks `indicator` there."""

    check: str
    indicator: str
    communes: int
    set: str | None = None
    of: str | None = None
    share: Range | None = None
    add: tuple[int, int] | None = None
    empty: str | None = None
    into: str | None = None


class Profile(Data, frozen=True, kw_only=True):
    status: str
    source: str
    sizes: dict[str, Range]
    lines: tuple[Line, ...]
    oddities: tuple[Oddity, ...]


class Published(Data, frozen=True, kw_only=True):
    """The published totals of a province in one period, by indicator."""

    unit: str
    period: str
    status: str
    source: str
    totals: dict[str, int]


def read_data(kind: type[M], name: str) -> M:
    """The data file `name` of this room. msgspec.ValidationError where it does not hold what it must."""
    return convert(yaml.safe_load((DATA / name).read_text(encoding="utf-8")), kind)


@cache
def read_profile() -> Profile:
    return read_data(Profile, "profile-30-2023.yaml")


@cache
def read_published() -> Published:
    return read_data(Published, "published-30-2023.yaml")


def read_targets() -> tuple[TargetSpec, ...]:
    """The eight yearly targets of the province, synthetic and marked so."""
    return read_facts(DATA / "targets-30-2023.yaml", "targets", TargetSpec)

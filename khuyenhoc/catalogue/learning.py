"""When a warning tells of the ordinary, and to which values its threshold may be moved: dated data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import convert

from khuyenhoc.catalogue.loaders import DATA, CatalogueError, read_document
from khuyenhoc.catalogue.spec import Fact

NAME = "learning.yaml"


class ShareSpec(Fact, frozen=True, kw_only=True):
    """From `valid_from` on: a warning is ordinary where `percent` of the accepted units carry it, of at least so many units."""

    code: str
    valid_from: dt.date
    percent: Decimal
    units_at_least: int


class StepSpec(Fact, frozen=True, kw_only=True):
    """The values to which one threshold of a check may be moved, the strictest first. `title`: what it says, to a reader;
    `unit`: its unit of measure."""

    code: str
    check: str
    parameter: str
    title: str
    unit: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True)
class Learning:
    """The shares, each from its day on, and the steps."""

    shares: tuple[ShareSpec, ...]
    steps: tuple[StepSpec, ...]

    def share_on(self, day: dt.date) -> ShareSpec | None:
        """The share that holds on a day; None before the first."""
        begun = [share for share in self.shares if share.valid_from <= day]
        return max(begun, key=lambda share: share.valid_from, default=None)

    def titled(self, check: str, parameter: str) -> StepSpec | None:
        """What one threshold is called; None where it is not one that may be moved."""
        return next((step for step in self.steps_of(check) if step.parameter == parameter), None)

    def steps_of(self, check: str) -> tuple[StepSpec, ...]:
        """The thresholds of a check that may be moved."""
        return tuple(step for step in self.steps if step.check == check)


@cache
def learning(folder: Path = DATA) -> Learning:
    """What the file says. CatalogueError on an unknown list, ValidationError on an unknown key."""
    document = read_document(folder / NAME)
    if strangers := set(document) - {"defaults", "shares", "steps"}:
        raise CatalogueError(f"{NAME}: unknown keys {sorted(strangers)}")
    defaults = document.get("defaults", {})
    shares = tuple(convert({**defaults, **one}, ShareSpec) for one in document["shares"])
    return Learning(shares, tuple(convert({**defaults, **one}, StepSpec) for one in document["steps"]))

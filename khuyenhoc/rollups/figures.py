"""The values that the roll-ups hand out: frozen, exact, ready to be printed. No database, no engine.

`Figures.total[code]` is a whole number (money in đồng) or None where no accepted return states the figure; `share[code]`
is an exact Fraction (percent, or đồng a person) or None where it cannot be computed ("không tính được").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, InstrumentSpec
from khuyenhoc.vietnamese.periods import Period, period_of

if TYPE_CHECKING:
    from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit as it was called on the map that the question named."""

    code: str
    name: str
    level: str
    parent: str | None

    @classmethod
    def on(cls, map_: UnitMap, code: str) -> UnitRef:
        """As a map calls it. KeyError for one that it has not."""
        unit = map_.units[code]
        return cls(code, map_.name(code), unit.level, unit.parent)


@dataclass(frozen=True, slots=True)
class Answer:
    """The reason why an odd figure stands. `pk`: 0 where the unit wrote it in its own return; `on`: None then."""

    reason: str
    by: str = ""
    on: dt.datetime | None = None
    pk: int = 0


@dataclass(frozen=True)
class Flag:
    """Something odd about a figure that stands: said beside it wherever it is shown, never a reason to change it.

    `code`: the rule's. `indicator`: "" for what is odd about all figures of a unit together. `amount`: how much ("71,5 lần"),
    `against`: compared with what, `certainty`: one of `catalogue.oddities.Certainty`. `cause`: the digest of the rule and of
    the unit's own figures, for which an answer holds.
    """

    indicator: str
    code: str
    message: str
    verified: bool
    unit: str = ""
    title: str = ""
    amount: str = ""
    against: str = ""
    source: str = ""
    certainty: str = ""
    cause: str = ""
    answer: Answer | None = None


@dataclass(frozen=True)
class Figures:
    """One unit's totals over everything below it, in one period, from the returns in force.

    `owing`, `accepted`, `signed` count the returns that are owed, accepted (signed ones too), and signed; `counted[code]`
    how many of them state the figure ("không có" is stated, blank is not).
    """

    unit: UnitRef
    period: str
    total: Mapping[str, int | None]
    share: Mapping[str, Fraction | None]
    owing: int
    accepted: int
    signed: int
    flags: tuple[Flag, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return self.owing > 0 and self.accepted == self.owing


class Verdict(StrEnum):
    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"
    UNDER_WAY = "under_way"
    """Not reached, and not due yet."""
    NOT_CALCULABLE = "not_calculable"
    """Figures are missing."""
    UNDEFINED = "undefined"
    """Its source is a gap: no value, or no way to measure it. Shown, never judged."""


@dataclass(frozen=True)
class TargetResult:
    """A target with what was reached. `actual` is exact, in the target's unit of measure; None: not calculable yet.

    `at_most`: it is met by staying below. `by`: the year in which it is due, None for that of the period.
    """

    code: str
    title: str
    value: Decimal | None
    unit_of_measure: str
    actual: Fraction | None
    verdict: Verdict
    measure: str
    synthetic: bool
    status: str
    source: str
    at_most: bool = False
    by: int | None = None
    group: str = ""
    instrument: str = ""
    shared_from: str = ""

    @property
    def distance(self) -> Fraction | None:
        """How far it is passed, in its unit of measure; below 0: how far it is from being met."""
        if self.actual is None or self.value is None:
            return None
        gap = self.actual - Fraction(self.value)
        return -gap if self.at_most else gap

    @property
    def is_reached(self) -> bool:
        return self.verdict in (Verdict.MET, Verdict.EXCEEDED)


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit got of one that was divided (`name`): `done` of the `asked` figures that can be apportioned, by what."""

    name: str
    done: int
    asked: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnAnotherMap:
    """That figures stand on the map of a day which is not the period's, and how those of a unit came about there.

    By their names of then: `joined`, the units that all of it is made of, `lacking`, those that were divided and of which it
    has a part without their figures, `divided`, those whose figures are its own, but of none of the units below it. `parts`:
    what was apportioned to it; `stale`, the units of which that no longer adds up.
    """

    on: dt.date
    joined: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    divided: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnnualReview:
    """Everything that the papers of a period are written from: one province, one period, at one moment.

    `districts` stand in the order of the map, `communes[district code]` likewise. `journal_head` is the hash of the last
    audit event when this was read, so that a paper says of which state of the books it speaks. `map` is None on the map of
    the period; on another one, `apart` is what belongs to the unit, but to none of the districts.
    """

    unit: UnitRef
    period: str
    form: FormSpec
    figures: Figures
    districts: tuple[Figures, ...]
    communes: Mapping[str, tuple[Figures, ...]]
    targets: tuple[TargetResult, ...]
    instruments: tuple[InstrumentSpec, ...]
    made_at: dt.datetime
    journal_head: str
    synthetic: bool
    map: OnAnotherMap | None = None
    apart: tuple[Figures, ...] = ()

    @property
    def named(self) -> Period:
        """The period with its words. ValueError for a code that is none of ours."""
        if found := period_of(self.period):
            return found
        raise ValueError(f"no period: {self.period}")

    @property
    def met(self) -> int:
        """How many targets are met or exceeded."""
        return sum(t.is_reached for t in self.targets)

    def apart_of(self, codes: Iterable[str]) -> list[Figures]:
        """What of `apart` has something of these figures."""
        wanted = set(codes)
        return [one for one in self.apart if any(v is not None and code in wanted for code, v in one.total.items())]

    def indicator(self, code: str) -> IndicatorSpec:
        return self.form.by_code[code]

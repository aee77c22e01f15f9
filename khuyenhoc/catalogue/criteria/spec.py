"""Criteria sets (bộ tiêu chí) as frozen values: what a family, clan, community, organisation or citizen is scored by.

What no source told is absent (None, "") and marked in `status`; a set without indicators is not scored at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal, get_args

from khuyenhoc.catalogue.spec import Fact

Model = Literal["family", "clan", "community", "organisation", "citizen"]
Area = Literal["ordinary", "disadvantaged"]
MODELS: Final[tuple[Model, ...]] = get_args(Model)
AREAS: Final[tuple[Area, ...]] = get_args(Area)


def sum_of(points: Sequence[int | None]) -> int | None:
    """What points add up to; None where one of them is unknown, or there is none."""
    known = [number for number in points if number is not None]
    return sum(known) if known and len(known) == len(points) else None


class SettingSpec(Fact, frozen=True, kw_only=True):
    """A number of the procedure that a set states, or would have to; None where no source told it."""

    value: int | None = None


class GroupSpec(Fact, frozen=True, kw_only=True):
    """An occupational group (nhóm nghề nghiệp) that has its own wording of the indicators."""

    code: str
    title: str = ""


class CriterionSpec(Fact, frozen=True, kw_only=True):
    """A criterion (tiêu chí), under which indicators stand. `points`: of all of them."""

    code: str
    title: str = ""
    points: int | None = None


class WordingSpec(Fact, frozen=True, kw_only=True):
    """How an indicator is worded for one group."""

    group: str
    text: str


class ScoredIndicatorSpec(Fact, frozen=True, kw_only=True):
    """What is scored (chỉ số). `criterion`: code of the one it stands under, "" where that is unknown; `points`: the most that
    it can get; `evidence`: what is asked as proof."""

    code: str
    title: str = ""
    criterion: str = ""
    points: int | None = None
    evidence: str = ""
    wordings: tuple[WordingSpec, ...] = ()

    def wording(self, group: str = "") -> str:
        """As the group reads it; the title where it has no wording of its own, "" where nothing is known."""
        return next((w.text for w in self.wordings if w.group == group), self.title)


class VetoSpec(Fact, frozen=True, kw_only=True):
    """Something that fails the whole, whatever the points."""

    code: str
    title: str = ""


UNKNOWN: Final = SettingSpec(status="GAP", source="chưa đọc được văn bản nào quy định")


class CriteriaSetSpec(Fact, frozen=True, kw_only=True):
    """A set of criteria for one model in one version, from `valid_from` (inclusive) to `valid_to` (exclusive).

    scope: of communities the code of the level whose units are meant, "" for villages. area: for which areas alone, "" for
    all. complete: whether all criteria and indicators are listed; else the rest is a gap. thresholds: points from which on
    it is passed, by area. indicator_minimum: no indicator may get fewer. votes_needed: percent of the votes at the village's
    meeting. valid_years: for how many years a recognition holds. based_on: code of the version that it was made from.
    """

    code: str
    model: Model
    title: str
    version: str
    scope: str = ""
    area: Literal["", Area] = ""
    instrument: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    dates_status: str = ""
    points: int | None = None
    thresholds: dict[Area, int] = {}
    indicator_minimum: int | None = None
    complete: bool = True
    groups: tuple[GroupSpec, ...] = ()
    criteria: tuple[CriterionSpec, ...] = ()
    indicators: tuple[ScoredIndicatorSpec, ...] = ()
    vetoes: tuple[VetoSpec, ...] = ()
    votes_needed: SettingSpec = UNKNOWN
    valid_years: SettingSpec = UNKNOWN
    based_on: str | None = None

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def is_scored(self) -> bool:
        """Whether points are given at all; else the meeting's vote and the decision are all there is."""
        return bool(self.indicators)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each indicator's number on paper, from 1 on, by its code."""
        return {indicator.code: n for n, indicator in enumerate(self.indicators, start=1)}

    @property
    def known_points(self) -> int | None:
        """The most that all indicators can get together; None where one of them is unknown, or none is listed."""
        return sum_of([indicator.points for indicator in self.indicators])

    def most(self, indicator: ScoredIndicatorSpec) -> int | None:
        """The most that an indicator can get: where that is unknown all that the set has to give, None without that."""
        return self.points if indicator.points is None else indicator.points

    def is_in_force(self, on: dt.date) -> bool:
        """Whether it holds on a day; never without a first day."""
        return self.valid_from is not None and self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

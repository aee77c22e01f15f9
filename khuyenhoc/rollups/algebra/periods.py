"""One figure over several periods: what was done in each adds up, what there is at the end of each does not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from khuyenhoc.catalogue.measures import MeasureError
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.rollups.algebra.values import Amount, Ratio, Value, summed
from khuyenhoc.vietnamese.periods import Period

Kind = Literal["flow", "stock", "opening"]
"""`opening`: a stock of before the period, such as a balance that is carried over."""


class NotOverTime(ValueError):
    """The periods overlap, or the figure is of a kind that has no sum over them. The message names the
    periods or the figures by their codes."""


@dataclass(frozen=True, slots=True)
class Spanned:
    """A value over periods: of how many, and how many of them have one. Of a stock, that of the last period (of what opens one,
    that of the first), and None where that one has none: an older one is not taken for it."""

    value: Value
    periods: int
    stated: int


def kind_of(form: FormSpec, codes: Iterable[str]) -> Kind:
    """How a sum of these figures goes over time. NotOverTime where they go differently, or the form does not say."""
    kinds = {"opening" if form.by_code[c].opens_with else form.by_code[c].over_time for c in codes}
    match sorted(str(kind) for kind in kinds):
        case ["flow"]:
            return "flow"
        case ["stock"]:
            return "stock"
        case ["opening"]:
            return "opening"
    raise NotOverTime(", ".join(codes))


def over(kind: Kind, values: Mapping[Period, Amount]) -> Amount:
    """NotOverTime where two periods share a day; ValueError for no period."""
    periods = in_order(values)
    match kind:
        case "flow":
            return summed(values[period] for period in periods)
        case "stock":
            return values[periods[-1]]
        case "opening":
            return values[periods[0]]


def in_order(periods: Iterable[Period]) -> list[Period]:
    """By their days. NotOverTime where two share one."""
    found = sorted(periods, key=lambda period: period.starts)
    for former, later in pairwise(found):
        if later.starts <= former.ends:
            raise NotOverTime(f"{former.code} {later.code}")
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another of the same figure."""

    before: Value
    after: Value

    def __post_init__(self) -> None:
        if self.before.measure != self.after.measure:
            raise MeasureError(f"{self.before.measure} does not change into {self.after.measure}")

    @property
    def difference(self) -> int | Fraction | None:
        """Of a share in points; None where one of them is missing."""
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else after - before

    @property
    def growth(self) -> Fraction | None:
        """In percent of what was; None where one is missing, what was is no more than 0, or for a share."""
        before, after = self.before.value, self.after.value
        if isinstance(self.before, Ratio) or before is None or after is None or before <= 0:
            return None
        return Fraction(100 * (after - before), before)

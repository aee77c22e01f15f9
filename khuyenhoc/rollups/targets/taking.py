"""What it would take to meet a target: how many more of what is counted, and in which units. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.measures import UNITS
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.rollups.figures import Figures, UnitRef
from khuyenhoc.rollups.rules import reached


@dataclass(frozen=True, slots=True)
class Short:
    """A unit that has not met a target: `count` more of the figure that its measure counts up would do."""

    unit: UnitRef
    count: int


@dataclass(frozen=True)
class Need:
    """What a unit lacks itself (0 where the target is met), and the lowest units that have not met it, most lacking first.

    `indicator`: the figure that has to grow (to shrink where `at_most`).
    """

    indicator: str
    count: int
    below: tuple[Short, ...] = ()
    at_most: bool = False

    @property
    def count_below(self) -> int:
        """What the units below lack together, each for itself."""
        return sum(short.count for short in self.below)


def needed(target: TargetSpec, figures: Figures, lowest: Iterable[Figures] = ()) -> Need | None:
    """What it would take; None where it cannot be told: no value, figures missing, or a measure in which no figure counts up."""
    own = missing(target, figures)
    if own is None:
        return None
    indicator, count = own
    shorts = [Short(one.unit, found[1]) for one in lowest if (found := missing(target, one)) and found[1]]
    below = tuple(sorted(shorts, key=lambda s: (-s.count, s.unit.code)))
    return Need(indicator, count, below, target.comparator == "at_most")


def missing(target: TargetSpec, figures: Figures) -> tuple[str, int] | None:
    """The figure that a target counts up and by how much it would have to change; 0 where the target is met."""
    if (told := _gap(target, figures)) is None:
        return None
    indicator, each, gap = told
    met = gap >= 0 if target.comparator == "at_most" else gap <= 0
    return indicator, 0 if met else abs(ceil(gap / each) if gap > 0 else floor(gap / each))


def _gap(target: TargetSpec, figures: Figures) -> tuple[str, Fraction, Fraction] | None:
    """The figure that a target counts up, by how much each one of it moves the measure, and how far the target is above."""
    if not target.measure or target.value is None or (actual := reached(target, figures)) is None:
        return None
    slope = counted_up(target.measure, figures)
    return (*slope, Fraction(target.value) - actual) if slope else None


def counted_up(measure: str, figures: Figures) -> tuple[str, Fraction] | None:
    """The first figure of a measure, and by how much each one more of it moves the measure: always by the same, and up."""
    indicator = next((name for name in names_in(measure) if name != UNITS), None)
    if indicator is None:
        return None
    values = {**figures.total, UNITS: figures.owing}
    steps = [evaluate(measure, {**values, indicator: (values.get(indicator) or 0) + n}) for n in range(3)]
    if None in steps:
        return None
    first, second, third = (step or Fraction(0) for step in steps)
    return (indicator, second - first) if second - first == third - second > 0 else None


def required(target: TargetSpec, figures: Figures) -> tuple[str, int] | None:
    """The figure that a target counts up and how large it has to be for the target to be met exactly."""
    if (told := _gap(target, figures)) is None:
        return None
    indicator, each, gap = told
    return indicator, max(0, (figures.total[indicator] or 0) + ceil(gap / each))

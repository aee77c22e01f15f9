"""Why a figure changed between two periods: what each unit, each report and each border contributed. Adds up exactly. Pure.

Units that cannot be told apart between the two periods, because one was divided among several, are compared together. What
lies outside of the asked unit in one of the periods is the border's doing and nobody's growth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from khuyenhoc.catalogue.measures import Expression, Quotient, Sum
from khuyenhoc.rollups.shared_out import SharedOut
from khuyenhoc.rollups.stated import Stated
from khuyenhoc.units.grounds import Grounds


class Cause(StrEnum):
    GROWTH = "growth"
    NEW_REPORT = "new_report"
    MISSING_REPORT = "missing_report"
    UNEVEN = "uneven"
    """Of units that are compared together, others reported than before."""
    REVISION = "revision"
    BORDER = "border"


class NotCalculable(ValueError):
    """One of the two figures cannot be computed: nobody stated it, or its divisor is 0. `period`: of which."""

    def __init__(self, period: str) -> None:
        super().__init__(period)
        self.period = period


@dataclass(frozen=True, slots=True)
class Contribution:
    """What units contributed to a change, for one cause. `unit` is "" where they cannot be told apart; `name` names them.

    `before` and `after` are their figures; None for a share, and for a border. `units`: of how many places.
    """

    unit: str
    name: str
    cause: Cause
    change: Fraction
    before: int | None = None
    after: int | None = None
    units: int = 1


@dataclass(frozen=True, slots=True)
class Side:
    """A period, its map on the one that both are compared on, and what of divided units was apportioned to units of that."""

    stated: Stated
    ground: Grounds
    shared: SharedOut = field(default_factory=SharedOut)

    def of(self, unit: str) -> set[str]:
        """The units of then with figures that belong to a unit of the common map."""
        return {c for c in self.stated.values if c in self.ground.then.units and unit in self.ground.above(c)}

    def totals(self, units: Iterable[str], *, first: bool = False) -> Totals:
        """By indicator the sum over units; None where none of them stated it."""
        found: Totals = {}
        for unit in units:
            for code, value in self.stated.values.get(unit, {}).items():
                if (number := value.first if first else value.now) is not None:
                    found[code] = (found.get(code) or 0) + number
        return found

    def shares(self, unit: str, units: set[str] | None = None) -> Totals:
        """What is added to a unit's totals because divided units were apportioned, and what is taken off; of some units alone."""
        found: Totals = {}
        if not self.shared.landed:
            return found
        for above, code, value in self.shared.moves(self.ground, self.stated.rows(), units):
            if above == unit:
                found[code] = (found.get(code) or 0) + value
        return found


Totals = dict[str, int | None]
"""By indicator; None where nobody stated it."""


def added(totals: Totals, shares: Totals) -> Totals:
    return totals | {code: (totals.get(code) or 0) + (value or 0) for code, value in shares.items()}


Weights = Mapping[str, Fraction]
"""By how much a figure changes where an indicator grows by one."""


def value_of(expression: Expression, totals: Mapping[str, int | None], period: str) -> Fraction:
    """The figure, exact. NotCalculable."""
    found = expression.of(totals)
    if found is None:
        raise NotCalculable(period)
    return Fraction(found)


def weights(expression: Expression, before: Fraction, after: Mapping[str, int | None]) -> Weights:
    """For a sum its factors. For a quotient A/B·k that becomes A'/B'·k: (k·ΔA - before·ΔB) / B', which adds up over units."""
    if isinstance(expression, Sum):
        return {code: Fraction(times) for code, times in expression.terms}
    assert isinstance(expression, Quotient)  # there are no others
    whole = Fraction(expression.whole.of(after) or 0)
    found = {code: times * expression.factor / whole for code, times in expression.part.terms}
    for code, times in expression.whole.terms:
        found[code] = found.get(code, Fraction(0)) - times * before / whole
    return found


def weighed(by: Weights, totals: Mapping[str, int | None]) -> Fraction:
    return sum((weight * (totals.get(code) or 0) for code, weight in by.items()), Fraction(0))


def groups(between: Grounds, shared: tuple[SharedOut, SharedOut]) -> list[tuple[set[str], set[str]]]:
    """The units of an earlier map and those of a later one that can be compared, which is one with one where nothing was divided.

    `between`: the earlier map on the later one. Units whose figures were apportioned together stay together.
    """
    of: dict[str, set[str]] = {}
    stands = {code: _stands_on(between, code) for code in between.then.lowest()}
    first, second = ([one.share.of for one in side.landed] for side in shared)
    joins = [*(tuple(node for code in codes for node in stands[code]) for codes in first), *second]
    for nodes in [*stands.values(), *((code,) for code in between.now.lowest()), *joins]:
        joined = set[str]().union(*(of.get(node, {node}) for node in nodes))
        of.update(dict.fromkeys(joined, joined))
    before: dict[int, set[str]] = {}
    for code, nodes in stands.items():
        before.setdefault(id(of[nodes[0]]), set()).add(code)
    return [(before.get(at, set()), after) for at, after in {id(group): group for group in of.values()}.items()]


def _stands_on(between: Grounds, code: str) -> tuple[str, ...]:
    """The units of the later map that have something of one of the earlier; itself, where none has."""
    place = between.placed.get(code)
    if place is None or (place.divided and not place.parts):
        return (code,)
    return place.parts if place.divided else (place.under or code,)

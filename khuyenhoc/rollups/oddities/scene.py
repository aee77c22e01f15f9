"""What the rules see: the figures of one period on one map, those of the period before, and what is known of the units. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import log
from statistics import median

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.catalogue.spec import BoundSpec, FormSpec
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.money import format_money
from khuyenhoc.vietnamese.numbers import format_count

Sums = Mapping[str, Mapping[str, int]]
"""By unit and indicator."""
NO_SUMS: Mapping[str, int] = {}


@dataclass(frozen=True)
class Year:
    """Totals of units, how many returns state each, and how many owe one."""

    totals: Sums
    counted: Sums
    owing: Mapping[str, int]
    period: str = ""

    def whole(self, unit: str, code: str) -> int | None:
        """A figure where all that owe a return state it: two of these can be compared, whatever else is missing."""
        owing = self.owing.get(unit, 0)
        if not owing or self.counted.get(unit, NO_SUMS).get(code, 0) < owing:
            return None
        return self.totals[unit].get(code)

    def together(self, unit: str, codes: Iterable[str]) -> dict[str, int] | None:
        """Figures that the same number of returns state, so that they tell of the same units; None where one is missing."""
        totals, counted = self.totals.get(unit, NO_SUMS), self.counted.get(unit, NO_SUMS)
        values = {code: totals[code] for code in codes if code in totals}
        if len(values) < len(set(codes)) or len({counted.get(code, 0) for code in values}) != 1:
            return None
        return values


@dataclass(frozen=True, slots=True)
class Middle:
    """What stands in the middle among `units` units, of which `zeros` have nothing; and how far they usually are from it,
    on a scale on which twice as much is as far as half as much."""

    median: Fraction
    level: float
    deviation: float
    units: int
    zeros: int

    def away(self, value: Fraction) -> float:
        """By how many robust deviations a value above 0 is off."""
        return abs(log(value) - self.level) / self.deviation if self.deviation else 0.0


@dataclass(frozen=True)
class Scene:
    """One period on one map. `past`: the years before, the last one first, None for one of which nothing is known.
    `villages`: the number known for a unit by itself."""

    period: str
    form: FormSpec
    map: UnitMap
    rules: tuple[OddityRuleSpec, ...]
    now: Year
    past: tuple[Year | None, ...] = ()
    bounds: Mapping[str, tuple[BoundSpec, ...]] = field(default_factory=dict)
    villages: Mapping[str, int] = field(default_factory=dict)
    _middles: dict[tuple[Sequence[str], str], Middle | None] = field(default_factory=dict, compare=False)
    _peers: dict[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict, compare=False)

    @property
    def before(self) -> Year | None:
        return self.past[0] if self.past else None

    def course(self, unit: str, code: str, years: int) -> list[tuple[str, int]]:
        """A figure over this year and those before without a gap, this one first: (period, value), at most `years` before."""
        found = []
        for year in (self.now, *self.past[:years]):
            value = year.whole(unit, code) if year else None
            if year is None or value is None:
                break
            found.append((year.period, value))
        return found

    def is_sum(self, unit: str) -> bool:
        """Whether a unit's figures are those of units below it."""
        return bool(self.map.children.get(unit))

    def shown(self, code: str, value: int) -> str:
        """ "1.520 gia đình", "36.700.000 đồng"."""
        indicator = self.form.by_code[code]
        return format_money(value) if indicator.is_money else f"{format_count(value)} {indicator.unit}"

    def peers(self, unit: str, at_least: int) -> tuple[str, ...]:
        """The units of the same level under the nearest unit that has enough of them below it; () where none has."""
        level = self.map.units[unit].level
        for above in self.map.lineage(unit)[1:]:
            key = (above, level, at_least)
            if key not in self._peers:
                self._peers[key] = tuple(u.code for u in self.map.below(above, level))
            if len(self._peers[key]) >= at_least:
                return self._peers[key]
        return ()

    def middle(self, units: tuple[str, ...], formula: str, at_least: int) -> Middle | None:
        """Over the units of which the formula can be reckoned; None for fewer than `at_least`. Reckoned once."""
        if (units, formula) not in self._middles:
            values = [v for v in (self.reckoned(unit, formula) for unit in units) if v is not None]
            self._middles[units, formula] = _middle(values) if len(values) >= at_least else None
        return self._middles[units, formula]

    def reckoned(self, unit: str, formula: str) -> Fraction | None:
        """A formula over a unit's figures, exact; None where they do not tell of the same units."""
        values = self.now.together(unit, names_in(formula))
        return evaluate(formula, values) if values else None


def _middle(values: Sequence[Fraction]) -> Middle:
    """Of logarithms: rates per head have a long tail upwards, which is no oddity."""
    logs = [log(value) for value in values if value > 0]
    level, deviation = robust(logs or [0.0])
    return Middle(Fraction(median(values)), level, deviation, len(values), len(values) - len(logs))


def robust(values: Sequence[float]) -> tuple[float, float]:
    """Median and, scaled to a standard deviation, the median deviation from it; the mean one where most are equal.

    Iglewicz and Hoaglin's score.
    """
    level = median(values)
    away = [abs(one - level) for one in values]
    return level, median(away) / 0.6745 or sum(away) / len(away) * 1.253314

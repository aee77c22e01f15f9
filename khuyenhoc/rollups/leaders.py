"""A year on one page: the shares, the targets, and which units below stand first and last. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.queries import yearly_targets
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, TargetSpec
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.figures import Figures, Flag, TargetResult, UnitRef
from khuyenhoc.rollups.oddities.queries import marked, year_before
from khuyenhoc.rollups.rules import measured, reached, shares
from khuyenhoc.rollups.tiles import Block, tiles_right_below

MOST: Final = 3
"""How many units are named as the best, and how many as those in need."""


@dataclass(frozen=True)
class BigFigure:
    """A share or average with the two figures that it is reckoned from. `before`: that of the year before, where all stated it.

    `flags`: what is odd about it or them, without a reason yet; `target`: the unit's own target of the same measure.
    """

    indicator: IndicatorSpec
    share: Fraction | None
    part: int | None
    whole: int | None
    whole_unit: str
    before: Fraction | None
    flags: tuple[Flag, ...]
    target: TargetResult | None

    @property
    def gained(self) -> Fraction | None:
        """Since the year before, in its unit of measure (of shares: points)."""
        return None if self.share is None or self.before is None else self.share - self.before


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit below: how many of the targets it reaches by its own figures, and how far it is on them, 1 for all of them."""

    unit: UnitRef
    met: int
    of: int
    mean: Fraction

    @property
    def percent(self) -> Fraction:
        return self.mean * 100


@dataclass(frozen=True)
class Leaders:
    """What leaders look at. `best` and `in_need` share no unit. `tiles`: the units right below by the first model's share."""

    figures: Figures
    big: tuple[BigFigure, ...]
    targets: tuple[TargetResult, ...]
    best: tuple[Ranked, ...]
    in_need: tuple[Ranked, ...]
    tiles: Block | None
    synthetic: bool


def leaders(unit: str, period: str, as_of: dt.date | None = None) -> Leaders:
    """NoSuchPeriod, KeyError. One statement over those of `figures`."""
    found = books(period, as_of)
    (own,) = marked(found, [found.figures(unit)])
    targets = yearly_targets(unit, period)
    below = [found.figures(code) for code in found.map_with(unit).children.get(unit, ())]
    best, in_need = ranked([r for one in below if (r := _rank(targets, one))])
    results = tuple(measured(target, own) for target in targets)
    big = big_figures(found.form, own, year_before(found, unit), targets)
    tiles = tiles_right_below(found, unit, found.form.models[0].share) if found.form.models else None
    return Leaders(own, big, results, best, in_need, tiles, found.synthetic)


def big_figures(
    form: FormSpec, own: Figures, before: Mapping[str, int], targets: Sequence[TargetSpec]
) -> tuple[BigFigure, ...]:
    """Every derived figure of the form that can be reckoned, with what stands beside it. Pure."""
    earlier = shares(form, before)
    return tuple(
        _big(form, own, i, earlier.get(i.code), targets)
        for i in form.indicators
        if i.formula and own.share.get(i.code) is not None
    )


def _big(
    form: FormSpec, own: Figures, indicator: IndicatorSpec, before: Fraction | None, targets: Sequence[TargetSpec]
) -> BigFigure:
    part, whole = names_in(indicator.formula or "")[:2]
    flags = tuple(f for f in own.flags if f.indicator in (part, whole) and not f.answer)
    target = next((t for t in targets if _plain(t.measure) == _plain(indicator.formula)), None)
    return BigFigure(
        indicator, own.share[indicator.code], own.total.get(part), own.total.get(whole), form.by_code[whole].unit, before,
        flags, measured(target, own) if target else None,
    )  # fmt: skip


def _plain(formula: str | None) -> str:
    return (formula or "").replace(" ", "")


def _rank(targets: Sequence[TargetSpec], figures: Figures) -> Ranked | None:
    """By the targets of the unit above; None for a unit of which none can be told yet."""
    told = [(t, actual) for t in targets if t.value and (actual := reached(t, figures)) is not None]
    if not told:
        return None
    ways = [_way(target, actual) for target, actual in told]
    met = sum(measured(target, figures).is_reached for target, _actual in told)
    return Ranked(figures.unit, met, len(told), sum(ways, Fraction(0)) / len(ways))


def _way(target: TargetSpec, actual: Fraction) -> Fraction:
    """How far a target is reached, 1 for all of it and never more: a unit does not make up for one target by another."""
    value = Fraction(target.value or 0)
    if target.comparator == "at_most":
        return Fraction(1) if actual <= value else value / actual
    return min(Fraction(1), max(Fraction(0), actual / value))


def ranked(units: Sequence[Ranked]) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """The best, the best first, and those in need, the neediest first; half of the units each at most. Pure."""
    order = sorted(units, key=lambda r: (-r.mean, -r.met, r.unit.code))
    number = min(MOST, len(order) // 2)
    return tuple(order[:number]), tuple(order[::-1][:number])

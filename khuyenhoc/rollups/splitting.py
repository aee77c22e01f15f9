"""The change of a figure, split: borders first, then place by place what was reported, corrected, new or missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.measures import Expression, Sum
from khuyenhoc.rollups.changes import (
    Cause,
    Contribution,
    Side,
    Totals,
    Weights,
    added,
    groups,
    value_of,
    weighed,
    weights,
)
from khuyenhoc.units.grounds import Grounds
from khuyenhoc.vietnamese.text import in_sentence, sort_key

NAMED = 4
"""How many units that cannot be told apart are named."""


@dataclass(frozen=True)
class Splitting:
    """A unit's figure in two periods, each on the map that both are looked at on.

    `between`: the map of the first period on that of the second. `own`: whose figures were the unit's in the first one, by the
    map that this one is asked for on, which is that period's own where it is asked for `as_then`.
    """

    unit: str
    expression: Expression
    first: Side
    second: Side
    between: Grounds
    own: frozenset[str]
    as_then: bool = False

    def contributions(self) -> list[Contribution]:
        """The largest first; their changes add up to the change of the figure exactly. NotCalculable."""
        laid, shares = self.first.of(self.unit), self.first.shares(self.unit)
        own, there = self.before, added(self.first.totals(laid), shares)
        before = value_of(self.expression, own, self.first.stated.period)
        on_map = value_of(self.expression, there, self.first.stated.period)
        value_of(self.expression, self.after, self.second.stated.period)
        moved = self._moved(laid, shares, weights(self.expression, before, there)) if self.as_then else ()
        found = [*moved, *self._places(laid, weights(self.expression, on_map, self.after))]
        return sorted(together(found), key=lambda c: (-abs(c.change), sort_key(c.name), c.cause))

    @property
    def before(self) -> Totals:
        """The unit's totals in the first period, on the map that it is asked for on."""
        found = self.first.totals(self.own)
        return found if self.as_then else added(found, self.first.shares(self.unit))

    @cached_property
    def after(self) -> Totals:
        return added(self.second.totals(self.second.of(self.unit)), self.second.shares(self.unit))

    def _moved(self, laid: set[str], shares: Totals, by: Weights) -> Iterator[Contribution]:
        """The units that came to it or went from it between the maps of the two periods, and what it got of divided ones."""
        for code in laid ^ self.own:
            change = weighed(by, self.first.totals([code])) * (1 if code in laid else -1)
            yield Contribution(code, self.first.ground.then.name(code), Cause.BORDER, change)
        yield Contribution("", _("Phần đã phân bổ"), Cause.BORDER, weighed(by, shares))

    def _places(self, laid: set[str], by: Weights) -> Iterator[Contribution]:
        inside = (laid, self.second.of(self.unit))
        for then in groups(self.between, (self.first.shared, self.second.shared)):
            reported = [units & side.stated.values.keys() for units, side in zip(then, self._sides, strict=True)]
            counted = [units & of for units, of in zip(reported, inside, strict=True)]
            shares = [side.shares(self.unit, units) for units, side in zip(then, self._sides, strict=True)]
            if any(counted) or any(shares):
                cause = Cause.BORDER if reported != counted else _cause(list(then), reported)
                yield from self._place(self._named(*then), cause, counted, shares, by)

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.first, self.second

    def _place(
        self, named: tuple[str, str], cause: Cause, units: list[set[str]], shares: list[Totals], by: Weights
    ) -> Iterator[Contribution]:
        code, name = named
        of_sides = list(zip(self._sides, units, shares, strict=True))
        as_first = [added(side.totals(of, first=True), more) for side, of, more in of_sides]
        as_now = [added(side.totals(of), more) for side, of, more in of_sides]
        change = weighed(by, as_first[1]) - weighed(by, as_first[0])
        before, after = (None, None) if cause is Cause.BORDER else [self._shown(totals) for totals in as_first]
        yield Contribution(code, name, cause, change, before, after)
        for first, now, sign in zip(as_first, as_now, (-1, 1), strict=True):
            if corrected := weighed(by, now) - weighed(by, first):
                shown = (self._shown(first), self._shown(now))
                yield Contribution(code, name, Cause.REVISION, sign * corrected, *shown)

    def _shown(self, totals: Totals) -> int | None:
        return self.expression.of(totals) if isinstance(self.expression, Sum) else None

    def _named(self, before: set[str], after: set[str]) -> tuple[str, str]:
        """The unit right below the asked one in which a place lies; "" with their names where it is in several."""
        side, units = (self.second, after & self.second.ground.then.units.keys()) if after else (self.first, before)
        places = sorted({self._below(side.ground, code) for code in units or before})
        return places[0] if len(places) == 1 else ("", together_named([name for _code, name in places]))

    def _below(self, ground: Grounds, code: str) -> tuple[str, str]:
        place = ground.placed.get(code)
        under = place.under if place else code
        lineage = ground.now.lineage(under) if under else ()
        if self.unit in lineage[1:]:
            at = lineage[lineage.index(self.unit) - 1]
            return at, ground.now.name(at)
        if place and place.divided:
            return "", _("Phần chưa phân bổ")
        return (under, ground.now.name(under)) if under in ground.now.units else (code, ground.then.name(code))


def _cause(units: list[set[str]], reported: list[set[str]]) -> Cause:
    before, after = reported
    if not before:
        return Cause.NEW_REPORT
    if not after:
        return Cause.MISSING_REPORT
    return Cause.GROWTH if before == after or units == reported else Cause.UNEVEN


def together_named(names: Sequence[str]) -> str:
    """ "Xã Kẻ Sặt – xã Bình Giang"; of many the first ones."""
    shown = [names[0], *map(in_sentence, names[1:NAMED])]
    others = len(names) - NAMED
    return " – ".join([*shown, *([_("%s đơn vị khác") % others] if others > 0 else [])])


def together(found: Iterable[Contribution]) -> list[Contribution]:
    """One of each unit and cause; those that change nothing are left out."""
    sums: dict[tuple[str, str, Cause], Contribution] = {}
    for one in found:
        key = (one.unit, one.name, one.cause)
        sums[key] = _added(sums[key], one) if key in sums else one
    return [one for one in sums.values() if one.change]


def _added(one: Contribution, other: Contribution) -> Contribution:
    return replace(
        one, change=one.change + other.change, before=_sum(one.before, other.before),
        after=_sum(one.after, other.after), units=one.units + other.units,
    )  # fmt: skip


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)

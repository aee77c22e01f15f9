"""What is handed over of balances on a day: all of those of units that went into another one, and what was apportioned. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from khuyenhoc.catalogue.inheritance import rule_on
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.units.parcels import Apportioned, divided_on
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions

Amounts = Mapping[str, Mapping[str, int]]
"""By unit and indicator, what stood there on the day before."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """`amount` of a balance from a unit to another."""

    indicator: str
    giver: str
    taker: str
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a transfer: what a unit gives (below zero) or takes, and with whom."""

    indicator: str
    unit: str
    other: str
    amount: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A balance of which nobody has said yet who takes what: of a unit that was divided, or that ended without a successor."""

    indicator: str
    giver: str
    amount: int


def balances(form: FormSpec, on: dt.date) -> list[IndicatorSpec]:
    """The figures of a form that are balances, to be handed over with both sides booked."""
    return [i for i in form.typed if (rule := rule_on(i.code, on)) and rule.transfer]


def takers(before: UnitMap, after: UnitMap, graph: Successions) -> dict[str, str]:
    """The units that went whole into another one on the day of a map, with that one."""
    found = {}
    for code in before.units:
        links = [link for link in graph.successors(code) if link.on == after.on]
        if links and not divided_on(links) and code not in after.units:
            found[code] = links[0].successor or code
    return found


def without_taker(before: UnitMap, after: UnitMap, whole: Container[str], divided: Container[str]) -> list[str]:
    """The units that ended on the day of a map and left nothing to any other."""
    return [c for c in before.units if c not in after.units and c not in whole and c not in divided]


def transfers(
    whole: Mapping[str, str], divided: Iterable[str], amounts: Amounts, given: Mapping[str, Mapping[str, Apportioned]]
) -> tuple[list[Transfer], list[Pending]]:
    """All that is handed over, and what waits to be apportioned or has no taker. A balance of 0 is not handed over."""
    made = [Transfer(i, u, to, v) for u, to in whole.items() for i, v in amounts.get(u, {}).items() if v]
    pending: list[Pending] = []
    for unit in divided:
        for indicator, value in amounts.get(unit, {}).items():
            one = given.get(unit, {}).get(indicator)
            if one is None or one.total != value:
                pending += [Pending(indicator, unit, value)] if value else []
                continue
            made += [
                Transfer(indicator, unit, to, v) for to, v in one.shares.items() if to not in (None, unit) and v and to
            ]
    return made, pending


def entries(made: Iterable[Transfer]) -> list[Entry]:
    """Both sides of each transfer; together they add to zero."""
    return [
        entry
        for t in made
        for entry in (Entry(t.indicator, t.giver, t.taker, -t.amount), Entry(t.indicator, t.taker, t.giver, t.amount))
    ]

"""What pages show of balances that are handed over with a plan: who gives and who takes, in rows that add to zero."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.balances.queries import booked, due
from khuyenhoc.returns.balances.rules import entries
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions


@dataclass(frozen=True, slots=True)
class Side:
    """A unit with what it gives (below zero) or takes in all."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One balance by the figures of a period. `pending`: what waits to be apportioned; `stale`: booked by other figures than
    those of now."""

    indicator: IndicatorSpec
    period: str
    sides: Sequence[Side]
    pending: Sequence[Side]
    stale: bool

    @property
    def total(self) -> int:
        """What all sides add up to: nothing is lost on the way."""
        return sum(side.amount for side in self.sides)


def handed_over(
    row: Reorganisation, before: UnitMap, after: UnitMap, graph: Successions, givers: Container[str]
) -> list[HandedOver]:
    """What a draft would hand over, or what is booked with an applied plan. Five statements at most."""
    now = due(before, after, graph)
    rows = [transfer for transfer in now.transfers if transfer.giver in givers]
    kept = booked(row) if row.state == PlanState.APPLIED else rows
    found = []
    for indicator in now.indicators:
        made = [transfer for transfer in kept if transfer.indicator == indicator.code]
        amounts: dict[str, int] = {}
        for entry in entries(made):
            amounts[entry.unit] = amounts.get(entry.unit, 0) + entry.amount
        sides = [
            Side((before if amount < 0 else after).name(unit), amount)
            for unit, amount in sorted(amounts.items(), key=lambda pair: pair[1] > 0)
        ]
        waits = [
            Side(before.name(p.giver), p.amount)
            for p in now.pending if p.indicator == indicator.code and p.giver in givers
        ]  # fmt: skip
        if (sides or waits) and now.collection:
            stale = set(made) != {transfer for transfer in rows if transfer.indicator == indicator.code}
            found.append(HandedOver(indicator, now.collection.period, sides, waits, stale))
    return found

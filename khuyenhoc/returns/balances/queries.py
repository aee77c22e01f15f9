"""What is handed over of balances with a plan: what the returns and the apportionings say, and what is booked. Reads only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.apportioning.queries import collections_before, given, splits_between, standing
from khuyenhoc.returns.balances.models import BalanceTransfer
from khuyenhoc.returns.balances.rules import Pending, Transfer, balances, takers, transfers, without_taker
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.succession import Successions


@dataclass(frozen=True)
class Due:
    """What is handed over on the day of a map by the figures of the last period before it."""

    collection: Collection | None = None
    indicators: tuple[IndicatorSpec, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    pending: tuple[Pending, ...] = ()


def due(before: UnitMap, after: UnitMap, graph: Successions) -> Due:
    """By what the returns in force and the apportionings say now; of a draft too. Four statements, one without any period."""
    collection = next(iter(collections_before(after.on)), None)
    if collection is None:
        return Due()
    found = balances(form_spec(collection.form_id), after.on)
    whole, splits, known = takers(before, after, graph), splits_between(before, after, graph), given(collection)
    apart = [*splits, *without_taker(before, after, whole, splits)]
    amounts = standing(collection, after.on, [*whole, *apart], graph, known, [i.code for i in found])
    of = {unit: shares for (unit, on), shares in known.items() if on == after.on}
    made, pending = transfers(whole, apart, amounts, of)
    return Due(collection, tuple(found), tuple(made), tuple(pending))


def booked(plan: Reorganisation) -> list[Transfer]:
    """What is booked with a plan. One statement."""
    rows = BalanceTransfer.objects.filter(plan=plan).order_by("pk")
    return [Transfer(*row) for row in rows.values_list("indicator__code", "giver__code", "taker__code", "amount")]


@dataclass(frozen=True, slots=True)
class Booked:
    """One side of what is booked, at the unit of the question: with whom, on which day, by whose figures."""

    label: str
    unit_of_measure: str
    other: str
    amount: int
    on: dt.date
    period: str


def booked_at(unit: str) -> list[Booked]:
    """What a unit gave (below zero) and took, the first day first. One statement."""
    rows = BalanceTransfer.objects.filter(giver__code=unit) | BalanceTransfer.objects.filter(taker__code=unit)
    rows = rows.select_related("giver", "taker", "plan", "indicator", "collection").defer("plan__rows")
    return [
        Booked(
            row.indicator.spec["label"], row.indicator.spec["unit"],
            row.taker.code if row.giver.code == unit else row.giver.code,
            -row.amount if row.giver.code == unit else row.amount, row.plan.on, row.collection.period,
        )
        for row in rows.order_by("plan__on", "pk")
    ]  # fmt: skip

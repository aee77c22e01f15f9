"""Known numbers of units besides their returns: from a day on, each ending the one before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from msgspec import Struct

from khuyenhoc.units.models import UnitFact

VILLAGES: Final = "villages"
"""The key of how many villages and residential groups a unit has."""


class NewFact(Struct, frozen=True):
    """A number to be known from `since` on. `unit`: the row of the unit."""

    unit: int
    key: str
    value: int
    since: dt.date
    source: str
    status: str


class Change(Struct, frozen=True):
    """A fact that was added; `ended`: the one that it ended (None where none held), `until`: when that ended before."""

    fact: UnitFact
    ended: UnitFact | None
    until: dt.date | None


def facts_known(key: str) -> QuerySet[UnitFact]:
    """Every number of a kind, of all times. One statement."""
    return UnitFact.objects.filter(key=key).select_related("unit").order_by("unit", "valid_from")


@transaction.atomic
def add_facts(*, facts: Sequence[NewFact]) -> list[Change]:
    """Adds numbers; each ends what held on its day and holds until the next one that is known. The caller journals it.

    IntegrityError where a number of the same day stands already. Statements grow with the numbers that end others.
    """
    changes = []
    for new in sorted(facts, key=lambda f: (f.unit, f.since)):
        others = UnitFact.objects.filter(unit=new.unit, key=new.key)
        before = others.filter(valid_from__lt=new.since).order_by("-valid_from").first()
        after = others.filter(valid_from__gt=new.since).order_by("valid_from").first()
        holding = before if before and (before.valid_to is None or before.valid_to > new.since) else None
        until = holding.valid_to if holding else None
        if holding:
            holding.valid_to = new.since
            holding.save(update_fields=["valid_to"])
        fact = UnitFact.objects.create(
            unit_id=new.unit, key=new.key, value=new.value, valid_from=new.since,
            valid_to=until or (after.valid_from if after else None), source=new.source, status=new.status,
        )  # fmt: skip
        changes.append(Change(fact, holding, until))
    return changes


@transaction.atomic
def take_back(*, changes: Iterable[Change]) -> None:
    """Undoes `add_facts`, the last addition first: what was there before stands again."""
    for change in changes:
        change.fact.delete()
        if change.ended:
            change.ended.valid_to = change.until
            change.ended.save(update_fields=["valid_to"])

"""Exchanging kept copies. They hold nothing that the cells do not, so no journal tells of it."""

from __future__ import annotations

from collections.abc import Collection as Several
from dataclasses import dataclass

from django.db import transaction

from khuyenhoc.audit import clock
from khuyenhoc.returns.keeping.models import ChangedUnit, KeptCopy
from khuyenhoc.returns.models import Collection


@dataclass(frozen=True, slots=True)
class Copies:
    """The SHA-256 of both files, and of the map whose totals they hold."""

    facts: str
    totals: str
    map_hash: str


@transaction.atomic
def exchange(*, collection: Collection, before: Copies | None, after: Copies, folded: Several[int]) -> bool:
    """From now on the copies are `after`, into which the changes `folded` (rows of ChangedUnit) went. All in one transaction, so
    that a reader sees the copies and what changed since, of one moment. False, and nothing done, where somebody else was
    quicker: `before` stands no more."""
    Collection.objects.select_for_update().get(pk=collection.pk)
    rows = KeptCopy.objects.filter(collection=collection)
    stands = rows.values_list("facts", "totals", "map_hash").first()
    if (Copies(*stands) if stands else None) != before:
        return False
    values = {"facts": after.facts, "totals": after.totals, "map_hash": after.map_hash, "made_at": clock.now()}
    KeptCopy.objects.update_or_create(collection=collection, defaults=values)
    ChangedUnit.objects.filter(pk__in=folded).delete()
    return True


def forget(*, collection: Collection) -> None:
    """There are no copies, and whatever is asked is read from the cells. What changed since stays noted."""
    KeptCopy.objects.filter(collection=collection).delete()

"""Reading what is kept, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khuyenhoc.returns.keeping.acts import Copies
from khuyenhoc.returns.keeping.models import KeptCopy
from khuyenhoc.returns.models import Collection


@dataclass(frozen=True)
class Standing:
    """The kept copies of a collection, and the units that changed since (by the rows that say so), of one moment."""

    copies: Copies
    changed: dict[int, str]


def standing(collection: Collection) -> Standing | None:
    """None where nothing is kept. One statement, for copies and changes of two moments do not go together."""
    return standing_of([collection.pk]).get(collection.pk)


def standing_of(collections: Iterable[int]) -> dict[int, Standing]:
    """The same of several collections, by their rows; those of which nothing is kept are left out. One statement."""
    rows = KeptCopy.objects.filter(collection__in=list(collections)).order_by("collection__changed__pk")
    columns = (
        "collection",
        "facts",
        "totals",
        "map_hash",
        "collection__changed__pk",
        "collection__changed__unit__code",
    )
    found: dict[int, Standing] = {}
    for collection, *copies, pk, unit in rows.values_list(*columns):
        one = found.setdefault(collection, Standing(Copies(*copies), {}))
        if pk is not None:
            one.changed[pk] = unit
    return found

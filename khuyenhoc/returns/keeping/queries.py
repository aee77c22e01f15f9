"""Reading what is kept, and what changed since."""

from __future__ import annotations

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
    rows = KeptCopy.objects.filter(collection=collection).order_by("collection__changed__pk")
    columns = ("facts", "totals", "map_hash", "collection__changed__pk", "collection__changed__unit__code")
    found = list(rows.values_list(*columns))
    if not found:
        return None
    return Standing(Copies(*found[0][:3]), {pk: unit for *_copies, pk, unit in found if pk is not None})

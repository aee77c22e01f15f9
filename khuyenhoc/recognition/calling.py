"""The order in which the names of a list are called: village by village as the unit has them, each by its numbers; those of no
village last. One order on pages and papers, on every database, and among rows that have been read."""

from __future__ import annotations

import sys
from typing import Final

from django.db.models import F, OrderBy, Q, Subquery

from khuyenhoc.recognition.models import Standing, Village

Key = tuple[str, int, int, int]
"""Where a page begins: after (unit's code, village's row or 0, number in the list, entry's row)."""
_LAST: Final = sys.maxsize


def calling(entry: str = "entry") -> tuple[OrderBy | str, ...]:
    """For `order_by`: `entry` is the way to the entry. By rows, not by what they are ordered by themselves."""
    place = (F(f"{entry}__village__{column}").asc(nulls_last=True) for column in ("position", "pk"))
    return *place, f"{entry}__number", f"{entry}_id"


def called(standing: Standing) -> tuple[int, int, int, int]:
    """The same for `sorted`; the entry has been read with its village."""
    village = standing.entry.village
    place = (village.position, village.pk) if village else (_LAST, _LAST)
    return *place, standing.entry.number, standing.entry_id


def key_of(standing: Standing) -> Key:
    """Where the page after this standing begins."""
    return standing.unit.code, standing.entry.village_id or 0, standing.entry.number, standing.entry_id


def beyond(after: Key) -> Q:
    """The standings of a unit's list that are called after a key."""
    _unit, village, number, entry = after
    later = Q(entry__number__gt=number) | Q(entry__number=number, entry__gt=entry)
    if not village:
        return Q(entry__village__isnull=True) & later
    position = Subquery(Village.objects.filter(pk=village).values("position"))
    further = Q(entry__village__position__gt=position) | Q(
        entry__village__position=position, entry__village__gt=village
    )
    return further | Q(entry__village__isnull=True) | Q(entry__village=village) & later

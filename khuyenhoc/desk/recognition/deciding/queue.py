"""Who waits for the unit's appraisal, in calling order, and who has been appraised. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.desk.recognition.deciding.sheet import is_scored
from khuyenhoc.desk.recognition.place import Place
from khuyenhoc.recognition.appraising import current_points
from khuyenhoc.recognition.calling import calling
from khuyenhoc.recognition.enums import Scoring, Status
from khuyenhoc.recognition.models import Standing

MOST = 100
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What a village has proposed. `same`: those that wait and can be taken as they scored themselves, all at once; all of them
    where the criteria give no points (`scored`), which leaves only their papers to be looked at."""

    waiting: tuple[Standing, ...]
    done: tuple[Standing, ...]
    same: tuple[Standing, ...]
    scored: bool

    def next(self, pk: int) -> Standing | None:
        """The one that waits after another one, from the beginning again after the last; None where no other waits."""
        others = [s for s in self.waiting if s.pk != pk]
        here = next((at for at, s in enumerate(self.waiting) if s.pk == pk), -1)
        behind = [s for s in self.waiting[here + 1 :] if s.pk != pk] if here >= 0 else others
        return next(iter(behind or others), None)

    def after(self, rows: Sequence[Standing], key: str) -> int:
        """Where the page begins that follows a row."""
        return next((at for at, s in enumerate(rows, start=1) if str(s.pk) == key), 0)


def queue_of(place: Place) -> Queue:
    """Two statements, and one for each 500 that are proposed."""
    rows = Standing.objects.filter(unit__code=place.unit, model=place.model, year=place.year, entry__scope=place.scope)
    found = list(rows.filter(status=Status.PROPOSED).select_related("entry__village", "unit").order_by(*calling()))
    appraised = current_points([s.pk for s in found], Scoring.APPRAISAL)
    waiting = tuple(s for s in found if s.pk not in appraised)
    scored = is_scored(place.model, place.year, place.scope)
    same = tuple(s for s in waiting if s.self_score is not None or not scored)
    return Queue(waiting, tuple(s for s in found if s.pk in appraised), same, scored)

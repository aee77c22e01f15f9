"""Points that entries are given: a later giving takes the place of the one before, which holds again when it is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max, Q

from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.enums import Scoring
from khuyenhoc.recognition.models import Assessment, Step


@dataclass(frozen=True, slots=True)
class Points:
    """What somebody was given: points by the code of each indicator, where, in which group, which vetoes hold, and why."""

    points: Mapping[str, int | None]
    area: str = ""
    group: str = ""
    vetoes: Sequence[str] = field(default_factory=tuple)
    note: str = ""


def give(*, step: Step, scoring: Scoring, criteria: int, points: Mapping[int, Points]) -> None:
    """The points of standings (rows) by a criteria set (its row), in the caller's transaction. Two statements for each 500."""
    now = clock.now()
    for part in in_parts(points):
        current = Assessment.objects.filter(standing__in=part, scoring=scoring, replaced_at=None)
        current.update(replaced_at=now)
        Assessment.objects.bulk_create(
            Assessment(
                standing_id=key, scoring=scoring, criteria_id=criteria, area=points[key].area, group=points[key].group,
                points=dict(points[key].points), vetoes=list(points[key].vetoes), note=points[key].note, at=now, by=step.by,
                step=step,
            )
            for key in part
        )  # fmt: skip


def give_back(step: Step) -> None:
    """The points that a step gave hold no more, those before them do. Three statements."""
    made = Assessment.objects.filter(step=step, replaced_at=None)
    given = list(made.values_list("standing", "scoring"))
    made.update(replaced_at=clock.now())
    by_scoring = {s: [standing for standing, scoring in given if scoring == s] for _standing, s in given}
    for scoring, standings in by_scoring.items():
        _revive(step, scoring, standings)


def _revive(step: Step, scoring: str, standings: Sequence[int]) -> None:
    lasting = Q(step__isnull=True) | Q(step__taken_back_at__isnull=True)
    before = Assessment.objects.filter(lasting, scoring=scoring).exclude(step_id=step.pk)
    for part in in_parts(standings):
        rows = before.filter(standing__in=part).order_by().values("standing")
        last = [row["last"] for row in rows.annotate(last=Max("pk"))]
        Assessment.objects.filter(pk__in=last).update(replaced_at=None)

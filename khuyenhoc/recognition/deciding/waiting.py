"""How far the lists of units are: what waits for registering, a meeting, an appraisal, a decision. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When

from khuyenhoc.recognition.enums import LearningModel, Status, Verdict
from khuyenhoc.recognition.models import Decision, Entry, Schedule, Standing
from khuyenhoc.recognition.rules import BEFORE_MEETING

READY = frozenset({Verdict.PASSED, Verdict.UNSCORED})


class Key(NamedTuple):
    """Of which list. `unit`: a code; `scope`: as `Entry.scope`."""

    unit: str
    model: LearningModel
    year: int
    scope: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many entries of a list wait for what. `unclear`: appraised, but gaps of the criteria do not let it be judged.

    `days`: the unit's own days of the stages, as `Schedule` has them.
    """

    listed: int = 0
    registered: int = 0
    to_appraise: int = 0
    ready: int = 0
    failed: int = 0
    unclear: int = 0
    recognised: int = 0
    days: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """Registered and not decided on."""
        return self.registered + self.to_appraise + self.ready + self.failed + self.unclear


def waiting_of(units: Collection[str], years: Collection[int]) -> dict[Key, Waiting]:
    """By list, those that have any entry. One statement."""
    rows = Standing.objects.filter(unit__code__in=units, year__in=years).order_by()
    own = Schedule.objects.filter(unit=OuterRef("unit"), model=OuterRef("model"), year=OuterRef("year"))
    # Asked of communities alone: nothing else has a scope.
    scopes = Entry.objects.filter(pk=OuterRef("entry")).values("scope")
    scope = Case(When(model=LearningModel.COMMUNITY, then=Subquery(scopes)), default=Value(""))
    marked = rows.annotate(scored=Q(score__isnull=False), days=Subquery(own.values("days")), scope=scope)
    columns = ("unit__code", "model", "year", "scope", "status", "verdict", "scored", "days")
    found: dict[Key, dict[str, Any]] = {}
    for unit, model, year, scope, status, verdict, scored, days, n in marked.values_list(*columns).annotate(
        n=Count("pk")
    ):
        numbers = found.setdefault(Key(unit, LearningModel(model), year, scope), {"days": days or {}})
        if name := _name(status, verdict, scored):
            numbers[name] = numbers.get(name, 0) + n
    return {key: Waiting(**numbers) for key, numbers in found.items()}


def unfinished(units: Collection[str]) -> list[Decision]:
    """Decisions of units that are still drafts, or lack the copy of the signed paper. One statement."""
    rows = Decision.objects.filter(Q(issued_at=None) | Q(scan=""), unit__code__in=units, loaded=False)
    return list(rows.select_related("unit").defer("chosen", "wording"))


def _name(status: str, verdict: str, scored: bool) -> str:
    """Which of the numbers of `Waiting` a standing counts in. Pure."""
    if status != Status.PROPOSED:
        known = {
            Status.LISTED: "listed",
            Status.RECOGNISED: "recognised",
            **dict.fromkeys(BEFORE_MEETING, "registered"),
        }
        return known.get(Status(status), "")
    if verdict in READY:
        return "ready"
    if verdict == Verdict.FAILED:
        return "failed"
    return "unclear" if scored else "to_appraise"

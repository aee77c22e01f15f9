"""Who of a year's list can be recognised by a decision now, and who is held back, and why. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from msgspec import convert

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.recognition.appraising import current_points, scores_of
from khuyenhoc.recognition.calling import calling
from khuyenhoc.recognition.doubles.queries import doubled
from khuyenhoc.recognition.enums import Cause, Scoring, Status, Verdict
from khuyenhoc.recognition.joining.queries import is_unchecked
from khuyenhoc.recognition.models import Assessment, Standing
from khuyenhoc.recognition.rules import BEFORE_MEETING, GONE, OPEN, judged_on
from khuyenhoc.recognition.verdicts import judge
from khuyenhoc.recognition.wholes.queries import ended_wholes


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An entry that a decision does not recognise yet. `detail`: sentences on its points, where it has any."""

    standing: Standing
    cause: Cause
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """A year's list before a decision, in calling order; who has not registered is not in it."""

    ready: tuple[Standing, ...]
    held: tuple[HeldBack, ...]

    @property
    def by_cause(self) -> dict[Cause, list[HeldBack]]:
        """Those that are held back by why, in the order of the causes."""
        found = {cause: [h for h in self.held if h.cause == cause] for cause in Cause}
        return {cause: held for cause, held in found.items() if held}


def sorted_out(unit: str, model: str, year: int, today: dt.date, scope: str = "") -> Sorted:
    """Everyone on a unit's list of a year who registered and is not decided on. Two statements, and one for
    each 500 of them; one more for whole units (`scope`), which bear one name in many places and are never the same."""
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope=scope).exclude(status__in=GONE)
    everyone = list(
        rows.exclude(status=Status.LISTED)
        .select_related("entry__village", "entry__about", "unit", "self_registration")
        .order_by(*calling())
    )
    open_ = [s for s in everyone if s.status in OPEN]
    appraisals = current_points([s.pk for s in open_ if s.status == Status.PROPOSED], Scoring.APPRAISAL)
    doubles = frozenset() if scope else doubled(s.entry for s in everyone if s.status != Status.REFUSED)
    unchecked = {s.pk for s in open_ if is_unchecked(s)}
    on = judged_on(year, today)
    ended = ended_wholes([s.entry for s in open_], on) if scope else frozenset()
    causes = [
        (s, Cause.ENDED if s.entry_id in ended else cause_of(s, appraisals.get(s.pk), doubles, on, unchecked))
        for s in open_
    ]
    ready = tuple(s for s, cause in causes if cause is None)
    held = (HeldBack(s, cause, _detail(appraisals.get(s.pk), cause, on)) for s, cause in causes if cause)
    return Sorted(ready, tuple(held))


def cause_of(
    standing: Standing,
    appraisal: Assessment | None,
    doubles: Collection[int],
    on: dt.date,
    unchecked: Collection[int] = (),
) -> Cause | None:
    """Why an entry is held back; None where nothing speaks against it. `unchecked`: standings (rows) that put themselves on the
    list. Pure."""
    if standing.status in BEFORE_MEETING:
        return Cause.NO_VOTE
    if appraisal is None:
        return Cause.NO_APPRAISAL
    if not _in_force(appraisal, on):
        return Cause.NOT_IN_FORCE
    if standing.verdict == "":
        return Cause.GAP
    if standing.verdict == Verdict.FAILED:
        return Cause.BELOW
    if standing.pk in unchecked:
        return Cause.UNCHECKED
    return Cause.DOUBLE if standing.entry_id in doubles else None


def _in_force(appraisal: Assessment, on: dt.date) -> bool:
    criteria = appraisal.criteria
    return bool(criteria.valid_from and criteria.valid_from <= on and (not criteria.valid_to or on < criteria.valid_to))


def _detail(appraisal: Assessment | None, cause: Cause | None, on: dt.date) -> tuple[str, ...]:
    if appraisal is None or cause not in (Cause.GAP, Cause.BELOW):
        return ()
    return judge(convert(appraisal.criteria.spec, CriteriaSetSpec), scores_of(appraisal), on).sentences

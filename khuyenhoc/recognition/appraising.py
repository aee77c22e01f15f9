"""The unit appraises what a village has proposed: points beside those that the entry gave itself, and what they come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.catalogue.criteria.saying import called
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.criteria.queries import criteria_of, known_area
from khuyenhoc.recognition.enums import Scoring, Status, Verdict
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment, Standing, Step
from khuyenhoc.recognition.moving import locked, move, require_keeper
from khuyenhoc.recognition.points import Points, give
from khuyenhoc.recognition.rules import judged_on
from khuyenhoc.recognition.verdicts import Outcome, Scores, judge
from khuyenhoc.recognition.verdicts import Verdict as Judged
from khuyenhoc.recognition.wholes.saying import status_label, titled
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import in_sentence

SAID: Final = {
    Outcome.PASSED: Verdict.PASSED.value, Outcome.NOT_PASSED: Verdict.FAILED.value,
    Outcome.NOT_SCORED: Verdict.UNSCORED.value, Outcome.NOT_JUDGEABLE: "",
}  # fmt: skip
"""What a standing keeps of what came out; "" beside a score says that the criteria's gaps do not let it be judged."""
ACT: Final = "appraise"
Find = Callable[[str, str, str, dt.date], CriteriaSetSpec | None]


@transaction.atomic
def appraise(*, by: User, standing: int, points: Points) -> Step:
    """The unit's points for one entry, and what they come to.

    RecognitionRefused for one that its village has not proposed, for points that cannot be right by the criteria of the day,
    or that differ from its own without a note; NotAllowed. Nothing is changed then.
    """
    (found,) = _proposed(by, [standing])
    own = current_points([standing], Scoring.SELF).get(standing)
    if own and (codes := differing(own.points, points.points)) and not points.note.strip():
        raise RecognitionRefused(_to_explain(found, points.area, codes))
    return _appraised(by, [found], {standing: points})


@transaction.atomic
def accept_own_points(*, by: User, standings: Sequence[int]) -> Step:
    """What entries gave themselves is what the unit gives them; where the criteria give no points, their papers are in order.

    RecognitionRefused where one of them is not proposed, or gave itself no points and needs some; NotAllowed. Statements grow
    by four for each 500.
    """
    found = _proposed(by, standings)
    own = current_points([s.pk for s in found], Scoring.SELF)
    points = {s.pk: _points_of(own.get(s.pk)) for s in found}
    return _appraised(by, found, points)


def current_points(standings: Collection[int], scoring: Scoring) -> dict[int, Assessment]:
    """The points that hold, by standing, with their criteria set. One statement for each 500."""
    rows = Assessment.objects.filter(scoring=scoring, replaced_at=None).select_related("criteria")
    return {a.standing_id: a for part in in_parts(standings) for a in rows.filter(standing__in=part)}


def differing(own: Mapping[str, int | None], unit: Mapping[str, int | None]) -> list[str]:
    """The indicators for which the unit gives other points than an entry gave itself. Pure."""
    return sorted(code for code in own.keys() | unit.keys() if own.get(code) != unit.get(code))


def scores_of(points: Points | Assessment) -> Scores:
    """Given points as the rule takes them. Pure."""
    return Scores(points.points, known_area(points.area), points.group, frozenset(points.vetoes))


def _points_of(own: Assessment | None) -> Points:
    return Points(own.points, own.area, own.group, own.vetoes) if own else Points({})


def _proposed(by: User, standings: Sequence[int]) -> list[Standing]:
    found = locked(standings)
    for unit in {s.unit.code for s in found}:
        require_keeper(by, unit)
    if stranger := next((s for s in found if s.status != Status.PROPOSED), None):
        text = _("“%(name)s” %(now)s nên chưa thẩm định được: chỉ thẩm định mục mà thôn, khu dân cư đã đề nghị.")
        if scope := stranger.entry.scope:
            text = _("“%(name)s” %(now)s nên chưa thẩm định được: chỉ thẩm định đơn vị mà hội nghị đã đề nghị.")
        raise RecognitionRefused(text % {"name": stranger.entry.name, "now": status_label(stranger.status, scope)})
    return found


def _appraised(by: User, standings: Sequence[Standing], points: Mapping[int, Points]) -> Step:
    in_force, today = cache(criteria_of), clock.today()
    judged = {s.pk: _judged(s, points[s.pk], in_force, today) for s in standings}

    def keep(standing: Standing) -> None:
        verdict = judged[standing.pk][1]
        standing.score, standing.verdict = verdict.total, SAID[verdict.outcome]

    step = move(by=by.username, act=ACT, standings=standings, to=Status.PROPOSED, change=keep)
    rows = dict(CriteriaSet.objects.filter(code__in={c.code for c, _v in judged.values()}).values_list("code", "pk"))
    for code, row in rows.items():
        given = {pk: points[pk] for pk, (criteria, _v) in judged.items() if criteria.code == code}
        give(step=step, scoring=Scoring.APPRAISAL, criteria=row, points=given)
    return step


def _judged(standing: Standing, points: Points, in_force: Find, today: dt.date) -> tuple[CriteriaSetSpec, Judged]:
    on = judged_on(standing.year, today)
    criteria = in_force(standing.model, standing.entry.scope, points.area, on)
    if criteria is None:
        text = _("Không có bộ tiêu chí nào áp dụng %(day)s cho %(model)s. Báo người quản trị ghi bộ tiêu chí.")
        raise RecognitionRefused(
            text % {"day": sentence_date(on), "model": titled(standing.model, standing.entry.scope)}
        )
    verdict = judge(criteria, scores_of(points), on)
    if verdict.outcome is Outcome.FAULTY:
        raise RecognitionRefused("\n".join(f"{standing.entry.name}: {said}" for said in verdict.sentences))
    return criteria, verdict


def _to_explain(standing: Standing, area: str, codes: Sequence[str]) -> str:
    on = judged_on(standing.year, clock.today())
    criteria = criteria_of(standing.model, standing.entry.scope, area, on)
    if criteria:
        codes = sorted(codes, key=lambda code: criteria.numbers.get(code, 0))
    names = [called(criteria, code) if criteria else code for code in codes]
    text = _("Điểm thẩm định khác điểm tự chấm ở: %s. Ghi lý do vào ô “Lý do khác điểm tự chấm”.")
    return text % ", ".join(in_sentence(name) for name in names)

"""A criteria set tried on the points of the last year that was scored by the one that it was made from. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from msgspec import structs

from khuyenhoc.catalogue.criteria.saying import called
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.recognition.models import Assessment
from khuyenhoc.recognition.verdicts import Outcome, Reason, Scores, Verdict, Why, judge

Key = tuple[Why, str]
BATCH = 2000


@dataclass(frozen=True)
class Trial:
    """`year`: whose points, None without any. `failing`: how many do not pass by the new set, `newly_failing`: of them those
    that pass by the old one, `newly_passing`: the other way round, `untried`: of which the new set cannot say. `reasons`:
    why, each with how many it holds of, the most frequent first; somebody may have several."""

    year: int | None = None
    entries: int = 0
    failing: int = 0
    newly_failing: int = 0
    newly_passing: int = 0
    untried: int = 0
    reasons: tuple[tuple[str, int], ...] = ()


def last_scored(base: CriteriaSetSpec) -> tuple[int | None, int]:
    """The last year of which somebody was scored by a set, and how many points were given in it. Two statements."""
    rows = Assessment.objects.filter(criteria__code=base.code, replaced_at=None)
    year = rows.aggregate(year=Max("standing__year"))["year"]
    return year, rows.filter(standing__year=year).count() if year else 0


def try_out(new: CriteriaSetSpec, base: CriteriaSetSpec, year: int | None) -> Trial:
    """What the new set would make of the points of a year: of the appraisal, else those that somebody gave themselves. One
    statement; memory does not grow with the number of entries."""
    return trial_of(new, base, year, points_of(base, year)) if year else Trial()


def points_of(base: CriteriaSetSpec, year: int) -> Iterator[Scores]:
    """The points of each entry that was scored by a set in a year."""
    rows = Assessment.objects.filter(criteria__code=base.code, replaced_at=None, standing__year=year)
    columns = ("standing", "points", "area", "group", "vetoes")
    last = None
    # "appraisal" comes before "self": the first one of a standing is the one that counts.
    for standing, points, area, group, vetoes in (
        rows.order_by("standing_id", "scoring").values_list(*columns).iterator(BATCH)
    ):
        if standing != last:
            yield Scores(points, area or "ordinary", group, frozenset(vetoes))
        last = standing


def trial_of(new: CriteriaSetSpec, base: CriteriaSetSpec, year: int, scores: Iterable[Scores]) -> Trial:
    """The same of any points. Pure. What the new set does not ask any more is left out; what it asks anew is unknown."""
    day = dt.date(year, 12, 31)
    new, base = (structs.replace(one, valid_from=day, valid_to=None) for one in (new, base))
    outcomes: Counter[tuple[Outcome, Outcome]] = Counter()
    why: Counter[Key] = Counter()
    for given in scores:
        before, after = judge(base, given, day), judge(new, asked(new, given), day)
        outcomes[before.outcome, after.outcome] += 1
        why.update(_keys(after))

    def number(*, before: Outcome | None = None, after: frozenset[Outcome]) -> int:
        return sum(n for (b, a), n in outcomes.items() if a in after and before in (None, b))

    failing, passing = frozenset({Outcome.NOT_PASSED}), frozenset({Outcome.PASSED})
    return Trial(
        year=year, entries=outcomes.total(), failing=number(after=failing),
        newly_failing=number(before=Outcome.PASSED, after=failing),
        newly_passing=number(before=Outcome.NOT_PASSED, after=passing),
        untried=number(after=frozenset(Outcome) - failing - passing),
        reasons=tuple((_told(new, key), n) for key, n in sorted(why.items(), key=lambda kept: (-kept[1], kept[0]))),
    )  # fmt: skip


def asked(new: CriteriaSetSpec, given: Scores) -> Scores:
    """What of somebody's points a set asks for."""
    groups, vetoes = {group.code for group in new.groups}, {veto.code for veto in new.vetoes}
    return Scores(
        {code: points for code, points in given.points.items() if code in new.numbers}, given.area,
        given.group if given.group in groups else "", given.vetoes & vetoes,
    )  # fmt: skip


def _keys(verdict: Verdict) -> set[Key]:
    return {_key(reason) for reason in verdict.reasons}


def _key(reason: Reason) -> Key:
    """Reasons that are told as one: by kind and part, but a gap by its own words."""
    return reason.why, reason.message if reason.why in (Why.GAP, Why.UNSCORED) else reason.part


def _told(new: CriteriaSetSpec, key: Key) -> str:
    why, part = key
    match why:
        case Why.THRESHOLD:
            return _("Chưa đủ điểm để đạt")
        case Why.MINIMUM:
            return _("%(which)s dưới %(least)s điểm") % {"which": called(new, part), "least": new.indicator_minimum}
        case Why.VETO:
            return next((v.title for v in new.vetoes if v.code == part and v.title), part)
        case Why.BLANK:
            return _("%s mới có, năm ấy chưa chấm") % called(new, part)
        case Why.OUT_OF_BOUNDS:
            return _("%s có điểm cũ cao hơn điểm cao nhất mới") % called(new, part)
        case Why.OVER_WHOLE:
            return _("Tổng điểm cũ cao hơn điểm của cả bộ mới")
        case Why.UNKNOWN:
            return _("Vùng ghi trên phiếu cũ không dùng bộ này")
    return part.rstrip(".")

"""A new set tried on last year's points: how many would not pass, and why, counted."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import structs

from khuyenhoc.catalogue.criteria.editing import with_part, without_part
from khuyenhoc.catalogue.criteria.spec import ScoredIndicatorSpec
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.criteria.trying import Trial, last_scored, points_of, trial_of, try_out
from khuyenhoc.recognition.enums import Scoring
from khuyenhoc.recognition.models import Assessment
from khuyenhoc.recognition.verdicts import Scores
from tests.recognition.test_verdicts import FACT, WHOLE, points

HIGHER = structs.replace(WHOLE, code="CDHT-2026", thresholds={"ordinary": 85, "disadvantaged": 70})
MORE = with_part(WHOLE, "indicators", ScoredIndicatorSpec(code="CS11", points=10, **FACT))
LESS = structs.replace(without_part(WHOLE, "indicators", "CS10"), points=90)
LOWER = with_part(WHOLE, "indicators", ScoredIndicatorSpec(code="CS1", points=8, **FACT))
GIVEN = [
    Scores(points(*[9] * 10)),
    Scores(points(*[8] * 10)),
    Scores(points(*[9] * 9, 2)),
    Scores(points(*[7] * 10)),
    Scores(points(*[7] * 10), area="disadvantaged"),
    Scores(points(*[10] * 10), vetoes=frozenset({"LT1"})),
]
"""90, 80, 83 with one under the minimum, 70, 70 where it is enough, and 100 with a veto."""


@pytest.mark.parametrize(
    ("new", "trial"),
    [
        (WHOLE, Trial(2025, 6, 3, 0, 0, 0, (("Chỉ số 10 dưới 5 điểm", 1), ("Chưa đủ điểm để đạt", 1),
                                            ("Vi phạm pháp luật.", 1)))),
        (HIGHER, Trial(2025, 6, 4, 1, 0, 0, (("Chưa đủ điểm để đạt", 3), ("Chỉ số 10 dưới 5 điểm", 1),
                                             ("Vi phạm pháp luật.", 1)))),
        (LESS, Trial(2025, 6, 4, 2, 1, 0, (("Chưa đủ điểm để đạt", 3), ("Vi phạm pháp luật.", 1)))),
        (MORE, Trial(2025, 6, 0, 0, 0, 6, (("Chỉ số 11 mới có, năm ấy chưa chấm", 6),))),
        (LOWER, Trial(2025, 6, 1, 0, 0, 3, (("Chỉ số 1 có điểm cũ cao hơn điểm cao nhất mới", 3),
                                            ("Chưa đủ điểm để đạt", 1)))),
        (structs.replace(WHOLE, thresholds={"ordinary": 80}),
         Trial(2025, 6, 3, 0, 0, 1, (("Chưa rõ mức đạt ở vùng khó khăn", 1), ("Chỉ số 10 dưới 5 điểm", 1),
                                     ("Chưa đủ điểm để đạt", 1), ("Vi phạm pháp luật.", 1)))),
    ],
)  # fmt: skip
def test_what_a_set_would_make_of_points(new, trial):
    found = trial_of(new, WHOLE, 2025, GIVEN)
    assert (found, sorted(found.reasons)) == (structs_equal(trial, found), sorted(trial.reasons))


def structs_equal(trial, found):
    """Reasons that hold of equally many come in any order."""
    return Trial(*(getattr(trial, f) for f in Trial.__dataclass_fields__ if f != "reasons"), found.reasons)


def test_the_appraisal_counts_before_what_somebody_gave_themselves(families, django_assert_num_queries):
    row = CriteriaSet.objects.get(code="CDHT-2022")
    at = dt.datetime(2023, 12, 1, tzinfo=dt.UTC)

    def assess(standing, scoring, each, **columns):
        common = {"criteria": row, "at": at, "by": "test", "area": "ordinary"}
        Assessment.objects.create(standing=standing, scoring=scoring, points=points(*[each] * 10), **common, **columns)

    for n, standing in enumerate(families[:3]):
        assess(standing, Scoring.SELF, 9)
        if n:
            assess(standing, Scoring.APPRAISAL, 7)
    assess(families[3], Scoring.SELF, 1, replaced_at=at)
    base = structs.replace(WHOLE, code="CDHT-2022")
    with django_assert_num_queries(2):
        assert last_scored(base) == (2023, 5)
    with django_assert_num_queries(1):
        assert [sum(s.points.values()) for s in points_of(base, 2023)] == [90, 70, 70]
    with django_assert_num_queries(1):
        assert try_out(HIGHER, base, 2023).failing == 2


def test_without_points_there_is_nothing_to_try(families, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert last_scored(WHOLE) == (None, 0)
    with django_assert_num_queries(0):
        assert try_out(HIGHER, WHOLE, None) == Trial()

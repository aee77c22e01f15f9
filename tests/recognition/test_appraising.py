from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.recognition.appraising import accept_own_points, appraise, differing
from khuyenhoc.recognition.enums import Scoring, Status, Verdict
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.points import Points
from tests.recognition.deciding_people import EIGHT, SEVEN, citizens, families_of, moved, proposed_families


@pytest.fixture
def proposed(keeper, commune, villages):
    return citizens(keeper, commune, villages[0].pk)


def said(standing):
    return Standing.objects.values_list("status", "score", "verdict").get(pk=standing.pk)


def test_own_points_are_taken_for_many_at_once_and_taken_back(keeper, proposed):
    step = accept_own_points(by=keeper, standings=[s.pk for s in proposed])
    assert {said(s) for s in proposed} == {(Status.PROPOSED, 80, Verdict.PASSED)}
    kept = Assessment.objects.filter(scoring=Scoring.APPRAISAL, replaced_at=None)
    assert [(a.points, a.criteria.code, a.step) for a in kept] == [(EIGHT, "CDHT-2022", step)] * 4
    take_back(by=keeper, step=step.pk)
    assert {said(s) for s in proposed} == {(Status.PROPOSED, None, "")}
    assert not Assessment.objects.filter(scoring=Scoring.APPRAISAL, replaced_at=None).exists()


def test_other_points_need_a_note(keeper, proposed):
    with pytest.raises(RecognitionRefused, match="khác điểm tự chấm ở: chỉ số 1, chỉ số 2, chỉ số 3"):
        appraise(by=keeper, standing=proposed[0].pk, points=Points(SEVEN))
    appraise(by=keeper, standing=proposed[0].pk, points=Points(SEVEN, note="Minh chứng chỉ đến tháng 6"))
    assert said(proposed[0]) == (Status.PROPOSED, 70, Verdict.FAILED)
    appraise(by=keeper, standing=proposed[0].pk, points=Points(SEVEN, area="disadvantaged", note="Vùng khó khăn"))
    assert said(proposed[0]) == (Status.PROPOSED, 70, Verdict.PASSED)
    appraise(by=keeper, standing=proposed[0].pk, points=Points(EIGHT))
    assert said(proposed[0]) == (Status.PROPOSED, 80, Verdict.PASSED)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ({**EIGHT, "CS3": 101}, "Nguyễn Văn Hùng: Chỉ số 3 được 101 điểm: phải từ 0 đến 100"),
        ({**EIGHT, "CS3": None}, "Nguyễn Văn Hùng: Chỉ số 3 chưa chấm"),
        ({**EIGHT, "XX": 1}, "không có chỉ số “XX”"),
    ],
)
def test_points_that_cannot_be_right_change_nothing(keeper, proposed, points, sentence):
    with pytest.raises(RecognitionRefused, match=sentence):
        appraise(by=keeper, standing=proposed[0].pk, points=Points(points, note="x"))
    assert said(proposed[0]) == (Status.PROPOSED, None, "")


def test_who_gave_themselves_none_is_not_taken_with_the_others(keeper, proposed):
    Assessment.objects.filter(standing=proposed[1]).delete()
    with pytest.raises(RecognitionRefused, match="Trần Thị Nguyệt: Chỉ số 1 chưa chấm"):
        accept_own_points(by=keeper, standings=[s.pk for s in proposed])
    assert {said(s)[1] for s in proposed} == {None}


def test_without_indicators_papers_in_order_are_enough(keeper, families):
    rows = proposed_families(keeper, families)
    accept_own_points(by=keeper, standings=[s.pk for s in rows])
    assert {said(s) for s in rows} == {(Status.PROPOSED, None, Verdict.UNSCORED)}


def test_only_what_a_village_proposed(keeper, families, proposed):
    moved(keeper, families[:1], Status.REGISTERED)
    with pytest.raises(RecognitionRefused, match="“Nguyễn Văn Hùng” đã đăng ký nên chưa thẩm định được"):
        accept_own_points(by=keeper, standings=[families[0].pk])
    with pytest.raises(RecognitionRefused, match="Chưa chọn mục nào"):
        accept_own_points(by=keeper, standings=[])


def test_nobody_appraises_another_units_entries(person, proposed):
    with pytest.raises(NotAllowed):
        appraise(by=person(Role.COMMUNE_SECRETARY, "11245"), standing=proposed[0].pk, points=Points(EIGHT))


def test_without_a_set_in_force_it_is_said(keeper, families):
    rows = proposed_families(keeper, families)
    Standing.objects.filter(pk=rows[0].pk).update(year=2014)
    with pytest.raises(RecognitionRefused, match="Không có bộ tiêu chí nào áp dụng ngày 31/12/2014"):
        accept_own_points(by=keeper, standings=[rows[0].pk])


def test_statements_do_not_grow_with_the_entries(keeper, proposed):
    def asked(rows):
        with CaptureQueriesContext(connection) as queries:
            accept_own_points(by=keeper, standings=[s.pk for s in rows])
        return len(queries)

    assert asked(proposed[:1]) == asked(proposed[1:])


def test_differences():
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 0}) == ["b", "c"]
    assert differing(EIGHT, EIGHT) == []
    assert families_of([]) == []

"""Scoring oneself: kept page by page, within bounds, sent once all is there, changed until the village meets."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.enums import LearningModel, Scoring, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.scoring.acts import choose_group, keep_points, send
from khuyenhoc.recognition.scoring.models import Draft
from khuyenhoc.recognition.scoring.sheets import sheet_of
from khuyenhoc.recognition.verdicts import Outcome
from khuyenhoc.units.models import UnitFact
from tests.recognition.criteria_for_tests import family_set, put_in_force


def answer(standing, **points):
    for code, number in points.items():
        keep_points(standing=standing.pk, indicator=code, points=number)


def test_answers_are_kept_one_by_one(family, django_assert_num_queries):
    answer(family, C1=8, C3=45)
    with django_assert_num_queries(4):
        sheet = sheet_of(family)
    assert (dict(sheet.points), sheet.total, [i.code for i in sheet.missing]) == ({"C1": 8, "C3": 45}, 53, ["C2"])
    answer(family, C1=9)
    assert sheet_of(family).total == 54
    assert Standing.objects.get(pk=family.pk).status == Status.REGISTERED
    assert not Event.objects.filter(act="self_score").exists()


@pytest.mark.parametrize(
    ("indicator", "points", "said"),
    [
        ("C1", 11, "Chỉ số 1 được 11 điểm: phải từ 0 đến 10."),
        ("C1", -1, "Chỉ số 1 được -1 điểm: phải từ 0 đến 10."),
        ("C9", 1, "không có chỉ số này"),
    ],
)
def test_points_out_of_bounds_change_nothing(family, indicator, points, said):
    answer(family, C1=10)
    with pytest.raises(RecognitionRefused, match=said):
        keep_points(standing=family.pk, indicator=indicator, points=points)
    assert Draft.objects.get().points == {"C1": 10}


def test_what_is_missing_is_said_before_sending(family):
    answer(family, C2=30)
    with pytest.raises(RecognitionRefused) as refused:
        send(standing=family.pk)
    assert str(refused.value).splitlines() == [
        "Chỉ số 1: Đọc sách chưa chấm. Ghi điểm, kể cả khi là 0.",
        "Chỉ số 3: Học nghề, học số chưa chấm. Ghi điểm, kể cả khi là 0.",
    ]
    assert not Assessment.objects.exists()


def test_sent_changed_and_sent_again(family, keeper):
    answer(family, C1=8, C2=30, C3=45)
    assert sheet_of(family).verdict().outcome is Outcome.PASSED
    send(standing=family.pk)
    row = Standing.objects.get(pk=family.pk)
    assert (row.status, row.self_score, row.score) == (Status.SELF_SCORED, 83, None)
    answer(family, C1=4)
    step = send(standing=family.pk)
    given = Assessment.objects.filter(scoring=Scoring.SELF)
    assert [(a.points["C1"], a.replaced_at is None) for a in given] == [(8, False), (4, True)]
    event = Event.objects.order_by("-sequence").first()
    assert (event.act, event.after["points"], event.by) == ("self_score", 79, "người có liên kết riêng")
    take_back(by=keeper, step=step.pk)
    assert Standing.objects.get(pk=family.pk).self_score == 83


def test_after_the_meeting_nothing_is_changed(family):
    answer(family, C1=8)
    Standing.objects.filter(pk=family.pk).update(status=Status.PROPOSED)
    for act in (lambda: answer(family, C1=9), lambda: send(standing=family.pk)):
        with pytest.raises(RecognitionRefused, match="Thôn đã họp"):
            act()


def test_who_has_not_registered_does_not_score(families):
    put_in_force(family_set())
    with pytest.raises(RecognitionRefused, match="Chưa đăng ký"):
        keep_points(standing=families[1].pk, indicator="C1", points=1)


def test_a_model_without_criteria_is_not_scored(keeper, families):
    Standing.objects.update(status=Status.REGISTERED)
    sheet = sheet_of(families[0])
    assert (sheet.is_open, sheet.criteria.code, sheet.criteria.is_scored) == (False, "GDHT-2022", False)
    with pytest.raises(RecognitionRefused, match="chưa có bộ tiêu chí để chấm"):
        keep_points(standing=families[0].pk, indicator="C1", points=1)


def test_a_set_that_is_no_longer_in_force_is_not_scored_by(family):
    answer(family, C1=8, C2=30, C3=45)
    CriteriaSet.objects.filter(code="GD-THU").update(valid_to=dt.date(2024, 1, 1))
    with pytest.raises(RecognitionRefused, match="chưa có bộ tiêu chí để chấm"):
        send(standing=family.pk)


def test_the_group_is_asked_first_and_the_points_stay(families, keeper):
    put_in_force(family_set(groups=True))
    Standing.objects.update(status=Status.REGISTERED)
    sheet = sheet_of(families[0])
    assert sheet.asks_group
    answer(families[0], C1=8, C2=30, C3=45)
    with pytest.raises(RecognitionRefused, match="Chọn nhóm nghề nghiệp trước"):
        send(standing=families[0].pk)
    with pytest.raises(RecognitionRefused, match="Chọn một nhóm"):
        choose_group(standing=families[0].pk, group="N9")
    choose_group(standing=families[0].pk, group="N2")
    sheet = sheet_of(families[0])
    assert (sheet.group.title, sheet.indicators[0].wording(sheet.group.code), sheet.total) == (
        "Nông dân",
        "Đọc báo",
        83,
    )
    send(standing=families[0].pk)
    assert Assessment.objects.get().group == "N2"


def test_the_area_comes_from_the_units_data(family, commune):
    assert sheet_of(family).area == "ordinary"
    UnitFact.objects.create(
        unit=commune, key="disadvantaged", value=1, valid_from=dt.date(2020, 1, 1), source="mẫu", status="unverified"
    )
    answer(family, C1=10, C2=30, C3=32)
    sheet = sheet_of(family)
    assert (sheet.area, sheet.verdict().outcome) == ("disadvantaged", Outcome.PASSED)
    send(standing=family.pk)
    assert Assessment.objects.get().area == "disadvantaged"


def test_unknown_single_bounds_are_held_by_the_whole(keeper, commune, families):
    Standing.objects.update(status=Status.REGISTERED, model=LearningModel.CITIZEN)
    first, second = "CS1", "CS2"
    keep_points(standing=families[0].pk, indicator=first, points=60)
    with pytest.raises(RecognitionRefused, match="quá 100 điểm của cả bộ"):
        keep_points(standing=families[0].pk, indicator=second, points=41)
    keep_points(standing=families[0].pk, indicator=second, points=40)

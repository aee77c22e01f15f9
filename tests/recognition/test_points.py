from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.enums import LearningModel, Scoring, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment, Decision
from khuyenhoc.recognition.moving import locked, move, take_back
from khuyenhoc.recognition.points import Points, give


def scored(by, standing, n, to=Status.SELF_SCORED):
    with transaction.atomic():
        step = move(by=by.username, act="self_score", standings=locked([standing.pk]), to=to)
        criteria = CriteriaSet.objects.order_by("pk").first().pk
        give(step=step, scoring=Scoring.SELF, criteria=criteria, points={standing.pk: Points({"CS1": n}, note="x")})
    return step


def current(standing):
    return [a.points for a in Assessment.objects.filter(standing=standing, replaced_at=None)]


def test_points_that_are_taken_back_leave_those_before_them(families, keeper):
    one = families[0]
    scored(keeper, one, 0, Status.REGISTERED)
    first, second = scored(keeper, one, 5), scored(keeper, one, 7)
    assert (current(one), Assessment.objects.count()) == ([{"CS1": 7}], 3)
    take_back(by=keeper, step=second.pk)
    assert current(one) == [{"CS1": 5}]
    third = scored(keeper, one, 8)
    take_back(by=keeper, step=third.pk)
    take_back(by=keeper, step=first.pk)
    assert current(one) == [{"CS1": 0}]


def test_what_a_decision_did_is_not_taken_back(families, keeper, commune):
    decision = Decision.objects.create(
        unit=commune, model=LearningModel.FAMILY, year=2023, number="1/QĐ", decided_on=dt.date(2023, 12, 1),
        created_at=clock.now(),
    )  # fmt: skip
    scored(keeper, families[0], 5, Status.REGISTERED)
    for act, to in (("vote", Status.PROPOSED), ("recognise", Status.RECOGNISED)):
        with transaction.atomic():
            step = move(
                by=keeper.username, act=act, standings=locked([families[0].pk]), to=to,
                change=lambda s: setattr(s, "decision", decision),
            )  # fmt: skip
    with pytest.raises(RecognitionRefused, match="đã ban hành thì không hoàn tác"):
        take_back(by=keeper, step=step.pk)

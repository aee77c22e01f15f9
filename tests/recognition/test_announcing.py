from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.deciding.announcing import announce, take_back_announcement
from khuyenhoc.recognition.deciding.schedule import due_days, schedule_of, set_schedule
from khuyenhoc.recognition.enums import DecisionKind, LearningModel, Stage
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision
from khuyenhoc.recognition.rules import judged_on, last_day

FAMILY = LearningModel.FAMILY


@pytest.fixture
def issued(commune):
    moment = dt.datetime(2023, 12, 10, tzinfo=dt.UTC)
    return lambda kind=DecisionKind.RECOGNISE, at=moment: Decision.objects.create(
        unit=commune, model=FAMILY, year=2023, kind=kind, number=f"1-{kind}", decided_on=dt.date(2023, 12, 10),
        created_at=moment, issued_at=at,
    )  # fmt: skip


def test_announced_and_taken_back(keeper, issued):
    made = issued()
    first = announce(by=keeper, decision=made.pk).announced_at
    assert announce(by=keeper, decision=made.pk).announced_at == first
    assert take_back_announcement(by=keeper, decision=made.pk).announced_at is None
    take_back_announcement(by=keeper, decision=made.pk)
    acts = [e.act for e in Event.objects.filter(subject_type="decision_on_models").order_by("sequence")]
    assert acts == ["announce", "take_back_announcement"]


def test_what_is_not_announced(keeper, issued, person):
    with pytest.raises(RecognitionRefused, match="còn là dự thảo"):
        announce(by=keeper, decision=issued(at=None).pk)
    with pytest.raises(RecognitionRefused, match="rút công nhận không công bố"):
        announce(by=keeper, decision=issued(DecisionKind.WITHDRAW).pk)
    with pytest.raises(NotAllowed):
        announce(by=person(Role.COMMUNE_SECRETARY, "11245"), decision=issued().pk)


def test_days_are_suggested_until_a_unit_sets_its_own(keeper, commune, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = schedule_of(commune.code, FAMILY, 2023)
    assert [d.stage for d in found] == list(Stage)
    assert (found[2].on, found[2].is_own) == (dt.date(2023, 11, 15), False)
    set_schedule(by=keeper, unit=commune, model=FAMILY, year=2023, days={Stage.VOTE: dt.date(2023, 11, 20)})
    assert schedule_of(commune.code, FAMILY, 2023)[2] == due_days(2023, {"vote": "2023-11-20"})[2]
    with pytest.raises(RecognitionRefused, match="“Thẩm định” có hạn trước “Thôn, khu dân cư họp bình xét”"):
        set_schedule(by=keeper, unit=commune, model=FAMILY, year=2023, days={Stage.VOTE: dt.date(2023, 12, 1)})
    set_schedule(by=keeper, unit=commune, model=FAMILY, year=2023, days={})
    assert schedule_of(commune.code, FAMILY, 2023) == found


@pytest.mark.parametrize(
    ("decided_on", "years", "last"),
    [
        (dt.date(2023, 12, 10), None, None),
        (dt.date(2023, 12, 10), 1, dt.date(2024, 12, 9)),
        (dt.date(2023, 1, 1), 3, dt.date(2025, 12, 31)),
        (dt.date(2024, 2, 29), 1, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 28)),
    ],
)
def test_last_day_of_a_recognition(decided_on, years, last):
    assert last_day(decided_on, years) == last


def test_the_day_whose_criteria_judge():
    assert judged_on(2023, dt.date(2023, 11, 1)) == dt.date(2023, 11, 1)
    assert judged_on(2023, dt.date(2024, 1, 9)) == dt.date(2023, 12, 31)

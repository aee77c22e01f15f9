"""The village's meeting: votes within bounds, one step for all, taken back until something follows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.meetings.acts import Held, hold_meeting, keep_minutes
from khuyenhoc.recognition.meetings.models import Meeting, MinutesPaper, Vote
from khuyenhoc.recognition.meetings.queries import meetings_of, to_vote_on, votes_needed, votes_of
from khuyenhoc.recognition.meetings.rules import Ballot, faults, least
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.tallies import differing
from tests.recognition.criteria_for_tests import family_set, put_in_force

FAMILY = LearningModel.FAMILY
HELD = Held(dt.date(2023, 11, 12), 52, "Nguyễn Văn Trưởng", "Trần Thị Ghi", 67)


@pytest.fixture
def waiting(keeper, families) -> list[Standing]:
    """The three families of thôn Đông, registered."""
    register(by=keeper, standings=[s.pk for s in families], on=dt.date(2023, 3, 1))
    return families[:3]


@pytest.fixture
def hold(keeper, commune, villages):
    def make(ballots, held=HELD, village=villages[0]):
        return hold_meeting(
            by=keeper, unit=commune, village=village, model=FAMILY, year=2023, held=held, ballots=ballots
        )

    return make


@pytest.mark.parametrize(
    ("present", "needed", "votes"),
    [(52, 67, 35), (3, 67, 3), (100, 67, 67), (52, None, 27), (51, None, 26), (1, 100, 1)],
)
def test_how_many_votes_are_needed(present, needed, votes):
    assert least(present, needed) == votes


@given(present=st.integers(1, 2000), needed=st.integers(1, 100))
def test_the_least_is_the_first_number_that_reaches_the_share(present, needed):
    found = least(present, needed)
    assert 0 < found <= present
    assert found * 100 >= needed * present > (found - 1) * 100


def test_votes_that_cannot_be_right_are_named():
    said = faults([("A", Ballot(30, 22)), ("B", Ballot(52, 1)), ("C", Ballot(-1))], 52)
    assert said == [
        "“B”: 53 phiếu, mà chỉ có 52 người dự họp. Sửa lại số phiếu.", "“C”: số phiếu không được âm.",
    ]  # fmt: skip


def test_those_with_votes_enough_are_proposed_and_all_is_one_step(waiting, hold, commune, keeper):
    a, b, c = waiting
    meeting = hold({a.pk: Ballot(52), b.pk: Ballot(35, 10), c.pk: Ballot(34, 18)})
    rows = Standing.objects.filter(pk__in=[s.pk for s in waiting]).order_by("pk")
    assert [(s.status, s.step) for s in rows] == [
        (Status.PROPOSED, meeting.step), (Status.PROPOSED, meeting.step), (Status.REFUSED, meeting.step),
    ]  # fmt: skip
    assert rows[2].reason == "Hội nghị thôn ngày 12/11/2023: 34/52 người dự họp tán thành, cần 35."
    assert [(v.standing_id, v.in_favour, v.against, v.passed) for v in votes_of(meeting)] == [
        (a.pk, 52, 0, True), (b.pk, 35, 10, True), (c.pk, 34, 18, False),
    ]  # fmt: skip
    event = Event.objects.order_by("-sequence").first()
    assert (event.act, event.after["entries"], event.after["proposed"], event.after["village"]) == (
        "hold_meeting", 3, 2, "thôn Đông",
    )  # fmt: skip
    ((found,), left) = meetings_of(commune.pk, FAMILY, 2023), to_vote_on(commune.pk, a.entry.village_id, FAMILY, 2023)
    assert (found.pk, found.proposed, found.refused, left) == (meeting.pk, 2, 1, [])
    take_back(by=keeper, step=meeting.step_id)
    assert meetings_of(commune.pk, FAMILY, 2023) == []
    assert {(s.status, s.reason) for s in rows.all()} == {(Status.REGISTERED, "")}
    hold({a.pk: Ballot(52)})
    assert differing() == []


def test_a_meeting_is_not_taken_back_once_something_follows(waiting, hold, keeper):
    meeting = hold({waiting[0].pk: Ballot(52)})
    second = hold({waiting[1].pk: Ballot(52)})
    Standing.objects.filter(pk=waiting[0].pk).update(step=second.step)
    with pytest.raises(RecognitionRefused, match="đã được xử lý tiếp"):
        take_back(by=keeper, step=meeting.step_id)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held(dt.date(2999, 1, 1), 52, "A"), "chưa đến"),
        (Held(HELD.held_on, 0, "A"), "Ghi số người dự họp"),
        (Held(HELD.held_on, 52, " "), "người chủ trì"),
    ],
)
def test_a_meeting_that_cannot_have_been(waiting, hold, held, said):
    with pytest.raises(RecognitionRefused, match=said):
        hold({waiting[0].pk: Ballot(1)}, held)
    assert not Meeting.objects.exists()


def test_a_vote_too_many_changes_nothing(waiting, hold):
    with pytest.raises(RecognitionRefused, match="chỉ có 52 người dự họp"):
        hold({waiting[0].pk: Ballot(52), waiting[1].pk: Ballot(50, 3)})
    assert not Vote.objects.exists()
    assert {s.status for s in Standing.objects.filter(pk__in=[w.pk for w in waiting])} == {Status.REGISTERED}


def test_only_the_villages_own_that_wait(waiting, hold, families):
    with pytest.raises(RecognitionRefused, match="đã thay đổi"):
        hold({families[3].pk: Ballot(52)})
    with pytest.raises(RecognitionRefused, match="đã thay đổi"):
        hold({0: Ballot(52)})
    with pytest.raises(RecognitionRefused, match="Chưa ghi phiếu"):
        hold({})
    hold({waiting[0].pk: Ballot(52)})
    with pytest.raises(RecognitionRefused, match="thôn đề nghị nên không biểu quyết được nữa"):
        hold({waiting[0].pk: Ballot(10), waiting[1].pk: Ballot(52)})


def test_nobody_from_elsewhere_notes_a_meeting(waiting, commune, villages, person):
    stranger = person(Role.COMMUNE_SECRETARY, "11245")
    with pytest.raises(NotAllowed):
        hold_meeting(
            by=stranger, unit=commune, village=villages[0], model=FAMILY, year=2023, held=HELD,
            ballots={waiting[0].pk: Ballot(52)},
        )  # fmt: skip


def test_what_the_criteria_ask_for(collection):
    assert votes_needed(FAMILY) is None
    put_in_force(family_set())
    assert votes_needed(FAMILY).value == 67


def test_signed_minutes_are_kept_once(waiting, hold, keeper):
    meeting = hold({waiting[0].pk: Ballot(52)})
    for _again in range(2):
        keep_minutes(by=keeper, meeting=meeting, name="biên bản.pdf", data=b"%PDF-1.4 minutes")
    assert [(p.kind, p.name, p.by) for p in MinutesPaper.objects.all()] == [
        ("application/pdf", "biên bản.pdf", keeper.username)
    ]
    with pytest.raises(RecognitionRefused, match="không phải ảnh"):
        keep_minutes(by=keeper, meeting=meeting, name="x", data=b"no picture")

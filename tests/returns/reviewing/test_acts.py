"""Many accepted in one go, all of it taken back, and what changed since somebody's last look."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.reviewing.acts import accept_many, mark_seen, take_back_many
from khuyenhoc.returns.reviewing.models import Batch
from khuyenhoc.returns.reviewing.queries import batches, looked

UNITS = ("11242", "11239", "11245")


@pytest.fixture
def sent(draft, office):
    """Returns that wait for review, by unit."""

    def make(*units, **changed):
        return [acts.submit(by=office, return_=draft(unit, **changed)) for unit in units]

    return make


@pytest.fixture
def leader(person):
    return person(Role.PROVINCE_LEADER, "30")


@pytest.fixture
def accept(office, collection):
    return lambda returns, by=None: accept_many(by=by or office, collection=collection, shown={r.pk for r in returns})


def states(returns):
    return [Return.objects.get(pk=r.pk).state for r in returns]


def warned(draft, office, unit):
    return_ = draft(unit, MH02=1799)
    acts.answer(by=office, finding=return_.findings.get(), reason="Tính cả đăng ký năm trước.")
    return acts.submit(by=office, return_=return_)


def test_each_return_has_its_event_and_the_batch_one_that_names_them(sent, accept):
    returns = sent(*UNITS)
    batch = accept(returns)
    assert states(returns) == [State.ACCEPTED] * 3
    assert all([e.act for e in history("return", r.pk)][-1] == "accept" for r in returns)
    (event,) = history("batch", batch.pk)
    assert (event.act, event.after["number"], sorted(event.after["returns"])) == (
        "accept_many", 3, sorted(r.pk for r in returns)
    )  # fmt: skip
    assert verify()[1] is None


def test_what_was_not_shown_stays(sent, accept):
    shown, other = sent(*UNITS[:2])
    accept([shown])
    assert states([shown, other]) == [State.ACCEPTED, State.SUBMITTED]


def test_warnings_are_left_out_even_if_they_were_shown(sent, draft, office, accept):
    clean, doubtful = sent("11242")[0], warned(draft, office, "11239")
    batch = accept([clean, doubtful])
    assert [r.pk for r in batch.returns.all()] == [clean.pk]
    assert states([doubtful]) == [State.SUBMITTED]


def test_a_contested_return_is_left_out(sent, draft, person, accept):
    first = sent("11242")[0]
    draft("11242", by=person(Role.COMMUNE_SECRETARY, "11242"), HV01=1490)
    with pytest.raises(WrongState, match="Không còn báo cáo nào"):
        accept([first])
    assert states([first]) == [State.SUBMITTED]


def test_a_revision_of_what_is_in_force_is_left_out(sent, draft, office, accept):
    acts.accept(by=office, return_=sent("11242")[0])
    second = acts.submit(by=office, return_=draft("11242", reason="Đếm sót", HV01=1510))
    with pytest.raises(WrongState):
        accept([second])


def test_what_is_no_longer_there_is_left_out_and_nothing_is_journalled(sent, office, accept):
    returns = sent("11242")
    acts.send_back(by=office, return_=returns[0], remarks=[(None, "Xem lại")])
    before = Event.objects.count()
    with pytest.raises(WrongState):
        accept(returns)
    assert (Event.objects.count(), Batch.objects.count()) == (before, 0)


def test_a_district_accepts_its_own_alone_and_nothing_is_half_done(sent, person, accept):
    returns = sent("11242", "10507")
    with pytest.raises(NotAllowed):
        accept(returns, by=person(Role.DISTRICT_OFFICER, "300"))
    assert states(returns) == [State.SUBMITTED] * 2


def test_statements_do_not_grow_with_the_number(sent, accept, collection, office, django_assert_num_queries):
    returns = sent(*UNITS, "11248", "11251")
    with CaptureQueriesContext(connection) as one:
        batch = accept(returns[:1])
    with CaptureQueriesContext(connection) as four:
        accept(returns[1:])
    assert len(one) == len(four) <= 26  # 24 where the journal needs no lock of its own
    with django_assert_num_queries(1):
        assert [(b.number, b.signed) for b in batches(collection)] == [(4, 0), (1, 0)]
    with CaptureQueriesContext(connection) as back:
        take_back_many(by=office, batch=batch)
    assert len(back) <= 25


def test_taking_back_returns_all_of_them(sent, accept, office):
    returns = sent(*UNITS)
    batch = accept(returns)
    back = take_back_many(by=office, batch=batch)
    assert {r.pk for r in back} == {r.pk for r in returns}
    stored = Return.objects.filter(pk__in=[r.pk for r in returns])
    assert {(r.state, r.accepted_at, r.accepted_by) for r in stored} == {(State.SUBMITTED, None, None)}
    assert [e.act for e in history("batch", batch.pk)] == ["accept_many", "take_back_many"]
    assert all([e.act for e in history("return", r.pk)][-1] == "take_back_acceptance" for r in returns)
    with pytest.raises(WrongState, match="đã được hoàn tác rồi"):
        take_back_many(by=office, batch=batch)


def test_what_was_taken_back_by_itself_is_left_alone(sent, accept, office):
    returns = sent(*UNITS)
    batch = accept(returns)
    one = Return.objects.select_related("collection", "unit").get(pk=returns[0].pk)
    acts.take_back_acceptance(by=office, return_=one)
    assert len(take_back_many(by=office, batch=batch)) == 2
    assert states(returns) == [State.SUBMITTED] * 3


def test_one_that_is_signed_keeps_them_all(sent, accept, office, leader):
    returns = sent(*UNITS)
    batch = accept(returns)
    acts.sign(by=leader, return_=Return.objects.select_related("collection", "unit").get(pk=returns[1].pk))
    with pytest.raises(WrongState, match="thị trấn Thanh Miện đã được lãnh đạo ký duyệt"):
        take_back_many(by=office, batch=batch)
    assert states(returns) == [State.ACCEPTED, State.SIGNED, State.ACCEPTED]


def test_one_that_is_being_revised_keeps_them_all(sent, accept, office, draft):
    returns = sent(*UNITS)
    batch = accept(returns)
    draft("11242", reason="Đếm sót", HV01=1510)
    with pytest.raises(WrongState, match="đang có bản sửa đổi"):
        take_back_many(by=office, batch=batch)
    second = Return.objects.select_related("collection", "unit").get(unit__code="11242", revision=2)
    acts.accept(by=office, return_=acts.submit(by=office, return_=second))
    with pytest.raises(WrongState, match="thay bằng một bản sửa đổi"):
        take_back_many(by=office, batch=batch)


def test_when_all_were_taken_back_there_is_nothing_to_undo(sent, accept, office):
    (return_,) = sent("11242")
    batch = accept([return_])
    acts.take_back_acceptance(by=office, return_=Return.objects.select_related("collection", "unit").get(pk=return_.pk))
    with pytest.raises(WrongState, match="đều đã được thu lại"):
        take_back_many(by=office, batch=batch)


def test_a_batch_is_taken_back_by_somebody(collection, office, accept, sent):
    batch = accept(sent("11242"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(taken_back_at=batch.at)


def test_before_the_first_look_nothing_is_marked(collection, office, sent, django_assert_num_queries):
    sent("11242")
    with django_assert_num_queries(2):
        found = looked(office, collection)
    assert (found.at, found.changed, found.up_to) == (None, {}, Event.objects.count())


def test_what_others_did_since_the_last_look_is_told_and_not_what_one_did_oneself(
    collection, office, person, draft, sent, django_assert_num_queries
):
    secretary = person(Role.COMMUNE_SECRETARY, "11242")
    mark_seen(by=office, collection=collection, up_to=looked(office, collection).up_to)
    sent("11239")
    acts.submit(by=secretary, return_=draft("11242", by=secretary))
    with django_assert_num_queries(3):
        found = looked(office, collection)
    assert found.changed == {"11242": "submit"}
    assert looked(secretary, collection).changed == {}
    mark_seen(by=office, collection=collection, up_to=found.up_to)
    assert looked(office, collection).changed == {}


def test_a_file_that_was_taken_back_is_a_change(collection, office, person, draft):
    from khuyenhoc.returns.models import IntakeRun
    from khuyenhoc.returns.undoing import take_back_run

    secretary = person(Role.COMMUNE_SECRETARY, "11242")
    draft("11242", by=secretary)
    mark_seen(by=office, collection=collection, up_to=looked(office, collection).up_to)
    run = IntakeRun.objects.get()
    IntakeRun.objects.update(state="done")
    take_back_run(by=secretary, run=run)
    assert looked(office, collection).changed == {"11242": "take_back_run"}


def test_a_look_never_goes_back_and_is_for_who_may_see(collection, office, person):
    mark_seen(by=office, collection=collection, up_to=9)
    assert mark_seen(by=office, collection=collection, up_to=3).sequence == 9
    with pytest.raises(NotAllowed):
        mark_seen(by=person(Role.EDITOR, "30"), collection=collection, up_to=9)

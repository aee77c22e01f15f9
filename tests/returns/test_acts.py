"""What changes a return: rights, states, the journal, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import Closed, NotReady, Refused, WrongState
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Cell, Collection, Return
from khuyenhoc.returns.receiving import take_in

Draft = Callable[..., Return]
Person = Callable[[Role, str], User]


def fresh(return_: Return) -> Return:
    return Return.objects.select_related("collection", "unit").get(pk=return_.pk)


@pytest.fixture
def secretary(person: Person) -> User:
    return person(Role.COMMUNE_SECRETARY, "11242")


@pytest.fixture
def leader(person: Person) -> User:
    return person(Role.PROVINCE_LEADER, "30")


def test_from_a_draft_to_a_signed_return_each_step_is_one_event(
    draft: Draft, secretary: User, office: User, leader: User
) -> None:
    return_ = draft(by=secretary)
    acts.submit(by=secretary, return_=return_)
    acts.accept(by=office, return_=return_)
    acts.sign(by=leader, return_=return_)
    stored = fresh(return_)
    assert (stored.state, stored.submitted_by, stored.accepted_by, stored.signed_by) == (
        State.SIGNED,
        secretary,
        office,
        leader,
    )
    events = [(e.act, e.by, e.unit) for e in history("return", return_.pk)]
    assert events == [
        ("receive_return", secretary.username, "11242"), ("submit", secretary.username, "11242"),
        ("accept", office.username, "11242"), ("sign", leader.username, "11242"),
    ]  # fmt: skip
    assert verify()[1] is None


def test_an_error_stops_a_return_and_a_warning_wants_a_reason(draft: Draft, office: User) -> None:
    with pytest.raises(NotReady, match="Còn 1 lỗi"):
        acts.submit(by=office, return_=draft(HB03=None))
    warned = draft("11239", MH02=1799)
    with pytest.raises(NotReady, match="chưa ghi lý do"):
        acts.submit(by=office, return_=warned)
    finding = warned.findings.get()
    acts.answer(by=office, finding=finding, reason="  Tính cả gia đình đăng ký từ năm trước.  ")
    acts.submit(by=office, return_=warned)
    assert fresh(warned).state == State.SUBMITTED
    assert warned.findings.get().reason == "Tính cả gia đình đăng ký từ năm trước."


def test_an_error_is_not_answered_and_an_empty_reason_is_none(draft: Draft, office: User) -> None:
    with pytest.raises(Refused, match="sửa lại số"):
        acts.answer(by=office, finding=draft(HB03=None).findings.get(), reason="x")
    with pytest.raises(Refused, match="Ghi lý do"):
        acts.answer(by=office, finding=draft("11239", MH02=1799).findings.get(), reason="  ")


def test_sent_back_with_a_reason_for_a_cell_and_answered_by_a_new_revision(
    draft: Draft, office: User, secretary: User
) -> None:
    first = draft()
    acts.submit(by=secretary, return_=first)
    indicator = Cell.objects.get(return_of=first, indicator__code="MH03").indicator
    acts.send_back(by=office, return_=first, remarks=[(indicator, "Cao hơn sổ theo dõi."), (None, " ")])
    assert fresh(first).state == State.SENT_BACK
    assert [(r.indicator, r.text, r.by) for r in first.remarks.all()] == [(indicator, "Cao hơn sổ theo dõi.", office)]
    second = draft(by=secretary, MH03=1790)
    assert (second.revision, second.state) == (2, State.DRAFT)
    old = fresh(first)
    assert old.superseded_at is not None
    assert Cell.objects.get(return_of=old, indicator__code="MH03").value == 1800


def test_sending_back_wants_a_sentence(draft: Draft, office: User) -> None:
    return_ = draft()
    acts.submit(by=office, return_=return_)
    with pytest.raises(Refused, match="ít nhất một lý do"):
        acts.send_back(by=office, return_=return_, remarks=[(None, "")])
    assert fresh(return_).state == State.SUBMITTED


def test_nobody_does_what_the_role_does_not_give(draft: Draft, person: Person, secretary: User, office: User) -> None:
    return_ = draft()
    for act, who in (
        (acts.submit, person(Role.COMMUNE_SECRETARY, "11239")),
        (acts.submit, person(Role.PROVINCE_LEADER, "30")),
        (acts.accept, secretary),
        (acts.sign, office),
    ):
        with pytest.raises(NotAllowed):
            act(by=who, return_=return_)
    assert fresh(return_).state == State.DRAFT


@pytest.mark.parametrize("act", [acts.accept, acts.take_back_acceptance])
def test_a_draft_is_neither_accepted_nor_taken_back(draft: Draft, office: User, act: Callable[..., Return]) -> None:
    with pytest.raises(WrongState):
        act(by=office, return_=draft())


def test_the_second_of_two_hands_is_told(draft: Draft, office: User) -> None:
    return_ = draft()
    acts.submit(by=office, return_=return_)
    mine, theirs = fresh(return_), fresh(return_)
    acts.accept(by=office, return_=theirs)
    with pytest.raises(WrongState, match="vừa được người khác xử lý"):
        acts.send_back(by=office, return_=mine, remarks=[(None, "x")])
    assert fresh(return_).remarks.count() == 0


def test_an_acceptance_can_be_taken_back_until_it_is_signed(draft: Draft, office: User, leader: User) -> None:
    return_ = draft()
    acts.submit(by=office, return_=return_)
    acts.accept(by=office, return_=return_)
    acts.take_back_acceptance(by=office, return_=return_)
    assert (fresh(return_).state, fresh(return_).accepted_by) == (State.SUBMITTED, None)
    acts.accept(by=office, return_=return_)
    acts.sign(by=leader, return_=return_)
    with pytest.raises(WrongState):
        acts.take_back_acceptance(by=office, return_=return_)


def test_a_signed_return_is_changed_only_by_a_new_revision_with_a_reason(
    draft: Draft, office: User, leader: User
) -> None:
    first = draft()
    acts.submit(by=office, return_=first)
    acts.accept(by=office, return_=first)
    acts.sign(by=leader, return_=first)
    second = draft(reason="Đếm sót một thôn", MH03=1810)
    acts.submit(by=office, return_=second)
    assert fresh(first).superseded_at is None, "the old one is in force until the new one is accepted"
    acts.accept(by=office, return_=second)
    assert fresh(first).superseded_at is not None
    assert (second.revision_reason, fresh(second).state) == ("Đếm sót một thôn", State.ACCEPTED)
    acts.take_back_acceptance(by=office, return_=second)
    assert fresh(first).superseded_at is None, "what stood before stands again"


def test_the_database_keeps_accepted_cells_and_received_files(draft: Draft, office: User) -> None:
    return_ = draft()
    acts.submit(by=office, return_=return_)
    acts.accept(by=office, return_=return_)
    with pytest.raises(DatabaseError, match="accepted return stand"), transaction.atomic():
        Cell.objects.filter(return_of=return_).update(value=0)
    unread = take_in(by=office, collection=return_.collection, files=[("x.xlsx", b"x")]).files.get()
    with pytest.raises(DatabaseError, match="received file is kept"), transaction.atomic():
        unread.delete()


def test_nothing_is_sent_after_the_end(draft: Draft, office: User, collection: Collection) -> None:
    return_ = draft()
    acts.close_collection(by=office, collection=collection)
    with pytest.raises(Closed):
        acts.submit(by=office, return_=fresh(return_))
    acts.reopen_collection(by=office, collection=collection)
    acts.submit(by=office, return_=fresh(return_))
    assert [e.act for e in history("collection", collection.code)] == [
        "open_collection",
        "close_collection",
        "reopen_collection",
    ]


def test_many_at_once_are_all_or_none(draft: Draft, office: User) -> None:
    returns = [draft("11242"), draft("11239"), draft("11245", HB03=None)]
    before = Event.objects.count()
    with pytest.raises(NotReady):
        acts.submit_all(by=office, returns=returns)
    assert Event.objects.count() == before
    assert {fresh(r).state for r in returns} == {State.DRAFT}


def test_sending_many_costs_no_more_statements_than_sending_one(
    draft: Draft, office: User, django_assert_max_num_queries
) -> None:
    returns = [fresh(draft(code)) for code in ("11242", "11239", "11245", "11248", "11251", "11254")]
    with django_assert_max_num_queries(12):
        acts.submit_all(by=office, returns=returns)


def test_a_year_is_opened_once(office: User, collection: Collection) -> None:
    assert collection.obligations.count() == 235
    with pytest.raises(IntegrityError), transaction.atomic():
        open_year(by=office, unit=collection.unit, year=2023)

"""What waits for whom: the queue of those who review, what is next in it, and everybody's duties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.rules import Held
from khuyenhoc.returns import acts, queries
from khuyenhoc.returns.duties import DutyKind
from khuyenhoc.returns.enums import State
from tests.returns.boards import LEADER, OFFICE, TODAY, map_, rows, sent

__all__ = ["map_", "rows", "sent"]


def test_queue_holds_what_was_sent_in_the_order_of_the_board(rows, map_, sent, django_assert_num_queries):
    for unit in ("11245", "10507", "11242"):
        sent(unit)
    found = rows()
    with django_assert_num_queries(0):
        assert [r.unit for r in queries.queue(found, map_, OFFICE)] == ["10507", "11242", "11245"]
        assert [r.unit for r in queries.queue(found, map_, (Held(Role.DISTRICT_OFFICER, "288"),))] == ["10507"]


@pytest.mark.parametrize(
    ("unit", "number", "before", "after"),
    [("10507", 1, "11245", "11242"), ("11242", 2, "10507", "11245"), ("11245", 3, "11242", "10507")],
)
def test_next_in_queue_begins_again_behind_the_last(rows, map_, sent, unit, number, before, after):
    for one in ("11245", "10507", "11242"):
        sent(one)
    place = queries.next_in_queue(rows(), map_, OFFICE, unit)
    assert (place.number, place.length, place.before.unit, place.after.unit) == (number, 3, before, after)


def test_next_after_one_that_no_longer_waits(rows, map_, sent, office):
    acts.accept(by=office, return_=sent("11242"))
    sent("11245")
    place = queries.next_in_queue(rows(), map_, OFFICE, "11242")
    assert (place.number, place.length, place.after.unit) == (0, 1, "11245")


def test_an_empty_queue_leads_nowhere(rows, map_):
    place = queries.next_in_queue(rows(), map_, OFFICE, "11242")
    assert (place.number, place.length, place.before, place.after) == (0, 0, None, None)


def duties(collection, map_, held):
    return queries.duties_of(collection, map_, held, queries.board(collection, map_, TODAY))


def kinds(collection, map_, held):
    return [(d.kind, d.number) for d in duties(collection, map_, held)]


def test_duties_of_a_secretary_follow_the_return(collection, map_, draft, office, django_assert_num_queries):
    held = (Held(Role.COMMUNE_SECRETARY, "11242"),)
    assert kinds(collection, map_, held) == [(DutyKind.SEND_FILE, 0)]
    draft("11242", MH03=3000)
    assert kinds(collection, map_, held)[0][0] == DutyKind.MEND_FILE
    warned = draft("11242", MH02=1700)
    assert warned.errors == 0
    with django_assert_num_queries(3):
        assert kinds(collection, map_, held) == [(DutyKind.ANSWER, warned.warnings)]
    for finding in warned.findings.all():
        acts.answer(by=office, finding=finding, reason="Gồm cả gia đình công nhận từ năm trước")
    assert kinds(collection, map_, held) == [(DutyKind.SUBMIT, 0)]
    acts.submit(by=office, return_=warned)
    assert kinds(collection, map_, held) == [(DutyKind.WAITING, 0)]
    acts.send_back(by=office, return_=warned, remarks=[(None, "Kiểm tra lại")])
    assert kinds(collection, map_, held) == [(DutyKind.CORRECT, 0)]


def test_duties_of_the_office_and_the_leader(collection, map_, sent, office):
    assert kinds(collection, map_, OFFICE) == [(DutyKind.CHASE, 235)]
    first, second = sent("11242"), sent("11245")
    assert kinds(collection, map_, OFFICE) == [(DutyKind.REVIEW, 2), (DutyKind.CHASE, 233)]
    assert kinds(collection, map_, LEADER) == []
    acts.accept(by=office, return_=first)
    acts.send_back(by=office, return_=second, remarks=[(None, "Kiểm tra lại")])
    assert kinds(collection, map_, OFFICE) == [(DutyKind.CHASE, 233), (DutyKind.AWAIT_CORRECTION, 1)]
    assert kinds(collection, map_, LEADER) == [(DutyKind.SIGN, 1)]
    assert [r.pk for r in queries.signable(collection, map_, LEADER)] == [first.pk]
    assert queries.signable(collection, map_, OFFICE) == []


def test_papers_are_made_when_all_is_settled(collection, map_, rows):
    done = [replace(row, state=State.ACCEPTED) for row in rows()]
    found = queries.duties_of(collection, map_, OFFICE, done)
    assert [(d.kind, d.number) for d in found] == [(DutyKind.PAPERS, 235)]
    editor = (Held(Role.EDITOR, "30"),)
    found = queries.duties_of(collection, map_, editor, done)
    assert [d.kind for d in found] == [DutyKind.ARTICLE, DutyKind.PAPERS]

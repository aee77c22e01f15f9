"""Another due date for single units: with a reason, in the journal, in how late they are; and back again."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import history
from khuyenhoc.returns import acts
from khuyenhoc.returns.errors import Closed, Refused
from khuyenhoc.returns.opening.extending import extend, withdraw_extension
from khuyenhoc.returns.opening.models import Plan
from khuyenhoc.returns.opening.queries import owed_by, reminding_on
from khuyenhoc.returns.queries import board
from khuyenhoc.units.queries import unit_map

UNIT, OTHER = "11242", "11239"
DUE, LATER = dt.date(2023, 12, 20), dt.date(2024, 1, 5)
WHY = "Xã đang kiểm kê lại sau lũ."


@pytest.fixture
def extended(collection, office):
    assert extend(by=office, collection=collection, units=[UNIT], due_on=LATER, reason=f" {WHY} ") == 1
    return collection


def row(collection, unit, today):
    rows = board(collection, unit_map(collection.period_ends), today)
    return next(one for one in rows if one.unit == unit)


def test_one_unit_is_late_later_than_the_others(extended):
    at = dt.date(2024, 1, 8)
    assert (row(extended, UNIT, at).days_late, row(extended, OTHER, at).days_late) == (3, 19)
    assert (row(extended, UNIT, at).due_on, row(extended, UNIT, at).extended_for) == (LATER, WHY)
    assert (row(extended, OTHER, at).due_on, row(extended, OTHER, at).extended_for) == (DUE, "")


def test_each_unit_has_its_event_and_the_extension_can_be_withdrawn(extended, office):
    given = history("collection", extended.code).last()
    assert (given.act, given.unit, given.before["due_on"], given.after) == (
        "extend_due", UNIT, "2023-12-20", {"due_on": "2024-01-05", "reason": WHY}
    )  # fmt: skip
    assert withdraw_extension(by=office, collection=extended, units=[UNIT, OTHER]) == 1
    assert (owed_by(extended, UNIT).due_on, owed_by(extended, UNIT).extended_for) == (DUE, "")
    taken = history("collection", extended.code).last()
    assert (taken.act, taken.before["reason"], taken.after["due_on"]) == ("withdraw_extension", WHY, "2023-12-20")


@pytest.mark.parametrize(
    ("due_on", "reason", "said"),
    [
        (LATER, "  ", "Ghi lý do gia hạn"), (DUE, WHY, "phải sau hạn chung 20/12/2023"),
        (dt.date(2025, 12, 31), WHY, "không quá ngày 31/12/2024"),
    ],
)  # fmt: skip
def test_without_a_reason_or_a_later_day_it_is_refused(collection, office, due_on, reason, said):
    with pytest.raises(Refused, match=said):
        extend(by=office, collection=collection, units=[UNIT], due_on=due_on, reason=reason)
    assert owed_by(collection, UNIT).due_on == DUE


def test_a_closed_collection_moves_no_date(collection, office):
    acts.close_collection(by=office, collection=collection)
    with pytest.raises(Closed):
        extend(by=office, collection=collection, units=[UNIT], due_on=LATER, reason=WHY)


@pytest.mark.parametrize("role", [Role.PROVINCE_LEADER, Role.EDITOR])
def test_the_office_alone_gives_more_time(collection, person, role):
    with pytest.raises(NotAllowed):
        extend(by=person(role, "30"), collection=collection, units=[UNIT], due_on=LATER, reason=WHY)


def test_the_plan_reminds_by_each_due_date(extended):
    Plan.objects.create(collection=extended, reminders=[-3, 3])
    with clock.told(2023, 12, 24):
        today = clock.today()
    assert reminding_on(extended, today) is None
    assert reminding_on(extended, today, {DUE, LATER}) == dt.date(2024, 1, 2)


def test_many_take_as_many_statements_as_one(collection, office, django_assert_max_num_queries):
    units = list(collection.obligations.values_list("unit__code", flat=True))[:50]
    with django_assert_max_num_queries(14):
        assert extend(by=office, collection=collection, units=units, due_on=LATER, reason=WHY) == 50

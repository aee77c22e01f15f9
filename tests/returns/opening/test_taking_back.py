"""Taking an opening back: while nothing has been received it is as if it had never been; afterwards it is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import LinkState, Role
from khuyenhoc.access.links import create_links, open_links, state_of
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import history
from khuyenhoc.returns.chasing.acts import Told, remind
from khuyenhoc.returns.chasing.enums import Cause, Way
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection, IntakeRun, Obligation
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.queries import last_opened, offered
from khuyenhoc.returns.opening.rules import like_last
from khuyenhoc.returns.opening.taking_back import take_back_opening, taking_back
from khuyenhoc.returns.receiving import take_in
from khuyenhoc.returns.reviewing.acts import mark_seen
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map

TODAY = dt.date(2024, 1, 5)


@pytest.fixture(autouse=True)
def january():
    with clock.told(2024, 1, 5):
        yield


@pytest.fixture
def opened(collection, office):
    """The collection of 2024, opened by mistake: a link is out, a unit was reminded, somebody has looked."""
    found = next(o for o in offered("30", TODAY).offers if o.period.code == "2024")
    proposal = like_last(last_opened("BC-NAM", "30").proposal, found.form, found.period)
    made = open_proposed(by=office, unit=collection.unit, proposal=proposal)
    unit = Unit.objects.get(code="11242")
    create_links(
        by=office, units=[unit], purpose=made.code, expires_on=dt.date(2024, 2, 1), map_=unit_map(made.period_ends)
    )
    remind(by=office, collection=made, way=Way.PHONE, told=[Told(unit, Cause.NOT_BEGUN, "Nhắc", "Nhắc")])
    mark_seen(by=office, collection=made, up_to=1)
    return made


def test_it_goes_as_a_whole_and_can_be_opened_anew(opened, collection, office):
    found = taking_back(opened)
    assert (found.owing, found.reminders, found.links, found.refusal) == (235, 1, 1, "")
    take_back_opening(by=office, collection=opened)
    assert list(Collection.objects.all()) == [collection]
    assert (Obligation.objects.count(), Reminder.objects.count(), open_links("BC-NAM-2024")) == (235, 0, {})
    assert state_of(OneTimeLink.objects.get(purpose="BC-NAM-2024")) == LinkState.REVOKED
    event = history("collection", "BC-NAM-2024").last()
    assert (event.act, event.by, event.before["owing"], event.after) == (
        "take_back_opening", office.username, 235, None
    )  # fmt: skip
    assert "2024" in {o.period.code for o in offered("30", TODAY).offers}


def test_with_something_received_it_is_refused_and_says_what_to_do(collection, office, draft):
    draft("11242")
    said = taking_back(collection).refusal
    assert "không thu lại việc mở được nữa; muốn dừng nhận báo cáo thì kết thúc đợt" in said
    with pytest.raises(Refused, match="kết thúc đợt"):
        take_back_opening(by=office, collection=collection)
    assert Collection.objects.get() == collection


def test_who_may_not_open_may_not_take_back(collection, person):
    with pytest.raises(NotAllowed):
        take_back_opening(by=person(Role.PROVINCE_LEADER, "30"), collection=collection)
    assert Collection.objects.get() == collection


def test_looking_takes_few_statements(opened, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        taking_back(opened)


def test_a_file_that_comes_at_that_moment_is_told_so(opened, office):
    take_back_opening(by=office, collection=Collection.objects.get(pk=opened.pk))
    with pytest.raises(Refused, match="vừa được thu lại"):
        take_in(by=office, collection=opened, files=[("bao cao.xlsx", b"x")])
    assert not IntakeRun.objects.exists()

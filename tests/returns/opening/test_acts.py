"""Opening a collection as proposed: who owes, what is kept and journalled, what is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.queries import last_opened, offered, owing, plan_of, reminding_on
from khuyenhoc.returns.opening.rules import first_of_its_kind, like_last
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.periods import Period

TODAY = dt.date(2024, 1, 5)


@pytest.fixture
def propose(collection):
    """The proposal of a period, copied from last time where there was one."""

    def make(form="BC-NAM", period="2024"):
        found = next(o for o in offered("30", TODAY).offers if (o.form.code, o.period.code) == (form, period))
        last = last_opened(form, "30")
        return (
            like_last(last.proposal, found.form, found.period) if last else first_of_its_kind(found.form, found.period)
        )

    return make


def test_next_year_is_copied_from_this_one_and_opened(propose, collection, office):
    proposal = replace(propose(), reminders=(-7, 2), instructions="Ghi theo sổ đăng ký.", kinds=("thị trấn", "xã"))
    opened = open_proposed(by=office, unit=collection.unit, proposal=proposal)
    assert (opened.code, opened.due_on, opened.period_ends) == (
        "BC-NAM-2024",
        dt.date(2024, 12, 20),
        dt.date(2024, 12, 31),
    )
    map_ = unit_map(opened.period_ends)
    assert {map_.units[o.unit.code].kind for o in opened.obligations.select_related("unit")} == {"xã", "thị trấn"}
    assert 0 < opened.obligations.count() < 235
    plan = plan_of(Collection.objects.get(pk=opened.pk))
    assert (plan.reminders, plan.kinds, plan.instructions) == ([-7, 2], ["thị trấn", "xã"], "Ghi theo sổ đăng ký.")
    (event,) = history("collection", opened.code)
    assert (event.act, event.after["reminders"], event.after["owing"]) == (
        "open_collection", [-7, 2], opened.obligations.count()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "period", "due"), [("BC-NUA-NAM", "2024-6T", (7, 10)), ("BC-QUY", "2024-Q1", (4, 10))]
)
def test_a_part_of_the_year_stands_beside_the_year(propose, collection, office, form, period, due):
    opened = open_proposed(by=office, unit=collection.unit, proposal=propose(form, period))
    assert (opened.code, opened.due_on) == (f"{form}-{period}", dt.date(2024, *due))
    assert opened.obligations.count() == 235


def test_what_is_wrong_open_already_or_owed_by_nobody_is_refused(propose, collection, office):
    proposal = propose()
    before = Event.objects.count()
    for change, said in [
        ({"due_on": dt.date(2024, 1, 1)}, "sau ngày mở đợt"),
        ({"kinds": ("huyện",)}, "Không có đơn vị nào phải nộp"),
        (
            {"period": Period("year", 2023), "opens_on": collection.opens_on, "due_on": collection.due_on},
            "đã được mở rồi",
        ),
    ]:
        with pytest.raises(Refused, match=said):
            open_proposed(by=office, unit=collection.unit, proposal=replace(proposal, **change))
    assert (Event.objects.count(), Collection.objects.count()) == (before, 1)


def test_what_was_not_looked_at_is_not_opened(propose, collection, office):
    proposal = propose()
    codes = [u.code for u in owing(unit_map(proposal.period.ends), "30", "commune", proposal.kinds)]
    with pytest.raises(Refused, match="khác phần xem trước"):
        open_proposed(by=office, unit=collection.unit, proposal=proposal, looked_at=proposal.digest(codes[1:]))
    assert open_proposed(by=office, unit=collection.unit, proposal=proposal, looked_at=proposal.digest(codes)).pk


@pytest.mark.parametrize("role", [Role.PROVINCE_LEADER, Role.EDITOR, Role.ADMINISTRATOR])
def test_who_may_not_open_is_told_so(propose, collection, person, role):
    with pytest.raises(NotAllowed):
        open_proposed(by=person(role, "30"), unit=collection.unit, proposal=propose())


def test_statements(propose, collection, office, django_assert_num_queries):
    proposal = propose()
    with django_assert_num_queries(2):
        offered("30", TODAY)
    with django_assert_num_queries(2):
        assert len(last_opened("BC-NAM", "30").owing) == 235
    with django_assert_num_queries(1):
        assert last_opened("BC-QUY", "30") is None
    opened = Collection.objects.get(pk=open_proposed(by=office, unit=collection.unit, proposal=proposal).pk)
    with django_assert_num_queries(1), clock.told(2024, 12, 10):
        assert reminding_on(opened, clock.today()) == dt.date(2024, 12, 17)
    with django_assert_num_queries(1):
        assert reminding_on(collection, TODAY) is None

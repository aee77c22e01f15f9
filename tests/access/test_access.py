"""Who may do what on which unit, on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from khuyenhoc.access.acts import end_role, set_password
from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, require
from khuyenhoc.access.rules import MAY, Held, allows
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.queries import unit_map

COMMUNE, DISTRICT, PROVINCE = ("11242", "300", "30"), ("300", "30"), ("30",)
DAY = dt.date(2023, 12, 31)


@pytest.mark.parametrize(
    ("role", "at", "right", "lineage", "expected"),
    [
        (Role.COMMUNE_SECRETARY, "11242", Right.SEND_RETURN, COMMUNE, True),
        (Role.COMMUNE_SECRETARY, "11239", Right.SEND_RETURN, COMMUNE, False),
        (Role.COMMUNE_SECRETARY, "11242", Right.REVIEW_RETURN, COMMUNE, False),
        (Role.COMMUNE_SECRETARY, "11242", Right.SEE_FIGURES, DISTRICT, False),
        (Role.DISTRICT_OFFICER, "300", Right.REVIEW_RETURN, COMMUNE, True),
        (Role.DISTRICT_OFFICER, "299", Right.SEE_RETURN, COMMUNE, False),
        (Role.DISTRICT_OFFICER, "300", Right.SEE_FIGURES, PROVINCE, False),
        (Role.PROVINCE_OFFICER, "30", Right.REVIEW_RETURN, COMMUNE, True),
        (Role.PROVINCE_OFFICER, "30", Right.SIGN_RETURN, COMMUNE, False),
        (Role.PROVINCE_LEADER, "30", Right.SIGN_RETURN, COMMUNE, True),
        (Role.PROVINCE_LEADER, "30", Right.REVIEW_RETURN, COMMUNE, False),
        (Role.EDITOR, "30", Right.PUBLISH, PROVINCE, True),
        (Role.EDITOR, "30", Right.SEE_RETURN, COMMUNE, False),
        (Role.ADMINISTRATOR, "30", Right.SEE_RETURN, COMMUNE, False),
    ],
)
def test_the_table(role: Role, at: str, right: Right, lineage: tuple[str, ...], expected: bool) -> None:
    assert allows([Held(role, at)], right, lineage) is expected


def test_a_role_that_ended_with_its_unit_looks_on_and_does_nothing() -> None:
    past = [Held(Role.PROVINCE_OFFICER, "30", past=True)]
    may = {right for right in Right if allows(past, right, PROVINCE)}
    assert may == {Right.SEE_RETURN, Right.SEE_FIGURES, Right.SEE_JOURNAL}


def test_every_role_stands_in_the_table_and_nobody_both_accepts_and_signs() -> None:
    assert set(MAY) == set(Role)
    assert not [r for r, rights in MAY.items() if {Right.REVIEW_RETURN, Right.SIGN_RETURN} <= set(rights)]


def test_a_role_holds_from_its_first_day_until_the_day_that_it_ends(person: Callable[[Role, str], User]) -> None:
    user = person(Role.COMMUNE_SECRETARY, "11242")
    end_role(by="test", assignment=user.roles.get(), on=dt.date(2023, 6, 1))
    held = (Held(Role.COMMUNE_SECRETARY, "11242"),)
    assert held_roles(user, dt.date(2022, 12, 31)) == ()
    assert held_roles(user, dt.date(2023, 1, 1)) == held
    assert held_roles(user, dt.date(2023, 5, 31)) == held
    assert held_roles(user, dt.date(2023, 6, 1)) == ()


def test_who_is_inactive_or_not_signed_in_holds_nothing(person: Callable[[Role, str], User]) -> None:
    user = person(Role.PROVINCE_OFFICER, "30")
    user.is_active = False
    assert held_roles(user) == ()
    assert held_roles(AnonymousUser()) == ()


def test_asking_for_many_units_is_one_statement(
    collection: Collection, person: Callable[[Role, str], User], django_assert_num_queries
) -> None:
    user, map_ = person(Role.DISTRICT_OFFICER, "300"), unit_map(DAY)
    communes = [u.code for u in map_.below("300", "commune")]
    with django_assert_num_queries(1):
        require(by=user, right=Right.REVIEW_RETURN, units=communes, map_=map_)


def test_the_refusal_says_who_what_and_where(collection: Collection, person: Callable[[Role, str], User]) -> None:
    user = person(Role.COMMUNE_SECRETARY, "11242")
    with pytest.raises(NotAllowed, match="không có quyền gửi báo cáo của Thị trấn Thanh Miện"):
        require(by=user, right=Right.SEND_RETURN, units=["11242", "11239"], map_=unit_map(DAY))


def test_a_new_password_is_journalled_and_never_written_there(person: Callable[[Role, str], User]) -> None:
    user = set_password(by="test", user=person(Role.EDITOR, "30"), password="rat-bi-mat-2023")
    assert user.check_password("rat-bi-mat-2023")
    last = Event.objects.latest("sequence")
    assert (last.act, last.before, last.after) == ("set_password", None, None)


def test_the_clock_can_be_told_and_goes_on_afterwards() -> None:
    with clock.told(2023, 12, 15, 9, 30):
        assert clock.today() == dt.date(2023, 12, 15)
        assert clock.now().isoformat() == "2023-12-15T09:30:00+07:00"
    assert clock.today() > dt.date(2026, 1, 1)

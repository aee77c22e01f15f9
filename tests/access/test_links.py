"""One-time links: what a token opens and until when, whom it makes act, what the journal says, and how often one may try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from khuyenhoc.access import throttle
from khuyenhoc.access.enums import LinkState, Right, Role
from khuyenhoc.access.links import (
    create_links,
    find_link,
    note_use,
    open_links,
    revoke_links,
    state_of,
    token_of,
    use_up,
)
from khuyenhoc.access.models import Attempt, OneTimeLink, User
from khuyenhoc.access.queries import NotAllowed, held_roles, require
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap, unit_map

UNIT, OTHER, PURPOSE = "11242", "11239", "BC-NAM-2023"
UNTIL = dt.date(2023, 12, 31)


@pytest.fixture
def map_(collection: Collection) -> UnitMap:
    return unit_map(collection.period_ends)


@pytest.fixture
def link(office: User, map_: UnitMap) -> Callable[..., OneTimeLink]:
    """A link made on 15 December 2023, good to the end of the year."""

    def make(unit: str = UNIT, expires_on: dt.date = UNTIL) -> OneTimeLink:
        with clock.told(2023, 12, 15):
            units = [Unit.objects.get(code=unit)]
            return create_links(by=office, units=units, purpose=PURPOSE, expires_on=expires_on, map_=map_)[0]

    return make


def fresh(link: OneTimeLink) -> OneTimeLink:
    return OneTimeLink.objects.select_related("user", "unit").get(pk=link.pk)


def test_a_token_finds_its_link_and_is_not_in_the_database(link: Callable[..., OneTimeLink]) -> None:
    made = link()
    token = token_of(made)
    assert len(token) == 20
    assert set(token) <= set("abcdefghijkmnpqrstuvwxyz23456789")
    assert find_link(token) == made
    assert find_link(f" {token.upper()} ") == made
    row = OneTimeLink.objects.values().get(pk=made.pk)
    assert token not in map(str, row.values())


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "Ạ" * 22, "../../etc", "\x00"])
def test_a_token_that_is_not_ours_finds_nothing(link: Callable[..., OneTimeLink], token: str) -> None:
    link()
    assert find_link(token) is None


def test_with_another_key_of_the_installation_a_link_opens_nothing(link: Callable[..., OneTimeLink]) -> None:
    token = token_of(link())
    with override_settings(SECRET_KEY="another-key-of-another-installation"):
        assert find_link(token) is None


def test_tokens_differ(link: Callable[..., OneTimeLink]) -> None:
    assert token_of(link()) != token_of(link(OTHER))


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ((2023, 12, 15), LinkState.OPEN),
        ((2023, 12, 31, 23, 59), LinkState.OPEN),
        ((2024, 1, 1, 0, 0), LinkState.EXPIRED),
    ],
)
def test_a_link_is_good_to_the_end_of_its_day(
    link: Callable[..., OneTimeLink], moment: tuple[int, ...], state: LinkState
) -> None:
    made = link()
    with clock.told(*moment):
        assert state_of(made) == state
        assert (made.unit.code in open_links(PURPOSE)) is (state == LinkState.OPEN)


def test_whoever_holds_it_may_do_what_a_secretary_may_at_that_unit_alone(
    link: Callable[..., OneTimeLink], map_: UnitMap
) -> None:
    made = link()
    with clock.told(2023, 12, 20):
        assert held_roles(made.user) == (Held(Role.COMMUNE_SECRETARY, UNIT),)
        require(by=made.user, right=Right.SEND_RETURN, units=[UNIT], map_=map_)
        with pytest.raises(NotAllowed):
            require(by=made.user, right=Right.SEND_RETURN, units=[OTHER], map_=map_)
    with clock.told(2024, 1, 1):
        assert held_roles(made.user) == ()
    assert made.user.full_name == "Người giữ liên kết của xã Thanh Tùng"
    assert not made.user.has_usable_password()


@pytest.mark.parametrize("end", ["revoked", "used"])
def test_an_ended_link_opens_nothing_and_its_account_holds_nothing(
    link: Callable[..., OneTimeLink], office: User, map_: UnitMap, end: str
) -> None:
    made = link()
    with clock.told(2023, 12, 20):
        if end == "revoked":
            revoke_links(by=office, links=[made], map_=map_)
        else:
            use_up(link=made)
        assert state_of(fresh(made)) == LinkState(end)
        assert held_roles(fresh(made).user) == ()
        assert open_links(PURPOSE) == {}
    assert find_link(token_of(made)) == made


def test_revoking_does_not_touch_what_was_used_up(
    link: Callable[..., OneTimeLink], office: User, map_: UnitMap
) -> None:
    made = link()
    use_up(link=made)
    revoke_links(by=office, links=[made], map_=map_)
    assert state_of(fresh(made)) == LinkState.USED


def test_a_new_link_revokes_the_one_before(link: Callable[..., OneTimeLink]) -> None:
    first, second = link(), link()
    assert state_of(fresh(first)) == LinkState.REVOKED
    with clock.told(2023, 12, 20):
        assert open_links(PURPOSE) == {UNIT: second}


def test_the_database_refuses_two_standing_links_and_dates_that_run_backwards(link: Callable[..., OneTimeLink]) -> None:
    made = link()
    user = User.objects.create(username="x")
    same = {"unit": made.unit, "purpose": PURPOSE, "nonce": "n", "user": user, "created_by": user}
    with pytest.raises(IntegrityError, match="unit_id"), transaction.atomic():
        OneTimeLink.objects.create(**same, token_hash="h", created_at=made.created_at, expires_at=made.expires_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        OneTimeLink.objects.create(
            **{**same, "purpose": "P"}, token_hash="h", created_at=made.expires_at, expires_at=made.created_at
        )


def test_the_journal_says_who_made_it_and_what_was_done_by_it(
    link: Callable[..., OneTimeLink], office: User, map_: UnitMap
) -> None:
    made = link()
    note_use(link=made, what="receive_file")
    use_up(link=made)
    assert [(e.act, e.by, e.unit) for e in history("link", made.pk)] == [
        ("create_link", office.username, UNIT),
        ("use_link", made.user.username, UNIT),
        ("use_up_link", made.user.username, UNIT),
    ]
    assert fresh(made).uses == 2
    assert token_of(made) not in str(list(Event.objects.values()))
    assert verify()[1] is None


def test_only_who_may_chase_makes_and_revokes_links(
    link: Callable[..., OneTimeLink], person: Callable[[Role, str], User], map_: UnitMap
) -> None:
    made, unit = link(), Unit.objects.get(code=UNIT)
    for by in (
        person(Role.COMMUNE_SECRETARY, UNIT),
        person(Role.DISTRICT_OFFICER, "288"),
        person(Role.PROVINCE_LEADER, "30"),
    ):
        with pytest.raises(NotAllowed, match="nhắc đơn vị và cấp liên kết"):
            create_links(by=by, units=[unit], purpose=PURPOSE, expires_on=UNTIL, map_=map_)
        with pytest.raises(NotAllowed):
            revoke_links(by=by, links=[made], map_=map_)
    assert state_of(fresh(made)) != LinkState.REVOKED
    with clock.told(2023, 12, 15):
        district = person(Role.DISTRICT_OFFICER, "300")
        create_links(by=district, units=[unit], purpose=PURPOSE, expires_on=UNTIL, map_=map_)


def test_many_links_take_as_many_statements_as_one(office: User, map_: UnitMap, django_assert_max_num_queries) -> None:
    units = list(Unit.objects.filter(versions__level="commune"))
    with clock.told(2023, 12, 15):
        with django_assert_max_num_queries(14):
            made = create_links(by=office, units=units[:1], purpose=PURPOSE, expires_on=UNTIL, map_=map_)
        with django_assert_max_num_queries(24):  # the database takes rows in batches
            made = create_links(by=office, units=units, purpose=PURPOSE, expires_on=UNTIL, map_=map_)
    assert len({token_of(link) for link in made}) == 235


def test_a_clock_that_ran_ahead_ends_no_link_for_good(link: Callable[..., OneTimeLink]) -> None:
    made = link()
    with clock.told(2031, 1, 1):
        assert (state_of(made), open_links(made.purpose)) == (LinkState.EXPIRED, {})
    with clock.told(2023, 12, 16):
        assert state_of(made) == LinkState.OPEN
    assert OneTimeLink.objects.get(pk=made.pk).revoked_at is None


# How often


def test_attempts_are_counted_for_their_time_and_by_who_makes_them(db: None) -> None:
    limit = throttle.Limit("test", 3, dt.timedelta(minutes=5))
    for _n in range(3):
        assert not throttle.is_over(limit, "1.2.3.4")
        throttle.note(limit, "1.2.3.4")
    assert throttle.is_over(limit, "1.2.3.4")
    assert not throttle.is_over(limit, "1.2.3.5")
    assert not throttle.is_over(throttle.Limit("other", 3, limit.within), "1.2.3.4")
    Attempt.objects.update(at=Attempt.objects.latest("at").at - limit.within)
    assert not throttle.is_over(limit, "1.2.3.4")


def test_attempts_made_while_the_clock_ran_ahead_keep_nobody_out(db: None) -> None:
    limit = throttle.Limit("test", 1, dt.timedelta(minutes=5))
    throttle.note(limit, "1.2.3.4")
    Attempt.objects.update(at=Attempt.objects.latest("at").at + dt.timedelta(days=365))
    assert not throttle.is_over(limit, "1.2.3.4")


def test_an_attempt_holds_no_address_and_is_forgotten(db: None) -> None:
    limit = throttle.WRONG_TOKENS
    throttle.note(limit, "1.2.3.4")
    assert "1.2.3.4" not in str(list(Attempt.objects.values()))
    Attempt.objects.update(at=Attempt.objects.latest("at").at - throttle.LONGEST)
    throttle.note(limit, "1.2.3.5")
    assert Attempt.objects.count() == 1

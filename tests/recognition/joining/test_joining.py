"""Registering by the code on a poster: found by the full name alone, once, and looked after by the keeper."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import LinkState
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.acts import confirm, drop, invite, join, join_new, renew_link, withdraw
from khuyenhoc.recognition.joining.links import find_invitation, find_own, own_token, poster_token, state_of
from khuyenhoc.recognition.joining.models import Invitation, OwnLink, SelfRegistration
from khuyenhoc.recognition.joining.queries import by_village, named, to_check
from khuyenhoc.recognition.listing import NewEntry
from khuyenhoc.recognition.models import Entry, Standing, Village
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.units.models import Unit

FAMILY = LearningModel.FAMILY
UNTIL = dt.date(2099, 12, 31)


@pytest.fixture
def posters(keeper, commune, villages, families) -> list[Invitation]:
    return invite(by=keeper, unit=commune, villages=villages, model=FAMILY, year=2023, expires_on=UNTIL)


@pytest.fixture
def poster(posters) -> Invitation:
    return posters[0]


def test_a_code_is_found_by_its_letters_alone(poster):
    token = poster_token(poster)
    assert find_invitation(f" {token.upper()} ") == poster
    assert find_invitation(f"{token[:-1]}{'2' if token[-1] != '2' else '3'}") is None
    assert find_own(token) is None, "a poster opens nobody's own pages"
    assert token not in str(Invitation.objects.values().get(pk=poster.pk))


def test_a_new_code_ends_the_one_before(keeper, commune, villages, posters):
    again = invite(by=keeper, unit=commune, villages=villages[:1], model=FAMILY, year=2023, expires_on=UNTIL)
    states = [state_of(i) for i in Invitation.objects.order_by("pk")]
    assert states == [LinkState.REVOKED, LinkState.OPEN, LinkState.OPEN]
    withdraw(by=keeper, unit=commune, invitations=[again[0].pk])
    assert state_of(Invitation.objects.get(pk=again[0].pk)) is LinkState.REVOKED
    with pytest.raises(RecognitionRefused, match="Mã QR này không dùng được nữa"):
        join_new(invitation=again[0], new=NewEntry("Vũ Văn Mới", house="xóm 1"))


def test_a_code_past_its_day(keeper, commune, villages, families):
    with pytest.raises(RecognitionRefused, match="đã qua"):
        invite(
            by=keeper,
            unit=commune,
            villages=villages,
            model=FAMILY,
            year=2023,
            expires_on=clock.today() - dt.timedelta(1),
        )
    (last,) = invite(by=keeper, unit=commune, villages=villages[:1], model=FAMILY, year=2023, expires_on=clock.today())
    assert state_of(last) is LinkState.OPEN
    Invitation.objects.filter(pk=last.pk).update(expires_on=clock.today() - dt.timedelta(days=1))
    assert state_of(Invitation.objects.get(pk=last.pk)) is LinkState.EXPIRED


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Nguyễn Văn Hùng", ["Nguyễn Văn Hùng"]),
        ("  nguyễn  văn hùng ", ["Nguyễn Văn Hùng"]),
        ("nguyen van hung", ["Nguyễn Văn Hùng"]),
        ("Nguyễn Văn Hưng", []),
        ("Nguyễn Văn", []),
        ("", []),
        ("Lê Thị Thoả", []),
    ],
)
def test_only_the_full_name_of_the_own_village_is_found(poster, typed, found):
    assert [s.entry.name for s in named(poster, typed)] == found


def test_a_family_registers_once(poster, families, keeper):
    joined = join(invitation=poster, standing=families[0].pk, name="nguyen van hung")
    assert (joined.standing.status, joined.standing.registered_on) == (Status.REGISTERED, clock.today())
    assert find_own(own_token(joined.link)).standing == joined.standing
    assert join(invitation=poster, standing=families[0].pk, name="Nguyễn Văn Hùng").link is None
    event = Event.objects.order_by("-sequence").first()
    assert (event.act, event.by, event.after["entries"]) == ("join", "tự đăng ký bằng mã QR", 1)
    assert differing() == []


def test_nobody_is_registered_by_a_number_without_the_name(poster, families):
    for standing, name in [(families[1].pk, "Nguyễn Văn Hùng"), (families[3].pk, "Lê Thị Thoả"), (0, "")]:
        with pytest.raises(RecognitionRefused, match="Không thấy tên này"):
            join(invitation=poster, standing=standing, name=name)


def test_a_new_family_is_marked_until_somebody_looks(poster, keeper, commune, villages):
    joined = join_new(invitation=poster, new=NewEntry("Vũ Văn Mới", house="xóm 1"))
    entry = Entry.objects.get(pk=joined.standing.entry_id)
    assert (entry.village, entry.number, entry.house) == (villages[0], 4, "xóm 1")
    assert [r.standing for r in to_check(commune.pk, FAMILY, 2023)] == [joined.standing]
    again = join_new(invitation=poster, new=NewEntry("vũ văn mới", house="Xóm 1"))
    assert (again.standing, again.link) == (joined.standing, None)
    other = join_new(invitation=poster, new=NewEntry("Vũ Văn Mới", house="xóm 2"))
    assert other.standing != joined.standing
    assert confirm(by=keeper, unit=commune, standings=[joined.standing.pk]) == 1
    drop(by=keeper, unit=commune, standing=other.standing.pk)
    assert to_check(commune.pk, FAMILY, 2023) == []
    assert Entry.objects.filter(name="Vũ Văn Mới").count() == 1
    assert SelfRegistration.objects.get().checked_by == keeper.username
    assert differing() == []


def test_who_was_on_the_list_is_not_dropped(poster, families, keeper, commune):
    join(invitation=poster, standing=families[0].pk, name="Nguyễn Văn Hùng")
    with pytest.raises(RecognitionRefused, match="Chỉ bỏ được mục tự thêm"):
        drop(by=keeper, unit=commune, standing=families[0].pk)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewEntry("Hùng", house="xóm 1"), "Ghi đủ họ và tên"),
        (NewEntry("Vũ Văn Mới", house=" "), "Ghi nhà ở đâu"),
    ],
)
def test_what_is_missing_is_said(poster, new, said):
    with pytest.raises(RecognitionRefused, match=said):
        join_new(invitation=poster, new=new)


def test_a_citizen_says_the_year_of_birth(keeper, commune, villages):
    (poster,) = invite(
        by=keeper, unit=commune, villages=villages[:1], model=LearningModel.CITIZEN, year=2023, expires_on=UNTIL
    )
    with pytest.raises(RecognitionRefused, match="Ghi năm sinh"):
        join_new(invitation=poster, new=NewEntry("Vũ Văn Mới"))
    join_new(invitation=poster, new=NewEntry("Vũ Văn Mới", birth_year=1958))
    assert named(poster, "Vũ Văn Mới", 1959) == []
    assert len(named(poster, "vu van moi", 1958)) == 1


def test_a_lost_link_is_made_anew_by_the_keeper(poster, families, keeper):
    joined = join(invitation=poster, standing=families[0].pk, name="Nguyễn Văn Hùng")
    new = renew_link(by=keeper, standing=families[0].pk)
    assert OwnLink.objects.get(pk=joined.link.pk).revoked_at is not None
    assert find_own(own_token(new)).revoked_at is None
    with pytest.raises(RecognitionRefused, match="chưa đăng ký"):
        renew_link(by=keeper, standing=families[1].pk)


def test_villages_with_their_numbers(poster, families, commune, django_assert_num_queries):
    join(invitation=poster, standing=families[0].pk, name="Nguyễn Văn Hùng")
    with django_assert_num_queries(3):
        found = by_village(commune.pk, FAMILY, 2023)
    assert [(v.village.name, v.listed, v.registered, v.proposed) for v in found] == [
        ("Đông", 3, 1, 0),
        ("Đoài", 2, 0, 0),
    ]
    assert found[0].invitation == poster


def test_a_village_that_has_gone_to_another_unit_registers_by_its_old_poster(poster, families, villages):
    home = Unit.objects.get(code="11245")
    Village.objects.filter(pk=villages[0].pk).update(unit=home)
    Standing.objects.filter(entry__village=villages[0]).update(unit=home)
    known = find_invitation(poster_token(poster))
    assert join(invitation=known, standing=families[0].pk, name="Nguyễn Văn Hùng").link
    assert join_new(invitation=known, new=NewEntry("Vũ Văn Mới", house="xóm 1")).standing.unit == home

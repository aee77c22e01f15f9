"""One order of names, on pages and papers, on every database: villages as the unit has them, those of no village last."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit import clock
from khuyenhoc.recognition.calling import called, key_of
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.queries import in_calling_order
from khuyenhoc.recognition.deciding.public import announced
from khuyenhoc.recognition.deciding.queries import members_of
from khuyenhoc.recognition.deciding.sorting import sorted_out
from khuyenhoc.recognition.enums import DecisionKind, LearningModel, NameShown, Status
from khuyenhoc.recognition.joining.queries import by_village as on_the_way
from khuyenhoc.recognition.listing import NewEntry, add_villages, enlist
from khuyenhoc.recognition.models import Decision, Entry, Standing, Village
from khuyenhoc.recognition.overview import by_village as on_the_list
from khuyenhoc.recognition.queries import Filters, by_village, page_of

FAMILY, COMMUNITY = LearningModel.FAMILY, LearningModel.COMMUNITY
NAMES = ["Nhà Đoài 1", "Nhà Đoài 2", "Nhà Đông 1", "Nhà Đông 2", "Nhà Xa 1", "Nhà Xa 2"]


@pytest.fixture
def standings(keeper, commune, villages) -> list[Standing]:
    """Two villages, the later one in front of the earlier, and two families of none; put on the list the other way round."""
    Village.objects.filter(pk=villages[0].pk).update(position=9)
    places = [villages[1].pk, villages[1].pk, villages[0].pk, villages[0].pk, None, None]
    new = [NewEntry(name, place, n % 2 + 1) for n, (name, place) in enumerate(zip(NAMES, places, strict=True))]
    step = enlist(by=keeper, unit=commune, model=FAMILY, year=2023, entries=new[::-1])
    return list(Standing.objects.filter(step=step).select_related("entry__village", "unit").order_by("pk"))


def names(standings) -> list[str]:
    return [s.entry.name for s in standings]


def test_pages_of_a_list_come_in_it_however_short_they_are(standings, commune):
    found, after = [], None
    while rows := page_of([commune.code], FAMILY, 2023, Filters(), after=after, limit=1):
        found += rows
        after = key_of(rows[-1])
    assert names(found) == NAMES
    assert names(sorted(standings, key=called)) == NAMES
    assert [village for village, _numbers in by_village(commune.code, FAMILY, 2023)] == ["thôn Đoài", "thôn Đông", ""]


def test_decisions_certificates_and_announcements_come_in_it(standings, commune, keeper):
    now = clock.now()
    decision = Decision.objects.create(
        unit=commune, model=FAMILY, year=2023, number="1/QĐ", decided_on=dt.date(2023, 12, 1), created_at=now,
        created_by="test", issued_at=now, issued_by="test", announced_at=now, kind=DecisionKind.RECOGNISE,
        chosen={str(s.pk): "" for s in standings},
    )  # fmt: skip
    Standing.objects.update(status=Status.PROPOSED)
    assert names(h.standing for h in sorted_out(commune.code, FAMILY, 2023, dt.date(2023, 12, 1)).held) == NAMES
    Standing.objects.update(status=Status.RECOGNISED, decision=decision)
    Entry.objects.update(name_shown=NameShown.FULL)
    assert names(m.standing for m in members_of(decision)) == NAMES
    assert [name for name, _village in announced(commune.code, 2023)[0].named] == NAMES
    issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    assert [c.name for c in in_calling_order(commune.code, FAMILY, 2023)] == NAMES


def test_words_over_many_units_are_followed_from_page_to_page(standings, office, commune):
    other = commune.__class__.objects.get(code="11239")
    add_villages(by=office, unit=other, names=[("thôn", "Bắc")], valid_from=dt.date(2020, 1, 1))
    enlist(by=office, unit=other, model=FAMILY, year=2023, entries=[NewEntry("Nhà Bắc 1"), NewEntry("Nhà Bắc 2")])
    found, after = [], None
    while rows := page_of([other.code, commune.code], FAMILY, 2023, Filters(words="nha"), after=after, limit=3):
        found += rows
        after = key_of(rows[-1])
    assert sorted(names(found)) == sorted([*NAMES, "Nhà Bắc 1", "Nhà Bắc 2"])


def test_a_community_that_is_a_unit_is_in_no_number_of_a_village(villages, office, commune):
    new = [NewEntry("Thôn Đông", villages[0].pk), NewEntry("Xã Thanh Tùng", scope="commune", about=commune.pk)]
    enlist(by=office, unit=commune, model=COMMUNITY, year=2023, entries=new)
    way = {c.village.pk if c.village else None: c.listed for c in on_the_way(commune.pk, COMMUNITY, 2023)}
    listed = {village: count.total for village, count in on_the_list(commune.code, COMMUNITY, 2023).items()}
    assert (way, listed) == ({villages[0].pk: 1, villages[1].pk: 0}, {villages[0].pk: 1})

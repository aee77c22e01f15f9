"""Pairs that may be double: shown, merged, taken back, kept apart."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit import clock
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.doubles.acts import forget_apart, keep_apart, merge
from khuyenhoc.recognition.doubles.queries import pairs_of
from khuyenhoc.recognition.doubles.rules import Likeness
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import NewEntry, carry_over, enlist
from khuyenhoc.recognition.models import Decision, Entry, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing

FAMILY = LearningModel.FAMILY


@pytest.fixture
def doubles(families, keeper, commune, villages):
    """The first family once more, without accents and with a house; the third one in the other village."""
    new = [NewEntry("NGUYEN VAN HUNG", villages[0].pk, 6, house="ngõ 3"), NewEntry("Phạm Đức Ước", villages[1].pk, 7)]
    step = enlist(by=keeper, unit=commune, model=FAMILY, year=2023, entries=new)
    return list(Standing.objects.filter(step=step).select_related("entry").order_by("pk"))


def asked(commune):
    return [(p.first.pk, p.second.pk, p.likeness) for p in pairs_of(commune.code, FAMILY, 2023)]


def test_pairs_are_merged_and_it_is_taken_back(families, doubles, keeper, commune, django_assert_num_queries):
    hung, again, uoc = families[0].pk, doubles[0].pk, families[2].pk
    with django_assert_num_queries(3):
        found = asked(commune)
    assert found == [(hung, again, Likeness.LIKELY), (uoc, doubles[1].pk, Likeness.POSSIBLE)]
    register(by=keeper, standings=[again], on=families[0].entry.since)
    step = merge(by=keeper, kept=hung, double=again)
    kept = Standing.objects.select_related("entry").get(pk=hung)
    assert (kept.status, kept.entry.name, kept.entry.house) == (Status.REGISTERED, "Nguyễn Văn Hùng", "ngõ 3")
    assert Entry.objects.get(pk=doubles[0].entry_id).merged_into_id == kept.entry_id
    assert (counts(2023)[commune.code][FAMILY], len(asked(commune))) == (Count(6, 1, 0), 1)
    with pytest.raises(RecognitionRefused, match="không còn trong danh sách"):
        merge(by=keeper, kept=hung, double=again)
    take_back(by=keeper, step=step.pk)
    assert asked(commune) == found
    assert (counts(2023)[commune.code][FAMILY], differing()) == (Count(7, 1, 0), [])


def test_nobody_s_paper_outlives_the_one_that_goes(families, doubles, keeper, commune):
    hung, again = families[0].pk, doubles[0].pk
    now = clock.now()
    made = Decision.objects.create(
        unit=commune, model=FAMILY, year=2023, number="1/QĐ", decided_on=dt.date(2023, 12, 1), created_at=now,
        issued_at=now, created_by="test", issued_by="test",
    )  # fmt: skip
    Standing.objects.filter(pk__in=[hung, again]).update(status=Status.RECOGNISED, decision=made)
    papers = issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    with pytest.raises(RecognitionRefused, match="“NGUYEN VAN HUNG” đã có giấy công nhận"):
        merge(by=keeper, kept=hung, double=again)
    revoke(by=keeper, certificates=[c.pk for c in papers if c.standing_id == again], reason="trùng")
    merge(by=keeper, kept=hung, double=again)
    assert Standing.objects.get(pk=again).status == Status.ENDED


def test_those_that_are_not_the_same_are_not_asked_about_again(families, doubles, keeper, commune):
    one, other = doubles[0].entry_id, families[0].entry_id
    keep_apart(by=keeper, one=one, other=other)
    keep_apart(by=keeper, one=other, other=one)
    assert len(asked(commune)) == 1
    forget_apart(by=keeper, one=other, other=one)
    assert len(asked(commune)) == 2
    with pytest.raises(RecognitionRefused, match="Chọn hai mục khác nhau"):
        keep_apart(by=keeper, one=one, other=one)


def test_what_cannot_be_merged(families, doubles, keeper, commune):
    with pytest.raises(RecognitionRefused, match="Chọn hai mục khác nhau"):
        merge(by=keeper, kept=families[0].pk, double=families[0].pk)
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)
    later = Standing.objects.get(entry=doubles[0].entry_id, year=2024)
    with pytest.raises(RecognitionRefused, match="không cùng một danh sách"):
        merge(by=keeper, kept=families[0].pk, double=later.pk)
    with pytest.raises(RecognitionRefused, match="danh sách mới nhất"):
        merge(by=keeper, kept=families[0].pk, double=doubles[0].pk)
    leave(by=keeper, standings=[later.pk], how=Status.ENDED, on=later.entry.since.replace(year=2024))
    merge(by=keeper, kept=families[0].pk, double=doubles[0].pk)

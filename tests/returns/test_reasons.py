"""A reason that was accepted in an earlier period is offered again for the same warning of the same unit."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import warnings_of
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reasons import OldReason, given, key_of, reasons_before

REASON = "Công nhận cả gia đình đăng ký năm trước."


@pytest.fixture
def next_year(collection, office):
    return acts.open_collection(
        by=office, form=collection.form, unit=collection.unit, period="2024", period_ends=dt.date(2024, 12, 31),
        opens_on=dt.date(2024, 11, 1), due_on=dt.date(2024, 12, 20), owing=[o.unit for o in collection.obligations.all()],
    )  # fmt: skip


def answered(draft, office, unit="11242", accept=True):
    return_ = draft(unit, MH02=1799)
    (finding,) = warnings_of(return_)
    acts.answer(by=office, finding=finding, reason=REASON)
    sent = acts.submit(by=office, return_=return_)
    return acts.accept(by=office, return_=sent) if accept else sent


def moved(return_: Return, to: Collection) -> Return:
    """A return as if it had come for another year."""
    Return.objects.filter(pk=return_.pk).update(collection=to)
    return Return.objects.select_related("collection__form", "unit").get(pk=return_.pk)


def this_year(draft, next_year, **changed):
    return moved(draft("11245", MH02=1799, **changed), next_year)


def test_the_reason_of_last_year_is_found_by_check_and_indicator(
    draft, office, collection, next_year, django_assert_num_queries
):
    first = answered(draft, office)
    now = moved(draft("11245", MH02=1798), next_year)
    Return.objects.filter(pk=now.pk).update(unit=first.unit)
    now = Return.objects.select_related("collection__form").get(pk=now.pk)
    with django_assert_num_queries(1):
        before = reasons_before(now)
    assert before == {("K03", "MH03"): OldReason("2023", REASON)}
    (finding,) = warnings_of(now)
    assert given([finding], {}, [str(finding.pk)], before) == [(finding, REASON)]
    assert given([finding], {str(finding.pk): " Khác. "}, [], before) == [(finding, "Khác.")]
    assert given([finding], {str(finding.pk): "  "}, [], before) == []
    assert key_of(finding) == ("K03", "MH03")


def test_not_of_another_unit_nor_of_the_same_year_nor_what_was_never_accepted(draft, office, collection, next_year):
    answered(draft, office)
    assert reasons_before(this_year(draft, next_year)) == {}
    answered(draft, office, "11239", accept=False)
    own = Return.objects.select_related("collection__form").get(unit__code="11239")
    assert reasons_before(own) == {}
    later = moved(draft("11248", MH02=1799), next_year)
    Return.objects.filter(pk=later.pk).update(unit=own.unit)
    assert reasons_before(Return.objects.select_related("collection__form").get(pk=later.pk)) == {}

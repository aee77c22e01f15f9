"""Which set holds on a day, for how many statements; and what a newer catalogue leaves of one that was ended here."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from msgspec import structs

from khuyenhoc.catalogue.acts import criteria_row, keep_criteria_sets
from khuyenhoc.catalogue.criteria.queries import criteria_in_force, criteria_set, criteria_sets
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.models import CriteriaSet

pytestmark = pytest.mark.django_db
SETS = read_catalogue().criteria_sets
ENDS = dt.date(2024, 1, 1)


@pytest.fixture(autouse=True)
def shipped() -> None:
    keep_criteria_sets(SETS)


@pytest.mark.parametrize(
    ("model", "scope", "on", "code"),
    [
        ("citizen", "", dt.date(2022, 7, 27), None),
        ("citizen", "", dt.date(2022, 7, 28), "CDHT-2022"),
        ("family", "", dt.date(2014, 12, 31), None),
        ("family", "", dt.date(2021, 12, 31), "GDHT-2015"),
        ("family", "", dt.date(2022, 1, 1), "GDHT-2022"),
        ("clan", "", dt.date(2023, 12, 31), "DHHT-2022"),
        ("organisation", "", dt.date(2023, 12, 31), "DVHT-2020"),
        ("community", "", dt.date(2023, 12, 31), "CDTHT-2022"),
        ("community", "commune", dt.date(2023, 12, 31), "CDXHT-2023"),
        ("community", "district", dt.date(2025, 6, 30), "CDHHT-2023"),
        ("community", "district", dt.date(2025, 7, 1), None),
        ("community", "province", dt.date(2025, 7, 1), "CDTINHHT-2023"),
    ],
)
def test_which_set_holds_on_a_day(model, scope, on, code, django_assert_num_queries):
    with django_assert_num_queries(1):
        one = criteria_in_force(model, scope, on)
    assert (one.code if one else None) == code


def test_the_set_of_an_area_comes_before_that_of_all():
    one = structs.replace(SETS[0], code="CDHT-VKK", area="disadvantaged")
    CriteriaSet.objects.create(**criteria_row(one), position=99)
    day = dt.date(2023, 1, 1)
    found = [criteria_in_force("citizen", "", day, area=area) for area in ("ordinary", "disadvantaged")]
    assert found == [SETS[0], one]


def test_sets_come_back_as_they_are_and_drafts_are_not_among_them(django_assert_num_queries):
    draft = structs.replace(SETS[1], code="GDHT-2026", valid_from=None, valid_to=None)
    CriteriaSet.objects.create(**criteria_row(draft), position=99, is_draft=True)
    with django_assert_num_queries(1):
        assert criteria_sets() == SETS
    with django_assert_num_queries(1):
        assert criteria_set("GDHT-2026") == draft
    assert criteria_in_force("family", "", dt.date(2026, 1, 1)).code == "GDHT-2022"


def test_one_that_was_ended_here_stays_ended_when_the_catalogue_is_read_again():
    citizen = CriteriaSet.objects.get(code="CDHT-2022")
    next_ = structs.replace(SETS[0], code="CDHT-2024", valid_from=ENDS)
    citizen.ended_by = CriteriaSet.objects.create(**criteria_row(next_), position=99, based_on=citizen)
    citizen.valid_to = ENDS
    citizen.save()
    keep_criteria_sets(SETS)
    assert criteria_set("CDHT-2022").valid_to == CriteriaSet.objects.get(code="CDHT-2022").valid_to == ENDS
    assert criteria_in_force("citizen", "", ENDS) == next_


@pytest.mark.parametrize(
    "columns",
    [
        {"code": "X", "valid_from": None},
        {"code": "X"},
        {"code": "X", "valid_from": dt.date(2024, 1, 1), "valid_to": dt.date(2024, 1, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(columns):
    row = {**criteria_row(SETS[0]), **columns}
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaSet.objects.create(**row, position=99)

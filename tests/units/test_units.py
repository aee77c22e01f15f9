"""The map of Hải Dương, its dates, and what the database refuses."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from khuyenhoc.units.acts import found_province
from khuyenhoc.units.models import Unit, UnitFact, UnitLevel, UnitVersion
from khuyenhoc.units.queries import facts, unit_ids, unit_map
from khuyenhoc.units.spec import read_units

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 12, 31)


@pytest.fixture
def hai_duong() -> list[Unit]:
    return found_province(by="test", file=read_units("30", 2023))


def test_hai_duong_of_2023_has_twelve_districts_and_235_communes(hai_duong: list[Unit]) -> None:
    map_ = unit_map(DAY)
    assert Counter(u.level for u in map_.units.values()) == {"province": 1, "district": 12, "commune": 235}
    assert map_.name("30") == "Tỉnh Hải Dương"
    assert map_.lineage("11239") == ("11239", "300", "30")
    assert len(list(map_.below("30", "commune"))) == 235
    assert [u.code for u in map_.below("300")][:2] == ["300", "11239"]


def test_the_map_before_the_first_day_is_empty(hai_duong: list[Unit]) -> None:
    assert unit_map(dt.date(2022, 12, 31)).units == {}
    assert len(unit_map(dt.date(2023, 1, 1)).units) == 248


def test_reading_the_map_is_one_statement(hai_duong: list[Unit], django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        unit_map(DAY)
    with django_assert_num_queries(1):
        unit_ids()
    with django_assert_num_queries(1):
        facts("villages", DAY)


def test_levels_are_rows_on_both_sides_of_their_date(hai_duong: list[Unit]) -> None:
    def levels(on: dt.date) -> list[str]:
        rows = UnitLevel.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
        return list(rows.values_list("code", flat=True))

    assert levels(dt.date(2025, 6, 30)) == ["central", "province", "district", "commune"]
    assert levels(dt.date(2025, 7, 1)) == ["central", "province", "commune"]


def test_a_renamed_unit_has_one_name_on_each_day(hai_duong: list[Unit]) -> None:
    old = UnitVersion.objects.get(unit__code="11242")
    UnitVersion.objects.filter(pk=old.pk).update(valid_to=dt.date(2024, 1, 1))
    shared = {f: getattr(old, f) for f in ("unit", "parent", "level", "kind", "source", "source_status")}
    UnitVersion.objects.create(name="Tân Tùng", search_name="xa tan tung", valid_from=dt.date(2024, 1, 1), **shared)
    assert unit_map(dt.date(2023, 12, 31)).name("11242") == "Xã Thanh Tùng"
    assert unit_map(dt.date(2024, 1, 1)).name("11242") == "Xã Tân Tùng"


def test_the_database_refuses_two_versions_on_one_day(hai_duong: list[Unit]) -> None:
    old = UnitVersion.objects.get(unit__code="11242")
    shared = {f: getattr(old, f) for f in ("unit", "parent", "level", "kind", "name", "source", "source_status")}
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        UnitVersion.objects.create(search_name="x", valid_from=dt.date(2024, 1, 1), **shared)


def test_the_database_refuses_overlapping_facts_and_takes_those_that_follow(hai_duong: list[Unit]) -> None:
    unit = Unit.objects.get(code="11242")
    shared = {"unit": unit, "key": "villages", "source": "thử", "status": "unverified"}
    UnitFact.objects.create(value=7, valid_from=dt.date(2023, 1, 1), valid_to=dt.date(2024, 1, 1), **shared)
    UnitFact.objects.create(value=6, valid_from=dt.date(2024, 1, 1), **shared)
    assert facts("villages", DAY) == {"11242": 7}
    assert facts("villages", dt.date(2024, 1, 1)) == {"11242": 6}
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        UnitFact.objects.create(value=5, valid_from=dt.date(2023, 6, 1), valid_to=dt.date(2023, 7, 1), **shared)


def test_dates_that_end_before_they_begin_and_own_parents_are_refused(hai_duong: list[Unit]) -> None:
    version = UnitVersion.objects.filter(unit__code="11242")
    with pytest.raises(IntegrityError, match="units_version_dates"), transaction.atomic():
        version.update(valid_to=dt.date(2023, 1, 1))
    with pytest.raises(IntegrityError, match="units_version_not_own_parent"), transaction.atomic():
        version.update(parent=Unit.objects.get(code="11242"))


def test_a_province_is_founded_once_or_not_at_all(hai_duong: list[Unit]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        found_province(by="test", file=read_units("30", 2023))
    assert Unit.objects.count() == 248


def test_two_of_one_name_in_a_list_stand_with_the_unit_above(hai_duong: list[Unit]) -> None:
    map_ = unit_map(DAY)
    assert map_.names(["11086", "10561", "11242", "99999"]) == {
        "11086": "Xã Hưng Đạo, huyện Tứ Kỳ", "10561": "Xã Hưng Đạo, thành phố Chí Linh", "11242": "Xã Thanh Tùng",
        "99999": "99999",
    }  # fmt: skip
    assert map_.names(["11086", "11242"]) == {"11086": "Xã Hưng Đạo", "11242": "Xã Thanh Tùng"}

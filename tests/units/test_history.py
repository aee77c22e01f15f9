"""Names over all dates, and where old ones lead: read in a fixed number of statements."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuyenhoc.units.enums import PlanState, UnitStatus
from khuyenhoc.units.history import lives, search, successions, versions
from khuyenhoc.units.models import Reorganisation, Succession, Unit, UnitVersion
from khuyenhoc.units.queries import unit_map, unit_maps

pytestmark = pytest.mark.django_db

BEGAN, DAY = dt.date(2023, 1, 1), dt.date(2024, 12, 1)


def version(unit: Unit, name: str, begins: dt.date, **more: object) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit, level="commune", kind="xã", name=name, search_name=f"xa {name.lower()}", valid_from=begins,
        source="thử", source_status="unverified", **more,
    )  # fmt: skip


@pytest.fixture
def plan() -> Reorganisation:
    """An Bình and An Lạc become Tân An, by a decision without a number."""
    now = timezone.now()
    made = Reorganisation.objects.create(
        on=DAY, source="thử", state=PlanState.APPLIED, rows=[], drawn_on="", created_at=now, created_by="test",
        applied_at=now, applied_by="test",
    )  # fmt: skip
    old = [Unit.objects.create(code=code) for code in ("1", "2")]
    new = Unit.objects.create(code="1-2024")
    ended = {"valid_to": DAY, "ended_by": made, "ended_as": UnitStatus.MERGED}
    version(old[0], "An Binh", BEGAN, official_code="1", **ended)
    version(old[1], "An Lac", BEGAN, official_code="2", **ended)
    version(new, "Tan An", DAY, official_code="1", began_by=made)
    change = Succession.objects.create(plan=made, kind="merged")
    for unit in old:
        change.links.create(predecessor=unit, successor=new, whole=True)
    return made


def test_the_official_code_moves_on_and_the_identity_does_not(plan: Reorganisation) -> None:
    before, after = unit_map(DAY - dt.timedelta(1)), unit_map(DAY)
    assert {u.code: u.official_code for u in before.units.values()} == {"1": "1", "2": "2"}
    assert {u.code: u.official_code for u in after.units.values()} == {"1-2024": "1"}


def test_what_a_unit_was_called_and_by_which_plan(plan: Reorganisation, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        (only,) = versions("1")
        assert (only.name, only.valid_to, only.ended_as, str(only.ended_by)) == (
            "An Binh", DAY, "merged", "chưa ghi số quyết định, 01/12/2024",
        )  # fmt: skip
    with django_assert_num_queries(1):
        assert successions().all_predecessors("1-2024") == ["1", "2"]


@pytest.mark.parametrize("text", ["An Bình", "xã an binh", "AN BINH", "UBND xã An Bình"])
def test_an_old_name_leads_to_the_unit_of_today(plan: Reorganisation, django_assert_num_queries, text: str) -> None:
    map_ = unit_map(DAY)
    with django_assert_num_queries(2):
        (found,) = search(text, map_)
    assert (found.code, found.valid_to, [u.code for u in found.leads_to]) == ("1", DAY, ["1-2024"])


def test_the_whole_name_comes_first(plan: Reorganisation) -> None:
    assert [f.code for f in search("an", unit_map(BEGAN))] == ["1", "2", "1-2024"]
    assert [f.code for f in search("Tân An", unit_map(BEGAN))] == ["1-2024"]
    assert search("  ", unit_map(BEGAN)) == search("Không Có", unit_map(BEGAN)) == []


def test_every_identity_has_its_last_version(plan: Reorganisation, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = lives()
    assert (found["1"].began, found["1"].until) == (BEGAN, DAY)
    assert (found["1-2024"].full_name, found["1-2024"].since, found["1-2024"].until) == ("xã Tan An", DAY, None)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [({"valid_to": None}, "units_version_has_ended"), ({"valid_to": BEGAN}, "units_version_dates")],
)
def test_a_version_that_ended_has_its_day(plan: Reorganisation, changed: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        UnitVersion.objects.filter(unit__code="1").update(**changed)


def test_a_plan_that_was_applied_or_undone_says_when(plan: Reorganisation) -> None:
    with pytest.raises(IntegrityError, match="units_plan_was_applied"), transaction.atomic():
        Reorganisation.objects.update(applied_at=None)
    with pytest.raises(IntegrityError, match="units_plan_was_undone"), transaction.atomic():
        Reorganisation.objects.update(state=PlanState.UNDONE)


def test_maps_of_many_days_are_those_of_each(plan: Reorganisation, django_assert_num_queries) -> None:
    before, *days = (
        BEGAN - dt.timedelta(days=400),
        BEGAN,
        DAY - dt.timedelta(days=1),
        DAY,
        DAY + dt.timedelta(days=30),
    )
    with django_assert_num_queries(1):
        found = unit_maps([*reversed(days), before])
    assert [found[day].units for day in days] == [unit_map(day).units for day in days]
    assert found[before] is found[BEGAN], "the first map there is"
    assert len({id(map_) for map_ in found.values()}) == 2, "what did not change is one map"
    assert unit_maps([]) == {}

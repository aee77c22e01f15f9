"""From year to year: who is recognised goes on, who has ended is left out and said; registers follow the map, and come back."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec, ScoredIndicatorSpec
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.deciding.sorting import sorted_out
from khuyenhoc.recognition.enums import Cause, LearningModel, Status
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.meetings.acts import Held, hold_meeting
from khuyenhoc.recognition.meetings.rules import Ballot
from khuyenhoc.recognition.models import Decision, Entry, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.scoring.acts import keep_points, send
from khuyenhoc.recognition.scoring.sheets import sheet_of
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.recognition.wholes.acts import put_units_on_list
from khuyenhoc.recognition.wholes.queries import ToCome, to_come, whole_counts, wholes_at
from khuyenhoc.returns.reorganising import redraw, undo
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Unit
from khuyenhoc.units.planning import keep_draft
from khuyenhoc.units.queries import unit_map
from tests.merger import DAY, SHEET
from tests.recognition.criteria_for_tests import SAID, put_in_force
from tests.recognition.wholes.conftest import DISTRICT, SCOPE

COMMUNITY = LearningModel.COMMUNITY
HELD = Held(dt.date(2023, 11, 12), 15, "Vũ Văn Chủ")


def coming(year: int, unit: str = DISTRICT, on: dt.date | None = None) -> ToCome:
    return to_come(unit, wholes_at(unit_map(on or dt.date(year, 12, 31)), unit, SCOPE), year)


def test_a_later_year_takes_over_who_holds_and_the_names_of_then(district, of_district, communes):
    by = dict(by_code(communes))
    decision = Decision.objects.create(
        unit=district, model=COMMUNITY, scope=SCOPE, year=2023, number="1", decided_on=dt.date(2023, 12, 1), loaded=True,
        created_at=clock.now(), created_by="x", issued_at=clock.now(), issued_by="x",
    )  # fmt: skip
    held = Standing.objects.filter(pk=by["11242"].pk)
    held.update(status=Status.RECOGNISED, decision=decision, valid_until=dt.date(2025, 12, 31))
    Entry.objects.filter(pk=by["11239"].entry_id).update(name="Tên cũ")
    found = coming(2024)
    assert (found.new, len(found.known), found.gone, found.holding(2024)) == ((), len(communes), (), 1)
    step = put_units_on_list(by=of_district, unit=district, year=2024, scope=SCOPE)
    now = dict(by_code(Standing.objects.filter(step=step).select_related("entry__about")))
    assert now.keys() == by.keys()
    assert (now["11242"].status, now["11242"].decision, now["11239"].status) == (
        Status.RECOGNISED, decision, Status.LISTED,
    )  # fmt: skip
    assert now["11239"].entry.name == "Thị trấn Thanh Miện"
    take_back(by=of_district, step=step.pk)
    assert Entry.objects.get(pk=by["11239"].entry_id).name == "Tên cũ"
    assert Standing.objects.count() == len(communes)


def test_a_year_before_the_first_list_can_be_put_there_later(district, of_district):
    numbers = [put_units_on_list(by=of_district, unit=district, year=year, scope=SCOPE).number for year in (2024, 2023)]
    assert numbers == [Entry.objects.count()] * 2, "the same ones"


def by_code(rows):
    return [(s.entry.about.code, s) for s in rows]


@pytest.fixture
def plan(office):
    made, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    return made


@pytest.fixture
def in_2025(district, of_district):
    """The lists of 2024 and 2025, before the plan that ends the district."""
    with clock.told(2024, 3, 1):
        put_units_on_list(by=of_district, unit=district, year=2024, scope=SCOPE)
    with clock.told(2025, 3, 1):
        step = put_units_on_list(by=of_district, unit=district, year=2025, scope=SCOPE)
    return dict(by_code(Standing.objects.filter(step=step).select_related("entry__about")))


def test_lists_follow_the_map_and_come_back(in_2025, plan, office, of_district):
    before = state()
    register(by=of_district, standings=[s.pk for s in in_2025.values()], on=dt.date(2025, 3, 2))
    redraw(by="test", plan=plan)
    goes, ends = in_2025["11254"], in_2025["11242"]
    now = {pk: (unit, year) for pk, unit, year in Standing.objects.values_list("pk", "unit__code", "year")}
    assert now[goes.pk] == ("30", 2025), "its district is no more: the province stands right above it"
    assert now[ends.pk] == (DISTRICT, 2025)
    assert Entry.objects.get(pk=goes.entry_id).unit.code == "30"
    held = sorted_out(DISTRICT, COMMUNITY, 2025, dt.date(2025, 12, 1), SCOPE).held
    assert {(h.standing.pk, h.cause) for h in held} >= {(ends.pk, Cause.ENDED)}
    found = coming(2026, "30", dt.date(2025, 12, 31))
    assert goes.entry_id in {entry.pk for entry, _last in found.known}
    assert "Kha Mới" in {one.name for one in found.new}
    assert differing() == []
    undo(by=office, plan=plan)
    assert [pk for pk, _unit in before] == [pk for pk, _unit in state()]
    assert before == state()


def state():
    return list(Entry.objects.order_by("pk").values_list("pk", "unit"))


def test_who_has_ended_is_not_taken_over_and_is_named(in_2025, plan, office):
    redraw(by="test", plan=plan)
    Entry.objects.filter(unit__code=DISTRICT).update(unit=Unit.objects.get(code="30"))  # as if they had stood there
    found = coming(2026, "30", dt.date(2025, 12, 31))
    assert {entry.about.code for entry in found.gone} == {"11239", "11242", "11245"}


def test_a_plan_is_not_undone_over_a_list_that_was_made_after_it(in_2025, plan, office):
    redraw(by="test", plan=plan)
    with clock.told(2025, 8, 1):
        step = put_units_on_list(by=office, unit=Unit.objects.get(code=DISTRICT), year=2024, scope=SCOPE)
    assert step.number == len(in_2025) - len({"11239", "11242", "11245"})
    with pytest.raises(UnitsRefused, match="được đưa vào danh sách của đơn vị cũ"):
        undo(by=office, plan=plan)
    take_back(by=office, step=step.pk)
    undo(by=office, plan=plan)


def commune_set() -> CriteriaSetSpec:
    return CriteriaSetSpec(
        code="CDX-THU", model="community", scope=SCOPE, title="Bộ mẫu cấp xã", version="thử", valid_from=dt.date(2023, 1, 2),
        points=20, thresholds={"ordinary": 15, "disadvantaged": 5},
        indicators=tuple(ScoredIndicatorSpec(code=c, title=c, points=10, **SAID) for c in ("C1", "C2")), **SAID,
    )  # fmt: skip


def test_a_commune_scores_itself_by_the_criteria_of_its_level(district, of_district, communes):
    CriteriaSet.objects.filter(scope=SCOPE).delete()
    put_in_force(commune_set())
    row = communes[0]
    register(by=of_district, standings=[row.pk], on=dt.date(2023, 3, 1))
    row.refresh_from_db()
    assert sheet_of(row).criteria.code == "CDX-THU"
    for code in ("C1", "C2"):
        keep_points(standing=row.pk, indicator=code, points=8)
    assert send(standing=row.pk).scope == SCOPE
    hold_meeting(
        by=of_district, unit=district, village=None, model=COMMUNITY, year=2023, held=HELD, scope=SCOPE,
        ballots={row.pk: Ballot(15)},
    )  # fmt: skip
    accept_own_points(by=of_district, standings=[row.pk])
    row.refresh_from_db()
    assert (row.score, row.verdict) == (16, "passed")
    assert [s.pk for s in sorted_out(DISTRICT, COMMUNITY, 2023, dt.date(2023, 12, 1), SCOPE).ready] == [row.pk]
    assert whole_counts([DISTRICT], 2023)[DISTRICT][SCOPE].registered == 1

"""Two communes become one and a third is divided: nothing of their registers is lost, and undoing the plan leads back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.handing.going import VILLAGES, goings
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import NewEntry, add_villages, carry_over, enlist, keep_register
from khuyenhoc.recognition.models import Entry, Register, Standing, Village
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.queries import counts, kept_on
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.returns.reorganising import redraw, undo
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation, Unit
from khuyenhoc.units.planning import drawn, keep_draft
from khuyenhoc.units.queries import unit_map
from tests.merger import DAY, SHEET

FAMILY = LearningModel.FAMILY
UNITS = ("11239", "11242", "11245")


@pytest.fixture
def listed(office):
    """Lists of 2024 and 2025 of the three communes, each with two villages of the same names and one family in none."""
    for code in UNITS:
        unit = Unit.objects.get(code=code)
        villages = add_villages(
            by=office, unit=unit, names=[("thôn", "Đông"), ("thôn", "Đoài")], valid_from=dt.date(2020, 1, 1)
        )
        keep_register(by=office, unit=unit, model=FAMILY, kept_from=dt.date(2024, 1, 1))
        new = [NewEntry(f"Nhà {n}", v.pk, n) for v in villages for n in range(1, 4)] + [NewEntry("Nhà xa")]
        enlist(by=office, unit=unit, model=FAMILY, year=2024, entries=new)
        carry_over(by=office, unit=unit, model=FAMILY, year=2025)


@pytest.fixture
def plan(listed) -> Reorganisation:
    made, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    return made


def chosen(plan, *, first: str, second: str, rest: str) -> Reorganisation:
    """Of xã Phạm Kha the one village goes here, the other there."""
    named = {u.full_name: u.code for u in drawn(plan).after.units.values()}
    dong, doai = Village.objects.filter(unit__code="11245").order_by("pk")
    plan.answers = {VILLAGES: {str(dong.pk): named[first], str(doai.pk): named[second], "11245:": named[rest]}}
    plan.save(update_fields=["answers"])
    return plan


def state():
    rows = [
        Entry.objects.order_by("pk").values_list("pk", "unit", "village"),
        Standing.objects.order_by("pk").values_list("pk", "unit", "year", "status"),
        Village.objects.order_by("pk").values_list("pk", "unit", "name", "search_name", "position"),
        Register.objects.order_by("pk").values_list("unit", "model", "kept_from", "kept_until"),
    ]
    return [list(found) for found in rows]


def totals(year):
    return {code: by_model[FAMILY] for code, by_model in counts(year).items() if by_model[FAMILY].total}


NEW, KHA = "xã Thanh Miện Mới", "xã Kha Mới"


def test_registers_go_with_their_units_and_come_back(plan, office):
    before, last = state(), totals(2024)
    asked = [one for one in goings(drawn(plan), {}) if one.is_asked]
    assert [(one.unit.code, one.village and one.village.name, one.entries, one.to) for one in asked] == [
        ("11245", "Đông", 3, ""), ("11245", "Đoài", 3, ""), ("11245", None, 1, ""),
    ]  # fmt: skip
    with pytest.raises(UnitsRefused, match="Chưa chọn thôn Đông của xã Phạm Kha về đơn vị nào"):
        redraw(by="test", plan=plan)
    assert state() == before
    redraw(by="test", plan=chosen(plan, first=NEW, second=KHA, rest=KHA))
    named = {u.full_name: u.code for u in unit_map(DAY).units.values()}
    assert totals(2025) == {named[NEW]: Count(17, 0, 0), named[KHA]: Count(4, 0, 0)}
    assert totals(2024) == last
    assert sorted(Village.objects.filter(unit__code=named[NEW]).values_list("name", flat=True)) == [
        "Đoài", "Đoài (Thanh Tùng)", "Đông", "Đông (Phạm Kha)", "Đông (Thanh Tùng)",
    ]  # fmt: skip
    assert kept_on(DAY) == {named[NEW]: {"family"}, named[KHA]: {"family"}}
    assert set(kept_on(DAY - dt.timedelta(1))) == set(UNITS)
    assert differing() == []
    old_step = Standing.objects.filter(year=2025).earliest("pk").step_id
    with pytest.raises(RecognitionRefused, match="đã sang đơn vị khác theo phương án"):
        take_back(by=office, step=old_step)
    new_unit = Unit.objects.get(code=named[NEW])
    rows = Standing.objects.filter(unit=new_unit, year=2025).values_list("pk", flat=True)
    register(by=office, standings=rows, on=DAY)
    village = Village.objects.get(unit=new_unit, name="Đông (Phạm Kha)")
    enlist(by=office, unit=new_unit, model=FAMILY, year=2025, entries=[NewEntry("Nhà mới", village.pk)])
    undo(by=office, plan=Reorganisation.objects.get(pk=plan.pk))
    assert totals(2025)["11245"] == Count(8, 3, 0)
    assert Entry.objects.get(name="Nhà mới").unit.code == "11245"
    assert (differing(), Standing.objects.filter(status=Status.REGISTERED).count()) == ([], 17)


def test_entries_of_nobody_keep_a_plan_from_being_undone(plan, office):
    redraw(by="test", plan=chosen(plan, first=KHA, second=NEW, rest=NEW))
    new = next(u.code for u in unit_map(DAY).units.values() if u.full_name == NEW)
    enlist(by=office, unit=Unit.objects.get(code=new), model=FAMILY, year=2025, entries=[NewEntry("Nhà lạ")])
    with pytest.raises(UnitsRefused, match="1 mục mới của đơn vị mới"):
        undo(by=office, plan=Reorganisation.objects.get(pk=plan.pk))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*[st.sampled_from([NEW, KHA])] * 3))
def test_whatever_is_chosen_nothing_is_lost_and_it_comes_back(listed, office, where):
    before, entries = state(), Entry.objects.count()
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=chosen(plan, first=where[0], second=where[1], rest=where[2]))
    for year in (2024, 2025):
        assert sum(totals(year).values(), Count()) == Count(entries, 0, 0)
    assert differing() == []
    undo(by=office, plan=Reorganisation.objects.get(pk=plan.pk))
    assert (state(), differing()) == (before, [])


def test_where_villages_go_is_chosen_on_the_page(plan, office, client):
    client.force_login(office)
    address = f"/sap-nhap/{plan.pk}/"
    assert "Sổ của xã Phạm Kha: 7 mục sang chưa chọn" in client.get(address).content.decode()
    asked = [one for one in goings(drawn(plan), {}) if one.is_asked]
    page = client.get(f"{address}ban-giao/").content.decode()
    assert "Thôn Đông, xã Phạm Kha: 3 mục" in page
    typed = {f"so-{one.key}": one.offers[0].code for one in asked}
    assert client.post(f"{address}ban-giao/ghi/", typed).status_code == 302
    assert {one.to for one in goings(drawn(plan), Reorganisation.objects.get(pk=plan.pk).answers) if one.is_asked} == {
        asked[0].offers[0].code
    }
    assert client.post(f"{address}ap-dung/").status_code == 302
    assert "21 mục của sổ mô hình học tập sang đơn vị kế tiếp." in client.get(address).content.decode()

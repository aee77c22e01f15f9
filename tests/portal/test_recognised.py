"""What the public reads of decisions: nothing before they are announced, and no name that nobody gave leave for."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.audit import clock
from khuyenhoc.recognition.deciding.announcing import announce
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.listing import NewEntry, enlist
from khuyenhoc.recognition.models import Decision, Entry, Standing
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.units.planning import keep_draft
from tests.desk.conftest import text_of
from tests.desk.registers import commune, families, keeper, villages  # noqa: F401  # fixtures
from tests.merger import DAY, SHEET

PAGE = "/da-cong-nhan/11242/2023/"


@pytest.fixture
def decided(keeper, commune, families):  # noqa: F811
    """Five families and a clan, recognised by a decision each that nobody has announced."""
    new = [NewEntry("Dòng họ Nguyễn Đăng", families[0].entry.village_id)]
    enlist(by=keeper, unit=commune, model=LearningModel.CLAN, year=2023, entries=new)
    made = {}
    for model in (LearningModel.FAMILY, LearningModel.CLAN):
        made[model] = Decision.objects.create(
            unit=commune, model=model, year=2023, number=f"{len(made) + 1}/QĐ", decided_on=dt.date(2023, 12, 10),
            created_at=clock.now(), issued_at=clock.now(),
        )  # fmt: skip
        Standing.objects.filter(model=model).update(status=Status.RECOGNISED, decision=made[model])
    Entry.objects.filter(pk__in=[families[1].entry_id, families[2].entry_id]).update(name_shown=NameShown.FULL)
    Entry.objects.filter(pk=families[2].entry_id).update(erased_at=clock.now())
    return made


def test_before_it_is_announced_nothing_is_told(client, decided):
    assert client.get(PAGE).status_code == 404
    assert "Chưa có gì được công bố" in text_of(client.get("/da-cong-nhan/"))


def test_names_only_of_who_said_so_and_of_what_is_no_person(client, keeper, families, decided):  # noqa: F811
    for decision in decided.values():
        announce(by=keeper, decision=decision.pk)
    text = text_of(client.get(PAGE))
    assert "Gia đình học tập: 5 gia đình Quyết định số 1/QĐ ngày 10/12/2023." in text
    assert "Dòng họ học tập: 1 dòng họ" in text
    assert "Dòng họ Nguyễn Đăng, thôn Đông" in text
    assert "Trần Thị Nguyệt, thôn Đông" in text
    assert [name for name in ("Nguyễn Văn Hùng", "Phạm Đức Ước", "Lê Thị Thoả") if name in text] == []
    assert "Xã Thanh Tùng, huyện Thanh Miện 6" in text_of(client.get("/da-cong-nhan/"))
    Standing.objects.filter(pk=families[1].pk).update(status=Status.WITHDRAWN, reason="x")
    text = text_of(client.get(PAGE))
    assert ("Trần Thị Nguyệt" in text, "Gia đình học tập: 4 gia đình" in text) == (False, True)


def test_what_it_costs(client, keeper, decided, django_assert_max_num_queries):  # noqa: F811
    announce(by=keeper, decision=decided[LearningModel.FAMILY].pk)
    client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_a_unit_that_has_ended_bears_the_name_of_then(client, keeper, decided):  # noqa: F811
    announce(by=keeper, decision=decided[LearningModel.FAMILY].pk)
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=plan)
    for year in (2023, DAY.year):
        Decision.objects.update(year=year)
        Standing.objects.update(year=year)
        assert "Xã Thanh Tùng, huyện Thanh Miện 5" in text_of(client.get("/da-cong-nhan/"))
        assert "Xã Thanh Tùng" in text_of(client.get(f"/da-cong-nhan/11242/{year}/"))

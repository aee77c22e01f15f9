"""The lists of a commune that has gone into another: read, and kept, by whoever answers for it; nobody meets a bare refusal."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.units.history import map_with
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import keep_draft
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of
from tests.merger import DAY, SHEET

LIST = "/so/11242/gia-dinh/2023/"
DECIDING = "/cong-nhan/11242/gia-dinh/2023/"
PAGES = ("/so/11242/", "/so/11242/thon/", LIST, f"{LIST}dang-ky/", f"{LIST}nap/", f"{LIST}them/", DECIDING)


@pytest.fixture
def merged(families) -> str:
    """The code of the commune into which the one with the families has gone."""
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=plan)
    (code,) = (u.code for u in unit_map(DAY).units.values() if u.full_name == "xã Thanh Miện Mới")
    return code


def test_a_map_that_knows_the_unit(merged):
    assert map_with("11242", DAY).name("11242") == "Xã Thanh Tùng"
    assert map_with(merged, DAY) == unit_map(DAY)
    assert "0" not in map_with("0", DAY).units


def test_its_pages_are_there_and_meetings_are_noted(merged, person, office, families, client):
    village = Village.objects.get(name="Đông")
    for who in (person(Role.COMMUNE_SECRETARY, merged), office):
        client.force_login(who)
        assert [client.get(page).status_code for page in PAGES] == [200] * len(PAGES)
        way = client.get(f"{LIST}dang-ky/").content.decode()
        assert f"{LIST}hop/{village.pk}/" in way
        assert client.get(f"{LIST}hop/{village.pk}/").status_code == 200
    register(by=office, standings=[families[0].pk], on=families[0].entry.since)
    assert Standing.objects.get(pk=families[0].pk).status == Status.REGISTERED


def test_whose_role_ended_with_it_is_told_what_became_of_it(merged, keeper: User, client):
    RoleAssignment.objects.filter(user=keeper).update(
        valid_from=dt.date(2020, 1, 1), valid_to=DAY, ended_by=Reorganisation.objects.get()
    )
    client.force_login(keeper)
    page = client.get(f"{LIST}hop/{Village.objects.get(name='Đông').pk}/")
    assert page.status_code == 403
    text = text_of(page)
    assert ("kết thúc cùng đơn vị" in text, "Xem xã Thanh Tùng" in text) == (True, True)

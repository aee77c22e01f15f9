"""A figure explained down to the register of the unit: what it said, by village and status, the entries masked."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from khuyenhoc.access.enums import Role
from khuyenhoc.cli.main import main
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.rollups.behind import Masked, behind
from khuyenhoc.rollups.queries import explain
from khuyenhoc.rollups.tree import InRegister
from tests.registers import listed

COMMUNE = "11242"


@pytest.fixture
def step(office, accept):
    """The list that its accepted return was compared with."""
    step = listed(office, COMMUNE, 21, 19, 18)
    accept(COMMUNE, MH01=21, MH02=19, MH03=18)
    accept("11245")
    return step


def test_the_register_stands_behind_its_cell(step):
    nodes = explain("MH03", "300", "2023").units
    said = {node.unit.code: node.cells[0].register for node in nodes if node.cells}
    assert said == {
        COMMUNE: InRegister(LearningModel.FAMILY, dt.date(2023, 12, 31), 18, taken=False, step=step.pk),
        "11245": None,
    }


def test_by_village_and_entry(step, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = behind(COMMUNE, LearningModel.FAMILY, 2023, "recognised", limit=2)
    assert found.villages[0].numbers == {Status.LISTED: 2, Status.REGISTERED: 1, Status.RECOGNISED: 18}
    assert found.entries == [Masked(f"N. V. {n}.", "", Status.RECOGNISED, "2023/QĐ-HKH") for n in (0, 1)]


def test_the_command_goes_down_to_the_entries(step, capsys):
    main(["explain", "MH03", "--unit", COMMUNE, "--period", "2023", "--json", "-"])
    said = json.loads(capsys.readouterr().out)
    assert said["cells"][0]["register"] == {
        "model": "family", "on": "2023-12-31", "counted": 18, "taken": False, "step": step.pk,
    }  # fmt: skip
    assert len(said["register"]["entries"]) == 18
    main(["explain", "MH03", "--unit", COMMUNE, "--period", "2023"])
    text = capsys.readouterr().out
    assert "khớp với sổ đến ngày 31/12/2023" in text
    assert "không ghi thôn: 2 chưa đăng ký, 18 được công nhận, 1 đã đăng ký" in text
    main(["explain", "MH03", "--unit", "300", "--period", "2023", "--json", "-"])
    assert "register" not in json.loads(capsys.readouterr().out)


def test_the_page_shows_entries_to_who_may_see_the_register(step, person, client):
    address = reverse("desk:explain_register", args=["MH03", COMMUNE])
    client.force_login(person(Role.COMMUNE_SECRETARY, COMMUNE))
    page = client.get(address).content.decode()
    assert "18 mục đầu tiên, tên viết tắt." in page
    assert "N. V. 0." in page
    assert "Nguyễn Văn" not in page
    assert (
        reverse("desk:explain_register", args=["MH03", COMMUNE])
        in client.get(reverse("desk:explain", args=["MH03", COMMUNE])).content.decode()
    )
    client.force_login(person(Role.PROVINCE_LEADER, "30"))
    page = client.get(address).content.decode()
    assert "N. V. 0." not in page
    assert "chỉ người được xem sổ" in page
    assert client.get(reverse("desk:explain_register", args=["MH03", "11245"])).status_code == 404
    assert client.get(reverse("desk:explain_register", args=["HV01", COMMUNE])).status_code == 404

"""A received file comes back byte for byte, to those alone who may have it."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns.receiving import take_in
from tests.desk.conftest import text_of


@pytest.fixture
def file(draft):
    return draft("11242").file


def test_the_file_comes_as_it_was_received(officer, file):
    response = officer.get(f"/tep/{file.pk}/")
    assert b"".join(response) == path_of(file.sha256).read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="11242-1.xlsx"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.COMMUNE_SECRETARY, "11242", 200),
        (Role.COMMUNE_SECRETARY, "11239", 403),
        (Role.DISTRICT_OFFICER, "300", 200),
        (Role.DISTRICT_OFFICER, "288", 403),
        (Role.EDITOR, "30", 403),
    ],
)
def test_who_may_have_it(at_desk, file, role, unit, status):
    response = at_desk(role, unit).get(f"/tep/{file.pk}/")
    response.close()
    assert response.status_code == status


def test_a_district_workbook_is_not_for_one_of_its_communes(secretary, draft, file):
    other = draft("11239")
    other.file.sha256 = file.sha256
    other.file.save()
    assert secretary.get(f"/tep/{file.pk}/").status_code == 403
    page = secretary.get(f"/bao-cao/{file.returns.get().pk}/").content.decode()
    assert f"/tep/{file.pk}/" not in page
    assert "11242-1.xlsx" in page


def test_the_sender_has_it_though_nothing_could_be_read(at_desk, person, signed_in, collection):
    sender = person(Role.COMMUNE_SECRETARY, "11242")
    run = take_in(by=sender, collection=collection, files=[("thư mục/ảnh chụp.xlsx", b"x")])
    file = run.files.get()
    response = signed_in(sender).get(f"/tep/{file.pk}/")
    assert b"".join(response) == b"x"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E1%BA%A3nh%20ch%E1%BB%A5p.xlsx"
    assert at_desk(Role.COMMUNE_SECRETARY, "11239").get(f"/tep/{file.pk}/").status_code == 403


def test_a_file_that_is_gone_from_the_disk_is_told_of(officer, file):
    path_of(file.sha256).unlink()
    response = officer.get(f"/tep/{file.pk}/")
    assert response.status_code == 404
    assert "Tệp này không còn trên máy chủ." in text_of(response)

"""Handing the workbooks out: all of them by a job with progress, or one; each for who may send for it."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit.queries import history
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.desk import tasks
from khuyenhoc.desk.progress import QUIET_AFTER, Progress, Stage, tell, told
from khuyenhoc.desk.workbooks import archive_for, archives, folder_of, make_archive, path_of
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.receiving import NamedFile, try_out

CODE, TUNG, RUN = "BC-NAM-2023", "11242", "0123456789abcdef"
PAGE = f"/dot/{CODE}/bieu-mau/"
HTMX = {"HX-Request": "true"}


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


@pytest.fixture
def district(person: Callable[[Role, str], User]) -> User:
    """Of huyện Thanh Miện: its archive is made as the province's is, with seventeen workbooks instead of 235."""
    return person(Role.DISTRICT_OFFICER, "300")


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.PAPERS = tmp_path / "papers"


def test_the_office_makes_all_and_takes_them_away(officer: Client, collection: Collection) -> None:
    page = officer.get(PAGE).content.decode()
    assert "Lập biểu mẫu cho 235 đơn vị" in page
    done = officer.post(f"{PAGE}lap/", follow=True)
    assert "Đã lập 235 biểu mẫu" in done.content.decode()
    (archive,) = archives(collection)
    data = body(officer.get(reverse("desk:archive", args=[CODE, archive.name])))
    assert len(names(data)) == 235
    (event,) = [e for e in history("collection", CODE) if e.act == "make_workbooks"]
    assert (event.by, len(event.after["units"]), event.after["file"]) == ("van-phong", 235, archive.name)


def test_a_district_gets_its_own_communes(at_desk, collection: Collection) -> None:
    district = at_desk(Role.DISTRICT_OFFICER, "300")
    district.post(f"{PAGE}lap/")
    (archive,) = archives(collection)
    assert {name.partition("/")[0] for name in names(path_of(collection, archive).read_bytes())} == {"Huyen Thanh Mien"}


def test_a_newer_archive_takes_the_place_of_the_older_one(district: User, collection: Collection) -> None:
    first, second = (make_archive(by=district, collection=collection) for _ in range(2))
    assert [archive.name for archive in archives(collection)] == [second.name]
    assert first.name != second.name
    assert archive_for(collection, {TUNG}) is None


def test_nobody_takes_an_archive_with_units_of_others(
    officer: Client, at_desk, district, collection: Collection
) -> None:
    archive = make_archive(by=district, collection=collection)
    address = reverse("desk:archive", args=[CODE, archive.name])
    assert at_desk(Role.DISTRICT_OFFICER, "290").get(address).status_code == 403
    assert officer.get(reverse("desk:archive", args=[CODE, "../../x.zip".replace("/", "_")])).status_code == 404


def test_the_secretary_takes_her_units_workbook(secretary: Client, office: User, collection: Collection) -> None:
    upload = secretary.get(f"/gui-tep/{CODE}/").content.decode()
    address = reverse("desk:workbook", args=[CODE, TUNG])
    assert "Tải biểu mẫu của đơn vị" in upload
    assert address in upload
    response = secretary.get(address)
    assert 'filename="Xa Thanh Tung - Huyen Thanh Mien - BC-NAM-2023.xlsx"' in response["Content-Disposition"]
    (entry,) = try_out(by=office, collection=collection, files=[NamedFile("x.xlsx", body(response))])
    assert entry.unit == TUNG


def test_who_sends_for_one_unit_alone_is_offered_no_archive(secretary: Client) -> None:
    page = secretary.get(PAGE).content.decode()
    assert reverse("desk:workbook", args=[CODE, TUNG]) in page
    assert f"{PAGE}lap/" not in page


@pytest.mark.parametrize("unit", ["11266", "30", "99999"])
def test_the_secretary_takes_no_other_workbook(secretary: Client, unit: str) -> None:
    assert secretary.get(reverse("desk:workbook", args=[CODE, unit])).status_code == 403


def test_who_sends_nothing_sees_no_workbooks(leader: Client, collection: Collection) -> None:
    assert leader.get(PAGE).status_code == 403
    assert leader.post(f"{PAGE}lap/").status_code in (403, 409)
    assert not folder_of(collection).exists()


def test_the_page_is_for_who_is_signed_in(client: Client, collection: Collection) -> None:
    assert client.get(PAGE).status_code == 302


def test_the_office_is_led_there_from_the_board_and_the_upload(officer: Client) -> None:
    assert PAGE in officer.get(f"/dot/{CODE}/").content.decode()
    assert PAGE in officer.get(f"/gui-tep/{CODE}/").content.decode()


def test_each_unit_stands_under_its_district(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert page.count('<details class="govuk-details">') == 12
    assert reverse("desk:workbook", args=[CODE, TUNG]) in page


# How far it has got


def test_the_page_shows_how_far_it_has_got(officer: Client, collection: Collection) -> None:
    tell(folder_of(collection), RUN, Progress(Stage.RUNNING, 87, 235))
    part = officer.get(f"{PAGE}?lan={RUN}", headers=HTMX).content.decode()
    assert "87/235" in part
    assert "<html" not in part
    assert "87/235" in officer.get(f"{PAGE}?lan={RUN}").content.decode()


def test_a_job_that_does_not_move_is_said_to_wait(officer: Client, collection: Collection) -> None:
    tell(folder_of(collection), RUN, Progress(Stage.QUEUED, 0, 235))
    past = time.time() - QUIET_AFTER - 1
    os.utime(folder_of(collection) / f"{RUN}.json", (past, past))
    assert "Chưa thấy tiến triển" in officer.get(f"{PAGE}?lan={RUN}").content.decode()


def test_when_all_is_made_the_page_is_loaded_again(officer: Client, collection: Collection) -> None:
    tell(folder_of(collection), RUN, Progress(Stage.DONE, 235, 235))
    assert officer.get(f"{PAGE}?lan={RUN}", headers=HTMX)["HX-Redirect"] == f"{PAGE}?lan={RUN}"


def test_each_workbook_is_a_step_and_the_job_tells_when_it_is_done(district: User, collection: Collection) -> None:
    seen: list[tuple[int, int]] = []
    make_archive(by=district, collection=collection, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 17) for n in range(1, 18)]
    tasks.make_workbooks_job.enqueue(user_id=district.pk, code=CODE, run=RUN)
    assert told(folder_of(collection), RUN) == Progress(Stage.DONE, 17, 17)


def test_a_job_that_cannot_do_it_notes_that(person: Callable[[Role, str], User], collection: Collection) -> None:
    tasks.make_workbooks_job.enqueue(user_id=person(Role.EDITOR, "30").pk, code=CODE, run=RUN)
    assert told(folder_of(collection), RUN) == Progress(Stage.FAILED)


def test_a_disk_that_refuses_leaves_nothing_and_is_said(
    district: User, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_archive(by=district, collection=collection)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(NotKept, match="hết chỗ"):
        make_archive(by=district, collection=collection)
    monkeypatch.undo()
    assert [path.name for path in folder_of(collection).iterdir()] == [before.name]


def test_a_job_that_fails_says_so(officer: Client, collection: Collection) -> None:
    tell(folder_of(collection), RUN, Progress(Stage.FAILED))
    page = officer.get(f"{PAGE}?lan={RUN}").content.decode()
    assert "Chưa lập được biểu mẫu" in page
    assert "Lập biểu mẫu cho 235 đơn vị" in page


@pytest.mark.parametrize("run", ["", "../../etc/passwd", "0123", "0123456789ABCDEF", "f" * 16])
def test_what_is_no_run_tells_nothing(collection: Collection, run: str) -> None:
    assert told(folder_of(collection), run) is None


def test_making_them_takes_few_statements(
    office: User, collection: Collection, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(19):
        make_archive(by=office, collection=collection)

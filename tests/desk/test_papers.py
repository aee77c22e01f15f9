"""The annual report: previewed, made, kept, downloaded, and known to be old when the figures have moved on."""

from __future__ import annotations

import io
import zipfile

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.desk.papers import fingerprint, kept_paper, made_before, make_papers
from khuyenhoc.desk.tasks import JobState, papers_job_state
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.rules import first_of_its_kind
from khuyenhoc.rollups.queries import annual_review
from khuyenhoc.vietnamese.periods import Period
from tests.desk.conftest import text_of

PAGE = "/bao-cao-nam/30/2023/"
# Making two papers takes a second: that either database keeps and finds them is held by two tests, pages and files by the others.


@pytest.fixture
def made(office, accepted):
    accepted("11242")
    return make_papers(by=office, unit="30", period="2023")


def test_both_files_are_kept_and_the_journal_knows_them(made):
    docx, pdf = made
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(docx.read_bytes())).namelist()
    assert pdf.read_bytes().startswith(b"%PDF")
    event = Event.objects.get(act="make_papers")
    assert (event.subject_type, event.subject_id, event.unit) == ("report", "30-2023", "30")
    assert set(event.after["files"]) == {docx.name, pdf.name}
    assert (event.after["accepted"], event.after["owing"]) == (1, 235)


def test_who_may_not_make_papers(person, collection):
    with pytest.raises(NotAllowed, match="không có quyền lập báo cáo"):
        make_papers(by=person(Role.PROVINCE_LEADER, "30"), unit="30", period="2023")


def test_a_disk_that_refuses_leaves_no_event(office, collection, settings, tmp_path):
    settings.PAPERS = tmp_path / "papers"
    settings.PAPERS.write_text("no folder")
    with pytest.raises(NotKept):
        make_papers(by=office, unit="30", period="2023")
    assert not Event.objects.filter(act="make_papers").exists()


def test_papers_are_current_until_a_figure_changes(made, accepted):
    assert [m.is_current for m in made_before(annual_review("30", "2023"))] == [True]
    before = fingerprint(annual_review("30", "2023"))
    accepted("11239")
    review = annual_review("30", "2023")
    assert fingerprint(review) != before
    assert [m.is_current for m in made_before(review)] == [False]


@pytest.mark.look
def test_only_papers_of_the_journal_are_handed_out(officer, made):
    assert kept_paper("30", "2023", made[0].name) == made[0]
    assert kept_paper("30", "2023", "../../khuyenhoc.sqlite3") is None
    response = officer.get(f"{PAGE}bao-cao-30-2023-20000101-000000.docx")
    assert response.status_code == 404
    assert "Không có văn bản này." in text_of(response)


def test_the_page_previews_what_the_files_will_say(officer, accepted):
    accepted("11242")
    text = text_of(officer.get(PAGE))
    assert "BÁO CÁO Tổng kết công tác khuyến học năm 2023" in text
    assert "Số liệu cộng từ 1/235 báo cáo" in text
    assert "Lập văn bản (DOCX và PDF)" in text


@pytest.mark.look
def test_made_by_a_button_and_downloaded(officer, accepted):
    accepted("11242")
    answer = officer.post(f"{PAGE}lap/")
    assert answer.url.startswith(f"{PAGE}?viec=")
    html = officer.get(answer.url.partition("#")[0]).content.decode()
    event = Event.objects.get(act="make_papers")
    for name in event.after["files"]:
        assert f'href="{PAGE}{name}"' in html
        response = officer.get(f"{PAGE}{name}")
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert len(b"".join(response)) > 10_000


@pytest.mark.look
def test_old_papers_say_so(officer, made, accepted):
    accepted("11239")
    text = text_of(officer.get(PAGE))
    assert "Số liệu đã thay đổi sau lần lập gần nhất" in text
    assert "1/235 báo cáo (số liệu cũ)" in text


@pytest.mark.look
def test_the_leader_reads_and_downloads_but_does_not_make(leader, made):
    text = text_of(leader.get(PAGE))
    assert "Tải DOCX" in text
    assert "Lập lại" not in text
    response = leader.post(f"{PAGE}lap/")
    assert response.status_code == 409
    assert "không có quyền lập báo cáo" in text_of(response)


@pytest.mark.parametrize("path", [PAGE, "/bao-cao-nam/30/1999/", "/bao-cao-nam/99999/2023/"])
def test_who_and_what_there_is_not(secretary, collection, path):
    assert secretary.get(path).status_code == (403 if path == PAGE else 404)


def test_half_a_year_has_figures_and_a_report_by_its_own_name(officer, office, collection):
    form = next(f for f in read_catalogue().forms if f.code == "BC-NUA-NAM")
    open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(form, Period("half-year", 2024)))
    assert "6 tháng đầu năm 2024" in text_of(officer.get("/so-lieu/30/?ky=2024-6T"))
    page = officer.get("/bao-cao-nam/30/2024-6T/")
    assert "Báo cáo sơ kết 6 tháng đầu năm 2024" in text_of(page)
    assert f'href="{PAGE}"' in page.content.decode(), "from there to the other periods"


def test_from_the_navigation_to_the_own_unit(officer, collection):
    assert officer.get("/bao-cao-nam/").url == PAGE


def test_jobs_that_run_at_once_are_done(db):
    assert papers_job_state("nào đó") is JobState.DONE

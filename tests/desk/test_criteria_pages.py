"""Criteria sets at the desk: read, drafted, changed on plain forms, tried, adopted, and taken back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from msgspec import structs

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.queries import criteria_in_force, criteria_set
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.desk.recognition.criteria import trying
from khuyenhoc.desk.recognition.criteria.part_form import part_fields
from khuyenhoc.desk.recognition.criteria.whole_form import whole_fields
from khuyenhoc.recognition.criteria.acts import draft_from, revise
from khuyenhoc.recognition.enums import Scoring
from khuyenhoc.recognition.models import Assessment
from tests.desk.conftest import OTHERS_THAN_THE_OFFICE, text_of
from tests.desk.registers import commune, families, keeper, villages
from tests.recognition.test_verdicts import points

__all__ = ["commune", "families", "keeper", "villages"]

LIST, SET = "/bo-tieu-chi/", "/bo-tieu-chi/CDHT-2022/"
DRAFT = "/bo-tieu-chi/CDHT-2024/"


@pytest.fixture
def draft(office):
    with clock.told(2024, 6, 1):
        return draft_from(by=office, code="CDHT-2022")


def sent(values, **changed):
    """What a browser sends of a form's values: boxes that are not ticked and blanks as it does."""
    whole = {**values, **changed}
    return {name: "" if value is None else value for name, value in whole.items() if value is not False}


def whole_of(code, **changed):
    return sent(whole_fields(criteria_set(code)), **changed)


def errors_of(response):
    page = BeautifulSoup(response.content, "html.parser")
    return {e.parent["id"]: e.get_text(" ", strip=True) for e in page.select(".kh-field-errors > .govuk-error-message")}


def test_everybody_reads_the_sets_with_their_gaps(secretary, collection, django_assert_num_queries):
    page = secretary.get(LIST)
    text = text_of(page)
    assert "Gia đình học tập (bộ cũ, Quyết định 448/QĐ-KHVN năm 2015) GDHT-2015 Thôi áp dụng" in text
    assert "Bộ tiêu chí công dân học tập CDHT-2022 Đang áp dụng từ 28/07/2022 10 5 điều chưa rõ" in text
    assert "không chấm điểm" in text
    one = text_of(secretary.get(SET))
    assert "vùng thông thường 80, vùng khó khăn 70" in one
    assert "Quyết định 244/QĐ-KHVN ngày 28/7/2022" in one
    assert "Chưa rõ điểm cao nhất của từng chỉ số." in one
    assert "Tạo bản mới" not in one
    assert secretary.get("/bo-tieu-chi/KHONG-CO/").status_code == 404
    with django_assert_num_queries(5):
        secretary.get(LIST)


@pytest.mark.parametrize(("role", "unit"), OTHERS_THAN_THE_OFFICE)
def test_only_the_office_makes_and_sees_drafts(at_desk, draft, role, unit):
    client = at_desk(role, unit)
    assert "Bản nháp" not in text_of(client.get(LIST))
    addresses = ("", "thu/", "bo/", "sua/", "sua/chi-so/CS1/")
    assert [client.get(f"{DRAFT}{address}").status_code for address in addresses] == [403] * 5
    acts = (f"{SET}ban-moi/", f"{DRAFT}ap-dung/", f"{DRAFT}bo/xong/", f"{DRAFT}lui/", f"{DRAFT}sua/chi-so/CS1/bo/")
    assert [client.post(address, {"tu-ngay": "01/01/2025"}).status_code for address in acts] == [409, *[403] * 4]
    assert client.post(f"{DRAFT}sua/", whole_of("CDHT-2024")).status_code == 403
    assert CriteriaSet.objects.get(code="CDHT-2024").is_draft


def test_from_a_new_version_to_its_adoption_and_back(officer, collection):
    with clock.told(2024, 6, 1):
        page = officer.post(f"{SET}ban-moi/", follow=True)
    assert page.redirect_chain == [(DRAFT, 302)]
    text = text_of(page)
    assert "Đã lập bản mới CDHT-2024" in text
    assert "Không có chỗ nào sai." in text
    assert "Chưa khác chỗ nào." in text
    assert re.findall(r'class="govuk-button"[^>]*>([^<]+)', page.content.decode()) == ["Áp dụng bản mới"]

    saved = officer.post(f"{DRAFT}sua/", whole_of("CDHT-2024", ordinary="101"), follow=True)
    assert saved.redirect_chain == [(f"{DRAFT}sua/", 302)]
    wrong = "Mức đạt ở vùng thông thường là 101 điểm, mà nhiều nhất chỉ được 100 điểm: không ai đạt được."
    assert errors_of(saved) == {"id_ordinary_error": f"Lỗi: {wrong}"}
    assert f'href="{DRAFT}sua/#id_ordinary"' in officer.get(DRAFT).content.decode()
    refused = officer.post(f"{DRAFT}ap-dung/", {"tu-ngay": "01/01/2025"})
    assert (refused.status_code, wrong in text_of(refused)) == (409, True)

    saved = officer.post(f"{DRAFT}sua/", whole_of("CDHT-2024", ordinary="85"), follow=True)
    assert saved.redirect_chain == [(DRAFT, 302)]
    assert "Mức đạt, vùng thông thường 80 85" in text_of(saved)
    assert f'action="{DRAFT}lui/"' in saved.content.decode()
    for day in ("", "31/02/2025"):
        assert "Ghi ngày áp dụng" in text_of(officer.post(f"{DRAFT}ap-dung/", {"tu-ngay": day}))
    wrong_end = officer.post(f"{DRAFT}ap-dung/", {"tu-ngay": "01/01/2025", "den-ngay": "2031"})
    assert "Ghi ngày thôi áp dụng" in text_of(wrong_end)
    adopted = officer.post(f"{DRAFT}ap-dung/", {"tu-ngay": "01/01/2025", "den-ngay": "01/01/2031"}, follow=True)
    assert "áp dụng từ ngày 01/01/2025." in text_of(adopted)
    assert criteria_in_force("citizen", "", dt.date(2025, 1, 1)).thresholds["ordinary"] == 85
    assert "từ 28/07/2022, thôi từ 01/01/2025" in text_of(officer.get(SET))
    assert officer.get(f"{DRAFT}sua/").status_code == 404
    back = officer.post(f"{DRAFT}hoan-tac/", follow=True)
    assert "CDHT-2024 trở lại là bản nháp" in text_of(back)
    journal = text_of(officer.get("/nhat-ky/criteria/CDHT-2024/"))
    assert "Áp dụng bộ tiêu chí" in journal
    assert "Hoàn tác việc áp dụng bộ tiêu chí" in journal


def test_a_part_is_added_changed_and_taken_out(officer, draft):
    new = f"{DRAFT}sua/chi-so/them/"
    assert errors_of(officer.get(new)) == {}
    values = sent(part_fields(criteria_set("CDHT-2024"), None), title="Học một nghề", points="10", criterion="NL1")
    added = officer.post(new, {**values, "text-N1": "Nông dân học nghề"}, follow=True)
    assert added.redirect_chain == [(f"{DRAFT}sua/chi-so/CS11/", 302)]
    assert errors_of(added) == {
        "id_text-N2_error": "Lỗi: Chỉ số 11 thiếu lời cho nhóm “N2”, trong khi nhóm khác đã có.",
        "id_text-N3_error": "Lỗi: Chỉ số 11 thiếu lời cho nhóm “N3”, trong khi nhóm khác đã có.",
    }
    kept = criteria_set("CDHT-2024").indicators[10]
    assert (kept.title, kept.points, kept.criterion, kept.wording("N1")) == (
        "Học một nghề",
        10,
        "NL1",
        "Nông dân học nghề",
    )
    wrong = officer.post(f"{DRAFT}sua/chi-so/CS11/", {**values, "points": "mười"})
    assert (wrong.status_code, errors_of(wrong)) == (
        409,
        {"id_points_error": "Lỗi: Ghi một số nguyên, hoặc để trống."},
    )
    gone = officer.post(f"{DRAFT}sua/chi-so/CS11/bo/", follow=True)
    assert "Đã bỏ: Chỉ số 11." in text_of(gone)
    assert "CS11" not in criteria_set("CDHT-2024").numbers
    assert "Đã hoàn tác lần sửa vừa rồi." in text_of(officer.post(f"{DRAFT}lui/", follow=True))
    assert "CS11" in criteria_set("CDHT-2024").numbers
    assert officer.post(f"{DRAFT}lui/").status_code == 409


@pytest.mark.parametrize(("kind", "code"), [("nhom", "N4"), ("tieu-chi", "TC1"), ("loai-tru", "LT1")])
def test_each_kind_of_part_has_its_form(officer, draft, kind, code):
    form = {"title": "Lời", "points": "", "status": "unverified", "source": "mẫu"}
    added = officer.post(f"{DRAFT}sua/{kind}/them/", form, follow=True)
    assert added.redirect_chain == [(DRAFT, 302)]
    assert "Lời" in text_of(officer.get(f"{DRAFT}sua/{kind}/{code}/"))
    assert [officer.get(f"{DRAFT}sua/{a}/").status_code for a in (f"{kind}/X9", f"x/{code}")] == [404, 404]
    assert officer.post(f"{DRAFT}sua/{kind}/X9/", form).status_code == 409
    assert officer.post(f"{DRAFT}sua/{kind}/X9/bo/").status_code == 404


def test_a_part_without_a_status_or_a_source_is_not_kept(officer, draft):
    wrong = officer.post(f"{DRAFT}sua/nhom/N1/", {"title": "Nông dân", "status": "", "source": ""})
    assert errors_of(wrong) == {
        "id_status_error": "Lỗi: Xin chọn một mục.",
        "id_source_error": "Lỗi: Xin điền mục này.",
    }
    assert criteria_set("CDHT-2024").groups[0].title == ""


def test_a_draft_is_dropped_after_one_question(officer, draft):
    asked = officer.get(f"{DRAFT}bo/")
    assert "Bỏ bản mới CDHT-2024?" in text_of(asked)
    assert f'<a class="govuk-link" href="{DRAFT}">Giữ lại</a>' in asked.content.decode()
    gone = officer.post(f"{DRAFT}bo/xong/", follow=True)
    assert gone.redirect_chain == [(SET, 302)]
    assert not CriteriaSet.objects.filter(is_draft=True).exists()


def test_without_points_the_trial_says_what_it_waits_for(officer, draft, office):
    assert "Chưa có phiếu chấm nào để thử" in text_of(officer.get(f"{DRAFT}thu/"))
    with clock.told(2024, 6, 1):
        draft_from(by=office, code="GDHT-2022")
    text = text_of(officer.get("/bo-tieu-chi/GDHT-2024/thu/"))
    assert "GDHT-2022 không chấm điểm, nên không có điểm nào để thử" in text


@pytest.fixture
def scored(families):
    """Last year's points of two: 90 and 80."""
    row = CriteriaSet.objects.get(code="CDHT-2022")
    for standing, each in zip(families, (9, 8), strict=False):
        Assessment.objects.create(
            standing=standing, scoring=Scoring.APPRAISAL, criteria=row, points=points(*[each] * 10), by="test",
            at=dt.datetime(2023, 12, 1, tzinfo=dt.UTC),
        )  # fmt: skip


def raised(one):
    return structs.replace(one, thresholds={"ordinary": 85})


def test_a_draft_is_tried_on_last_year_s_points(officer, office, draft, scored):
    revise(by=office, code="CDHT-2024", change=raised)
    text = text_of(officer.get(f"{DRAFT}thu/"))
    assert "Với bộ mới, 1 công dân sẽ không đạt. Đã chấm trong năm 2023 2 Đang đạt, sẽ không đạt 1" in text
    assert "Chưa đủ điểm để đạt 1" in text


def test_very_many_points_are_tried_by_a_job(officer, office, draft, scored, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    monkeypatch.setattr(trying, "AT_ONCE", 1)
    assert "Có 2 phiếu chấm để thử." in text_of(officer.get(f"{DRAFT}thu/"))
    begun = officer.post(f"{DRAFT}thu/bat-dau/")
    assert "Đang thử trên 2 phiếu chấm" in text_of(officer.get(begun.url))
    assert "Đang thử trên 2 phiếu chấm" in text_of(officer.get(begun.url, headers={"hx-request": "true"}))
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test",
    )  # fmt: skip
    worker.run_task(DBTaskResult.objects.get())
    done = officer.get(begun.url, headers={"hx-request": "true"})
    assert (done["HX-Refresh"], "Với bộ mới, 0 công dân sẽ không đạt." in text_of(officer.get(begun.url))) == (
        "true",
        True,
    )
    revise(by=office, code="CDHT-2024", change=raised)
    assert "Có 2 phiếu chấm để thử." in text_of(officer.get(begun.url)), "tried before it was changed"
    assert "Có 2 phiếu chấm để thử." in text_of(officer.get(f"{DRAFT}thu/?viec=không-có"))

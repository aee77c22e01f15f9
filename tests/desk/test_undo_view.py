"""Taking an import back on the pages: what will happen is said first, then it is done, then it is told."""

from __future__ import annotations

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import IntakeRun, Return
from tests.desk.conftest import text_of
from tests.returns.importing import bring_in


@pytest.fixture
def run(collection, office) -> IntakeRun:
    """Two communes: one answers what was sent back, the other sends for the first time."""
    bring_in(office, collection, [("11242", {})])
    first = Return.objects.select_related("collection", "unit").get()
    acts.submit(by=office, return_=first)
    acts.send_back(by=office, return_=first, remarks=[(None, "Xem lại")])
    found = bring_in(office, collection, [("11242", {"MH03": 1790}), ("11239", {})])
    second = Return.objects.select_related("collection", "unit").get(unit__code="11242", revision=2)
    acts.submit(by=office, return_=second)
    return found


def test_the_page_says_exactly_what_will_happen(officer: Client, run: IntakeRun) -> None:
    assert f'href="/lan-doc/{run.pk}/thu-lai/"' in officer.get(f"/lan-doc/{run.pk}/").content.decode()
    text = text_of(officer.get(f"/lan-doc/{run.pk}/thu-lai/"))
    assert "2 báo cáo của lần gửi này không còn dùng nữa. Trong đó 1 báo cáo đã gửi lên Hội cấp trên" in text
    assert "1 báo cáo trước đó đứng lại đúng như cũ, kể cả lý do đã ghi: Xã Thanh Tùng, bản 1 Trả lại để sửa" in text
    assert "Tệp đã gửi vẫn được giữ" in text


def test_done_it_is_told_and_seen_on_every_page(officer: Client, run: IntakeRun) -> None:
    response = officer.post(f"/lan-doc/{run.pk}/thu-lai/xong/", follow=True)
    text = text_of(response)
    assert "Đã thu lại lần gửi này: 2 báo cáo không còn dùng" in text
    assert "Lần gửi này đã được thu lại" in text
    assert "Gửi nhầm?" not in text
    withdrawn = Return.objects.get(unit__code="11242", revision=2)
    page = text_of(officer.get(f"/bao-cao/{withdrawn.pk}/"))
    assert "Bản này đã được thu lại cùng lần gửi tệp" in page
    assert "Chấp nhận" not in page.split("Kết quả kiểm tra")[0]
    former = text_of(officer.get(f"/bao-cao/{Return.objects.get(unit__code='11242', revision=1).pk}/"))
    assert "Hội cấp trên đề nghị sửa" in former
    assert "bản cũ" not in former
    journal = text_of(officer.get("/nhat-ky/"))
    assert "Thu lại lần gửi tệp" in journal


def test_refused_the_page_says_why(officer: Client, office, run: IntakeRun) -> None:
    second = Return.objects.select_related("collection", "unit").get(unit__code="11242", revision=2)
    acts.accept(by=office, return_=second)
    assert "đã được chấp nhận nên không thu lại cả lần gửi" in text_of(officer.get(f"/lan-doc/{run.pk}/"))
    response = officer.post(f"/lan-doc/{run.pk}/thu-lai/xong/")
    assert response.status_code == 409
    assert "mở bản sửa đổi" in text_of(response)
    assert IntakeRun.objects.get(pk=run.pk).taken_back_at is None


def test_opened_by_its_own_address_the_act_leads_to_its_page(officer: Client, run: IntakeRun) -> None:
    response = officer.get(f"/lan-doc/{run.pk}/thu-lai/xong/")
    assert (response.status_code, response.url) == (302, f"/lan-doc/{run.pk}/thu-lai/")


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [(Role.DISTRICT_OFFICER, "300", 200), (Role.COMMUNE_SECRETARY, "11242", 403), (Role.PROVINCE_LEADER, "30", 403)],
)
def test_who_may(at_desk, run: IntakeRun, role: Role, unit: str, status: int) -> None:
    client = at_desk(role, unit)
    assert client.get(f"/lan-doc/{run.pk}/thu-lai/").status_code == status
    page = client.get(f"/lan-doc/{run.pk}/")
    assert ("Thu lại lần gửi này" in text_of(page)) is (role is not Role.PROVINCE_LEADER and page.status_code == 200)

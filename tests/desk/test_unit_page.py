"""A unit's page over all dates, and the search that leads from any name to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from khuyenhoc.access.acts import create_user, give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.desk.papers import make_papers
from khuyenhoc.units.models import Reorganisation, SuccessionLink, Unit
from khuyenhoc.units.planning import apply, keep_draft
from tests.desk.conftest import DISTRICT, text_of
from tests.merger import BEFORE, DAY, redrawn, year

__all__ = ["redrawn", "year"]


@pytest.fixture(autouse=True)
def after_the_merger() -> Iterator[None]:
    with clock.told(2025, 7, 31):
        yield


def test_a_unit_that_has_ended_tells_its_life_and_leads_on(officer: Client, year: None, redrawn: str) -> None:
    response = officer.get("/don-vi/11242/")
    text, html = text_of(response), response.content.decode()
    assert "Xã Thanh Tùng kết thúc từ ngày 01/07/2025 (đã sáp nhập). Nay là: Xã Thanh Miện Mới" in text
    assert "Xã Thanh Tùng mã 11242 Huyện Thanh Miện 01/01/2023 30/06/2025" in text
    assert "Số liệu mẫu." in text
    assert "Xã Thanh Tùng đơn vị này Về sau Xã Thanh Miện Mới toàn bộ · sáp nhập · 01/07/2025" in text
    assert f'href="/don-vi/{redrawn}/"' in html
    for query in ("?ky=2023", "?ky=2023&amp;ban-do=nay"):
        assert f'href="/so-lieu/11242/{query}"' in html
    assert "9,52 %" in text, "200 of 2.100 families"


def test_a_new_unit_shows_what_it_came_from_and_its_figures_of_before(
    officer: Client, year: None, redrawn: str
) -> None:
    response = officer.get(f"/don-vi/{redrawn}/")
    text = text_of(response)
    assert "Trước đây Thị trấn Thanh Miện toàn bộ · sáp nhập · 01/07/2025 Xã Thanh Tùng toàn bộ" in text
    assert "Xã Phạm Kha một phần" in text
    assert "Xã Thanh Miện Mới Tỉnh Hải Dương 01/07/2025 đến nay 1/NQ chưa kiểm chứng" in text
    assert "Năm 2023 trên bản đồ hiện nay 2/2" in text
    assert f"/so-lieu/{redrawn}/?ky=2023&amp;ban-do=nay" in response.content.decode()


def test_before_and_after_as_a_picture_with_what_became_of_what_it_became(
    officer: Client, office: User, redrawn: str
) -> None:
    sheet = [["Đơn vị cũ", "Đơn vị mới"], ["xã Thanh Miện Mới", "xã Tân Miện"], ["xã Kha Mới", "xã Tân Miện"]]
    plan, drawn = keep_draft(by="test", rows=sheet, on=DAY + dt.timedelta(days=7), source="phụ lục", decision="2/NQ")
    assert drawn.can_be_applied, (drawn.faults, drawn.questions)
    apply(by="test", plan=plan)
    response = officer.get("/don-vi/11242/hinh.svg")
    picture = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    names = [name for name in ("Xã Thanh Tùng", "Xã Thanh Miện Mới", "Xã Tân Miện") if name in picture]
    assert len(names) == 3
    (heir,) = (link.successor.code for link in SuccessionLink.objects.filter(predecessor__code=redrawn))
    assert "Xã Phạm Kha" in officer.get(f"/don-vi/{heir}/hinh.svg").content.decode(), "two steps back"
    assert 'src="/don-vi/11242/hinh.svg"' in officer.get("/don-vi/11242/").content.decode()


@pytest.mark.look
def test_papers_of_a_unit_are_found_on_its_page_and_opened_on_their_map(
    officer: Client, office: User, year: None, redrawn: str
) -> None:
    docx, _pdf = make_papers(by=office, unit="30", period="2023", as_of=DAY)
    address = f"/bao-cao-nam/30/2023/{docx.name}"
    assert f'href="{address}?ban-do=2025-07-01"' in officer.get("/don-vi/30/").content.decode()
    assert b"".join(officer.get(f"{address}?ban-do=2025-07-01")).startswith(b"PK")
    page = officer.get("/bao-cao-nam/30/2023/?ban-do=nay").content.decode()
    assert f'href="{address}?ban-do=nay"' in page


def test_a_decision_without_a_number_is_marked(officer: Client, redrawn: str) -> None:
    Reorganisation.objects.update(decision="")
    assert "đến nay chưa ghi số quyết định chưa kiểm chứng" in text_of(officer.get(f"/don-vi/{redrawn}/"))


def test_who_sees_people_and_returns(
    at_desk: Callable[[Role, str], Client], officer: Client, year: None, redrawn: str
) -> None:
    secretary = create_user(by="test", username="nguoi-cu", full_name="Người giữ việc cũ", synthetic=True)
    unit = Unit.objects.get(code="11242")
    give_role(by="test", user=secretary, role=Role.COMMUNE_SECRETARY, unit=unit, valid_from=BEFORE)
    text = text_of(officer.get("/don-vi/11242/"))
    assert "Người giữ việc cũ, Thư ký Hội cấp xã từ 30/06/2025 đến trước ngày 01/07/2025" in text
    assert "Báo cáo Năm 2023 Đã chấp nhận" in text
    editor = text_of(at_desk(Role.EDITOR, "30").get("/don-vi/11242/"))
    assert "Người giữ việc cũ" not in editor
    assert "Năm 2023 1/1" in editor


@pytest.mark.parametrize(
    ("role", "unit", "path", "status"),
    [
        (*DISTRICT, "/don-vi/11242/", 200),
        (*DISTRICT, "/don-vi/10507/", 403),
        (Role.COMMUNE_SECRETARY, "11242", "/don-vi/30/", 403),
        (Role.ADMINISTRATOR, "30", "/don-vi/30/", 403),
        (Role.ADMINISTRATOR, "30", "/don-vi/?tim=thanh", 403),
        (Role.PROVINCE_OFFICER, "30", "/don-vi/99999/", 404),
    ],
)
def test_whose_page_is_whose_to_see(
    at_desk: Callable[[Role, str], Client], redrawn: str, role: Role, unit: str, path: str, status: int
) -> None:
    assert at_desk(role, unit).get(path).status_code == status


def test_statements_of_a_page(officer: Client, year: None, redrawn: str, django_assert_max_num_queries) -> None:
    for path in ("/don-vi/11242/", f"/don-vi/{redrawn}/"):
        officer.get(path)
        with django_assert_max_num_queries(18):
            officer.get(path)


def test_an_old_name_leads_to_today(officer: Client, redrawn: str) -> None:
    response = officer.get("/don-vi/", {"tim": "xa thanh tung"})
    assert "Xã Thanh Tùng 01/01/2023 01/07/2025 Xã Thanh Miện Mới , Tỉnh Hải Dương" in text_of(response)
    assert f'href="/don-vi/{redrawn}/"' in response.content.decode()
    assert "không có đơn vị kế tiếp" in text_of(officer.get("/don-vi/", {"tim": "huyện Thanh Miện"}))


def test_what_is_not_found_and_what_is_too_much(officer: Client, collection: object) -> None:
    assert "Không có tên nào như vậy" in text_of(officer.get("/don-vi/", {"tim": "Xứ Mơ"}))
    assert "đây là 50 tên đầu tiên" in text_of(officer.get("/don-vi/", {"tim": "a"}))
    empty = text_of(officer.get("/don-vi/"))
    assert "Không có tên nào" not in empty
    assert "Tên cũ dẫn đến đơn vị hiện nay." in empty


def test_the_ways_to_it(officer: Client, collection: object) -> None:
    assert 'href="/don-vi/30/"' in officer.get("/so-lieu/30/").content.decode()
    assert 'href="/don-vi/10507/"' in officer.get("/dot/BC-NAM-2023/").content.decode()


def test_a_place_without_an_association_is_counted_as_such(officer: Client, redrawn: str) -> None:
    rows = [["Đơn vị cũ", "Đơn vị mới", "Tình trạng Hội"], ["xã Thanh Miện Mới", "giữ nguyên", "chưa thành lập"]]
    plan, _drawn = keep_draft(by="test", rows=rows, on=DAY + dt.timedelta(days=10), source="thử")
    apply(by="test", plan=plan)
    assert "Xã, phường, thị trấn: 234 (1 chưa thành lập)" in text_of(officer.get("/don-vi/30/"))
    assert "Xã Thanh Miện Mới Hội: chưa thành lập" in text_of(officer.get(f"/don-vi/{redrawn}/"))

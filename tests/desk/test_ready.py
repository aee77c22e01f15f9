"""Pages that stand ready: quick for whoever may see them, nobody's for anybody else, and never older than the last act."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from khuyenhoc.access.acts import create_user, give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.desk.blanks import Blanks
from khuyenhoc.returns.chasing.enums import Cause, Outcome, Way
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.units.models import Unit
from tests.desk.conftest import text_of
from tests.desk.typed import begun, cell

__all__ = ["begun"]

LEADERS, BOARD = "/lanh-dao/30/", "/dot/BC-NAM-2023/"
PAGES = (
    LEADERS, "/so-lieu/30/", "/chi-tieu/30/", "/so-khac-thuong/30/", "/o-don-vi/30/", "/da-in/30/", "/giai-trinh/MH03/30/",
    "/giai-trinh/MH04/30/",
)  # fmt: skip
BLANKS = (Blanks.name, Blanks.said, Blanks.token, Blanks.time)


@pytest.fixture
def leaders(collection) -> list[User]:
    """Two people who hold the same role."""
    made = [create_user(by="test", username=f"lanh-dao-{n}", full_name=f"Lãnh đạo <{n}>") for n in (1, 2)]
    for user in made:
        unit, since = Unit.objects.get(code="30"), dt.date(2023, 1, 1)
        give_role(by="test", user=user, role=Role.PROVINCE_LEADER, unit=unit, valid_from=since)
    return made


def test_a_page_that_stands_ready_takes_four_statements_and_is_the_same(officer, accepted, django_assert_num_queries):
    accepted("11242")
    for path in PAGES:
        first = officer.get(path)
        with django_assert_num_queries(4):  # the session, the account, the roles, the head of the journal
            again = officer.get(path)
        assert (again.status_code, text_of(again)) == (200, text_of(first)), path
        assert not any(blank in page.content.decode() for blank in BLANKS for page in (first, again))


def test_a_board_that_stands_ready_takes_one_statement_more(officer, submitted, django_assert_num_queries):
    submitted("11242")
    first = officer.get(BOARD)
    with django_assert_num_queries(5):
        again = officer.get(BOARD)
    assert text_of(again) == text_of(first)
    table = officer.get(BOARD, headers={"HX-Request": "true"}).content.decode()
    assert table.lstrip().startswith('<section id="bang"')


def test_an_act_shows_at_once(officer, accepted):
    for path in PAGES[:2]:
        assert "Chưa có báo cáo nào trong 235 báo cáo" in text_of(officer.get(path))
    accepted("11242")
    for path in PAGES[:2]:
        assert "Mới tổng hợp từ 1/235 báo cáo" in text_of(officer.get(path))


def test_nobody_is_given_the_page_of_other_roles(officer, at_desk, accepted):
    accepted("11242")
    assert "Tạo liên kết gửi lãnh đạo" in text_of(officer.get(LEADERS))
    assert "Tạo liên kết gửi lãnh đạo" not in text_of(at_desk(Role.EDITOR, "30").get(LEADERS))
    assert at_desk(Role.COMMUNE_SECRETARY, "11242").get(LEADERS).status_code == 403
    assert Client().get(LEADERS).status_code == 302


def test_a_role_that_ends_takes_the_page_with_it(leaders, signed_in, accepted):
    accepted("11242")
    clients = [signed_in(user) for user in leaders]
    assert [client.get(LEADERS).status_code for client in clients] == [200, 200]
    leaders[0].roles.update(valid_to=clock.today())  # past the acts: the journal says nothing of it
    assert [client.get(LEADERS).status_code for client in clients] == [403, 200]


def test_who_shares_a_page_keeps_a_name_a_token_and_a_notice(leaders, signed_in, accepted, django_assert_num_queries):
    accepted("11242")
    one, other = (signed_in(user) for user in leaders)
    first = one.get(LEADERS)
    with django_assert_num_queries(4):
        second = other.get(LEADERS)
    assert "Lãnh đạo &lt;1&gt;" in first.content.decode()
    assert "Lãnh đạo &lt;2&gt;" in second.content.decode()
    assert "&lt;1&gt;" not in second.content.decode()
    tokens = [
        set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())) for page in (first, second)
    ]
    assert [len(found) for found in tokens] == [1, 1]
    assert not tokens[0] & tokens[1]
    told = text_of(one.post("/lanh-dao/30/lien-ket/", {"ngay": "7"}, follow=True))
    assert "Đã tạo liên kết" in told
    assert "Đã tạo liên kết" not in text_of(other.get(LEADERS))
    assert "Thu hồi liên kết" in text_of(other.get(LEADERS))


def test_the_token_of_a_ready_page_opens_its_form(leaders, accepted):
    accepted("11242")
    for user in leaders:
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(LEADERS).content.decode())[1]
        sent = client.post("/lanh-dao/30/lien-ket/?ky=2023", {"ngay": "7", "csrfmiddlewaretoken": token})
        assert (sent.status_code, sent["Location"]) == (302, "/lanh-dao/30/?ky=2023#gui-trang")


def test_each_size_of_type_each_address_and_each_day_has_its_own(officer, accepted):
    accepted("11242")
    officer.get(LEADERS)
    officer.cookies["co-chu"] = "3"
    assert "kh-type-3" in officer.get(LEADERS).content.decode()
    assert text_of(officer.get("/so-lieu/30/?nhom=QK")) != text_of(officer.get("/so-lieu/30/"))
    assert officer.get("/so-lieu/30/?ky=1999").status_code == 404
    with clock.told(2024, 1, 2):
        late = text_of(officer.get(BOARD))
    assert late != text_of(officer.get(BOARD))


def test_the_time_of_printing_is_that_of_the_request(officer, accepted):
    accepted("11242")
    for _turn in range(2):
        assert f"{timezone.localtime():%d/%m/%Y}</span>" in officer.get(LEADERS).content.decode()


def test_a_board_shows_what_no_event_tells_yet(officer, begun, office, collection):
    row = f"{BOARD}?q=thanh+tung"
    reminder = Reminder.objects.create(
        collection=collection, unit=Unit.objects.get(code="11242"), cause=Cause.NOT_BEGUN, way=Way.MAIL, subject="Nhắc",
        text="Nhắc", at=clock.now(), by=office, sent_to="xa@example.vn", outcome=Outcome.FAILED,
    )  # fmt: skip
    assert "đã nhắc" not in text_of(officer.get(row))
    Reminder.objects.filter(pk=reminder.pk).update(outcome=Outcome.DONE)
    assert "đã nhắc" in text_of(officer.get(row))
    before, head_ = text_of(officer.get(row)), head()
    cell(begun, "MH", "MH01", "2100")
    assert head() == head_
    assert text_of(officer.get(row)) != before

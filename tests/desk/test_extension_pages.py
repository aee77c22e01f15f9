"""More time for single units: given and withdrawn on the pages of chasing, said wherever the unit's due date stands."""

from __future__ import annotations

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import calendar_token
from khuyenhoc.returns.models import Obligation
from tests.desk.conftest import text_of

BOARD = "/dot/BC-NAM-2023/"
CHASE = f"{BOARD}nhac/"
UNIT, OTHER = "11242", "11239"
ONE = f"{CHASE}{UNIT}/"
GIVEN = {"han_moi": "05/01/2024", "vi_sao": "Xã đang kiểm kê lại sau lũ."}


@pytest.fixture(autouse=True)
def december():
    with clock.told(2023, 12, 22):
        yield


def due(unit=UNIT):
    return Obligation.objects.get(unit__code=unit).due_on.isoformat()


@pytest.fixture
def extended(officer):
    return officer.post(f"{ONE}gia-han/", GIVEN, follow=True)


def test_it_is_given_on_the_page_of_the_unit_and_can_be_withdrawn(officer, extended):
    text = text_of(extended)
    assert "Đã gia hạn cho 1 đơn vị đến hết ngày 05/01/2024." in text
    assert "thay hạn chung 20/12/2023. Vì: Xã đang kiểm kê lại sau lũ." in text
    assert (due(), due(OTHER)) == ("2024-01-05", "2023-12-20")
    taken = officer.post(f"{ONE}bo-gia-han/", follow=True)
    assert "lại là 20/12/2023" in text_of(taken)
    assert due() == "2023-12-20"


def test_what_is_missing_is_said_and_what_was_typed_stays(officer, collection):
    refused = officer.post(f"{ONE}gia-han/", {"han_moi": "32/01/2024", "vi_sao": "Lũ."})
    assert refused.status_code == 409
    assert "Hạn mới: ghi một ngày có thật" in text_of(refused)
    assert 'name="vi_sao" value="Lũ."' in refused.content.decode()


def test_several_at_once(officer, collection):
    data = {"viec": "gia-han", "don_vi": [UNIT, OTHER], **GIVEN}
    assert "Đã gia hạn cho 2 đơn vị" in text_of(officer.post(f"{CHASE}lam/", data, follow=True))
    assert (due(), due(OTHER)) == ("2024-01-05", "2024-01-05")


def test_a_district_does_not_give_more_time(at_desk, collection):
    client = at_desk(Role.DISTRICT_OFFICER, "300")
    assert "Gia hạn cho đơn vị này" not in text_of(client.get(ONE))
    assert client.post(f"{ONE}gia-han/", GIVEN).status_code == 409
    assert due() == "2023-12-20"


def test_the_board_says_it_in_as_few_statements_as_before(officer, extended, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        board = officer.get(f"{BOARD}?dau=extended")
    text = text_of(board)
    assert "1 đơn vị được gia hạn" in text_of(officer.get(BOARD))
    assert "1 đơn vị" in text
    assert "05/01/2024 gia hạn: Xã đang kiểm kê lại sau lũ." in text
    exported = officer.get(f"{BOARD}tai/csv/?dau=extended").content.decode("utf-8-sig")
    assert GIVEN["vi_sao"] in exported


def test_message_feed_and_the_units_own_pages_say_it(officer, secretary, extended):
    told = "Hạn nộp là thứ sáu, ngày 5/1/2024 (đã gia hạn, hạn chung là 20/12/2023)."
    assert told in text_of(officer.get(ONE))
    feed = Client().get(f"/lich/{UNIT}/{calendar_token(UNIT)}.ics").content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20240105" in feed
    assert "hạn chung là 20/12/2023" in feed
    for path in ("/gui-tep/BC-NAM-2023/", f"/nhap/BC-NAM-2023/{UNIT}/"):
        text = text_of(secretary.get(path))
        assert "Đơn vị được gia hạn (hạn chung là 20/12/2023): Xã đang kiểm kê lại sau lũ." in text
    assert "Thứ sáu, ngày 5/1/2024" in text_of(secretary.get("/viec/"))

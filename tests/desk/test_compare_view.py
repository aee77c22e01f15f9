"""Two returns of a unit side by side; choosing one with a reason; where it is said that a choice waits."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from tests.desk.conftest import SECRETARY, text_of
from tests.returns.importing import bring_in

BOARD = "/dot/BC-NAM-2023/"


@pytest.fixture
def hers(person) -> User:
    return person(*SECRETARY)


@pytest.fixture
def two(collection, office, hers) -> tuple[Return, Return]:
    bring_in(hers, collection, [("11242", {})])
    first = Return.objects.select_related("collection", "unit").get()
    acts.submit(by=hers, return_=first)
    bring_in(office, collection, [("11242", {"MH03": 1790, "HB03": None})])
    return first, Return.objects.get(revision=2)


@pytest.fixture
def address(two) -> str:
    return f"/bao-cao/{two[0].pk}/so-sanh/{two[1].pk}/"


def test_what_differs_stands_first_cell_beside_cell(
    officer: Client, address: str, two, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        response = officer.get(address)
    different, alike = text_of(response).split("chỉ tiêu giống nhau")
    assert "3 chỉ tiêu khác nhau" in different, "the share that follows from a count differs with it"
    assert re.search(r"ô (D\d+) 1\.800 ô \1 1\.790", different)
    assert re.search(r"ô D\d+ 14 – có lỗi", different)
    assert "Tổng số hội viên cuối năm" in alike
    assert alike.count("(chọn bản này thì phải gửi lên Hội cấp trên)") == 1
    assert text_of(officer.get(f"/bao-cao/{two[1].pk}/so-sanh/{two[0].pk}/")).split("khác nhau")[0] in text_of(response)


def test_one_is_chosen_with_a_reason_and_it_can_be_taken_back(officer: Client, address: str, two) -> None:
    response = officer.post(f"{address}chon/", {"chon": two[1].pk, "ly_do": "Xã đã xác nhận."}, follow=True)
    assert response.redirect_chain[-1][0] == f"/bao-cao/{two[1].pk}/"
    text = text_of(response)
    assert "Đã chọn bản 2. Bản kia không dùng, vẫn xem lại được. Hoàn tác" in text
    assert "đã chọn bản 2" in text
    assert "“Xã đã xác nhận.”" in text
    old = text_of(officer.get(f"/bao-cao/{two[0].pk}/"))
    assert "Bản này không được chọn, chỉ để xem lại." in old
    assert "Chọn một bản" not in text_of(officer.get(address))
    back = officer.post(f"/bao-cao/{two[1].pk}/chon-lai/", follow=True)
    assert "Hai bản lại chờ chọn như trước" in text_of(back)
    assert Return.objects.get(superseded_at=None) == two[0]


def test_without_a_reason_or_a_choice_the_page_comes_again_with_what_was_typed(
    officer: Client, address: str, two
) -> None:
    response = officer.post(f"{address}chon/", {"chon": two[1].pk, "ly_do": " "})
    assert response.status_code == 409
    assert "Ghi một câu vì sao chọn bản này" in text_of(response)
    assert f'value="{two[1].pk}" required checked' in response.content.decode()
    response = officer.post(f"{address}chon/", {"ly_do": "Xã đã xác nhận."})
    assert "Chưa chọn bản nào" in text_of(response)
    assert "Xã đã xác nhận." in response.content.decode()


def test_both_returns_lead_to_the_comparison_and_wait(officer: Client, address: str, two) -> None:
    for one, other in (two, two[::-1]):
        response = officer.get(f"/bao-cao/{one.pk}/")
        assert f'class="govuk-button" href="/bao-cao/{one.pk}/so-sanh/{other.pk}/"' in response.content.decode()
        assert "Có hai bản số liệu" in text_of(response)
        assert "Gửi báo cáo</button>" not in response.content.decode()
    response = officer.post(f"/bao-cao/{two[0].pk}/chap-nhan/")
    assert response.status_code == 409
    assert "hai bản số liệu khác nhau đang chờ chọn" in text_of(response)


def test_it_stands_among_the_tasks_and_on_the_board(officer: Client, hers: User, signed_in, address: str) -> None:
    for client in (officer, signed_in(hers)):
        response = client.get("/viec/")
        assert f'class="govuk-button" href="{address}"' in response.content.decode()
        assert "Chọn một trong hai bản số liệu" in text_of(response)
    response = officer.get(f"{BOARD}?dau=contested")
    assert f'href="{address}"' in response.content.decode()
    assert "1 đơn vị" in text_of(response)


@pytest.mark.parametrize(
    ("role", "unit", "sees", "chooses"),
    [
        (Role.DISTRICT_OFFICER, "300", 200, True), (Role.PROVINCE_LEADER, "30", 200, False),
        (Role.COMMUNE_SECRETARY, "11239", 403, False),
    ],
)  # fmt: skip
def test_who_sees_and_who_chooses(at_desk, address: str, two, role: Role, unit: str, sees: int, chooses: bool) -> None:
    client = at_desk(role, unit)
    page = client.get(address)
    assert (page.status_code, "Dùng bản đã chọn" in text_of(page)) == (sees, chooses)
    done = client.post(f"{address}chon/", {"chon": two[1].pk, "ly_do": "x"})
    assert done.status_code == (302 if chooses else 409 if sees == 200 else 403)


def test_returns_of_two_units_are_not_compared(officer: Client, collection, office, two) -> None:
    bring_in(office, collection, [("11239", {})])
    other = Return.objects.get(unit__code="11239")
    assert officer.get(f"/bao-cao/{two[0].pk}/so-sanh/{other.pk}/").status_code == 404

"""By a one-time link: two returns of its unit side by side, one chosen with a reason, the other still to be read."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.models import Return
from tests.desk.by_link import send
from tests.desk.conftest import text_of
from tests.returns.importing import bring_in

REASON = "Số đúng là bản này."


@pytest.fixture
def two(phone, at, collection, office):
    """What the office sent, with a figure missing, and what came by the link, which waits to be chosen."""
    bring_in(office, collection, [("11242", {"MH03": 1790, "HB03": None})])
    send(phone, at)
    return Return.objects.get(revision=1), Return.objects.get(revision=2)


def test_the_first_page_leads_to_the_comparison_cell_by_cell(phone, at, two, django_assert_max_num_queries):
    first = phone.get(at)
    assert f'class="govuk-button" href="{at}so-sanh/"' in first.content.decode()
    assert first.content.decode().count('class="govuk-button"') == 1
    with django_assert_max_num_queries(24):
        page = phone.get(f"{at}so-sanh/")
    different, alike = text_of(page).split("chỉ tiêu giống nhau")
    assert "3 chỉ tiêu khác nhau" in different
    assert re.search(r"1\.790 ô E\d+ 1\.800", different)
    assert "Tổng số hội viên cuối năm" in alike
    assert "phải gửi lên Hội cấp trên" not in different + alike, "so it is with both"
    assert "/bao-cao/" not in page.content.decode(), "pages of the desk are not a link's"
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_its_own_is_chosen_and_sent_and_the_other_is_still_to_be_read(phone, at, two, link):
    page = phone.post(f"{at}so-sanh/chon/", {"chon": two[1].pk, "ly_do": REASON}, follow=True)
    assert page.redirect_chain == [(f"{at}so-sanh/", 302)]
    text = text_of(page)
    assert re.search(
        rf"Dùng bản 2 Người giữ liên kết của xã Thanh Tùng chọn lúc [\d/]+ [\d:]+: “{re.escape(REASON)}”", text
    )
    assert "1.790" in text
    assert phone.get(at).url == f"{at}ket-qua/"
    assert "Xem lại hai bản" in text_of(phone.get(f"{at}ket-qua/"))
    phone.post(f"{at}gui-bao-cao/")
    assert Return.objects.get(state="submitted").pk == two[1].pk
    assert OneTimeLink.objects.get().used_at is not None
    assert Event.objects.get(act="choose_return").by == link.user.username


def test_the_other_is_chosen_and_is_theirs_to_mend_but_its_file_is_not(phone, at, two):
    phone.post(f"{at}so-sanh/chon/", {"chon": two[0].pk, "ly_do": REASON})
    result = phone.get(phone.get(at).url)
    assert "Còn 1 lỗi phải sửa" in text_of(result)
    assert f'class="govuk-button" href="{at}nhap/"' in result.content.decode()
    assert "danh-dau" not in result.content.decode()
    assert phone.get(f"{at}danh-dau/").url == at


def test_a_choice_is_taken_back(phone, at, two):
    phone.post(f"{at}so-sanh/chon/", {"chon": two[1].pk, "ly_do": REASON})
    assert "Chọn nhầm? Chọn lại" in text_of(phone.get(f"{at}so-sanh/"))
    phone.post(f"{at}so-sanh/chon-lai/")
    assert Return.objects.get(superseded_at=None).pk == two[0].pk
    assert "Chọn một bản" in text_of(phone.get(f"{at}so-sanh/"))


@pytest.mark.parametrize(
    ("chosen", "reason", "said"),
    [
        (1, " ", "Ghi một câu vì sao chọn bản này"),
        (None, REASON, "Chưa chọn bản nào"),
        (0, REASON, "Chưa chọn bản nào"),
    ],
)
def test_a_refusal_keeps_what_was_typed(phone, at, two, chosen, reason, said):
    wanted = {1: two[1].pk, None: "", 0: 999_999}[chosen]
    page = phone.post(f"{at}so-sanh/chon/", {"chon": wanted, "ly_do": reason})
    assert (page.status_code, said in text_of(page)) == (409, True)
    assert reason in page.content.decode()
    assert Return.objects.get(superseded_at=None).pk == two[0].pk


def test_of_another_unit_it_shows_nothing(phone, at, collection, office, person):
    bring_in(office, collection, [("11239", {})])
    bring_in(person("commune_secretary", "11239"), collection, [("11239", {"MH03": 1790})])
    assert phone.get(f"{at}so-sanh/").url == at
    first, second = Return.objects.order_by("pk")
    assert phone.post(f"{at}so-sanh/chon/", {"chon": second.pk, "ly_do": REASON}).url == f"{at}so-sanh/"
    assert Return.objects.get(superseded_at=None).pk == first.pk


def test_what_somebody_else_chose_is_said(phone, at, two, officer):
    officer.post(f"/bao-cao/{two[0].pk}/so-sanh/{two[1].pk}/chon/", {"chon": two[0].pk, "ly_do": "Xã xác nhận."})
    assert "đã chọn bản 1" in text_of(phone.get(at))
    page = phone.get(f"{at}so-sanh/")
    assert "Chọn lại" not in text_of(page)
    assert "“Xã xác nhận.”" in text_of(page)

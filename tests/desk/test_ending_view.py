"""The end of a collection on a page: what each way does, closing and opening again, taking the opening back."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.returns.models import Collection
from tests.desk.conftest import text_of

BOARD = "/dot/BC-NAM-2023/"
PAGE = f"{BOARD}ket-thuc/"


def test_the_board_leads_there(officer, secretary, collection):
    assert f'href="{PAGE}"' in officer.get(BOARD).content.decode()
    assert f'href="{PAGE}"' not in secretary.get(BOARD).content.decode()


def test_what_disappears_is_said_and_then_it_is_gone(officer, collection, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        text = text_of(officer.get(PAGE))
    assert "còn thu lại được cả đợt" in text
    assert "Đợt BC-NAM-2023 với hạn nộp 20/12/2023" in text
    assert "235 đơn vị không còn phải nộp" in text
    done = officer.post(f"{PAGE}thu-lai/", follow=True)
    assert "Đã thu lại việc mở đợt báo cáo năm 2023: 235 đơn vị không còn phải nộp." in text_of(done)
    assert "Chưa mở đợt báo cáo nào" in text_of(done)
    assert Collection.objects.count() == 0


def test_with_a_file_it_says_why_not_and_offers_to_close(officer, collection, draft):
    draft("11242")
    text = text_of(officer.get(PAGE))
    assert "không thu lại việc mở được nữa; muốn dừng nhận báo cáo thì kết thúc đợt" in text
    assert "Thu lại cả đợt" not in text
    refused = officer.post(f"{PAGE}thu-lai/")
    assert (refused.status_code, Collection.objects.count()) == (409, 1)


def test_it_is_closed_and_opened_again(officer, collection):
    assert "Đã kết thúc đợt báo cáo năm 2023" in text_of(officer.post(f"{PAGE}xong/", follow=True))
    assert Collection.objects.get().closed_at is not None
    assert "Mở lại đợt báo cáo" in text_of(officer.get(PAGE))
    assert "lại nhận số liệu như trước" in text_of(officer.post(f"{PAGE}mo-lai/", follow=True))
    assert Collection.objects.get().closed_at is None


@pytest.mark.parametrize("role", [Role.PROVINCE_LEADER, Role.EDITOR])
def test_who_may_not_open_is_refused(at_desk, collection, role):
    client = at_desk(role, "30")
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}thu-lai/").status_code in (403, 409)
    assert Collection.objects.count() == 1


def test_a_link_into_a_collection_that_is_gone_says_so(officer, client, at):
    officer.post(f"{PAGE}thu-lai/")
    gone = client.get(at)
    assert gone.status_code == 410
    assert "Liên kết này không dùng được nữa" in text_of(gone)

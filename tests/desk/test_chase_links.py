"""Chasing by links: made for many or one, renewed and revoked on the pages."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import LinkState
from khuyenhoc.access.links import find_link, open_links, state_of
from khuyenhoc.audit import clock
from tests.desk.chasing import CITY, ONE, OTHER, UNIT, at_home, do, token, written
from tests.desk.conftest import text_of

__all__ = ["at_home"]


def test_links_for_those_that_are_marked_or_for_all_that_are_shown(officer, collection):
    page = do(officer, "tao-lien-ket", UNIT, OTHER)
    assert "Tạo liên kết mới thì liên kết cũ của đơn vị ấy thôi dùng được" in text_of(page)
    assert "Đã tạo liên kết cho 2 đơn vị" in text_of(page)
    assert set(open_links("BC-NAM-2023")) == {UNIT, OTHER}
    do(officer, "tao-lien-ket", query=f"?huyen={CITY}", pham_vi="tat-ca")
    assert len(open_links("BC-NAM-2023")) == 27


def test_nobody_marked_is_refused_and_what_was_marked_stays(officer, collection):
    page = do(officer, "tao-lien-ket")
    assert page.status_code == 409
    assert "Chưa chọn đơn vị nào" in text_of(page)
    refused = do(officer, "tao-lien-ket", UNIT, han="2020-01-01")
    assert refused.status_code == 409
    assert "Chọn ngày hết hạn của liên kết" in text_of(refused)
    assert f'value="{UNIT}" checked' in refused.content.decode()
    assert "Chưa chọn việc" in text_of(do(officer, "xoa-het", UNIT))


@pytest.mark.parametrize("days", [-1, 181])
def test_a_link_lasts_from_today_to_half_a_year(officer, collection, days):
    day = clock.today() + dt.timedelta(days=days)
    assert officer.post(f"{ONE}lien-ket/", {"han": day.isoformat()}).status_code == 409
    assert open_links("BC-NAM-2023") == {}


def test_a_link_is_made_renewed_and_revoked_on_the_unit_s_page(officer, collection):
    han = {"han": f"{clock.today() + dt.timedelta(days=7)}"}
    officer.post(f"{ONE}lien-ket/", han)
    first = find_link(token(written(officer.get(ONE))))
    assert "Tạo liên kết mới thay liên kết này" in text_of(officer.get(ONE))
    officer.post(f"{ONE}lien-ket/", han)
    second = find_link(token(written(officer.get(ONE))))
    assert first is not None
    assert second is not None
    first.refresh_from_db()
    assert (state_of(first), state_of(second)) == (LinkState.REVOKED, LinkState.OPEN)
    assert "Đã thu hồi 1 liên kết." in text_of(officer.post(f"{ONE}thu-hoi/", follow=True))
    assert open_links("BC-NAM-2023") == {}
    assert "không có liên kết nào đang dùng được" in text_of(do(officer, "thu-hoi", UNIT))

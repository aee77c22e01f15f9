"""The page of proposals: for the administrator alone, with today's threshold and what another would leave."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import warnings_of
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of

ADDRESS = "/nguong-canh-bao/"


@pytest.fixture
def administrator(at_desk):
    return at_desk(Role.ADMINISTRATOR, "30")


def test_an_ordinary_warning_is_shown_with_a_proposal(administrator, draft, office, collection):
    sent = []
    for unit in [u.code for u in unit_map(collection.period_ends).below("30", "commune")][:20]:
        return_ = draft(unit, MH03=2095, MH02=2100)
        for finding in warnings_of(return_):
            acts.answer(by=office, finding=finding, reason="Đúng như vậy.")
        sent.append(acts.submit(by=office, return_=return_))
    acts.accept_all(by=office, returns=sent)
    text = text_of(administrator.get(ADDRESS))
    assert "K09. Gần như toàn bộ được công nhận: Gia đình được công nhận gia đình học tập" in text
    assert "20 trên 20 đơn vị đã được chấp nhận (100,00 %)" in text
    assert "99,5 % (hiện nay) 20 20 99,8 % (đề xuất) 0 0 100 % 0 0" in text
    assert "từ ngày 01/01/2024 đặt ngưỡng 99,8 % thay cho 99,5 %; khi ấy còn 0 đơn vị" in text
    assert "K09: percent: 99.8" in text


def test_where_there_is_nothing_to_propose(administrator, collection):
    text = text_of(administrator.get(ADDRESS))
    assert "Chưa có đề xuất nào" in text
    assert "từ 20 báo cáo được chấp nhận và từ 50 % đơn vị" in text
    assert administrator.get(f"{ADDRESS}?dot=KHONG-CO").status_code == 404


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.EDITOR])
def test_it_is_the_administrator_s(at_desk, collection, role):
    assert at_desk(role, "30").get(ADDRESS).status_code == 403
    assert "Ngưỡng cảnh báo" not in text_of(at_desk(Role.DISTRICT_OFFICER, "300").get("/viec/"))

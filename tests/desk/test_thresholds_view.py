"""The page of proposals: for the administrator alone; a threshold is moved or kept there, and either is taken back."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from tests.desk.conftest import text_of

ADDRESS = "/nguong-canh-bao/"
OF_YEAR = f"{ADDRESS}BC-NAM-2023/"
CHOSEN = {"nguong": "K09-percent", "chi_tieu": "MH03"}


@pytest.fixture
def administrator(at_desk):
    return at_desk(Role.ADMINISTRATOR, "30")


def test_an_ordinary_warning_is_shown_with_a_proposal_and_decided(administrator, accepted_with_reason, client):
    accepted_with_reason(20)
    page = administrator.get(ADDRESS)
    text = text_of(page)
    assert "K09. Gần như toàn bộ được công nhận: Gia đình được công nhận gia đình học tập" in text
    assert "20 trên 20 đơn vị đã được chấp nhận (100,00 %)" in text
    assert "99,5 % (hiện nay) 20 20 99,8 % (đề xuất) 0 0 100 % 0 0" in text
    assert "từ ngày 01/01/2024 đặt ngưỡng 99,8 % thay cho 99,5 %; khi ấy còn 0 đơn vị" in text
    assert re.findall(r'class="govuk-button"[^>]*>([^<]+)', page.content.decode()) == ["Đổi ngưỡng từ ngày 01/01/2024"]

    refused = administrator.post(f"{OF_YEAR}giu-nguyen/", CHOSEN)
    assert (refused.status_code, "Ghi một câu vì sao giữ nguyên" in text_of(refused)) == (409, True)
    assert administrator.post(f"{OF_YEAR}doi/", {**CHOSEN, "muc": "x"}).status_code == 409
    done = administrator.post(f"{OF_YEAR}doi/", {**CHOSEN, "muc": "99.8", "ly_do": "Đúng thực tế."}, follow=True)
    text = text_of(done)
    assert "Đã đổi ngưỡng của K09, dùng từ ngày 01/01/2024." in text
    assert "đổi từ 99,5 thành 99,8 %, cho kỳ kết thúc từ ngày 01/01/2024 trở đi. “Đúng thực tế.”" in text
    assert "Đổi ngưỡng từ ngày" not in text
    public = text_of(client.get("/bieu-mau/BC-NAM/2023/"))
    assert "Ngưỡng đổi từ 99,5 thành 99,8, cho kỳ kết thúc từ ngày 01/01/2024." in public

    made = ThresholdDecision.objects.get()
    back = administrator.post(f"{ADDRESS}quyet-dinh/{made.pk}/hoan-tac/", follow=True)
    assert "Đã hoàn tác quyết định về ngưỡng" in text_of(back)
    kept = administrator.post(f"{OF_YEAR}giu-nguyen/", {**CHOSEN, "ly_do": "Xem lại cách hiểu."}, follow=True)
    assert "Đã quyết định giữ nguyên: “Xem lại cách hiểu.”" in text_of(kept)
    journal = administrator.get("/nhat-ky/").content.decode()
    assert "Giữ nguyên ngưỡng cảnh báo" in journal
    assert administrator.get(f"{ADDRESS}quyet-dinh/{made.pk}/").url == f"{OF_YEAR}#quyet-dinh-{made.pk}"
    assert administrator.post(f"{ADDRESS}quyet-dinh/{made.pk}/hoan-tac/").status_code == 409


def test_where_there_is_nothing_to_propose(administrator, collection):
    text = text_of(administrator.get(ADDRESS))
    assert "Chưa có đề xuất nào" in text
    assert "từ 20 báo cáo được chấp nhận và từ 50 % đơn vị" in text
    assert administrator.get(f"{ADDRESS}?dot=KHONG-CO").status_code == 404
    assert administrator.post(f"{OF_YEAR}doi/", {**CHOSEN, "muc": "99.8"}).status_code == 409
    assert administrator.post(f"{ADDRESS}quyet-dinh/9/hoan-tac/").status_code == 404


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.EDITOR])
def test_it_is_the_administrator_s(at_desk, collection, role):
    client = at_desk(role, "30")
    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{OF_YEAR}doi/", {**CHOSEN, "muc": "99.8"}).status_code == 403
    assert "Ngưỡng cảnh báo" not in text_of(at_desk(Role.DISTRICT_OFFICER, "300").get("/viec/"))

"""A link that is wrong, expired, revoked or used, or whose return needs no sending, says so; and who tries too often waits."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client, override_settings

from khuyenhoc.access import throttle
from khuyenhoc.access.links import revoke_links
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import ReceivedFile, Return
from khuyenhoc.units.queries import unit_map
from tests.desk.by_link import UNIT, send
from tests.desk.conftest import text_of


@pytest.mark.parametrize("path", ["", "ket-qua/", "gui-tep/", "gui-bao-cao/", "xong/"])
def test_an_address_that_is_not_ours(phone, collection, path):
    page = phone.get(f"/l/{'A' * 22}/{path}")
    assert page.status_code == 404
    assert "Liên kết này không đúng" in text_of(page)
    assert "bấm đúng liên kết" in text_of(page)


def test_an_expired_link_says_what_to_do(phone, link, at):
    after = link.expires_at + dt.timedelta(seconds=1)
    with clock.told(after.year, after.month, after.day + 1):
        page = phone.get(at)
        sent = send(phone, at)
    for one in (page, sent):
        assert one.status_code == 410
        assert "Liên kết này đã hết hạn" in text_of(one)
        assert "gửi liên kết mới" in text_of(one)
    assert not ReceivedFile.objects.exists()


def test_a_revoked_link_says_what_to_do(phone, link, at, office, collection):
    send(phone, at)
    revoke_links(by=office, links=[link], map_=unit_map(collection.period_ends))
    for one in (phone.get(at), phone.get(f"{at}ket-qua/"), phone.post(f"{at}gui-bao-cao/"), phone.get(f"{at}xong/")):
        assert one.status_code == 410
        assert "Liên kết này không dùng được nữa" in text_of(one)
    assert Return.objects.get().state == "draft"


def test_a_used_link_tells_that_it_was_sent_and_sends_nothing_more(phone, link, at):
    send(phone, at)
    phone.post(f"{at}gui-bao-cao/")
    page = phone.get(at)
    assert page.status_code == 410
    assert f"đã được gửi bằng liên kết này ngày {clock.today():%d/%m/%Y}" in text_of(page)
    assert send(phone, at, HV01=1490).status_code == 410
    assert phone.post(f"{at}gui-bao-cao/").url == f"{at}xong/"
    assert "Đã gửi báo cáo" in text_of(phone.get(f"{at}xong/"))
    assert Return.objects.count() == 1


def test_a_closed_collection(phone, at, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "Đợt báo cáo này đã kết thúc" in text_of(phone.get(at))
    assert "Đợt báo cáo này đã kết thúc" in text_of(send(phone, at))
    assert not ReceivedFile.objects.exists()


def test_what_was_sent_or_accepted_otherwise_needs_no_sending(phone, at, office, draft):
    return_ = acts.submit(by=office, return_=draft(UNIT))
    assert "đang chờ Hội cấp trên xem" in text_of(phone.get(at))
    assert "đang chờ Hội cấp trên xem" in text_of(send(phone, at))
    acts.accept(by=office, return_=return_)
    assert "đã được chấp nhận" in text_of(phone.get(at))
    assert Return.objects.count() == 1


def test_who_tries_tokens_waits(phone, collection, link, at, monkeypatch):
    for n in range(throttle.WRONG_TOKENS.most):
        assert phone.get(f"/l/{n:022d}/").status_code == 404
    page = phone.get(f"/l/{'B' * 22}/")
    assert page.status_code == 429
    assert "đã thử quá nhiều lần. Chờ 15 phút" in text_of(page)
    assert phone.get(at).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(at).status_code == 200


def test_who_sends_file_after_file_waits(phone, link, at, monkeypatch):
    for _n in range(throttle.SENDINGS.most):
        assert phone.post(f"{at}gui-tep/").status_code == 409
    page = send(phone, at)
    assert page.status_code == 429
    assert "Chờ 60 phút" in text_of(page)
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize(("behind", "status"), [(True, 200), (False, 429)])
def test_behind_a_proxy_the_proxy_says_who_it_is(phone, collection, link, at, behind, status):
    with override_settings(BEHIND_HTTPS=behind):
        for n in range(throttle.WRONG_TOKENS.most):
            phone.get(f"/l/{n:022d}/", headers={"X-Forwarded-For": "9.9.9.9, 203.0.113.7"})
        assert phone.get(at, headers={"X-Forwarded-For": "203.0.113.7, 203.0.113.8"}).status_code == status

"""A return without an account: the pages, what each of them refuses, and what stands in the journal afterwards."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from khuyenhoc.access import throttle
from khuyenhoc.access.links import create_links, revoke_links, token_of
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection, ReceivedFile, Return
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of
from tests.workbooks import official

UNIT = "11242"
OTHER = "Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện"
REASON = "Đã đối chiếu với sổ."


@pytest.fixture
def link(office, collection):
    """The link of xã Thanh Tùng, good for a month from today."""
    units = [Unit.objects.get(code=UNIT)]
    until = clock.today() + dt.timedelta(days=30)
    map_ = unit_map(collection.period_ends)
    return create_links(by=office, units=units, purpose=collection.code, expires_on=until, map_=map_)[0]


@pytest.fixture
def at(link):
    return f"/l/{token_of(link)}/"


@pytest.fixture
def phone():
    """Somebody without an account whose browser keeps no cookies and would be refused for forgery if that were asked."""
    return Client(enforce_csrf_checks=True)


def send(client, at, data=None, name="thanh-tung.xlsx", **changed):
    file = SimpleUploadedFile(name, official(**changed) if data is None else data)
    return client.post(f"{at}gui-tep/", {"tep": file}, follow=True)


def fresh(link):
    return OneTimeLink.objects.select_related("user").get(pk=link.pk)


def test_from_the_link_to_a_submitted_return(phone, link, at, collection):
    page = phone.get(at)
    assert "Gửi báo cáo năm 2023" in text_of(page)
    assert "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện · Năm 2023" in text_of(page)
    result = send(phone, at)
    assert result.redirect_chain == [(f"{at}ket-qua/", 302)]
    assert "Tệp đọc được, không có lỗi" in text_of(result)
    assert "Tổng số hội viên cuối năm" in text_of(result)
    done = phone.post(f"{at}gui-bao-cao/", follow=True)
    text = text_of(done)
    assert "Đã gửi báo cáo" in text
    assert "Văn phòng Hội Khuyến học tỉnh Hải Dương xem báo cáo" in text
    return_ = Return.objects.get()
    assert (return_.state, return_.submitted_by, return_.unit.code) == ("submitted", link.user, UNIT)
    assert fresh(link).used_at is not None


def test_the_journal_tells_that_it_was_done_by_link(phone, link, at):
    send(phone, at)
    phone.post(f"{at}gui-bao-cao/")
    told = [(e.act, e.subject_type) for e in Event.objects.filter(by=link.user.username).order_by("sequence")]
    assert told == [
        ("receive_file", "file"), ("receive_return", "return"), ("use_link", "link"), ("submit", "return"),
        ("use_up_link", "link"),
    ]  # fmt: skip
    assert link.user.username.startswith(f"lien-ket-{UNIT}-")
    assert verify()[1] is None


def test_nothing_needs_a_cookie_and_nothing_is_kept_or_found_by_others(phone, at):
    page = phone.get(at)
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"


def test_a_page_without_an_account_is_small(phone, at):
    assert len(phone.get(at).content) < 8_000
    assert len(send(phone, at).content) < 60_000


def test_errors_stand_there_in_plain_words_and_the_mended_file_replaces_the_first(phone, link, at):
    page = send(phone, at, HB03=None, MH03=2200)
    text = text_of(page)
    assert "Còn 2 lỗi phải sửa trong tệp" in text
    assert "chưa được ghi" in text
    assert "Chọn lại tệp đã sửa" in text
    assert "Gửi báo cáo" not in re.findall(r"<button[^>]*>([^<]+)", page.content.decode())
    refused = phone.post(f"{at}gui-bao-cao/")
    assert refused.status_code == 409
    assert "Còn 2 lỗi phải sửa" in text_of(refused)
    assert phone.get(at).url == f"{at}ket-qua/"
    assert "Tệp đọc được, không có lỗi" in text_of(send(phone, at))
    assert phone.post(f"{at}gui-bao-cao/").url == f"{at}xong/"
    assert Return.objects.get(state="submitted").revision == 2
    assert fresh(link).uses == 3


def test_a_warning_wants_its_reason_and_what_was_typed_stays(phone, at):
    page = send(phone, at, MH02=1799)
    assert "Còn 1 chỗ cần một câu giải thích" in text_of(page)
    field = re.search(r'name="(ly-do-\d+)"', page.content.decode())[1]
    refused = phone.post(f"{at}gui-bao-cao/", {field: "   "})
    assert refused.status_code == 409
    assert "chưa ghi lý do" in text_of(refused)
    assert phone.post(f"{at}gui-bao-cao/", {field: REASON}).url == f"{at}xong/"
    return_ = Return.objects.get()
    assert (return_.state, return_.findings.get().reason) == ("submitted", REASON)


def test_reasons_are_not_kept_where_the_sending_is_refused(phone, at, collection):
    page = send(phone, at, MH02=1799)
    field = re.search(r'name="(ly-do-\d+)"', page.content.decode())[1]
    acts.close_collection(by=collection_office(), collection=collection)
    refused = phone.post(f"{at}gui-bao-cao/", {field: REASON})
    assert refused.status_code == 409
    assert "đã kết thúc" in text_of(refused)
    assert REASON in text_of(refused)
    assert Return.objects.get().findings.get().reason == ""


def collection_office():
    from khuyenhoc.access.models import User

    return User.objects.get(username="van-phong")


def test_another_unit_s_file_is_refused_with_both_names(phone, at):
    page = send(phone, at, official(OTHER), "thanh-mien.xlsx")
    assert page.status_code == 409
    assert "Tệp này là báo cáo của Thị trấn Thanh Miện, còn liên kết này chỉ dùng cho Xã Thanh Tùng" in text_of(page)
    assert not Return.objects.exists()
    assert ReceivedFile.objects.get().name == "thanh-mien.xlsx"


def test_a_file_that_names_a_unit_off_the_map_is_asked_about(phone, at):
    page = send(phone, at, official("Hội Khuyến học xã Tân Lập Mới, huyện Thanh Miện"), "bao-cao.xlsx")
    assert page.status_code == 409
    assert "Không có đơn vị nào tên là “xã Tân Lập Mới”" in text_of(page)
    assert f'href="{at}doi-chieu/{ReceivedFile.objects.get().pk}/"' in page.content.decode()
    assert not Return.objects.exists()


def test_a_file_that_names_no_unit_is_the_link_s_unit_s_and_that_is_said(phone, link, at):
    text = text_of(send(phone, at, official(""), "bao-cao.xlsx"))
    assert "Không đọc được tên đơn vị trong tệp" in text
    assert "được hiểu là của Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện. Nếu không phải, chọn đúng tệp" in text
    assert Return.objects.get().unit.code == UNIT
    assert ReceivedFile.objects.get().name == "xã Thanh Tùng, huyện Thanh Miện/bao-cao.xlsx"
    assert "Không đọc được tên đơn vị" not in text_of(send(phone, at))


def test_of_units_of_one_name_it_is_the_link_s(phone, office, collection):
    units = [Unit.objects.get(code=code) for code in ("10654", "11224")]
    until = clock.today() + dt.timedelta(days=3)
    map_ = unit_map(collection.period_ends)
    for made in create_links(by=office, units=units, purpose=collection.code, expires_on=until, map_=map_):
        send(phone, f"/l/{token_of(made)}/", official("", HV01=1490 + made.pk), "bao-cao.xlsx")
    assert {r.unit.code for r in Return.objects.all()} == {"10654", "11224"}


def test_a_name_that_is_no_unit_s_is_asked_about_all_the_same(phone, at):
    page = send(phone, at, official("Hội Khuyến học xã Không Có"), "bao-cao.xlsx")
    assert page.status_code == 409
    assert "Không có đơn vị nào tên là “xã Không Có”" in text_of(page)
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(64), "anh.jpg", "Đây là tệp ảnh"),
        (b"%PDF-1.7\n", "bao-cao.pdf", "Đây là tệp PDF"),
        (b"PK\x03\x04" + bytes(40), "hong.xlsx", "Tệp bị hỏng"),
        (b"", "rong.xlsx", "Tệp rỗng"),
        (official("Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", year="2022"), "cu.xlsx", "số liệu năm 2022"),
    ],
    ids=["picture", "pdf", "broken", "empty", "last year's"],
)
def test_a_file_that_cannot_be_used_says_why_and_asks_for_another(phone, link, at, data, name, sentence):
    page = send(phone, at, data, name)
    assert page.status_code == 409
    assert sentence in text_of(page)
    assert f'action="{at}gui-tep/"' in page.content.decode()
    assert fresh(link).used_at is None


def test_no_file_at_all_and_a_heavy_one(phone, at, settings):
    assert "Chưa chọn tệp nào" in text_of(phone.post(f"{at}gui-tep/"))
    settings.LARGEST_FILE = 1024
    page = send(phone, at, b"x" * 80_000)
    assert page.status_code == 413
    assert "nên chưa nhận" in text_of(page)
    assert not ReceivedFile.objects.exists()


def test_the_field_offers_tables_and_no_camera(phone, at):
    field = re.search(r"<input[^>]*type=\"file\"[^>]*>", phone.get(at).content.decode())[0]
    assert ".xlsx" in field
    assert "image" not in field
    assert "capture" not in field


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


def test_the_page_of_what_is_done_is_not_there_before(phone, at):
    assert phone.get(f"{at}xong/").url == at
    assert phone.get(f"{at}gui-bao-cao/").url == at
    assert phone.get(f"{at}gui-tep/").url == at


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


def test_what_was_sent_back_says_why(phone, at, office, draft):
    return_ = acts.submit(by=office, return_=draft(UNIT))
    acts.send_back(by=office, return_=return_, remarks=[(None, "Xem lại số hội viên")])
    page = phone.get(at)
    assert "Hội cấp trên đề nghị sửa" in text_of(page)
    assert "Xem lại số hội viên" in text_of(page)
    send(phone, at, HV01=1490)
    phone.post(f"{at}gui-bao-cao/")
    assert Return.objects.get(revision=2).state == "submitted"


def test_a_draft_of_somebody_else_is_not_shown(phone, at, draft):
    draft(UNIT)
    page = phone.get(at)
    assert page.status_code == 200
    assert phone.get(f"{at}ket-qua/").status_code == 200
    assert "Tổng số hội viên" not in text_of(phone.get(f"{at}ket-qua/"))


# How often


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


def test_two_units_have_two_links(phone, link, at, office, collection):
    other = create_links(
        by=office, units=[Unit.objects.get(code="11239")], purpose=collection.code,
        expires_on=clock.today() + dt.timedelta(days=3), map_=unit_map(collection.period_ends),
    )[0]  # fmt: skip
    send(phone, at)
    page = phone.get(f"/l/{token_of(other)}/ket-qua/")
    assert "thị trấn Thanh Miện" in text_of(page)
    assert "Chọn tệp số liệu" in text_of(page)
    assert Collection.objects.count() == 1

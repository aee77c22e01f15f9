"""Chasing on pages: whom, why, with which words, by which way; links, mails, letters, the log and the feed of due dates."""

from __future__ import annotations

import datetime as dt
import html
import re

import pypdf
import pytest
from django.core import mail
from django.test import Client, override_settings

from khuyenhoc.access.acts import set_email
from khuyenhoc.access.enums import LinkState, Role
from khuyenhoc.access.links import find_link, open_links, state_of
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import calendar_token
from khuyenhoc.returns import acts
from khuyenhoc.returns.chasing.enums import Outcome, Way
from khuyenhoc.returns.chasing.models import Reminder
from tests.desk.conftest import text_of

PAGE = "/dot/BC-NAM-2023/nhac/"
UNIT, OTHER, CITY = "11242", "11239", "288"
ONE = f"{PAGE}{UNIT}/"
SITE = "https://khuyenhoc.example.vn"


@pytest.fixture(autouse=True)
def at_home(settings):
    """The installation has an address of its own and no mail server."""
    settings.PUBLIC_URL, settings.MAIL_READY, settings.MAIL_FAULT = SITE, False, ""


@pytest.fixture
def with_mail(settings):
    settings.MAIL_READY, settings.DEFAULT_FROM_EMAIL = True, "van-phong@example.vn"


def do(client, what, *units, query="", **more):
    data = {"viec": what, "don_vi": list(units), "han": f"{clock.today() + dt.timedelta(days=30)}", **more}
    return client.post(f"{PAGE}lam/{query}", data, follow=True)


def rows(response):
    return re.findall(r'name="don_vi" value="(\d+)"', response.content.decode())


def written(response):
    """The text that stands ready to be pasted."""
    return html.unescape(re.search(r'<textarea[^>]*id="tin"[^>]*>([^<]*)<', response.content.decode())[1])


def token(text):
    return re.search(rf"{SITE}/l/([\w-]+)/", text)[1]


# Whom


def test_those_from_whom_something_is_missing_each_with_the_cause(officer, submitted, draft):
    submitted("10507")
    draft("10510", HB03=None)
    draft("10513")
    page = officer.get(PAGE)
    text = text_of(page)
    assert len(rows(page)) == 234
    assert "10507" not in rows(page)
    assert "234 đơn vị chưa xong phần mình" in text
    assert ("tệp còn lỗi (1)" in text, "chưa bấm gửi báo cáo" in text, "chưa gửi tệp" in text) == (True, True, True)


def test_they_are_narrowed_by_cause_district_lateness_and_the_last_reminder(officer, draft, office, collection):
    draft(UNIT, HB03=None)
    assert rows(officer.get(PAGE, {"ly_do": "errors"})) == [UNIT]
    assert set(rows(officer.get(PAGE, {"huyen": "300"}))) >= {UNIT, OTHER}
    assert len(rows(officer.get(PAGE, {"dau": "late"}))) == 235
    with clock.told(2023, 12, 1):
        assert rows(officer.get(PAGE, {"dau": "late"})) == []
    do(officer, "ghi", UNIT, cach="zalo")
    assert UNIT not in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    assert OTHER in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    Reminder.objects.update(at=clock.now() - dt.timedelta(days=4))
    assert UNIT in rows(officer.get(PAGE, {"chua_nhac": "3"}))
    assert "Không có đơn vị nào như vậy" in text_of(officer.get(PAGE, {"ly_do": "sent_back"}))


def test_when_all_have_sent_there_is_nothing_to_do(officer, collection, submitted):
    collection.obligations.exclude(unit__code=UNIT).delete()
    submitted(UNIT)
    assert "Không còn đơn vị nào phải nhắc" in text_of(officer.get(PAGE))
    assert "không còn việc gì phải nhắc" in text_of(officer.get(ONE))


def test_a_district_chases_its_own_alone(at_desk, collection):
    client = at_desk(Role.DISTRICT_OFFICER, "300")
    assert len(rows(client.get(PAGE))) == 17
    assert client.get(f"{PAGE}10507/").status_code == 403
    assert do(client, "ghi", "10507", cach="zalo").status_code == 409
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit"), [(Role.COMMUNE_SECRETARY, UNIT), (Role.PROVINCE_LEADER, "30"), (Role.EDITOR, "30")]
)
def test_others_do_not_chase(at_desk, collection, role, unit):
    client = at_desk(role, unit)
    for path in (PAGE, ONE):
        response = client.get(path)
        assert response.status_code == 403
        assert "nhắc đơn vị và cấp liên kết" in text_of(response)


def test_statements_do_not_grow_with_the_units(officer, collection, django_assert_max_num_queries):
    do(officer, "tao-lien-ket", pham_vi="tat-ca")
    with django_assert_max_num_queries(12):
        assert len(rows(officer.get(PAGE))) == 235


# What they are told


def test_the_words_without_a_link_say_where_to_sign_in(officer, collection):
    page = officer.get(ONE)
    text = written(page)
    assert text.startswith("Kính gửi Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện,")
    assert "chưa nhận được báo cáo năm 2023" in text
    assert f"{SITE}/viec/" in text
    assert "Chưa có liên kết" in text_of(page)


def test_with_a_link_the_words_hold_it(officer, collection):
    do(officer, "tao-lien-ket", UNIT)
    page = officer.get(ONE)
    link = find_link(token(written(page)))
    assert link is not None
    assert (link.unit.code, link.purpose) == (UNIT, "BC-NAM-2023")
    assert "không cần tài khoản" in written(page)
    assert "<svg" in page.content.decode()


def test_why_a_return_was_sent_back_is_said_again(officer, office, submitted):
    acts.send_back(by=office, return_=submitted(UNIT), remarks=[(None, "Số hội viên cao hơn danh sách")])
    assert "Chỗ cần sửa: Số hội viên cao hơn danh sách." in written(officer.get(ONE))


def test_where_the_server_has_no_address_of_its_own_it_is_said(officer, collection, settings):
    assert "chỉ mở được trong cơ quan" not in text_of(officer.get(ONE))
    settings.PUBLIC_URL = ""
    for path in (PAGE, ONE):
        assert "chỉ mở được trong cơ quan" in text_of(officer.get(path))
    assert "http://testserver/viec/" in written(officer.get(ONE))


# Links


def test_links_for_those_that_are_marked_or_for_all_that_are_shown(officer, collection):
    page = do(officer, "tao-lien-ket", UNIT, OTHER)
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


# The log


def test_told_and_on_to_the_next_one_with_a_way_back(officer, office, collection):
    answer = officer.post(f"{PAGE}{OTHER}/ghi/", {"cach": "zalo"}, follow=True)
    assert answer.redirect_chain[-1][0] == ONE
    assert "Đã ghi là đã nhắc Thị trấn Thanh Miện (Zalo)." in text_of(answer)
    made = Reminder.objects.get()
    assert (made.way, made.by, made.unit.code) == (Way.ZALO, office, OTHER)
    assert "Kính gửi Hội Khuyến học thị trấn Thanh Miện" in made.text
    undone = officer.post(f"{PAGE}lan/{made.pk}/bo/", follow=True)
    assert "Đã bỏ lần nhắc vừa ghi." in text_of(undone)
    assert "(ghi nhầm, đã bỏ)" in text_of(undone)
    assert officer.get(f"{PAGE}lan/{made.pk}/").url == f"{PAGE}{OTHER}/"


def test_behind_the_last_one_it_begins_again(officer, collection):
    last = list(officer.get(PAGE).context["lines"])[-1].unit
    first = rows(officer.get(PAGE))[0]
    assert officer.post(f"{PAGE}{last}/ghi/", {"cach": "phone"}).url == f"{PAGE}{first}/"


def test_the_log_stands_on_the_unit_s_page_the_list_and_the_board(officer, office, collection):
    for way in ("phone", "letter"):
        officer.post(f"{ONE}ghi/", {"cach": way})
    text = text_of(officer.get(ONE))
    assert "công văn Văn phòng Hội Khuyến học tỉnh" in text
    assert f"{clock.today():%d/%m/%Y}, công văn (2 lần)" in text_of(officer.get(PAGE))
    board = text_of(officer.get("/dot/BC-NAM-2023/", {"q": "thanh tung"}))
    assert f"đã nhắc {clock.today():%d/%m/%Y} (công văn)" in board
    assert "Nhắc 235 đơn vị chưa xong" in board
    assert "Nhắc gửi báo cáo" in text_of(officer.get("/nhat-ky/"))


def test_many_are_noted_at_once(officer, collection):
    page = do(officer, "ghi", UNIT, OTHER, cach="phone")
    assert "Đã ghi là đã nhắc 2 đơn vị (điện thoại)." in text_of(page)
    assert "Chọn cách đã nhắc" in text_of(do(officer, "ghi", UNIT, cach="mail"))
    assert Reminder.objects.count() == 2


def test_who_has_sent_meanwhile_is_not_reminded(officer, submitted):
    submitted(UNIT)
    response = officer.post(f"{ONE}ghi/", {"cach": "zalo"})
    assert response.status_code == 409
    assert "không còn việc gì phải nhắc" in text_of(response)
    assert officer.get(f"{PAGE}99999/").status_code == 403


def test_no_more_is_offered_where_the_collection_has_ended(officer, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "đơn vị chưa xong" not in text_of(officer.get("/dot/BC-NAM-2023/"))


# Mail


def test_without_a_server_the_pages_say_so_and_offer_the_text(officer, collection, settings):
    assert "Máy chủ thư chưa được đặt nên trang này không tự gửi thư. Chép đoạn tin" in text_of(officer.get(ONE))
    page = officer.get(PAGE)
    assert "Quản trị đặt máy chủ thư bằng KHUYENHOC_SMTP_HOST" in text_of(page)
    assert 'value="gui-thu"' not in page.content.decode()
    settings.MAIL_FAULT = "KHUYENHOC_SMTP_PORT"
    for path in (PAGE, ONE):
        assert "đặt chưa đúng (KHUYENHOC_SMTP_PORT)" in text_of(officer.get(path))
    refused = officer.post(f"{ONE}thu/", {"dia_chi": "a@example.vn"})
    assert refused.status_code == 409
    assert "chưa gửi thư nào" in text_of(refused)


def test_a_mail_to_the_address_in_the_field(officer, collection, with_mail, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = officer.post(f"{ONE}thu/", {"dia_chi": "xa@example.vn"}, follow=True)
    assert "Đang gửi thư đến xa@example.vn" in text_of(page)
    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["xa@example.vn"], "van-phong@example.vn")
    assert "Kính gửi Hội Khuyến học xã Thanh Tùng" in sent.body
    assert "thư điện tử Văn phòng Hội Khuyến học tỉnh" in text_of(officer.get(ONE))


def test_what_is_no_address_is_said_and_stays_typed(officer, collection, with_mail):
    response = officer.post(f"{ONE}thu/", {"dia_chi": "xa-thanh-tung"})
    assert response.status_code == 409
    assert "“xa-thanh-tung” không phải là địa chỉ thư" in text_of(response)
    assert 'value="xa-thanh-tung"' in response.content.decode()


def test_mails_to_many_go_to_those_whose_address_is_known(
    officer, office, person, collection, with_mail, django_capture_on_commit_callbacks
):
    none = do(officer, "gui-thu", UNIT)
    assert "Chưa biết địa chỉ thư của đơn vị nào" in text_of(none)
    set_email(by=office.username, user=person(Role.COMMUNE_SECRETARY, UNIT), email="xa@example.vn")
    assert 'value="xa@example.vn"' in officer.get(ONE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page = do(officer, "gui-thu", UNIT, OTHER)
    assert "Đang gửi 1 thư. 1 đơn vị chưa có địa chỉ thư." in text_of(page)
    assert [m.to for m in mail.outbox] == [["xa@example.vn"]]
    assert "Đã gửi 1 thư." in text_of(officer.get(PAGE))


def test_mails_that_wait_are_counted_by_themselves_and_can_be_sent_on(
    officer, collection, with_mail, django_capture_on_commit_callbacks
):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        officer.post(f"{ONE}thu/", {"dia_chi": "xa@example.vn"})
    Reminder.objects.update(outcome=Outcome.QUEUED)
    mail.outbox.clear()
    part = officer.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="thu"')
    assert "còn 1 thư, đã gửi 0" in part
    assert "hx-get" in part
    with django_capture_on_commit_callbacks(execute=True):
        assert "Đang gửi tiếp 1 thư." in text_of(do(officer, "gui-tiep"))
    assert len(mail.outbox) == 1
    assert "hx-get" not in officer.get(PAGE, headers={"HX-Request": "true"}).content.decode()


# Letters


def test_a_letter_holds_the_words_and_the_link(officer, collection):
    do(officer, "tao-lien-ket", UNIT)
    response = officer.post(f"{ONE}cong-van/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="cong-van-bc-nam-2023-{UNIT}.pdf"'
    (page,) = pages_of(response)
    assert "Kính gửi: Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện" in page
    assert token(written(officer.get(ONE))) in page
    assert "SỐ LIỆU MẪU" in page
    assert not Reminder.objects.exists()


def test_many_letters_are_one_file(officer, collection):
    response = do(officer, "cong-van", UNIT, OTHER)
    pages = pages_of(response)
    assert len(pages) == 2
    assert f"{SITE}/viec/" in pages[0]


def pages_of(response):
    import io

    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]


# Due dates as a feed


@pytest.fixture
def feed():
    return lambda unit=UNIT, key=None: Client().get(f"/lich/{unit}/{key or calendar_token(unit)}.ics")


def test_a_unit_s_due_dates_are_a_feed_for_whoever_has_its_address(
    officer, collection, feed, django_assert_num_queries
):
    with django_assert_num_queries(2):
        response = feed()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode().replace("\r\n ", "")
    for line in (
        "SUMMARY:Hạn nộp báo cáo khuyến học năm 2023", "DTSTART;VALUE=DATE:20231220", f"UID:BC-NAM-2023-{UNIT}@khuyenhoc",
        "X-WR-CALNAME:Hạn nộp báo cáo: Hội Khuyến học xã Thanh Tùng\\, huyện Thanh Miện", f"URL:{SITE}/gui-tep/BC-NAM-2023/",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text
    assert f"/lich/{UNIT}/{calendar_token(UNIT)}.ics" in officer.get(ONE).content.decode()


def test_a_unit_s_own_page_of_tasks_offers_its_feed(secretary, officer, collection):
    address = f"{SITE}/lich/{UNIT}/{calendar_token(UNIT)}.ics"
    assert address in secretary.get("/viec/").content.decode()
    assert "/lich/" not in officer.get("/viec/").content.decode()


def test_a_feed_names_nobody_and_nothing_that_was_sent(collection, feed, draft, office):
    before = feed().content.decode()
    acts.submit(by=office, return_=draft(UNIT))
    assert re.sub(r"DTSTAMP:\S+", "", feed().content.decode()) == re.sub(r"DTSTAMP:\S+", "", before)
    assert office.full_name not in before


def test_another_unit_s_address_or_another_key_opens_no_feed(collection, feed):
    assert feed(OTHER, calendar_token(UNIT)).status_code == 404
    assert feed(UNIT, "x" * 26).status_code == 404
    key = calendar_token(UNIT)
    with override_settings(SECRET_KEY="another-key-of-another-installation"):
        assert feed(UNIT, key).status_code == 404

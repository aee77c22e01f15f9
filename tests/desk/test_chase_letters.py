"""Chasing by mail and by letter: to one or many, with a mail server and without."""

from __future__ import annotations

import pypdf
import pytest
from django.core import mail
from django.test import override_settings

from khuyenhoc.access.acts import set_email
from khuyenhoc.access.enums import Role
from khuyenhoc.returns.chasing.enums import Outcome
from khuyenhoc.returns.chasing.models import Reminder
from tests.desk.chasing import ONE, OTHER, PAGE, SITE, UNIT, at_home, do, token, written
from tests.desk.conftest import text_of

__all__ = ["at_home"]


@pytest.fixture
def with_mail(settings):
    settings.MAIL_READY, settings.DEFAULT_FROM_EMAIL = True, "van-phong@example.vn"


def test_without_a_server_the_pages_say_so_and_offer_the_text(officer, collection, settings):
    assert "Trang này chưa tự gửi thư được. Chép đoạn tin" in text_of(officer.get(ONE))
    page = officer.get(PAGE)
    assert "nhờ quản trị đặt máy chủ thư (sổ tay quản trị, mục 13)" in text_of(page)
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

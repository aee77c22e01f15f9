"""How mail is sent is read from the environment; nothing wrong there stops the server."""

from __future__ import annotations

import pytest

from khuyenhoc.config.mail import mail_settings

SERVER = {"KHUYENHOC_SMTP_HOST": "thu.example.vn", "KHUYENHOC_SMTP_USER": "van-phong@example.vn"}


def test_nothing_set_is_not_ready_and_no_fault():
    found = mail_settings({})
    assert (found["MAIL_READY"], found["MAIL_FAULT"]) == (False, "")


def test_a_server_with_the_usual_port_and_sender():
    found = mail_settings({**SERVER, "KHUYENHOC_SMTP_PASSWORD": "x"})
    assert (found["MAIL_READY"], found["EMAIL_HOST"], found["EMAIL_PORT"]) == (True, "thu.example.vn", 587)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert (found["DEFAULT_FROM_EMAIL"], found["EMAIL_HOST_PASSWORD"]) == ("van-phong@example.vn", "x")


@pytest.mark.parametrize(
    ("security", "tls", "ssl", "port"),
    [("starttls", True, False, 587), ("ssl", False, True, 465), ("none", False, False, 25)],
)
def test_kinds_of_security(security, tls, ssl, port):
    found = mail_settings({**SERVER, "KHUYENHOC_SMTP_SECURITY": security})
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"], found["EMAIL_PORT"]) == (tls, ssl, port)
    assert mail_settings({**SERVER, "KHUYENHOC_SMTP_PORT": "2525"})["EMAIL_PORT"] == 2525


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"KHUYENHOC_SMTP_SECURITY": "tsl"}, "KHUYENHOC_SMTP_SECURITY"),
        ({"KHUYENHOC_SMTP_PORT": "hai lăm"}, "KHUYENHOC_SMTP_PORT"),
        ({"KHUYENHOC_SMTP_USER": "van-phong"}, "KHUYENHOC_SMTP_FROM"),
    ],
)
def test_what_is_wrong_is_named_and_mail_is_not_ready(changed, fault):
    found = mail_settings({**SERVER, **changed})
    assert (found["MAIL_READY"], found["MAIL_FAULT"]) == (False, fault)

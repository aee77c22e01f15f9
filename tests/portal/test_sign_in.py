"""Signing in with a second factor, in Vietnamese all the way, and no way around it into the editors' desk."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from khuyenhoc.access.models import User
from khuyenhoc.portal.models import HomePage
from tests.portal.test_messages import english

PASSWORD = "mat-khau-dai-10"
ACCOUNT = (
    "password/change/", "logout/", "email/", "reauthenticate/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/",
    "2fa/webauthn/add/",
)  # fmt: skip
PROTECTED = (
    "2fa/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
)


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def html_of(client: Client, address: str) -> str:
    response = client.get(f"/tai-khoan/{address}")
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def member(editor: User) -> User:
    editor.set_password(PASSWORD)
    editor.save()
    return editor


@pytest.fixture
def signed_in(client: Client, member: User, site: HomePage) -> Client:
    """Signed in, and asked for the password again a moment ago."""
    client.post("/tai-khoan/login/", {"login": member.username, "password": PASSWORD})
    client.post("/tai-khoan/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(signed_in: Client) -> str:
    """The secret of the app on the phone, activated."""
    found = re.search(r'id="authenticator_secret"\s+value="(\w+)"', html_of(signed_in, "2fa/totp/activate/"))
    assert found
    signed_in.post("/tai-khoan/2fa/totp/activate/", {"code": code_of(found[1])})
    return found[1]


def test_no_english_in_the_account(signed_in: Client) -> None:
    for address in ACCOUNT:
        assert english(html_of(signed_in, address)) == [], address
    wrong = {"oldpassword": "x", "password1": "ngan", "password2": "khac"}
    answer = signed_in.post("/tai-khoan/password/change/", wrong).content.decode()
    assert "Xin gõ mật khẩu hiện nay" in answer
    assert english(answer) == []
    answer = signed_in.post("/tai-khoan/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "Mã chưa đúng" in answer
    assert english(answer) == []


def test_no_english_with_a_second_factor(signed_in: Client, secret: str) -> None:
    for address in PROTECTED:
        assert english(html_of(signed_in, address)) == [], address
    assert signed_in.get("/tai-khoan/2fa/recovery-codes/download/").status_code == 200


def test_the_second_factor_cannot_be_walked_around(
    client: Client, member: User, signed_in: Client, secret: str
) -> None:
    signed_in.logout()
    answer = client.post("/tai-khoan/login/?next=/quan-tri/", {"login": member.username, "password": PASSWORD})
    assert answer["Location"].startswith("/tai-khoan/2fa/authenticate/")
    assert english(html_of(client, "2fa/authenticate/")) == []
    assert client.get("/quan-tri/").status_code == 302
    for address in ("/quan-tri/login/", "/_util/login/"):
        client.post(address, {"username": member.username, "password": PASSWORD})
        assert client.get("/quan-tri/").status_code == 302
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/quan-tri/").status_code == 200


def test_nobody_makes_an_account_alone(client: Client, site: HomePage) -> None:
    new = {"username": "ai-do", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/tai-khoan/signup/", new).content.decode()
    assert "Tài khoản do Hội cấp trên lập và giao" in answer
    assert not User.objects.filter(username="ai-do").exists()


def test_a_password_is_changed(signed_in: Client, member: User) -> None:
    new = {"oldpassword": PASSWORD, "password1": "mot-mat-khau-khac", "password2": "mot-mat-khau-khac"}
    answer = signed_in.post("/tai-khoan/password/change/", new, follow=True)
    assert "Đã đổi mật khẩu." in answer.content.decode()
    member.refresh_from_db()
    assert member.check_password("mot-mat-khau-khac")

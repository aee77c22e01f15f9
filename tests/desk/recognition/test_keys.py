"""The administrator looks after the keys that certificates are signed with: sees them, changes them, gives up a stolen one."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.certificates.keys import rotate_key, signing_key
from khuyenhoc.recognition.certificates.models import SigningKey
from khuyenhoc.recognition.certificates.queries import verify
from tests.desk.conftest import text_of
from tests.recognition.certificates.conftest import certificates, decision  # noqa: F401  # fixtures
from tests.recognition.conftest import commune, families, keeper, villages  # noqa: F401  # fixtures

PAGE = "/khoa-ky/"


@pytest.fixture
def administrator(at_desk, commune):  # noqa: F811
    return at_desk(Role.ADMINISTRATOR, "30")


def test_before_the_first_certificate_there_is_none(administrator):
    assert "Chưa có khóa nào" in text_of(administrator.get(PAGE))
    assert "Khóa ký" in text_of(administrator.get("/viec/"))


def test_another_key_signs_and_what_was_signed_stays(administrator, certificates):  # noqa: F811
    old = SigningKey.objects.get()
    text = text_of(administrator.get(PAGE))
    assert (old.kid in text, "đang dùng" in text) == (True, True)
    assert "Giấy đã cấp vẫn là giấy thật" in text_of(administrator.get(f"{PAGE}thay/"))
    text = text_of(administrator.post(f"{PAGE}thay/xong/", follow=True))
    assert ("Đã thay khóa ký." in text, "thôi ký, giấy đã ký vẫn còn giá trị" in text) == (True, True)
    assert SigningKey.objects.count() == 2
    assert verify(certificates[0].jws).verdict == "genuine"
    assert Event.objects.filter(act="rotate_key", by__startswith="administrator").count() == 1


def test_a_stolen_key_is_given_up_with_a_reason_and_once(administrator, certificates):  # noqa: F811
    kid = SigningKey.objects.get().kid
    page = f"{PAGE}{kid}/lo/"
    assert "3 giấy ký bằng khóa này hết giá trị ngay" in text_of(administrator.get(page))
    for given, said in (
        ({"ly-do": "Mất máy."}, "Chưa đánh dấu “Tôi hiểu”"),
        ({"hieu": "1"}, "chưa ghi lý do"),
        ({"hieu": "1", "ly-do": "x" * 301}, "Lý do dài quá 300 chữ"),
    ):
        refused = administrator.post(f"{page}xong/", given)
        assert (refused.status_code, said in text_of(refused)) == (409, True)
    assert verify(certificates[0].jws).verdict == "genuine"
    text = text_of(administrator.post(f"{page}xong/", {"hieu": "1", "ly-do": "Mất máy."}, follow=True))
    assert "Đã hủy khóa. 3 giấy ký bằng khóa ấy không còn giá trị" in text
    assert "Mất máy." in text
    assert verify(certificates[0].jws).verdict == "revoked"
    assert administrator.get(page).status_code == 404
    again = administrator.post(f"{page}xong/", {"hieu": "1", "ly-do": "Mất máy."})
    assert (again.status_code, "Chưa làm gì" in text_of(again)) == (409, True)
    assert signing_key()[0].kid != kid


def test_nobody_else_sees_or_changes_keys(at_desk, certificates):  # noqa: F811
    kid = SigningKey.objects.get().kid
    for who in (at_desk(Role.PROVINCE_OFFICER, "30"), at_desk(Role.COMMUNE_SECRETARY, "11245")):
        assert [who.get(f"{PAGE}{way}").status_code for way in ("", "thay/", f"{kid}/lo/")] == [403] * 3
        for act in ("thay/xong/", f"{kid}/lo/xong/"):
            assert who.post(f"{PAGE}{act}", {"hieu": "1", "ly-do": "x"}).status_code == 403
        assert "Khóa ký" not in text_of(who.get("/viec/"))
    assert SigningKey.objects.get().retired_at is None


def test_what_it_costs(administrator, certificates, django_assert_num_queries):  # noqa: F811
    rotate_key(by=None)
    administrator.get(PAGE)
    with django_assert_num_queries(5):
        administrator.get(PAGE)

"""Certificates of a decision at the desk: made, printed for a village, one revoked and made again."""

from __future__ import annotations

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.scanning import codes_in
from khuyenhoc.recognition.models import Decision
from tests.recognition.certificates.conftest import decision
from tests.recognition.conftest import commune, families, keeper, villages

__all__ = ["commune", "decision", "families", "keeper", "villages"]


@pytest.fixture
def here(client: Client, keeper: object, decision: Decision) -> str:
    """The page of the decision's certificates, with somebody signed in who keeps the register."""
    Decision.objects.filter(pk=decision.pk).update(chosen={str(s.pk): "" for s in decision.standings.all()})
    client.force_login(keeper)
    return f"/cong-nhan/quyet-dinh/{decision.pk}/giay/"


def words(client: Client, path: str) -> str:
    return " ".join(BeautifulSoup(client.get(path).content, "html.parser").get_text(" ").split())


def test_made_printed_revoked_and_made_again(client: Client, here: str) -> None:
    assert "3 gia đình chưa có giấy" in words(client, here)
    assert client.post(f"{here}lap/", follow=True).status_code == 200
    first = Certificate.objects.order_by("pk")[0]
    pdf = b"".join(client.get(f"{here}in/", {"muc": first.standing_id}))
    (page,) = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_bounded().split())
    assert "hoặc gõ mã giấy ở testserver/xac-minh Mã giấy" in said
    assert [code for code in codes_in(pdf) if code.startswith("HTTP://TESTSERVER/XAC-MINH/")] != []
    one = f"{here}{first.standing_id}/thu-hoi/"
    assert "Thu hồi giấy công nhận của Nguyễn Văn Hùng" in words(client, one)
    again = client.post(f"{one}xong/", {"ly-do": ""})
    assert (again.status_code, "Chưa ghi lý do thu hồi" in again.content.decode()) == (409, True)
    done = client.post(f"{one}xong/", {"ly-do": "Ghi sai tên."}, follow=True)
    assert "Đã thu hồi giấy của Nguyễn Văn Hùng" in done.content.decode()
    assert "1 gia đình chưa có giấy" in words(client, here)
    assert client.get(one).status_code == 404
    client.post(f"{here}lap/")
    assert Certificate.objects.filter(standing=first.standing_id, revoked_at=None).count() == 1


def test_who_may_not_decide_revokes_nothing(client: Client, here: str, person: object) -> None:
    client.post(f"{here}lap/")
    first = Certificate.objects.order_by("pk")[0]
    client.force_login(person(Role.PROVINCE_OFFICER, "30"))
    assert client.get(f"{here}{first.standing_id}/thu-hoi/").status_code == 403
    assert "Thu hồi" not in words(client, here)
    assert not Certificate.objects.exclude(revoked_at=None).exists()

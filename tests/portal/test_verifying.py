"""The public page that verifies certificates: three lines and a mark, no cookie, no list, not for search engines, throttled."""

from __future__ import annotations

import json

import jwt
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.models import Attempt
from khuyenhoc.access.throttle import VERIFYINGS
from khuyenhoc.portal import verify_words
from khuyenhoc.recognition.certificates.judging import Verdict
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.publishing import paper_address
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.certificates.signing import new_key
from khuyenhoc.recognition.certificates.tokens import on_paper, read, signed
from tests.recognition.certificates.conftest import certificates, decision
from tests.recognition.conftest import commune, families, keeper, villages

__all__ = ["certificates", "commune", "decision", "families", "keeper", "villages"]


def lines(response: HttpResponse) -> list[str]:
    panel = BeautifulSoup(response.content, "html.parser").select_one(".kh-verdict")
    assert panel is not None
    assert panel.select_one("svg") is not None
    return [" ".join(found.get_text().split()) for found in panel.select("h1, p")]


def opened(client: Client, token: str) -> HttpResponse:
    return client.get(f"/xac-minh/{token}/")


def test_the_address_on_the_paper_says_that_it_is_genuine(client: Client, certificates: list[Certificate]) -> None:
    path = "/" + paper_address(certificates[0].jws).split("/", 3)[3]
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert len(asked) == 3
    assert lines(response) == [
        "GIẤY THẬT", "Gia đình học tập năm 2023: Nguyễn Văn Hùng, xã Thanh Tùng, huyện Thanh Miện",
        "Quyết định số 12/QĐ-HKH, ngày 01/12/2023",
    ]  # fmt: skip
    ended = lines(opened(client, on_paper(certificates[2].jws).lower()))
    assert ended[1].startswith("Gia đình học tập năm 2023: Đ. Q. K., xã")
    assert ended[2] == "Quyết định số 12/QĐ-HKH, ngày 01/12/2023; danh hiệu đã hết hạn sau ngày 31/12/2024"
    nameless = opened(client, certificates[1].code)
    assert lines(nameless)[1] == "Gia đình học tập năm 2023: xã Thanh Tùng, huyện Thanh Miện"
    assert lines(nameless)[2].endswith("; danh hiệu có giá trị đến hết ngày 31/12/2098")
    assert "không muốn tên mình hiện ở đây" in nameless.content.decode()
    assert "Trần Thị Nguyệt" not in nameless.content.decode()


def test_it_says_what_is_wrong(client: Client, certificates: list[Certificate], keeper: object) -> None:
    paper = on_paper(certificates[0].jws)
    altered = f"{paper[:50]}{'B' if paper[50] == 'A' else 'A'}{paper[51:]}"  # within the signature
    with CaptureQueriesContext(connection) as asked:
        assert lines(opened(client, altered))[0] == "ĐÃ BỊ SỬA"
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) == 5
    assert lines(opened(client, "ABCDEFGHABCDEFGH")) == [
        "KHÔNG CÓ GIẤY NÀY", "Không có giấy công nhận nào mang mã này.", str(verify_words.DO[Verdict.UNKNOWN]),
    ]  # fmt: skip
    revoke(by=keeper, certificates=[certificates[0].pk], reason="Bí mật nội bộ.")
    response = opened(client, paper)
    assert lines(response)[0] == "ĐÃ THU HỒI"
    assert "Hội đã thu hồi giấy này" in lines(response)[1]
    assert "Bí mật nội bộ" not in response.content.decode()


LETTERS = ("0", "é", "!", "/", "%3F", "==")


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_that_no_token_has_makes_it_an_altered_one(
    client: Client, certificates: list[Certificate], letter: str
) -> None:
    paper = on_paper(certificates[0].jws)
    altered = f"{paper[:150]}{letter}{paper[151:]}"
    for address in (f"/XAC-MINH/{altered}", f"/xac-minh/{altered}/"):
        assert lines(client.get(address))[:2] == ["ĐÃ BỊ SỬA", "Nội dung hoặc chữ ký không còn như khi Hội cấp giấy."]
    pasted = client.get("/xac-minh/", {"ma": f"https://khuyenhoc.vn/XAC-MINH/{altered}"}, follow=True)
    assert lines(pasted)[0] == "ĐÃ BỊ SỬA"


def test_what_names_neither_a_key_nor_a_certificate_of_ours_never_was_one(
    client: Client, certificates: list[Certificate]
) -> None:
    paper = on_paper(certificates[0].jws)
    foreign = f"{on_paper(signed(read(paper).said, new_key()))}!"
    assert lines(opened(client, foreign))[0] == "ĐÃ BỊ SỬA"  # it names a certificate of ours
    Certificate.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert lines(opened(client, foreign))[0] == "KHÔNG CÓ GIẤY NÀY"
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) == 5
    for nothing in ("0" * 200, "%00" * 16, "é" * 120, paper[:80]):
        assert lines(opened(client, nothing))[0] == "KHÔNG CÓ GIẤY NÀY"


def test_each_verdict_has_a_mark_of_its_own() -> None:
    assert len(set(verify_words.MARKS.values())) == len(Verdict) == len(verify_words.DO)


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{address}", "{spaced}"])
def test_a_code_is_pasted_or_typed(client: Client, certificates: list[Certificate], typed: str) -> None:
    code, address = certificates[0].code, paper_address(certificates[0].jws)
    spaced = " ".join(code[at : at + 4].lower() for at in range(0, 16, 4))
    given = typed.format(code=code, address=address, spaced=spaced)
    assert lines(client.get("/xac-minh/", {"ma": given}, follow=True))[0] == "GIẤY THẬT"


def test_nonsense_is_asked_for_again_in_words(client: Client, collection: object) -> None:
    page = client.get("/xac-minh/", {"ma": "đây là gì?"}).content.decode()
    assert "Đây không phải mã giấy" in page
    assert 'value="đây là gì?"' in page


def test_no_cookie_no_search_engine_no_cache_no_script_needed(client: Client, certificates: list[Certificate]) -> None:
    for path in ("/xac-minh/", f"/xac-minh/{certificates[0].code}/", "/xac-minh/ABCDEFGHABCDEFGH/"):
        response = client.get(path)
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert response["X-Robots-Tag"].startswith("noindex")
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "no-referrer"
        page = BeautifulSoup(response.content, "html.parser")
        assert {form["method"] for form in page.select("form")} <= {"get"}
        assert all(not link["href"].startswith("http") for link in page.select("a[href]"))
    assert client.post("/xac-minh/").status_code == 405


def test_nobody_walks_through_numbers(client: Client, certificates: list[Certificate]) -> None:
    for number in (certificates[0].pk, certificates[0].standing_id, 1):
        assert lines(opened(client, str(number)))[0] == "KHÔNG CÓ GIẤY NÀY"


def test_who_tries_too_much_waits(client: Client, certificates: list[Certificate]) -> None:
    for _turn in range(VERIFYINGS.most):
        opened(client, "ABCDEFGHABCDEFGH")
    response = opened(client, certificates[0].code)
    assert (response.status_code, "Chờ 15 phút" in response.content.decode()) == (429, True)
    assert client.get(f"/xac-minh/{certificates[0].code}/giay.jwt").status_code == 404
    Attempt.objects.all().delete()
    assert opened(client, certificates[0].code).status_code == 200


def test_keys_lists_and_credentials_are_there_for_machines(client: Client, certificates: list[Certificate]) -> None:
    keys = jwt.PyJWKSet.from_dict(json.loads(client.get("/.well-known/jwks.json").content))
    key = keys.keys[0]
    assert json.loads(client.get(f"/.well-known/keys/{key.key_id}.json").content)["kid"] == key.key_id
    assert client.get("/.well-known/keys/khongco.json").status_code == 404
    revoked = client.get("/.well-known/revocations.jwt")
    assert jwt.decode(revoked.content, key, algorithms=["EdDSA"])["marks"] == []
    assert revoked["Access-Control-Allow-Origin"] == "*"
    state = jwt.decode(client.get("/.well-known/status/0.jwt").content, key, algorithms=["EdDSA"])
    assert state["type"][1] == "BitstringStatusListCredential"
    assert client.get("/.well-known/status/99999.jwt").status_code == 404
    with CaptureQueriesContext(connection) as asked:
        response = client.get(f"/xac-minh/{certificates[0].code}/giay.jwt")
    assert len(asked) == 6
    said = jwt.decode(response.content, key, algorithms=["EdDSA"], options={"verify_aud": False})
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert client.get("/xac-minh/ABCDEFGHABCDEFGH/giay.jwt").status_code == 404

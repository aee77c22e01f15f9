"""The look-up pages: every fact of the catalogue with its provenance, found without accents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khuyenhoc.catalogue import provenance
from khuyenhoc.catalogue.citations import named
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import SectionSpec
from khuyenhoc.portal import check_words, look_up
from khuyenhoc.portal.templatetags.portal import arithmetic

CATALOGUE = read_catalogue()
FORM = CATALOGUE.forms[0]
Count = Callable[[int], Any]


def soup_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("status", "mark", "doubt"),
    [
        ("verified", "", ""),
        ("GAP", "chưa có nguồn", ""),
        ("unverified", "chưa kiểm chứng", ""),
        ("unverified: tên văn bản", "chưa kiểm chứng", "tên văn bản"),
    ],
)
def test_marks(status: str, mark: str, doubt: str) -> None:
    fact = SectionSpec(code="X", title="X", status=status, source="s")
    assert (provenance.provenance(fact), provenance.doubt(fact)) == (mark, doubt)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("387", ["387/QĐ-TTg"]),
        ("quyet dinh 2022 thu tuong", ["387/QĐ-TTg", "677/QĐ-TTg"]),
        ("BAN BÍ THƯ", ["49-KL/TW"]),
        ("khong co", []),
    ],
)
def test_instruments_are_found(wanted: str, numbers: list[str]) -> None:
    found = look_up.matching(CATALOGUE.instruments, wanted, look_up.instrument_words)
    assert [i.number for i in found] == numbers


def test_targets_stand_under_their_instruments() -> None:
    national = [t for t in CATALOGUE.targets if t.unit is None]
    groups = look_up.targets_by_instrument(national, CATALOGUE.instruments, "")
    assert sum(len(g.targets) for g in groups) == len(national)
    assert [g.instrument.number for g in groups if g.instrument] == ["387/QĐ-TTg", "677/QĐ-TTg", "1373/QĐ-TTg"]
    (only,) = look_up.targets_by_instrument(national, CATALOGUE.instruments, "ky nang so thanh thao")
    assert [t.code for t in only.targets] == ["QG-677-SO-TT"]


def test_sections_without_a_find_are_left_out() -> None:
    assert [s.section.code for s in look_up.sections(FORM, "hoc bong")] == ["QK", "HB"]
    assert sum(len(s.indicators) for s in look_up.sections(FORM, "")) == len(FORM.indicators)


def test_every_check_is_said_with_every_threshold() -> None:
    assert {c.code for c in FORM.checks} == set(check_words.WORDS)
    for check in FORM.checks:
        sentence = check_words.words(check)
        assert "%(" not in sentence
        for value in check_words.thresholds(check).values():
            assert check_words.said(value) in sentence, check.code


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("K07", "quá 30 % và đồng thời quá 20 (số đếm) hoặc quá 10.000.000 đồng (tiền)"),
        ("K09", "từ 99,5 % trở lên, khi tổng số từ 100 trở lên"),
        ("K13", "900 đến 1.100 lần"),
    ],
)
def test_thresholds_come_from_the_catalogue(code: str, part: str) -> None:
    assert part in check_words.words(FORM.check[code])


def test_formulas_and_citations_as_people_write_them() -> None:
    assert arithmetic("MH03 / MH01 * 100") == "MH03 : MH01 × 100"
    assert arithmetic("QK01 + QK02 - QK03") == "QK01 + QK02 − QK03"
    assert named(CATALOGUE.instruments[2]) == "Quyết định 1373/QĐ-TTg ngày 30/7/2021"


def test_the_page_of_instruments(client: Client, site: object, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(7):
        page = soup_of(client, "/van-ban/")
    assert len(page.select("#van-ban ~ ul > li")) == len(CATALOGUE.instruments)
    assert len(page.select("tbody tr")) == len([t for t in CATALOGUE.targets if t.unit is None])
    assert len(page.select("section .kh-card")) == len(CATALOGUE.criteria_sets)
    decree = page.select_one("#QD-1315-2023")
    assert decree is not None
    assert "chưa kiểm chứng (tên văn bản)" in " ".join(decree.get_text(" ").split()).replace("( ", "(").replace(
        " )", ")"
    )
    assert page.select("#QD-677-2022 .kh-unverified") == []
    found = soup_of(client, "/van-ban/?tim=xoa+mu+chu")
    assert [caption.get_text(strip=True) for caption in found.select("caption")] == [
        "Quyết định 1373/QĐ-TTg ngày 30/7/2021"
    ]
    assert "Không tìm thấy" in soup_of(client, "/van-ban/?tim=zzz").get_text()


def test_the_page_of_the_form(client: Client, site: object, django_assert_num_queries: Count) -> None:
    listed = soup_of(client, "/bieu-mau/").select(".kh-news a")
    assert [a["href"] for a in listed] == [f"/bieu-mau/{form.code}/{form.version}/" for form in CATALOGUE.forms]
    with django_assert_num_queries(5):
        page = soup_of(client, "/bieu-mau/BC-NAM/2023/")
    for item in (*FORM.indicators, *FORM.checks):
        assert page.find(id=item.code) is not None, item.code
    share = page.find(id="MH04")
    assert "Tự tính: MH03 : MH01 × 100" in " ".join(share.get_text().split())
    assert "chưa kiểm chứng" in page.get_text()
    found = soup_of(client, "/bieu-mau/BC-NAM/2023/?tim=so+du+quy+cuoi")
    assert [h.get_text().split(" ")[0] for h in found.select("li h3")] == ["QK04"]


@pytest.mark.parametrize("address", ["/bieu-mau/BC-NAM/1999/", "/bieu-mau/XX/2023/"])
def test_a_form_that_is_not_there(client: Client, site: object, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_an_empty_installation_says_so(client: Client) -> None:
    assert "Chưa có biểu mẫu nào" in client.get("/bieu-mau/").content.decode()
    assert "Không tìm thấy" in client.get("/van-ban/").content.decode()

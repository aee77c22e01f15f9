"""Every page, on a phone and on a desktop: without a fault that axe finds, without scrolling sideways, without English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState

from khuyenhoc.theme.fonts import BASE
from tests.browser.conftest import Open, SignIn, opening

AXE = BASE / "build" / "test" / "axe.min.js"
PAGES = {
    None: ["/", "/tin-tuc/", "/van-ban/", "/bieu-mau/", "/bieu-mau/BC-NAM/2023/", "/tai-khoan/login/", "/khong-co-trang-nay/"],
    "van-phong": [
        "/viec/", "/dot/", "/dot/BC-NAM-2023/", "/dot/BC-NAM-2023/?tim=khong-co", "/dot/BC-NAM-2023/bieu-mau/",
        "/dot/BC-NAM-2023/chap-nhan/", "/dot/BC-NAM-2023-6T/chap-nhan/", "/dot/BC-NAM-2023-6T/?dau=changed",
        "/dot/mo/", "/dot/mo/BC-NAM/2024/", "/dot/BC-NAM-2023/ket-thuc/", "/so-lieu/30/?ky=2023-6T", "/bao-cao-nam/30/2023-6T/",
        "/gui-tep/BC-NAM-2023/", "/bao-cao/1/", "/nhap/BC-NAM-2023/",
        "/so-lieu/30/", "/so-lieu/300/", "/so-lieu/11239/", "/giai-trinh/MH03/30/?ky=2023", "/giai-trinh/MH04/30/?ky=2023",
        "/chi-tieu/30/", "/o-don-vi/300/", "/so-khac-thuong/300/", "/so-khac-thuong/30/?dieu=S06-MH21", "/bao-cao-nam/30/2023/",
        "/tra-cuu/?chi-tieu=MH03&chi-tieu=MH04&don-vi=30&duoi=*&tu=2023&den=2023&cot=ky",
        "/nhat-ky/", "/nhat-ky/return/1/",
        "/cach-doc-tep/", "/tep/1/doi-chieu/", "/tep/1/doi-chieu/trang/", "/don-vi/30/", "/don-vi/?tim=thanh", "/sap-nhap/",
        "/sap-nhap/tung-buoc/", "/sap-nhap/tung-buoc/don-vi/?viec=sap-nhap", "/bo-tieu-chi/CDHT-2022/",
    ],
    "thu-ky": ["/viec/", "/gui-tep/BC-NAM-2023/", "/dot/BC-NAM-2023/bieu-mau/", "/nhap/BC-NAM-2023/11242/", "/so-lieu/"],
    "can-bo-huyen": ["/viec/", "/dot/BC-NAM-2023/", "/so-lieu/300/"],
    "lanh-dao": ["/viec/", "/lanh-dao/30/", "/dot/BC-NAM-2023/", "/chi-tieu/30/", "/dot/BC-NAM-2023/ky-duyet/"],
    "quan-tri": ["/viec/", "/nguong-canh-bao/", "/nhat-ky/", "/tai-khoan/2fa/", "/tai-khoan/password/change/"],
}  # fmt: skip
PHONE, DESKTOP = 360, 1280
CASES = [(who, path) for who, paths in PAGES.items() for path in paths]
FRAMES = [(who, paths[0]) for who, paths in PAGES.items()]
"""Pages that axe sees on a desktop too: what looks otherwise there is the frame, which is one for each of these people."""


@pytest.fixture(scope="module")
def pages(browser: Browser, address: str, cookies: Callable[[str], StorageState]) -> Iterator[Open]:
    """One page for each person, kept open from test to test: what is looked at here leaves nothing behind."""
    with opening(browser, address) as open_page:

        @cache
        def page_of(who: str | None, *, script: bool = True) -> Page:
            return open_page(script=script, storage_state=cookies(who) if who else None)

        yield page_of


WIDTH = "document.documentElement.scrollWidth"


def faults(page: Page) -> list[str]:
    """What axe finds: the rule, and where."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize(("who", "path"), CASES)
def test_a_page_is_sound(pages: Open, who: str | None, path: str) -> None:
    page = pages(who)
    page.set_viewport_size({"width": PHONE, "height": 800})
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if "khong-co-trang" in path else 200)
    assert page.title()
    assert page.locator("h1").count() == 1
    assert page.evaluate(WIDTH) <= PHONE
    assert faults(page) == []
    page.set_viewport_size({"width": DESKTOP, "height": 800})
    assert page.evaluate(WIDTH) <= DESKTOP
    if (who, path) in FRAMES:
        assert faults(page) == []


@pytest.mark.parametrize(("who", "path"), [c for c in CASES if c[0] in ("van-phong", "thu-ky")])
def test_a_page_is_read_without_scripts(pages: Open, who: str | None, path: str) -> None:
    page = pages(who, script=False)
    page.goto(path)
    assert len(page.locator("main").inner_text()) > 40


@pytest.mark.parametrize("path", ["/bao-cao/1/", "/so-lieu/30/", "/dot/BC-NAM-2023/", "/nhat-ky/"])
def test_a_commune_sees_its_own_alone(sign_in: SignIn, path: str) -> None:
    page = sign_in("thu-ky")
    answer = page.goto(path)
    assert answer is not None
    text = page.locator("main").inner_text()
    assert answer.status in (200, 403, 404)
    assert "452.702" not in text
    assert "Cẩm Thượng" not in text
    if answer.status == 200:
        assert "Thanh Tùng" in text


def test_a_later_visit_is_light(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.goto("/viec/")
    page.goto("/chi-tieu/30/")
    sent = "performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"
    assert 0 < page.evaluate(sent) < 30_000


def test_nothing_is_asked_of_another_host(sign_in: SignIn, address: str) -> None:
    page = sign_in("van-phong")
    strangers: list[str] = []
    page.on("request", lambda r: strangers.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    for path in ("/viec/", "/dot/BC-NAM-2023/", "/", "/tin-tuc/"):
        page.goto(path)
    assert strangers == []
    assert Path(AXE).exists()


def test_a_number_of_the_board_stands_over_its_state_and_all_of_it_leads_to_its_rows(sign_in: SignIn) -> None:
    page = sign_in("van-phong", at="/dot/BC-NAM-2023/", width=PHONE)
    number = page.get_by_role("link", name=re.compile(r"^\d+ Đã chấp nhận$"))
    label = page.locator("#tt-accepted")
    assert (number.bounding_box() or {})["y"] < (label.bounding_box() or {})["y"]
    label.click(force=True)  # what is hit there is the link, which lies over all of it
    page.wait_for_url("**/?trang_thai=accepted#bang")

"""The page of styles in a real browser: no barrier that axe finds, no page that scrolls sideways, figures of one width."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from khuyenhoc.theme.fonts import BASE
from tests.serving import chromium
from tests.theme.urls import ALONE

pytestmark = pytest.mark.browser

HOST: Final = "http://khuyen-hoc.localhost"
VIEWS: Final = {
    "many": ("/kieu-dang/?hang=300", "1"),
    "many-large": ("/kieu-dang/?hang=300", "4"),
    "one": ("/kieu-dang/?hang=1", "1"),
    "none-large": ("/kieu-dang/?hang=0", "4"),
    "public": ("/kieu-dang/?khung=cong-chung", "1"),
    "public-large": ("/kieu-dang/?khung=cong-chung", "4"),
}
"""Page and size of type."""
WIDTHS: Final = (360, 768, 1280)
AXE: Final = BASE / "build" / "test" / "axe.min.js"


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    """The pages, made before the browser starts: nothing of the framework then runs beside its loop."""
    made = {}
    with override_settings(**ALONE):
        for name, (address, step) in VIEWS.items():
            client = Client()
            client.cookies["co-chu"] = step
            made[name] = client.get(address).content
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, pages: dict[str, bytes]) -> Iterator[Callable[..., Page]]:
    """Opens a page of VIEWS at a width; static files come from the build, and anything else fails the test."""
    made: list[Page] = []
    strange: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        file = BASE / "build" / path.lstrip("/")
        if route.request.url.startswith(f"{HOST}/static/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0] or "font/woff2")
        elif (body := pages.get(path.lstrip("/"))) is not None:
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        else:
            strange.append(route.request.url)
            route.abort()

    def open_(name: str, width: int, **options: Any) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        made.append(page)
        page.on("console", lambda message: strange.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: strange.append(str(error)))
        page.route("**/*", answer)
        page.goto(f"{HOST}/{name}", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield open_
    for page in made:
        page.close()
    assert strange == []


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_scrolls_sideways_or_bars_a_reader(opened: Callable[..., Page], view: str) -> None:
    page = opened(view, WIDTHS[0])
    page.add_script_tag(path=AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = page.evaluate("axe.run(document)")
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert len(found["passes"]) > 20


def test_what_a_finger_meets_is_large_enough(opened: Callable[..., Page]) -> None:
    page = opened("many", 360, has_touch=True, is_mobile=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, select, textarea, summary, input:not([type=file])')]
        .filter((e) => !e.closest('p, dd, td, th, .govuk-error-summary') && e.getClientRects().length)
        .map((e) => [e, getComputedStyle(e, '::after'), e.getBoundingClientRect()])
        .map(([e, after, box]) => [e.outerHTML.slice(0, 80), after.position === 'absolute'
          ? parseFloat(after.height) : box.height, box.width])
        .filter(([, height, width]) => width > 1 && height < 43.9)"""
    )
    assert small == []


def test_figures_in_columns_have_one_width(opened: Callable[..., Page]) -> None:
    page = opened("many", 1280)
    widths = page.evaluate(
        """() => { const cell = document.querySelector('td.kh-num'); cell.style.letterSpacing = '0';
        return [...'0123456789'].map((digit) => { const run = document.createElement('span');
          run.textContent = digit.repeat(20); cell.append(run); const w = run.getBoundingClientRect().width; run.remove();
          return Math.round(w * 10) / 10; }) }"""
    )
    assert len(set(widths)) == 1
    assert page.evaluate("document.fonts.check('16px \"KH Figures\"')") is True


def test_vietnamese_fetches_no_letters_it_does_not_use(opened: Callable[..., Page]) -> None:
    page = opened("many", 1280)
    names = page.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
    assert [name for name in names if "latin-ext" in name] == []
    assert any("be-vietnam-pro-vietnamese-600" in name for name in names)


def test_a_flag_opens_and_closes(opened: Callable[..., Page]) -> None:
    page = opened("many", 1280)
    flag = page.locator("button.kh-flag").first
    text = page.locator(".kh-flag__text").first
    assert not text.is_visible()
    flag.click()
    assert text.is_visible()
    page.keyboard.press("Escape")
    assert not text.is_visible()


def test_a_letter_with_alt_follows_its_link(opened: Callable[..., Page]) -> None:
    page = opened("many", 1280)
    page.evaluate("document.querySelector('.kh-back a').dataset.khKey = 'n'")
    page.evaluate(
        "document.querySelector('.kh-back a').addEventListener('click', (e) => { e.preventDefault(); window.went = true })"
    )
    page.locator("#tim-don-vi").press("n")
    assert page.evaluate("window.went") is None
    page.locator("#tim-don-vi").press("Alt+n")
    assert page.evaluate("window.went") is True


def test_a_file_is_chosen_in_vietnamese(opened: Callable[..., Page]) -> None:
    page = opened("none-large", 1280)
    panel = page.locator(".kh-upload").first
    assert "Chưa chọn tệp nào" in panel.inner_text()
    some = [{"name": f"{n}.xlsx", "mimeType": "application/zip", "buffer": b"x"} for n in range(3)]
    panel.locator("input[type=file]").set_input_files(some)
    assert "Đã chọn 3 tệp" in panel.inner_text()

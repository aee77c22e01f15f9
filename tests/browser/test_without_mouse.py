"""Reviewing without a mouse: single keys where there are scripts, and twenty clean returns with one key each without."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.clean_world import CODE
from tests.browser.conftest import SignIn
from tests.browser.world import CLEAN

BOARD = f"/dot/{CODE}/"
TABS_AT_MOST = 40
"""From the top of the board to its one filled button, past the navigation."""


def has_focus(page: Page, text: str) -> bool:
    return page.locator(":focus").count() == 1 and page.locator(":focus").inner_text().strip().startswith(text)


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def to_the_queue(page: Page) -> int:
    """Tab by Tab to the button of the board, then Enter; how many keys that took."""
    page.goto(BOARD)
    for tabs in range(1, TABS_AT_MOST):
        page.keyboard.press("Tab")
        if has_focus(page, "Tiếp tục xem"):
            press(page, "Enter")
            return tabs + 1
    raise AssertionError("no way to the returns that wait by Tab alone")


def test_single_keys_lead_on_send_back_and_undo(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    to_the_queue(page)
    first = page.get_by_role("heading", level=1).inner_text()
    press(page, "n")
    assert page.get_by_role("heading", level=1).inner_text() != first
    press(page, "p")
    press(page, "r")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trả lại")
    page.go_back()
    page.keyboard.press("a")
    assert has_focus(page, "Chấp nhận")
    press(page, "Enter")
    press(page, "z")
    expect(page.get_by_text("Đã thu lại chấp nhận")).to_be_visible()
    assert page.get_by_role("heading", level=1).inner_text() == first


def test_twenty_clean_returns_are_accepted_with_one_key_each_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("van-phong", script=False)
    keys = to_the_queue(page)
    accepted: list[str] = []
    for left in range(CLEAN, 0, -1):
        expect(page.get_by_text(f"/{left} chờ xem")).to_be_visible()
        assert has_focus(page, "Chấp nhận"), page.url
        accepted.append(page.get_by_role("heading", level=1).inner_text())
        press(page, "Enter")
        keys += 1
        assert "Đã chấp nhận báo cáo của" in page.get_by_role("status").first.inner_text()
    assert len(set(accepted)) == CLEAN
    assert keys < TABS_AT_MOST + CLEAN
    assert page.url.endswith(BOARD)
    page.goto(f"{BOARD}?trang_thai=accepted")
    expect(page.get_by_text(f"{CLEAN} đơn vị", exact=True)).to_be_visible()


def test_on_a_phone_the_menu_is_one_row_that_opens_by_key_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("van-phong", script=False, width=360)
    menu, way = page.locator(".kh-nav"), page.get_by_role("link", name="Nhật ký")
    opens = menu.get_by_text("Danh mục")
    expect(way).to_be_hidden()
    assert menu.evaluate("menu => menu.offsetHeight") <= 64
    opens.focus()
    page.keyboard.press("Enter")
    expect(way).to_be_visible()
    assert all(way.evaluate("way => way.offsetHeight") >= 44 for way in menu.get_by_role("link").all())
    page.keyboard.press("Tab")
    assert has_focus(page, "Việc của tôi")
    way.click()
    page.wait_for_url("**/nhat-ky/")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(opens).to_be_hidden()
    expect(way).to_be_visible()

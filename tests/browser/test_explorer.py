"""Looking figures up: chosen, sorted, turned round, kept and taken away, and all of it in the address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

DRAWN = "img => img.complete && img.naturalWidth > 0"


def asked(page: Page) -> dict[str, list[str]]:
    """The view, as the address says it."""
    return parse_qs(urlsplit(page.url).query)


def first_rows(page: Page) -> list[str]:
    return page.locator("tbody th").all_inner_texts()[1:4]


def test_a_view_is_chosen_sorted_turned_round_kept_and_taken_away(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.goto("/tra-cuu/")
    assert asked(page)["chi-tieu"] == ["MH03"]
    picture = page.locator("figure.kh-chart img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function(f"({DRAWN})(document.querySelector('figure.kh-chart img'))")
    table, beside = page.locator("table").bounding_box(), picture.bounding_box()
    assert table is not None
    assert beside is not None
    assert beside["x"] >= table["x"] + 300, "side by side"
    before = first_rows(page)
    page.locator("thead").get_by_role("link", name="Năm 2023").click()
    page.wait_for_url("**xep=**")
    assert first_rows(page) != before
    page.get_by_role("link", name="Mỗi cột một chỉ tiêu").click()
    page.wait_for_url("**cot=chi-tieu**")
    page.get_by_label("Tên bảng, chỉ tài khoản này thấy").fill("Gia đình theo huyện")
    page.get_by_role("button", name="Lưu bảng này").click()
    page.goto("/tra-cuu/")
    page.get_by_role("link", name="Gia đình theo huyện").click()
    page.wait_for_url("**cot=chi-tieu**")
    address = page.locator("#dia-chi").input_value()
    other = sign_in("lanh-dao")
    other.goto(address)
    assert first_rows(other) == first_rows(page), "whoever opens the address sees the same"
    page.locator("#loai").select_option("csv")
    with page.expect_download() as got:
        page.get_by_role("button", name="Tải 13 dòng").click()
    lines = Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 14
    page.locator("section[aria-labelledby=da-luu] li", has_text="Gia đình theo huyện").get_by_role("button").click()
    expect(page.get_by_role("link", name="Gia đình theo huyện")).to_have_count(0)


def test_it_is_chosen_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("van-phong", script=False)
    page.goto("/tra-cuu/")
    page.get_by_text("Đổi chỉ tiêu, đơn vị, kỳ").click()
    page.locator("input[name='chi-tieu'][value='MH03']").uncheck()
    tick = page.locator("input[name='chi-tieu'][value='MH01']")
    if not tick.is_visible():
        page.locator("details details", has=tick).locator("summary").click()
    tick.check()
    page.get_by_label("Tìm thêm đơn vị theo tên, có dấu hay không dấu").fill("thanh tung")
    page.get_by_role("button", name="Xem số liệu").click()
    assert asked(page)["chi-tieu"] == ["MH01"]
    assert "Xã Thanh Tùng" in page.locator("form.kh-form").inner_text()

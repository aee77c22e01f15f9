"""In a real browser: what is not certain is pointed at on the sender's own sheet, and remembered for the next file.

It leaves the world as it found it: xã Thanh Tùng has not begun, and nothing is remembered.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_keeping import take_back, upload
from tests.browser.test_pages import faults
from tests.returns.mapping.files import STRANGE, reworded

LABEL = "Gia đình được công nhận gia đình học tập"


def sound(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []


def test_mapping_corrected_and_remembered(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("thu-ky", width=360)
    upload(page, reworded(), tmp_path, "chua-ro.xlsx")
    page.get_by_role("link", name="Mở trang tính, chỉ chỗ chưa rõ").click()
    expect(page.locator(".is-asked")).to_contain_text(STRANGE)
    sound(page)
    page.locator(".is-asked a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dòng 18 là chỉ tiêu nào?")
    sound(page)
    page.get_by_label("Danh sách chỉ tiêu").select_option("MH03")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("heading", name="Mọi chỗ đã rõ")).to_be_visible()
    page.get_by_role("button", name="Đọc lại").click()
    expect(page.get_by_role("row", name=LABEL)).to_contain_text("1.800")
    sound(page)
    page.get_by_role("link", name="Mở bản nháp").click()
    page.wait_for_url("**/bao-cao/*/")
    page.get_by_role("link", name="Xem cách đọc tệp, chỉ lại").click()
    page.get_by_role("link", name="Về trang trước").click()
    read_again = page.url
    later = upload(page, reworded(values={"TC02": 13}), tmp_path, "lan-sau.xlsx")
    expect(page.locator("main")).to_contain_text("Đã đọc tệp của xã Thanh Tùng")
    for run in (later, read_again):
        take_back(page, run)
    forget(page)


def forget(page: Page) -> None:
    page.goto("/cach-doc-tep/?q=thanh tung")
    sound(page)
    page.get_by_role("link", name="Quên").click()
    page.get_by_role("button", name="Quên cách đọc này").click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Chưa nhớ cách đọc nào")


def test_without_scripts_by_keyboard_alone(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("thu-ky", script=False)
    upload(page, reworded(values={"TC02": 14}), tmp_path, "ban-phim.xlsx")
    page.get_by_role("link", name="Mở trang tính, chỉ chỗ chưa rõ").press("Enter")
    page.get_by_role("link", name="Chỉ chỗ này").press("Enter")
    page.get_by_label("Không phải chỉ tiêu nào").press("Space")
    page.get_by_role("button", name="Ghi nhận").press("Enter")
    expect(page.get_by_text("không phải chỉ tiêu nào", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Bỏ").press("Enter")
    expect(page.get_by_role("heading", name="Còn 1 chỗ chưa rõ")).to_be_visible()
    page.goto("/cach-doc-tep/")
    expect(page.locator("main")).to_contain_text("Chưa nhớ cách đọc nào")

"""The year's article: drafted from the figures with one button, published, and read on a phone in the largest type."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_pages import faults

TITLE = "Hải Dương: Tổng kết công tác khuyến học năm 2023"


def test_1_the_editor_drafts_and_publishes_it(sign_in: SignIn) -> None:
    page = sign_in("bien-tap")
    page.goto("/quan-tri/bai-tong-ket/")
    expect(page.get_by_text("Đã chấp nhận 235/235 báo cáo.")).to_be_visible()
    whole_year = page.locator("section").filter(has_text="235/235")
    whole_year.get_by_role("button", name="Soạn bài từ số liệu").click()
    expect(page.get_by_text("Đã soạn bản nháp từ số liệu đã chấp nhận.")).to_be_visible()
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(lambda url: "/edit/" not in url)


def test_2_it_is_read_on_a_phone_in_the_largest_type_without_scripts(sign_in: SignIn) -> None:
    page = sign_in(width=360, script=False)
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.locator("a[href*='co-chu=4']").first.click()
    text = page.locator("main").inner_text()
    for words in ("452.702/515.481", "7.099/8.366", "105.220/107.315", "126.062/126.065", "6/8 chỉ tiêu", "677/QĐ-TTg"):
        assert words in text.replace("\xa0", " "), words
    assert "667/QĐ-TTg" not in text
    page.goto("/tin-tuc/")
    assert "kh-type-4" in (page.locator("html").get_attribute("class") or ""), "the size is remembered"


def test_3_the_largest_type_fits_a_phone_and_has_no_fault(sign_in: SignIn) -> None:
    page = sign_in(width=360)
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.locator("a[href*='co-chu=4']").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []
    expect(page.get_by_text("Số liệu mẫu").first).to_be_visible()


def test_4_the_leaders_page_is_one_sheet_and_opens_by_its_link_on_a_phone(sign_in: SignIn) -> None:
    page = sign_in("lanh-dao")
    page.goto("/lanh-dao/30/?ky=2023")
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1
    page.get_by_role("button", name="Tạo liên kết gửi lãnh đạo").click()
    path = page.get_by_label("Bấm “Sao chép”").input_value()
    phone = sign_in(width=360, script=False)
    phone.goto(path[path.index("/xem/") :])
    text = phone.locator("main").inner_text().replace("\xa0", " ")
    for words in (
        "87,82 %",
        "452.702 / 515.481 gia đình",
        "6/8 chỉ tiêu",
        "Làm tốt nhất",
        "Cần giúp",
        "Số cần hỏi lại",
    ):
        assert words in text, words
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_5_its_tabs_take_two_rows_on_a_phone(sign_in: SignIn) -> None:
    page = sign_in("lanh-dao", width=360)
    page.goto("/lanh-dao/30/?ky=2023")
    tabs = page.get_by_role("navigation", name="Xem").get_by_role("listitem")
    assert len({box["y"] for tab in tabs.all() if (box := tab.bounding_box())}) == 2

"""An editor writes an article in a real browser: figures are chosen and cannot be typed into, the gate stops what is wrong."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn

TITLE = "Đông đảo gia đình học tập"
MISPRINT = "theo Quyết định số 667/QĐ-TTg ngày 03/6/2022 của Thủ tướng Chính phủ"


def text_of(page: Page) -> Locator:
    return page.locator("[data-contentpath=body] .public-DraftEditor-content")


def chips(page: Page) -> Locator:
    return text_of(page).locator(".kh-figure-chip")


def choose(page: Page, label: str) -> str:
    """Puts the figure `label` where the caret is; its printed text."""
    page.locator("[data-contentpath=body] button[name=FIGURE]").click()
    figure = page.locator(".kh-choose__figure").filter(has=page.get_by_text(label, exact=True))
    printed = figure.get_attribute("data-text") or ""
    figure.click()
    expect(page.locator("dialog.kh-choose-dialog")).to_have_count(0)
    return printed


def publish(page: Page, ending: str) -> None:
    """Presses the button, once the form has taken up what was typed last (a quarter of a second after the last key)."""
    expect(page.locator("input[name=body-0-value]")).to_have_value(re.compile(re.escape(f'{ending}"')))
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()
    page.locator("[name=action-publish]").click()


def new_article(page: Page) -> None:
    """The form of a new article, up to its first paragraph."""
    page.goto("/quan-tri/")
    page.get_by_role("link", name="Viết bài mới").click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_category").select_option(index=1)
    page.locator("#id_lead").fill("Phong trào lan rộng.")
    page.locator("[data-contentpath=body]").get_by_role("button", name="Thêm một phần").first.click()
    page.get_by_role("option", name="Đoạn văn").click()


def test_1_a_figure_is_chosen_and_not_typed_into(sign_in: SignIn) -> None:
    page = sign_in("bien-tap")
    new_article(page)
    text = text_of(page)
    text.click()
    page.keyboard.type("Toàn tỉnh có ")
    printed = choose(page, "Gia đình được công nhận gia đình học tập")
    assert re.fullmatch(r"\d{3}\.\d{3}", printed)
    page.keyboard.type(" gia đình học tập.")
    expect(text).to_have_text(f"Toàn tỉnh có {printed} gia đình học tập.")
    chips(page).click()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(text).to_have_text(f"Toàn tỉnh có {printed} gia đình học tập.")
    expect(chips(page)).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(chips(page)).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(chips(page)).to_have_count(1)


def test_2_a_misprint_is_stopped_and_the_corrected_article_is_read(sign_in: SignIn) -> None:
    page = sign_in("bien-tap")
    new_article(page)
    text_of(page).click()
    page.keyboard.type("Toàn tỉnh có ")
    printed = choose(page, "Gia đình được công nhận gia đình học tập")
    page.keyboard.type(f" gia đình học tập, {MISPRINT}.")
    publish(page, f"{MISPRINT}.")
    expect(page.get_by_text("Đúng là “677/QĐ-TTg ngày 03/6/2022”")).to_be_visible()
    expect(text_of(page)).to_contain_text("667/QĐ-TTg")
    text_of(page).click()
    page.keyboard.press("Control+End")
    for _ in range(len(f", {MISPRINT}.")):
        page.keyboard.press("Backspace")
    page.keyboard.type(".")
    publish(page, " gia đình học tập.")
    expect(page.get_by_text(f"Đã đăng “{TITLE}”")).to_be_visible()

    reader = sign_in(width=360)
    reader.goto("/tin-tuc/?q=dong+dao")
    reader.get_by_role("link", name=TITLE).first.click()
    figure = reader.locator("data[data-indicator=MH03]")
    expect(figure).to_have_text(printed)
    reader.get_by_role("link", name="Cỡ chữ 4/4").click()
    expect(reader.locator("html")).to_have_class(re.compile("kh-type-4"))
    assert reader.evaluate("document.documentElement.scrollWidth") == 360
    expect(figure).to_be_visible()


def test_3_the_size_is_remembered_without_scripts(sign_in: SignIn) -> None:
    page = sign_in(script=False)
    page.goto("/van-ban/")
    page.get_by_role("link", name="Cỡ chữ 3/4").click()
    page.goto("/bieu-mau/")
    expect(page.locator("html")).to_have_class(re.compile("kh-type-3"))

"""The main job in a real browser: the last commune sends, is sent back, corrects; the year is accepted, signed, published."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.world import COMMUNE

BOARD = "/dot/BC-NAM-2023/"
REASON = "Đã đối chiếu với quyết định công nhận của xã."
SENT_BACK_FOR = "Số đăng ký thấp hơn nhiều so với số được công nhận. Đề nghị đối chiếu lại sổ đăng ký."


PAPER = 680
"""Pixels: how wide what is printed on A4 is between the margins."""


def name_widths(page: Page) -> float:
    """How wide the narrowest name of a line is on the page of a return."""
    return float(
        page.evaluate("Math.min(...[...document.querySelectorAll('.kh-lines tbody th')].map(e => e.offsetWidth))")
    )


def send(page: Page, file: Path) -> None:
    """From the tasks to a submitted return: the file, a reason for each warning, the button."""
    page.goto("/viec/")
    page.goto("/gui-tep/BC-NAM-2023/")
    page.locator("input[type=file][name=files]").first.set_input_files(file)
    page.locator("form.kh-upload button.govuk-button").first.click()
    page.get_by_role("link", name="Mở bản nháp").click()
    reasons = page.locator("textarea[name^='ly-do-'], textarea[name^='ly_do']")
    assert reasons.count() > 0
    for n in range(reasons.count()):
        reasons.nth(n).fill(REASON)
    page.get_by_role("button", name="Ghi lý do và gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi", exact=True).first).to_be_visible()


def test_1_the_secretary_sends_on_a_phone(sign_in: SignIn, files: list[Path]) -> None:
    page = sign_in("thu-ky", width=360)
    expect(page.get_by_role("heading", name="Gửi tệp số liệu năm 2023")).to_be_visible()
    send(page, files[0])


def test_2_the_officer_finds_it_on_the_board_and_sends_it_back(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.goto(BOARD)
    page.get_by_label("Tìm đơn vị").fill("thanh tung")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="Xã Thanh Tùng").click()
    expect(page.get_by_text("(771)").first).to_be_visible()
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.keyboard.press("r")
    page.locator("#o-MH03").fill(SENT_BACK_FOR)
    page.get_by_role("button", name="Trả lại để sửa").click()
    expect(page.get_by_text("Trả lại để sửa").first).to_be_visible()


def test_3_the_secretary_sees_why_and_sends_the_corrected_file(sign_in: SignIn, files: list[Path]) -> None:
    page = sign_in("thu-ky", width=360)
    expect(page.get_by_text("Hội cấp trên đề nghị sửa").first).to_be_visible()
    send(page, files[1])


def test_4_the_officer_accepts_by_keyboard_and_could_undo_it(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.get_by_role("link", name="Xem báo cáo chờ duyệt").or_(page.locator(".kh-next a.govuk-button")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thanh Tùng")
    assert name_widths(page) > 150
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 800})
    assert name_widths(page) > 100, "the names of the lines have room on paper beside all that is compared"
    page.emulate_media(media="screen")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.get_by_text("chấp nhận").first).to_be_visible()
    page.goto("/so-lieu/30/?ky=2023")
    expect(page.get_by_text("235/235").first).to_be_visible()


@pytest.mark.parametrize("pair", ["452.702 / 515.481", "7.099 / 8.366", "105.220 / 107.315", "126.062 / 126.065"])
def test_5_the_published_pairs_have_come_out(sign_in: SignIn, pair: str) -> None:
    page = sign_in("van-phong")
    page.goto("/so-lieu/30/?ky=2023")
    expect(page.get_by_text(pair).first).to_be_visible()


def test_6_a_total_opens_down_to_the_cell(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.goto("/giai-trinh/MH03/30/?ky=2023")
    page.get_by_text("Huyện Thanh Miện").first.click()
    leaf = page.locator("a[href*='/bao-cao/']:visible", has_text="D23").or_(page.get_by_text("lan-2.xlsx")).first
    expect(leaf).to_be_visible()
    assert COMMUNE


def test_7_the_leader_signs_them_all(sign_in: SignIn) -> None:
    page = sign_in("lanh-dao")
    page.goto(f"{BOARD}ky-duyet/")
    page.get_by_role("button", name="Ký duyệt 235 báo cáo").click()
    expect(page.get_by_text("235").first).to_be_visible()


def test_8_the_report_is_made_and_can_be_had(sign_in: SignIn) -> None:
    page = sign_in("van-phong")
    page.goto("/bao-cao-nam/30/2023/")
    page.get_by_role("button", name="Lập văn bản (DOCX và PDF)").click()
    link = page.get_by_role("link", name="Tải DOCX")
    link.wait_for(timeout=60_000)
    for name, start in (("Tải DOCX", b"PK"), ("Tải PDF", b"%PDF")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert Path(download.value.path()).read_bytes().startswith(start)

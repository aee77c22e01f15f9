"""A return without an account, in a real browser: from the message to a submitted return in four clicks, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from khuyenhoc.catalogue.loaders import read_catalogue
from tests.browser.conftest import PASSWORD, Open, enter, opening
from tests.browser.test_pages import faults
from tests.fixtures import CLEAN
from tests.workbooks import address as cell_of
from tests.workbooks import official

CHASE = "/dot/BC-NAM-2023/nhac/"
UNIT, OTHER, THIRD = "11242", "11239", "11245"
"""Xã Thanh Tùng, thị trấn Thanh Miện, xã Phạm Kha."""


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """A page of somebody without an account, on a phone unless it is said otherwise."""
    granted = ["clipboard-read", "clipboard-write"]
    with opening(browser, site, has_touch=True, permissions=granted) as open_page:
        yield lambda *, width=360, **how: open_page(width=width, **how)


@pytest.fixture
def office(open_page: Open) -> Page:
    page = open_page(width=1280)
    enter(page, "van-phong", PASSWORD)
    return page


def message(office: Page, unit: str) -> str:
    """Makes a link for the unit and copies the message that holds it."""
    office.goto(f"{CHASE}{unit}/")
    office.get_by_role("button", name="Tạo liên kết").click()
    expect(office.get_by_text("Đã tạo liên kết cho 1 đơn vị")).to_be_visible()
    office.get_by_role("button", name="Sao chép").click()
    expect(office.get_by_text("Đã sao chép")).to_be_visible()
    copied = str(office.evaluate("navigator.clipboard.readText()"))
    assert copied == office.get_by_label("Bấm “Sao chép”").input_value()
    return copied


def link_in(text: str) -> str:
    return next(line for line in text.splitlines() if "/l/" in line)


class Clicks:
    """Counts what a thumb does; the tap on the link in the message is the first."""

    def __init__(self, page: Page, link: str) -> None:
        self.number = 1
        self.page = page
        page.goto(link)

    def on(self, target: Locator) -> None:
        self.number += 1
        target.tap()

    def choose(self, file: Path) -> None:
        """The tap on the field; which file it is, is asked by the phone."""
        self.number += 1
        self.page.locator("input[type=file]").first.set_input_files(file)


def write(folder: Path, data: bytes) -> Path:
    file = folder / "bao-cao.xlsx"
    file.write_bytes(data)
    return file


def is_sound(page: Page) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_from_the_message_to_a_submitted_return_in_four_clicks(
    office: Page, open_page: Open, tmp_path: Path, script: bool
) -> None:
    unit = UNIT if script else THIRD
    name = "xã Thanh Tùng" if script else "xã Phạm Kha"
    text = message(office, unit)
    assert f"Hội Khuyến học {name}, huyện Thanh Miện" in text
    clicks = Clicks(open_page(script=script), link_in(text))
    page = clicks.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Gửi báo cáo năm 2023")
    clicks.choose(write(tmp_path, official(f"Hội Khuyến học {name}, huyện Thanh Miện")))
    clicks.on(page.get_by_role("button", name="Gửi tệp để kiểm tra"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("không có lỗi")
    clicks.on(page.get_by_role("button", name="Gửi báo cáo"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi báo cáo")
    expect(page.get_by_text("Việc tiếp theo")).to_be_visible()
    assert clicks.number <= 4
    page.goto(link_in(text))
    expect(page.get_by_role("heading", level=1)).to_have_text("Liên kết này đã dùng xong")


def test_with_errors_the_marked_file_is_corrected_and_a_warning_explained(
    office: Page, open_page: Open, tmp_path: Path
) -> None:
    page = open_page()
    page.goto(link_in(message(office, OTHER)))
    is_sound(page)
    owner = "Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện"
    page.locator("input[type=file]").set_input_files(write(tmp_path, official(owner, MH03=2200, MH02=1799)))
    page.get_by_role("button", name="Gửi tệp để kiểm tra").tap()
    expect(page.get_by_text("lỗi phải sửa trong tệp").first).to_be_visible()
    is_sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có đánh dấu chỗ sai").tap()
    marked = tmp_path / "marked.xlsx"
    download.value.save_as(marked)
    book = openpyxl.load_workbook(marked)
    book["Báo cáo"][cell_of("MH03").split("!")[1]].value = 1800
    book.save(marked)
    page.locator("input[type=file]").first.set_input_files(marked)
    page.get_by_role("button", name="Gửi tệp để kiểm tra").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cần một câu giải thích")
    is_sound(page)
    reasons = page.locator("textarea[name^='ly-do-']")
    for n in range(reasons.count()):
        reasons.nth(n).fill("Đã đối chiếu với sổ.")
    page.get_by_role("button", name="Gửi báo cáo").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi báo cáo")
    is_sound(page)
    office.goto("/dot/BC-NAM-2023/?q=thanh+mien")
    office.get_by_role("link", name="Thị trấn Thanh Miện").click()
    expect(office.get_by_text("Người giữ liên kết của thị trấn Thanh Miện").first).to_be_visible()


def test_figures_are_typed_field_by_field_and_resumed_on_another_device(office: Page, open_page: Open) -> None:
    link = link_in(message(office, "11251"))
    page = open_page()
    page.goto(link)
    page.get_by_role("link", name="Nhập số liệu trên trang").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập số liệu năm 2023 trên trang")
    is_sound(page)
    page.get_by_role("button", name="Bắt đầu nhập").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập số liệu năm 2023")
    is_sound(page)
    page.get_by_role("link", name="Các mô hình học tập").tap()
    page.get_by_label("Tổng số gia đình").fill("1480")
    page.get_by_label("Gia đình được công nhận").fill("1520")
    page.keyboard.press("Tab")
    expect(page.get_by_text("lớn hơn tổng số gia đình (1.480)")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text("Không có")
    page.get_by_role("button", name=re.compile("Không có.*Tổng số dòng họ")).tap()
    expect(page.get_by_label("Tổng số dòng họ")).to_have_value("không có")
    is_sound(page)
    other = open_page(script=False)
    other.goto(link)
    other.get_by_role("link", name="Các mô hình học tập").tap()
    expect(other.get_by_label("Gia đình được công nhận")).to_have_value("1520")
    other.get_by_label("Gia đình được công nhận").fill("1.470")
    other.get_by_role("button", name="Lưu và tiếp tục").last.tap()
    other.wait_for_url("**/phan/QK/")  # it is kept by then
    page.get_by_label("Gia đình được công nhận").fill("1475")
    page.keyboard.press("Tab")
    expect(page.get_by_text("vừa được ghi ở một máy khác: 1.470")).to_be_visible()
    expect(page.get_by_label("Gia đình được công nhận")).to_have_value("1475")


def test_a_year_is_typed_and_sent_without_scripts(office: Page, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(f"{link_in(message(office, '11254'))}nhap/")
    page.get_by_role("button", name="Bắt đầu nhập").tap()
    page.get_by_role("link", name="Nhập tiếp: Tổ chức Hội").tap()
    for section in read_catalogue().forms[0].sections:
        expect(page.get_by_role("heading", level=1)).to_have_text(section.title)
        for field in page.locator(".kh-field__row input").all():
            field.fill(str(CLEAN[field.get_attribute("name") or ""]))
        for answer in page.get_by_label("Đã có").all():
            answer.check()
        page.locator("form.kh-typing .kh-actions button").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi gửi")
    page.get_by_role("button", name="Gửi báo cáo").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi báo cáo")


def test_two_returns_are_compared_and_one_is_chosen_by_keyboard_without_scripts(
    office: Page, open_page: Open, tmp_path: Path
) -> None:
    owner = "Hội Khuyến học xã Đoàn Kết, huyện Thanh Miện"
    office.goto("/gui-tep/BC-NAM-2023/")
    office.locator("input[type=file][name=files]").first.set_input_files(write(tmp_path, official(owner, MH03=1790)))
    office.locator("form.kh-upload button.govuk-button").first.click()
    office.wait_for_url("**/lan-doc/*/")
    link = link_in(message(office, "11263"))
    page, seen = open_page(script=False), open_page()
    page.goto(link)
    page.locator("input[type=file]").set_input_files(write(tmp_path, official(owner)))
    page.get_by_role("button", name="Gửi tệp để kiểm tra").press("Enter")
    page.get_by_role("link", name="So sánh hai bản").press("Enter")
    expect(page.get_by_role("heading", name="2 chỉ tiêu khác nhau")).to_be_visible()
    for path in (link, f"{link}so-sanh/"):
        seen.goto(path)
        is_sound(seen)
    page.locator("input[name=chon]").last.press("Space")
    page.get_by_label("Vì sao chọn bản này").press_sequentially("Số đúng là bản này.")
    page.get_by_role("button", name="Dùng bản đã chọn").press("Enter")
    expect(page.get_by_role("heading", name="Dùng bản 2")).to_be_visible()
    seen.reload()
    is_sound(seen)
    page.get_by_role("link", name="Tiếp tục").press("Enter")
    page.get_by_role("button", name="Gửi báo cáo").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi báo cáo")


def test_pages_of_what_is_wrong_are_sound_and_light(office: Page, open_page: Open, site: str) -> None:
    page = open_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    page.goto(link_in(message(office, "11248")))
    assert sum(sizes) < 150_000
    page.goto(f"{site}/l/khong-dung/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Liên kết này không đúng")
    is_sound(page)


@pytest.mark.parametrize("path", [CHASE, f"{CHASE}11251/", "/so-lieu-ky-truoc/"])
def test_the_officer_s_pages_are_sound(office: Page, path: str) -> None:
    office.goto(path)
    for width in (360, 1280):
        office.set_viewport_size({"width": width, "height": 800})
        assert faults(office) == []
        assert office.evaluate("document.documentElement.scrollWidth") <= width


def test_told_and_on_to_the_next(office: Page) -> None:
    office.goto(CHASE)
    office.get_by_role("link", name="Nhắc lần lượt từng đơn vị").click()
    first = office.get_by_role("heading", level=1).inner_text()
    office.get_by_role("button", name="Đã nhắn, sang đơn vị tiếp theo").click()
    expect(office.get_by_text("(Zalo)").first).to_be_visible()
    assert office.get_by_role("heading", level=1).inner_text() != first
    office.get_by_role("button", name="Hoàn tác").click()
    expect(office.get_by_text("Đã bỏ lần nhắc vừa ghi.")).to_be_visible()
    assert office.get_by_role("heading", level=1).inner_text() == first

"""Recognition in a real browser, one story: from the code on a village's poster to what comes of it, on phones of 360 px.

It goes on from test to test on the installation that was only just founded; a later step of the way is a test below the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, Open, enter, opening
from tests.browser.test_link import is_sound
from tests.serving import run_module

REGISTER = "/so/11242/cong-dan/{year}/"
ORIENTATION, GPS = 0x0112, 0x8825


@dataclass
class Story:
    """What the tests hand on: pages of the keeper and of somebody's phone, addresses that were given out."""

    office: Page
    open_page: Open
    year: int
    own: str = ""
    poster: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def register(self) -> str:
        return REGISTER.format(year=self.year)


@pytest.fixture(scope="module")
def story(browser: Browser, site: str, founded: Path) -> Iterator[Story]:
    year = int(run_module(founded, "tests.browser.citizens").strip())
    with opening(browser, site, has_touch=True) as open_page:
        office = open_page(width=1280)
        enter(office, "van-phong", PASSWORD)
        yield Story(office, lambda *, width=360, **how: open_page(width=width, **how), year)


def photo() -> dict[str, object]:
    """A photo that says where it was taken, larger than it is kept."""
    exif = Image.Exif()
    exif[ORIENTATION] = 1
    exif.get_ifd(GPS).update({1: "N", 2: (20.0, 46.0, 12.0), 3: "E", 4: (106.0, 14.0, 5.0)})
    out = BytesIO()
    Image.effect_mandelbrot((2400, 1200), (-2, -1.3, 1, 1.3), 20).convert("RGB").save(out, "JPEG", exif=exif)
    return {"name": "tu-sach.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_code_is_made_for_the_village(story: Story) -> None:
    page = story.office
    page.goto(f"{story.register}dang-ky/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký và họp thôn")
    page.get_by_role("button", name="Tạo mã QR cho các thôn đã chọn").click()
    expect(page.get_by_text("Đã tạo 1 mã QR")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tờ dán để in (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    story.poster = str(page.get_by_role("link", name=re.compile("Mở trang đăng ký")).get_attribute("href"))


def test_somebody_registers_by_the_code(story: Story) -> None:
    page = story.open_page()
    page.goto(story.poster)
    is_sound(page)
    page.get_by_label("Họ và tên").fill("nguyen thi hoa")
    page.get_by_label("Năm sinh").fill("1961")
    page.get_by_role("button", name="Tìm tên tôi").tap()
    expect(page.get_by_role("heading", level=2)).to_have_text("Có trong danh sách của thôn")
    is_sound(page)
    page.get_by_role("button", name=re.compile("Đúng, đăng ký")).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã đăng ký")
    is_sound(page)
    story.own = page.get_by_role("textbox", name="Liên kết riêng").input_value()
    assert story.own == page.url


@pytest.mark.parametrize("script", [True, False])
def test_and_scores_with_a_photo(story: Story, script: bool) -> None:
    """With scripts the photo goes by itself; without them by its button, and the rest is resumed on that other phone."""
    page = story.open_page(script=script)
    page.goto(story.own)
    if script:
        page.get_by_role("link", name="Bắt đầu chấm điểm").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nhóm nghề nghiệp")
        is_sound(page)
        page.get_by_label(re.compile("Nhóm 2")).check(force=True)
        page.get_by_role("button", name="Tiếp tục").tap()
    else:
        page.get_by_role("link", name="Chấm tiếp").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Chỉ số {1 if script else 2}")
    page.locator("input[type=file]").set_input_files([photo()])  # type: ignore[list-item]
    if script:
        expect(page.get_by_text("Đã lưu ảnh")).to_be_visible()
    else:
        page.get_by_role("button", name="Gửi ảnh").tap()
    kept = page.get_by_role("img", name="Ảnh 1")
    expect(kept).to_be_visible()
    if script:
        is_sound(page)
        assert kept.evaluate("image => Math.max(image.naturalWidth, image.naturalHeight)") == 1600
    page.get_by_label(re.compile("Mấy điểm")).fill("9")
    page.get_by_role("button", name="Lưu và tiếp tục").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Chỉ số {2 if script else 3}")


def test_and_sends_the_points(story: Story) -> None:
    page = story.open_page()
    page.goto(story.own)
    page.get_by_role("link", name="Chấm tiếp").tap()
    for number in range(3, 11):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Chỉ số {number}")
        page.get_by_label(re.compile("Mấy điểm")).fill("8")
        page.get_by_role("button", name=re.compile("Lưu và")).tap()
    expect(page.get_by_text("Tổng: 82 điểm/100")).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Gửi điểm cho thôn").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi điểm tự chấm")


def test_the_village_votes_by_its_link(story: Story) -> None:
    office = story.office
    office.goto(f"{story.register}dang-ky/")
    office.get_by_role("link", name=re.compile("Ghi kết quả họp")).click()
    office.get_by_role("button", name="Tạo liên kết cho trưởng thôn").click()
    page = story.open_page()
    page.goto(office.get_by_label("Bấm “Sao chép”").input_value())
    is_sound(page)
    page.get_by_label("Số người dự họp").fill("52")
    page.get_by_label("Người chủ trì").fill("Nguyễn Văn Trưởng")
    page.get_by_role("button", name="Tiếp tục, ghi phiếu").tap()
    expect(page.get_by_label("Nguyễn Thị Hoà: tán thành")).to_have_value("52")
    page.get_by_label("Nguyễn Thị Hoà: tán thành").fill("48")
    page.get_by_label("Nguyễn Thị Hoà: không tán thành").fill("4")
    is_sound(page)
    page.get_by_role("button", name="Lưu kết quả họp").tap()
    expect(page.get_by_text("Thôn đề nghị 1/1 mục")).to_be_visible()
    is_sound(page)
    page.goto(story.own)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thôn đã đề nghị công nhận")

"""Recognition in a real browser, one story: from the code on a village's poster to what comes of it, on phones of 360 px.

It goes on from test to test on the installation that was only just founded; a later step of the way is a test below the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from khuyenhoc.recognition.certificates.judging import Verdict
from khuyenhoc.recognition.certificates.scanning import codes_in
from tests.browser.citizens import SECRET, SECRETARY
from tests.browser.conftest import PASSWORD, Open, enter, opening
from tests.browser.test_link import is_sound
from tests.serving import run_module

REGISTER = "/so/11242/cong-dan/{year}/"
ORIENTATION, GPS = 0x0112, 0x8825


@dataclass
class Story:
    """What the tests hand on: pages of two who keep registers and of somebody's phone, addresses that were given out."""

    office: Page
    secretary: Page
    open_page: Open
    year: int
    own: str = ""
    poster: str = ""
    decision: str = ""
    certificate: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def register(self) -> str:
        return REGISTER.format(year=self.year)

    @property
    def recognising(self) -> str:
        return f"/cong-nhan/11242/cong-dan/{self.year}/"


@pytest.fixture(scope="module")
def story(browser: Browser, site: str, founded: Path) -> Iterator[Story]:
    year = int(run_module(founded, "tests.browser.citizens").strip())
    with opening(browser, site, has_touch=True) as open_page:
        office = open_page(width=1280)
        enter(office, "van-phong", PASSWORD)
        secretary = open_page(width=1280)
        enter(secretary, SECRETARY, SECRET)
        yield Story(office, secretary, lambda *, width=360, **how: open_page(width=width, **how), year)


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


def number_and_issue(page: Page, number: str) -> None:
    """From a draft to an issued decision of today."""
    page.get_by_label("Số, ký hiệu").fill(number)
    page.get_by_label("Ngày ban hành").fill(f"{dt.date.today():%d/%m/%Y}")
    page.get_by_label("Người ký", exact=True).fill("Trần Văn Chủ Tịch")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("link", name="Xem trước khi ban hành").click()
    page.get_by_role("button", name="Ban hành quyết định").click()
    expect(page.get_by_text(re.compile("đã ban hành"))).to_be_visible()


def test_the_unit_appraises_with_the_keyboard(story: Story) -> None:
    page = story.secretary
    page.goto(story.recognising)
    expect(page.get_by_role("heading", name="1 công dân chờ thẩm định")).to_be_visible()
    page.get_by_role("link", name="Thẩm định").first.click()
    page.get_by_role("link", name="Thẩm định lần lượt từng mục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguyễn Thị Hoà")
    expect(page.get_by_text("tán thành 48, không tán thành 4")).to_be_visible()
    expect(page.get_by_role("link", name="Minh chứng 1")).to_have_count(2)
    expect(page.locator("#diem-CS1")).to_be_focused()
    page.locator("#diem-CS2").fill("8")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("khác điểm tự chấm ở: chỉ số 2")
    page.get_by_label("Lý do khác điểm tự chấm").fill("Giấy chứng nhận chỉ của sáu tháng")
    page.get_by_role("button", name="Ghi điểm thẩm định").click()
    expect(page.get_by_text("Đã thẩm định “Nguyễn Thị Hoà”: 81 điểm, đạt.")).to_be_visible()
    phone = story.open_page(storage_state=page.context.storage_state())
    for address in ("", "tham-dinh/", "quyet-dinh/"):
        phone.goto(story.recognising + address)
        is_sound(phone)


def test_and_decides(story: Story) -> None:
    page = story.secretary
    page.goto(story.recognising)
    page.get_by_role("link", name="Xem và lập quyết định").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công nhận 1 công dân đủ điều kiện")
    page.get_by_role("button", name="Lập dự thảo quyết định").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dự thảo công nhận 1 công dân")
    number_and_issue(page, "7/QĐ-HKH")
    story.decision = page.url
    phone = story.open_page(storage_state=page.context.storage_state())
    phone.goto(story.decision)
    is_sound(phone)
    phone.goto(story.own)
    expect(phone.get_by_text("Thẩm định: 81 điểm (tự chấm 82 điểm)")).to_contain_text("chỉ của sáu tháng")
    is_sound(phone)


def test_and_prints_a_certificate_that_a_phone_verifies(story: Story) -> None:
    page = story.secretary
    page.goto(f"{story.decision}giay/")
    page.get_by_role("button", name="Lập giấy công nhận").click()
    expect(page.get_by_text("Đã lập 1 giấy công nhận")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải giấy của cả 1 công dân")).click()
    (story.certificate,) = codes_in(download.value.path().read_bytes())
    phone = story.open_page()
    phone.goto(story.certificate)
    expect(phone.get_by_role("heading", level=1)).to_have_text(str(Verdict.GENUINE.label))
    expect(phone.get_by_text("Quyết định số 7/QĐ-HKH")).to_be_visible()
    is_sound(phone)


def test_which_the_public_reads_of_without_the_name(story: Story) -> None:
    page = story.secretary
    page.goto(story.decision)
    page.get_by_role("button", name="Công bố trên trang thông tin").click()
    phone = story.open_page()
    phone.goto(f"/da-cong-nhan/11242/{story.year}/")
    expect(phone.get_by_role("heading", level=2)).to_have_text("Công dân học tập: 1 công dân")
    expect(phone.get_by_text("Nguyễn Thị Hoà")).to_have_count(0)
    is_sound(phone)


def test_until_another_decision_withdraws_it(story: Story) -> None:
    page = story.secretary
    page.goto(f"{story.recognising}rut/?tu=hoa")
    page.get_by_label("Nguyễn Thị Hoà thôn Đông").check(force=True)
    page.get_by_label("Lý do rút công nhận của Nguyễn Thị Hoà").fill("Khai sai minh chứng")
    page.get_by_role("button", name="Lập dự thảo rút công nhận").click()
    number_and_issue(page, "9/QĐ-HKH")
    phone = story.open_page()
    phone.goto(story.certificate)
    expect(phone.get_by_role("heading", level=1)).to_have_text(str(Verdict.REVOKED.label))
    is_sound(phone)
    phone.goto(f"/da-cong-nhan/11242/{story.year}/")
    expect(phone.get_by_text("Công dân học tập")).to_have_count(0)


def test_the_commune_itself_is_a_community_on_the_list_above(story: Story) -> None:
    """One button puts all communes there; the commune's secretary registers it, and its own page opens on any phone."""
    page = story.office
    page.goto(f"/so/300/cong-dong/{story.year}/")
    page.get_by_role("link", name="Xã, thị trấn là cộng đồng học tập").click()
    page.get_by_role("button", name="Đưa tất cả vào danh sách").click()
    expect(page.get_by_text("Đưa 17 đơn vị cấp xã vào danh sách.")).to_be_visible()
    phone = story.open_page(storage_state=story.secretary.context.storage_state())
    phone.goto(f"/so/11242/?nam={story.year}")
    phone.get_by_role("button", name=f"Đăng ký năm {story.year}").tap()
    expect(phone.get_by_text("đã đăng ký cộng đồng học tập năm")).to_be_visible()
    is_sound(phone)
    phone.get_by_role("button", name="Mở trang riêng của đơn vị").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã đăng ký")
    is_sound(phone)
    officer = story.open_page(storage_state=page.context.storage_state())
    for address in ("so/300/cong-dong/{}/cap/commune/", "cong-nhan/300/cong-dong/{}/cap/commune/"):
        officer.goto(f"/{address.format(story.year)}")
        is_sound(officer)

"""In a real browser: a file corrected where it is marked, two hands on one return, imports taken back until nothing is left.

It leaves the world as it found it: xã Thanh Tùng has not begun.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_pages import faults
from tests.sheets.marking.books import RED
from tests.workbooks import address, official

CELL = address("MH03").split("!")[1]


def upload(page: Page, data: bytes, folder: Path, name: str) -> str:
    """Sends a file; the address of the page that tells what became of it."""
    file = folder / name
    file.write_bytes(data)
    page.goto("/gui-tep/BC-NAM-2023/")
    page.locator("input[type=file][name=files]").first.set_input_files(file)
    page.locator("form.kh-upload button.govuk-button").first.click()
    page.wait_for_url("**/lan-doc/*/")
    return page.url


def marked_and_corrected(page: Page, folder: Path) -> bytes:
    """The file with its marks, as it is offered, with the marked cell put right."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có đánh dấu chỗ sai").first.click()
    assert download.value.suggested_filename == "thanh-tung (đánh dấu).xlsx"
    file = folder / "marked.xlsx"
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    cell = book["Báo cáo"][CELL]
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert cell.fill.fgColor.rgb == RED
    cell.value = 1800
    book.save(file)
    return file.read_bytes()


def submit(page: Page) -> None:
    page.get_by_role("link", name="Mở bản nháp").click()
    reasons = page.locator("textarea[name^='ly-do-']")
    for n in range(reasons.count()):
        reasons.nth(n).fill("Đã đối chiếu với sổ.")
    page.get_by_role("button", name="Gửi báo cáo").or_(
        page.get_by_role("button", name="Ghi lý do và gửi")
    ).first.click()
    expect(page.get_by_text("Đã gửi", exact=True).first).to_be_visible()


def take_back(page: Page, run: str) -> None:
    page.goto(run)
    page.get_by_role("link", name="Thu lại lần gửi này").click()
    assert faults(page) == []
    page.get_by_role("button", name="Thu lại lần gửi này").click()
    expect(page.get_by_text("Đã thu lại lần gửi này")).to_be_visible()


def test_corrected_contested_and_taken_back(sign_in: SignIn, tmp_path: Path) -> None:
    hers = sign_in("thu-ky", width=360)
    faulty = upload(hers, official(MH03=2101), tmp_path, "thanh-tung.xlsx")
    corrected = upload(hers, marked_and_corrected(hers, tmp_path), tmp_path, "thanh-tung (đánh dấu).xlsx")
    submit(hers)

    office = sign_in("van-phong")
    rival = upload(office, official(MH03=1790), tmp_path, "nhan-qua-thu.xlsx")
    office.goto("/viec/")
    office.get_by_role("link", name="So sánh hai bản").click()
    expect(office.get_by_text("2 chỉ tiêu khác nhau").first).to_be_visible()
    assert faults(office) == []
    office.locator("input[name=chon]").last.check()
    office.get_by_label("Vì sao chọn bản này").fill("Xã đã xác nhận qua điện thoại.")
    office.get_by_role("button", name="Dùng bản đã chọn").click()
    expect(office.get_by_text("Bản kia không dùng, vẫn xem lại được")).to_be_visible()

    take_back(office, rival)
    hers.goto("/viec/")
    expect(hers.get_by_role("link", name="Đang chờ Hội cấp trên xem báo cáo")).to_be_visible()
    take_back(hers, corrected)
    take_back(hers, faulty)
    hers.goto("/viec/")
    expect(hers.get_by_role("heading", name="Gửi tệp số liệu năm 2023")).to_be_visible()

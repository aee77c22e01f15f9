"""What is done on a page of the product before its picture is taken."""

from __future__ import annotations

import base64
import re
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from PIL import Image, ImageOps
from playwright.sync_api import Page

from docs.four_steps import choose, workbook

PUBLIC = "https://khuyenhoc.example.vn"
"""The address that messages name in the pictures."""
BOARD = "/dot/BC-NAM-2023/"
CHASE = f"{BOARD}nhac/"
UPLOAD = "/gui-tep/BC-NAM-2023/"
DOAN_KET = "Hội Khuyến học xã Đoàn Kết, huyện Thanh Miện"
NGO_QUYEN = "Hội Khuyến học xã Ngô Quyền, huyện Thanh Miện"
UNCLEAR = """Hội Khuyến học xã Lam Sơn, huyện Thanh Miện
BÁO CÁO CÔNG TÁC KHUYẾN HỌC NĂM 2023
STT;Nội dung;ĐVT;Số liệu
1;Số chi hội khuyến học;chi hội;12
2;Số ban khuyến học;ban;20
3;Tổng số hội viên cuối năm;người;1.500
4;Số nhà nếp sống ham học;gia đình;1.800
5;Dân số đến cuối năm;người;8.000
"""
"""A sheet of which one line names no indicator."""
DISTRICT = """Hội Khuyến học huyện Thanh Miện
BÁO CÁO CÔNG TÁC KHUYẾN HỌC NĂM 2023
STT;Tên đơn vị;Số chi hội khuyến học;Số ban khuyến học;Tổng số hội viên cuối năm;Dân số đến cuối năm
1;Xã Thanh Giang;12;20;1.500;8.000
2;Xã Lam Sơn;10;18;1.420;7.600
3;Xã Bình Minh Cũ;9;15;1.310;7.100
"""
"""A table of units of which one row has a name that is no unit's any more."""


def stay(page: Page) -> None:
    """Nothing more to do than to open the page."""


def open_return(page: Page) -> None:
    """The return of xã Thanh Tùng, which waits with a mistake that only the officer sees."""
    page.goto(f"{BOARD}?q=thanh tung")
    page.get_by_role("link", name="Thanh Tùng").first.click()
    page.wait_for_url("**/bao-cao/*/")


def send_back(page: Page) -> None:
    open_return(page)
    page.goto(f"{page.url}tra-lai/")


def open_down_to_the_cell(page: Page) -> None:
    page.locator("summary", has_text="Huyện Thanh Miện").click()


def chase_the_first(page: Page) -> None:
    """The page of the first unit that has not sent, with a link."""
    page.get_by_role("link", name="Nhắc lần lượt từng đơn vị").click()
    page.get_by_role("button", name="Tạo liên kết").click()
    page.wait_for_load_state()


def open_link(page: Page) -> None:
    """What the holder of a unit's link finds."""
    chase_the_first(page)
    open_address(page)


def open_address(page: Page) -> None:
    """The link that a message to a unit tells."""
    text = page.locator("#tin").input_value()
    page.goto(next(line for line in text.splitlines() if "/l/" in line).removeprefix(PUBLIC))
    page.wait_for_load_state()


def type_on_the_phone(page: Page) -> None:
    """A section being typed by a link: a field that is wrong, one that says "không có"."""
    open_link(page)
    page.get_by_role("link", name=re.compile("Nhập (tiếp )?số liệu trên trang")).click()
    page.get_by_role("heading", level=1, name="Nhập số liệu năm 2023").wait_for()
    if (begin := page.get_by_role("button", name="Bắt đầu nhập")).count():
        begin.click()
    page.get_by_role("link", name="Các mô hình học tập").click()
    page.get_by_label("Tổng số gia đình").fill("1480")
    page.get_by_label("Gia đình được công nhận").fill("1520")
    page.keyboard.press("Tab")
    page.get_by_text("lớn hơn tổng số gia đình").first.wait_for()


def look_at_a_table(page: Page) -> None:
    """Figures of the year before, looked at before they are loaded."""
    lines = ("ky;don_vi;chi_tieu;gia_tri", "2022;11242;HV01;1.400", "2022;11242;MH03;1.750", "2022;11245;KT01;không có")
    table = {"name": "so-lieu-2022.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("input[name=tep]").set_input_files([table])  # type: ignore[list-item]
    page.get_by_label("Nguồn của số liệu").fill("Báo cáo tổng kết năm 2022")
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_load_state()


def show_an_unclear_file(page: Page) -> None:
    """A file of which one line is nobody's, on its own sheet."""
    table = {"name": "bc-lam-son.csv", "mimeType": "text/csv", "buffer": UNCLEAR.encode()}
    page.locator("input[type=file][name=files]").first.set_input_files([table])  # type: ignore[list-item]
    page.locator("form.kh-upload button.govuk-button").first.click()
    page.get_by_role("link", name="Mở trang tính, chỉ chỗ chưa rõ").click()
    page.wait_for_load_state()


def open_article(page: Page) -> None:
    page.locator("main a[href*='/tin-tuc/']").first.click()
    page.wait_for_load_state()


def send_file(page: Page, name: str, data: bytes) -> None:
    """From the page of files to what became of one."""
    page.goto(UPLOAD)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file][name=files]").first.set_input_files([file])  # type: ignore[list-item]
    page.locator("form.kh-upload button.govuk-button").first.click()
    page.wait_for_url("**/lan-doc/*/")


def send_a_faulty_file(page: Page) -> None:
    send_file(page, "bc-doan-ket.xlsx", workbook(DOAN_KET, MH03=2200, MH02=1799))


def look_at_the_marked_file(page: Page) -> None:
    """The workbook with its marks, as an office program prints its sheets: the list first, then the marked sheet."""
    send_file(page, "bc-doan-ket.xlsx", widened(workbook(DOAN_KET, MH03=2200, MH02=1798)))
    with page.expect_download() as download, TemporaryDirectory() as folder:
        page.get_by_role("link", name="Tải tệp có đánh dấu chỗ sai").first.click()
        download.value.save_as(Path(folder) / "tep.xlsx")
        for command in ("soffice --headless --convert-to pdf tep.xlsx", "pdftoppm -r 110 -png tep.pdf to"):
            subprocess.run(command.split(), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        seen = [trimmed(path) for path in sorted(Path(folder).glob("to*.png"))[:2]]
    page.set_content("".join(f'<p><img src="data:image/png;base64,{one}">' for one in seen))


def widened(data: bytes) -> bytes:
    """A workbook with columns as wide as its labels."""
    book, kept = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    book.active.column_dimensions["C"].width = 60
    book.active.column_dimensions["D"].width = 14
    book.active.page_setup.fitToWidth = 1
    book.active.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    book.save(kept)
    return kept.getvalue()


def trimmed(path: Path) -> str:
    """The printed part of a sheet of paper, as base64."""
    with Image.open(path) as paper:
        box = ImageOps.invert(paper.convert("L")).getbbox()
        kept = BytesIO()
        paper.crop(box).save(kept, "PNG")
    return base64.b64encode(kept.getvalue()).decode()


def open_the_next_year(page: Page) -> None:
    page.get_by_role("button", name="Mở đợt").click()
    page.wait_for_url(f"**{BOARD[:-5]}2024/")
    page.goto("/dot/")


def point_at_a_line(page: Page) -> None:
    show_an_unclear_file(page)
    page.get_by_role("link", name="Chỉ chỗ này").first.click()
    page.wait_for_load_state()


def remember_a_layout(page: Page) -> None:
    """A line that was pointed at, and a name in a district's table."""
    point_at_a_line(page)
    page.get_by_label("Danh sách chỉ tiêu").select_option("MH03")
    page.get_by_role("button", name="Ghi nhận").click()
    send_file(page, "huyen-thanh-mien.csv", DISTRICT.encode())
    page.get_by_role("link", name="Xem cách đọc tệp").first.click()
    page.get_by_role("link", name="Chọn đơn vị").first.click()
    page.get_by_label("Danh sách đơn vị").select_option(label="Xã Hồng Quang (huyện Thanh Miện)")
    page.get_by_role("button", name="Ghi nhận").click()
    page.goto("/cach-doc-tep/")


def forget_a_layout(page: Page) -> None:
    page.get_by_role("link", name="Quên").first.click()
    page.wait_for_load_state()


def compare_by_link(page: Page) -> None:
    """A right file by the link of xã Đoàn Kết, for which the office has sent one with a mistake."""
    page.get_by_role("button", name="Tạo liên kết").or_(
        page.get_by_role("button", name="Tạo liên kết mới")
    ).first.click()
    page.wait_for_load_state()
    open_address(page)
    choose(page)
    page.get_by_role("link", name="So sánh hai bản").click()
    page.wait_for_load_state()


def compare_two(page: Page) -> None:
    """The same two, as an account sees them."""
    page.goto(f"{BOARD}?q=doan ket")
    page.get_by_role("link", name="Đoàn Kết").first.click()
    page.get_by_role("link", name="So sánh hai bản").first.click()
    page.wait_for_load_state()


def take_an_import_back(page: Page) -> None:
    send_file(page, "ngo-quyen.xlsx", workbook(NGO_QUYEN))
    page.get_by_role("link", name="Thu lại lần gửi này").click()
    page.wait_for_load_state()


def see_how_far_typing_is(page: Page) -> None:
    type_on_the_phone(page)
    page.get_by_role("link", name="Về danh sách các phần").click()
    page.wait_for_load_state()


def look_over_what_was_typed(page: Page) -> None:
    see_how_far_typing_is(page)
    page.get_by_role("link", name="Xem lại tất cả số đã nhập").click()
    page.wait_for_load_state()


def check_the_article(page: Page) -> None:
    page.locator("main a[href*='/edit/']").first.click()
    page.goto(page.url.replace("/pages/", "/bai/").replace("/edit/", "/so-lieu/"))


def open_leaders_by_link(page: Page) -> None:
    """A link to the leaders' page, opened as somebody without an account opens it."""
    button = page.get_by_role("button", name="Tạo liên kết gửi lãnh đạo")
    if button.count():
        button.click()
    address = page.locator("#lien-ket").input_value()
    page.goto(address[address.index("/xem/") :])

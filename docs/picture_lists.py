"""The pictures of a register's lists: kept, loaded from a file, looked through for doubles (`register_world`)."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import Page

from docs.picture_plan import PHONE, Picture

KEEPER: Final = "thu-ky"
LIST: Final = "/so/11242/gia-dinh/2023/"
HEADER: Final = "TT;Họ và tên chủ hộ;Thôn;Số nhà;Đăng ký;Kết quả;Quyết định\n"
GOOD: Final = f"""{HEADER}1;Nguyễn Văn Hùng;Đông;xóm 2;x;;
2;TRAN THI NGUYET;Đông;;x;;
3;Lương Văn Tám;Đông;xóm 1;x;Đạt;12/QĐ-HKH ngày 5/12/2023
4;Cao Thị Nhàn;Thôn Đoài;;;;
"""
BAD: Final = f"""{HEADER}1;Lương Văn Tám;Đông;xóm 1;x;Đạt;
2;;Đông;xóm 2;x;;
3;Cao Thị Nhàn;Đông;;x;hơi được;
4;Đinh Văn Thịnh;Thôn Đôngg;;x;;
"""


def _send(page: Page, text: str) -> None:
    file = {"name": "danh-sach-thon.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}
    page.locator("input[name=tep]").set_input_files(file)  # type: ignore[arg-type]  # a file that lies nowhere
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_url("**/so/tep/**")


def send_a_list(page: Page) -> None:
    _send(page, GOOD)


def send_a_faulty_list(page: Page) -> None:
    _send(page, BAD)


def open_one(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Lê Thị Thoả")).first.click()
    page.wait_for_url("**/so/muc/**")


def add_a_double(page: Page) -> None:
    """A family that is on the list already, typed without accents."""
    page.get_by_label("Họ tên chủ hộ").fill("LE THI THOA")
    page.get_by_label("Thôn, khu dân cư").select_option(label="thôn Đông")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    page.wait_for_url(f"**{LIST}")
    page.goto(f"{LIST}trung/")


def ask_to_erase(page: Page) -> None:
    open_one(page)
    page.get_by_role("link", name="Xóa tên theo yêu cầu").click()


LISTS: Final = (
    Picture("so-mo-hinh", "register_unit", KEEPER, "/so/11242/?nam=2023"),
    Picture("danh-sach", "register_list", KEEPER, LIST),
    Picture("danh-sach-dien-thoai", "register_list", KEEPER, LIST, width=PHONE),
    Picture("mot-muc", "register_entry", KEEPER, LIST, open_one),
    Picture("cac-thon", "register_villages", KEEPER, "/so/11242/thon/"),
    Picture("them-mot-muc", "register_add", KEEPER, f"{LIST}them/"),
    Picture("chuyen-nam", "register_carry", KEEPER, "/so/11242/gia-dinh/2024/chuyen-sang/"),
    Picture("nap-danh-sach", "register_files", KEEPER, f"{LIST}nap/"),
    Picture("xem-truoc-danh-sach", "register_file", KEEPER, f"{LIST}nap/", send_a_list),
    Picture("danh-sach-phai-sua", "register_file", KEEPER, f"{LIST}nap/", send_a_faulty_list),
    Picture("muc-trung", "register_doubles", KEEPER, f"{LIST}them/", add_a_double),
    Picture("xoa-ten", "register_erase", KEEPER, LIST, ask_to_erase),
)
"""After the other pictures of that world: one of them adds a family."""

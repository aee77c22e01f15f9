"""The pictures of recognition: what is done on the pages of a commune that keeps registers (`register_world`)."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import Page

from docs.picture_acts import PUBLIC
from docs.picture_decisions import DECISIONS
from docs.picture_lists import LISTS
from docs.picture_plan import PHONE, Picture

KEEPER: Final = "thu-ky"
OF_DISTRICT: Final = "can-bo-huyen"
WAY: Final = "/so/11242/gia-dinh/2023/dang-ky/"
CITIZENS: Final = "/so/11242/cong-dan/2023/"
LINK: Final = re.compile("Cấp liên kết riêng")


def _open(page: Page, address: str) -> None:
    """An address that leaves the house, opened on this server."""
    page.goto(address.removeprefix(PUBLIC))


def open_poster(page: Page) -> None:
    """What the code on a village's poster opens."""
    _open(page, str(page.get_by_role("link", name=re.compile("Mở trang đăng ký")).first.get_attribute("href")))


def join(page: Page) -> None:
    """Registers by the poster, up to the own page."""
    open_poster(page)
    page.get_by_label("Họ và tên chủ hộ").fill("nguyen van hung")
    page.get_by_role("button", name="Tìm tên tôi").click()
    page.get_by_role("button", name=re.compile("Đúng, đăng ký")).click()
    page.wait_for_url("**/tc/**")


def give_a_link(page: Page) -> None:
    """A new own link for the first citizen."""
    page.get_by_role("link", name="Nguyễn Thị Hoà").first.click()
    page.get_by_role("button", name=LINK).click()
    page.get_by_role("heading", name=re.compile("Liên kết riêng của")).wait_for()


def ask_the_group(page: Page) -> None:
    give_a_link(page)
    _open(page, page.get_by_role("textbox", name=re.compile("Sao chép")).input_value() + "cham-tiep/")


def score_one(page: Page) -> None:
    """The first indicator without an answer."""
    ask_the_group(page)
    if page.get_by_label(re.compile("Nhóm 2")).count():  # asked once
        page.get_by_label(re.compile("Nhóm 2")).check(force=True)
        page.get_by_role("button", name="Tiếp tục").click()
        page.wait_for_url("**/cham/**")


def score_all(page: Page) -> None:
    """All of them, up to the page before sending."""
    score_one(page)
    for _indicator in range(10):
        page.get_by_label(re.compile("Mấy điểm")).fill("8")
        page.get_by_role("button", name=re.compile("Lưu và")).click()
        page.wait_for_load_state()


def note_a_meeting(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Ghi kết quả họp Thôn Đông")).click()
    page.wait_for_url("**/hop/**")


def vote_by_link(page: Page) -> None:
    """The table of votes, as the head of the village has it."""
    note_a_meeting(page)
    page.get_by_role("button", name="Tạo liên kết cho trưởng thôn").click()
    _open(page, page.get_by_role("textbox", name=re.compile("Sao chép")).input_value())
    page.get_by_label("Số người dự họp").fill("52")
    page.get_by_label("Người chủ trì").fill("Đặng Văn Trưởng")
    page.get_by_role("button", name="Tiếp tục, ghi phiếu").click()
    page.wait_for_url("**/phieu/**")


def open_the_last_meeting(page: Page) -> None:
    page.get_by_role("link", name=re.compile(": đề nghị")).first.click()
    page.wait_for_url("**/so/hop/**")


def put_units_there(page: Page) -> None:
    """All communes of the district on its list; the last picture, since the commune's own page says so from then on."""
    page.get_by_role("button", name="Đưa tất cả vào danh sách").click()
    page.get_by_text("Trong danh sách", exact=True).wait_for()


REGISTERS: Final = (
    Picture("dang-ky-hop-thon", "way", KEEPER, WAY),
    Picture("tu-dang-ky", "join", KEEPER, WAY, open_poster, PHONE),
    Picture("trang-rieng", "own", KEEPER, WAY, join, PHONE),
    Picture("lien-ket-rieng", "own_link_give", KEEPER, CITIZENS, give_a_link),
    Picture("nhom-nghe-nghiep", "own_group", KEEPER, CITIZENS, ask_the_group, PHONE),
    Picture("cham-mot-chi-so", "own_point", KEEPER, CITIZENS, score_one, PHONE),
    Picture("xem-lai-diem", "own_review", KEEPER, CITIZENS, score_all, PHONE),
    Picture("hop-thon", "meet", KEEPER, WAY, note_a_meeting),
    Picture("ghi-phieu", "link_meet_votes", KEEPER, WAY, vote_by_link, PHONE),
    Picture("ket-qua-hop", "meeting", KEEPER, WAY, open_the_last_meeting),
    *DECISIONS,
    *LISTS,
    Picture("xa-la-cong-dong", "register_list", OF_DISTRICT, "/so/300/cong-dong/2023/cap/commune/", put_units_there),
)
"""In November, in a commune whose villages register and meet."""

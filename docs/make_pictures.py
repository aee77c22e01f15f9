"""Takes the pictures of the handbooks: plays the year, serves it, and looks at it with the machine's browser. Run by `make docs`.

`python -m docs.make_pictures [NAME …]`: only those pictures.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.four_steps import accept_together, after
from khuyenhoc.demo.profile import read_data
from tests.serving import chromium, environment, run, served

PICTURES = Path(__file__).resolve().parent / "pictures"

HALF_WAY = (sys.executable, "-m", "docs.half_way")
WIDTH, HEIGHT = 1120, 700
TALLEST = 1400
COLOURS = 128
BOARD = "/dot/BC-NAM-2023/"
CHASE = f"{BOARD}nhac/?ly_do=not_begun"
PUBLIC = "https://khuyenhoc.example.vn"
"""The address that messages name in the pictures."""
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


def stay(page: Page) -> None:
    """Nothing more to do than to open the page."""


def open_return(page: Page) -> None:
    """The return of xã Thanh Tùng, which waits with a mistake that only the officer sees."""
    page.goto("/dot/BC-NAM-2023/?q=thanh tung")
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
    text = page.locator("#tin").input_value()
    page.goto(next(line for line in text.splitlines() if "/l/" in line).removeprefix(PUBLIC))
    page.wait_for_load_state()


def type_on_the_phone(page: Page) -> None:
    """A section being typed by a link: a field that is wrong, one that says "không có"."""
    open_link(page)
    page.get_by_role("link", name="Nhập số liệu trên trang").click()
    page.get_by_role("button", name="Bắt đầu nhập").click()
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


@dataclass(frozen=True)
class Picture:
    """`world`: "half" (the middle of December) or "end" (the conference is over). `act` comes after `path` is open."""

    name: str
    world: str
    who: str | None
    path: str
    act: Callable[[Page], None] = stay
    width: int = WIDTH


PLANNED = (
    Picture("dang-nhap", "half", None, "/tai-khoan/login/"),
    Picture("viec-cua-toi", "half", "van-phong", "/viec/"),
    Picture("nhan-tep", "half", "van-phong", "/gui-tep/BC-NAM-2023/"),
    Picture("cach-doc-tep", "half", "van-phong", "/gui-tep/BC-NAM-2023/", show_an_unclear_file),
    Picture("bang-theo-doi", "half", "van-phong", "/dot/BC-NAM-2023/"),
    Picture("bao-cao-cua-xa", "half", "van-phong", "/viec/", open_return),
    Picture("tra-lai", "half", "van-phong", "/viec/", send_back),
    Picture("viec-cua-xa", "half", "thu-ky-2", "/viec/"),
    Picture("nhac-nop", "half", "van-phong", "/dot/BC-NAM-2023/nhac/"),
    Picture("nhac-don-vi", "half", "van-phong", "/dot/BC-NAM-2023/nhac/", chase_the_first),
    Picture("lien-ket-dien-thoai", "half", "van-phong", "/dot/BC-NAM-2023/nhac/", open_link, 360),
    Picture("buoc-2-loi", "half", "van-phong", CHASE, after(30, PUBLIC, MH03=2200, MH02=1799), 360),
    Picture("buoc-3-ly-do", "half", "van-phong", CHASE, after(32, PUBLIC, MH02=1799), 360),
    Picture("buoc-4-da-gui", "half", "van-phong", CHASE, after(34, PUBLIC, send=True), 360),
    Picture("chap-nhan-cung-luc", "half", "van-phong", CHASE, accept_together((2, 9, 19, 29), PUBLIC, CHASE, BOARD)),
    Picture("mo-dot", "half", "van-phong", "/dot/mo/BC-NAM/2024/"),
    Picture("nhap-so-lieu", "half", "van-phong", "/dot/BC-NAM-2023/nhac/", type_on_the_phone, 360),
    Picture("so-lieu-ky-truoc", "half", "van-phong", "/so-lieu-ky-truoc/", look_at_a_table),
    Picture("so-lieu", "end", "van-phong", "/so-lieu/30/?ky=2023"),
    Picture("giai-thich", "end", "van-phong", "/giai-trinh/MH03/30/?ky=2023", open_down_to_the_cell),
    Picture("chi-tieu", "end", "van-phong", "/chi-tieu/30/?ky=2023"),
    Picture("bao-cao-tong-ket", "end", "van-phong", "/bao-cao-nam/30/2023/"),
    Picture("nhat-ky", "end", "van-phong", "/nhat-ky/"),
    Picture("trang-chu", "end", None, "/"),
    Picture("bai-viet", "end", None, "/", open_article),
    Picture("bai-viet-dien-thoai", "end", None, "/", open_article, 360),
)


@contextmanager
def world(name: str) -> Iterator[str]:
    """The address of a server on a year that has been played half or to its end."""
    with TemporaryDirectory(prefix="khuyenhoc-hinh-") as folder:
        home = Path(folder)
        if name == "half":
            subprocess.run([*HALF_WAY, "build"], env=environment(home), check=True)
        else:
            run(home, "demo", "--no-serve")
        with served(home, *((*HALF_WAY, "serve") if name == "half" else ()), public=PUBLIC) as address:
            yield address


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Opens the page as its reader does and keeps what a window of at most `TALLEST` shows, in few colours."""
    size = {"width": picture.width, "height": HEIGHT}
    context = browser.new_context(base_url=address, viewport=size, locale="vi-VN", reduced_motion="reduce")
    page = context.new_page()
    if picture.who:
        page.goto("/tai-khoan/login/")
        page.get_by_label("Tên đăng nhập").fill(picture.who)
        page.locator("input[name=password]").fill(read_data("people.yaml")["password"])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/viec/")
    page.goto(picture.path)
    picture.act(page)
    page.wait_for_load_state("networkidle")
    # A window as tall as the page, so that what sticks to its foot is there.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": min(height, TALLEST)})
    page.evaluate("scrollTo(0, 0)")
    with Image.open(BytesIO(page.screenshot())) as seen:
        kept = seen.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    kept.save(PICTURES / f"{picture.name}.png", optimize=True)
    context.close()


def main(names: list[str]) -> None:
    wanted = [p for p in PLANNED if not names or p.name in names]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name in dict.fromkeys(p.world for p in wanted):
            with world(name) as address:
                for picture in (p for p in wanted if p.world == name):
                    take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    main(sys.argv[1:])

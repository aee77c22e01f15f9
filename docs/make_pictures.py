"""Takes the pictures of the handbooks: plays the year, serves it, and looks at it with the machine's browser. Run by `make docs`.

`python -m docs.make_pictures [NAME …]`: only those pictures.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.urls import resolve
from PIL import Image
from playwright.sync_api import Browser, StorageState, sync_playwright

from docs import picture_years
from docs.four_steps import set_up
from docs.picture_acts import PUBLIC
from docs.picture_plan import END, HALF, MERGED, Picture
from docs.picture_registers import REGISTERS
from tests.serving import chromium, environment, run, run_module, served

PICTURES = Path(__file__).resolve().parent / "pictures"

HALF_WAY = (sys.executable, "-m", "docs.half_way")
WORLDS = {"half": HALF, "end": END, "merged": MERGED, "registers": REGISTERS}
EARLIER = ("half", "registers")
"""Worlds whose server says that it is still December."""
MERGER = """Đơn vị cũ;Đơn vị mới;Cấp trên mới;Phạm vi
thị trấn Thanh Miện;xã Thanh Miện Mới;tỉnh Hải Dương;
xã Thanh Tùng;xã Thanh Miện Mới;tỉnh Hải Dương;
xã Phạm Kha;xã Thanh Miện Mới;tỉnh Hải Dương;một phần
xã Phạm Kha;xã Kha Mới;tỉnh Hải Dương;một phần
huyện Thanh Miện;giải thể;;
"""
NEXT = """Đơn vị cũ;Đơn vị mới;Phạm vi
xã Tứ Cường;xã Cường Hùng;
xã Ngũ Hùng;xã Cường Hùng;
xã Chi Lăng Bắc;xã Chi Lăng;
xã Chi Lăng Nam;xã Chi Lăng;một phần
xã Chi Lăng Nam;xã Cường Hùng;một phần
xã Thanh Miện Mới;xã Thanh Miện;
xã Đoàn Tùng;xã Thanh Miện;
"""
HEIGHT = 700
TALLEST = 1400
COLOURS = 128
WAGTAIL = "wagtail_serve"
"""What every page of Wagtail's tree is resolved to."""


@contextmanager
def world(name: str) -> Iterator[str]:
    """The address of a server on a year that has been played half, to its end, up to a merger after it, or with registers."""
    with TemporaryDirectory(prefix="khuyenhoc-hinh-") as folder:
        home = Path(folder)
        if name == "half":
            subprocess.run([*HALF_WAY, "build"], env=environment(home), check=True)
        elif name == "registers":
            run_module(home, "docs.register_world")
        else:
            run(home, "demo", "--no-serve")
        if name == "merged":
            redraw(home, MERGER, "2025-07-01")
            run(home, "units", "apply", "1")
            redraw(home, NEXT, "2026-01-01")
            picture_years.write(home / "cac-nam.csv")
            run(home, "history", "load", str(home / "cac-nam.csv"), "--source", "Số liệu mẫu")
        with served(home, *((*HALF_WAY, "serve") if name in EARLIER else ()), public=PUBLIC) as address:
            yield address


def redraw(home: Path, sheet: str, on: str) -> None:
    """Keeps a mapping sheet as a draft."""
    (home / "phu-luc.csv").write_text(sheet, encoding="utf-8")
    run(home, "units", "plan", str(home / "phu-luc.csv"), "--date", on, "--decision", "01/NQ (mẫu)")


def name_of(address: str) -> str:
    """The name of a page's address, without its namespace."""
    return resolve(urlsplit(address).path).view_name.rpartition(":")[2]


def signed_in(browser: Browser, address: str, who: str) -> StorageState:
    """What a browser keeps of somebody who has signed in: nobody may do so for each of many pictures in a minute."""
    from khuyenhoc.demo.people import read_people  # needs Django, which `main` sets up

    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.locator("input[name=password]").fill(read_people().password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/viec/")
    state = context.storage_state()
    context.close()
    return state


def take(browser: Browser, address: str, picture: Picture, state: StorageState | None) -> None:
    """Opens the page as its reader does and keeps what a window of at most `TALLEST` shows, in few colours."""
    size = {"width": picture.width, "height": HEIGHT}
    context = browser.new_context(
        base_url=address, viewport=size, locale="vi-VN", reduced_motion="reduce", storage_state=state
    )
    page = context.new_page()
    page.goto(picture.path)
    picture.act(page)
    page.wait_for_load_state("networkidle")
    if (seen := name_of(page.url)) not in (picture.of, WAGTAIL):
        raise LookupError(f"{picture.name}: {seen} at {page.url} is not {picture.of}")
    # A window as tall as the page, so that what sticks to its foot is there.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": min(height, TALLEST)})
    page.evaluate("scrollTo(0, 0)")
    with Image.open(BytesIO(page.screenshot())) as seen:
        kept = seen.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    kept.save(PICTURES / f"{picture.name}.png", optimize=True)
    context.close()


def main(names: list[str]) -> None:
    set_up()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name, planned in WORLDS.items():
            if wanted := [p for p in planned if not names or p.name in names]:
                with world(name) as address:
                    states: dict[str | None, StorageState | None] = {None: None}
                    for picture in wanted:
                        if picture.who and picture.who not in states:
                            states[picture.who] = signed_in(browser, address, picture.who)
                        take(browser, address, picture, states[picture.who])
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    main(sys.argv[1:])

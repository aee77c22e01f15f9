"""What a commune does on its phone, for the handbook's pictures: the link, the file, the reasons, the button."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import django
from playwright.sync_api import Page

FILE = "bao-cao-2023.xlsx"
REASON = "Tính cả hộ đăng ký từ năm trước."


def set_up() -> None:
    """The product's own settings, for the workbooks and the names of its pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.test")
    django.setup()


def workbook(owner: str, **changed: int) -> bytes:
    """A filled-in official form of an association, without a fault but for what is changed."""
    from tests.workbooks import official

    return official(owner, **changed)


def choose(page: Page, **changed: int) -> None:
    """From the page of the link to what was read of the file."""
    owner = page.locator(".kh-page-header__place").inner_text().partition(" · ")[0]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": FILE, "mimeType": kind, "buffer": workbook(owner, **changed)}
    page.locator("input[type=file]").first.set_input_files([file])  # type: ignore[list-item]
    page.get_by_role("button", name="Gửi tệp để kiểm tra").first.click()
    page.wait_for_load_state()


def open_link_of(page: Page, place: int, public: str) -> None:
    """Makes a link for the unit at a place of the list of those to chase, and opens it. Each picture has a unit of its own."""
    page.locator("main tbody th a").nth(place).click()
    page.get_by_role("button", name="Tạo liên kết").click()
    page.wait_for_load_state()
    text = page.locator("#tin").input_value()
    page.goto(next(line for line in text.splitlines() if "/l/" in line).removeprefix(public))
    page.wait_for_load_state()


def after(place: int, public: str, *, send: bool = False, **changed: int) -> Callable[[Page], None]:
    """What is seen once a file with these figures was chosen; with `send`, once its reasons were written and it was sent."""

    def act(page: Page) -> None:
        open_link_of(page, place, public)
        choose(page, **changed)
        reasons = page.locator("textarea[name^='ly-do-']")
        for n in range(reasons.count()):
            reasons.nth(n).fill(REASON)
        if send:
            page.get_by_role("button", name="Gửi báo cáo").click()
            page.wait_for_load_state()

    return act


def accept_together(places: Sequence[int], public: str, chase: str, board: str) -> Callable[[Page], None]:
    """The page that accepts many, once some communes have sent what has no warning."""

    def act(page: Page) -> None:
        for place in places:
            page.goto(chase)
            after(place, public, send=True)(page)
        page.goto(f"{board}chap-nhan/")

    return act

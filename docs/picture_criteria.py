"""What is done on the pages of criteria sets before their pictures are taken."""

from __future__ import annotations

import re

from playwright.sync_api import Page


def draft_criteria(page: Page) -> None:
    """The next version of the citizens' set, with one threshold that is otherwise."""
    page.get_by_role("button", name="Tạo bản mới từ bộ này").click()
    page.get_by_role("link", name="Sửa phần chung").click()
    page.get_by_label("Đạt từ bao nhiêu điểm, vùng thông thường").fill("85")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_url(re.compile(r"/bo-tieu-chi/[^/]+/$"))


def change_criteria(page: Page) -> None:
    """An indicator of that version that only one of the three groups has a wording of."""
    page.get_by_role("row").filter(has_text="Bản nháp").get_by_role("link").click()
    page.get_by_role("link", name="Sửa CS1", exact=True).click()
    page.get_by_label("Lời riêng cho nhóm “N1”").fill("Lời viết thử")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator(".kh-field-errors").first.wait_for()

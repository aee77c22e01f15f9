"""What is done on the page of a divided unit before its picture is taken."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

FIGURES: Final = ("HV01", "MH01", "MH03", "QK04")


def apportion_some(page: Page) -> None:
    """A third of some figures to the first part, the rest to the second one."""
    for code in FIGURES:
        first, second = (
            page.locator(f"input[name^='so-{code}-']").nth(0),
            page.locator(f"input[name^='so-{code}-']").nth(1),
        )
        stated = page.locator("tr", has=page.locator(f"input[name^='so-{code}-']")).locator("td").first.inner_text()
        whole = int(stated.replace(".", ""))
        first.fill(str(whole // 3))
        second.fill(str(whole - whole // 3))
    page.get_by_label("Phân bổ theo căn cứ nào").fill("Biên bản bàn giao ngày 05/07/2025 (mẫu)")
    page.get_by_role("button", name="Lưu phân bổ").click()
    page.wait_for_load_state()

"""In a real browser: a mapping sheet is sent, two of its rows are put right, the plan is looked at and applied, years are
compared on the new map, and the plan is undone.

On the installation that was only just founded, and it leaves the map there as it found it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, enter, opening
from tests.browser.test_pages import PHONE, WIDTH, faults
from tests.serving import run

ROWS = [
    "Đơn vị cũ;Huyện cũ;Đơn vị mới",
    "xã Thanh Tùng;huyện Thanh Miện;xã Tùng Lâm",
    "xã Phạm Khaa;huyện Thanh Miện;xã Tùng Lâm",
    "xã Hồng Phong;;xã Hồng Phong Mới",
]
RIGHT = ["xã Phạm Kha;huyện Thanh Miện;xã Tùng Lâm", "xã Hồng Phong;huyện Nam Sách;xã Hồng Phong Mới"]
"""The last two rows, of which one misspells a name and one names several units, as they should be."""

YEARS = """period;unit;indicator;value
2022;11242;MH03;200
2022;11245;MH03;30
2022;11254;MH03;4
2025;11254;MH03;9
"""
"""Of the two communes that are merged, and of one beside them that goes on."""


def send(page: Page, folder: Path, rows: list[str]) -> None:
    file = folder / "phu-luc.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    page.get_by_role("link", name="Sáp nhập đơn vị").first.click()
    page.locator("input[type=file][name=tep]").set_input_files(file)
    page.get_by_label("Ngày sắp xếp có hiệu lực").fill("01/07/2025")
    page.get_by_role("button", name="Lập phương án").click()


def find(page: Page) -> Page:
    """The page on which a unit is looked for by its old name."""
    page.goto("/don-vi/?tim=thanh+tung")
    return page


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The office's."""
    with opening(browser, site) as open_page:
        page = open_page()
        enter(page, "van-phong", PASSWORD)
        yield page


def test_sheet_corrected_applied_and_undone(page: Page, founded: Path, tmp_path: Path) -> None:
    send(page, tmp_path, ROWS)
    said = page.locator(".govuk-error-summary")
    expect(said).to_contain_text("Dòng 3: Không có đơn vị nào tên đúng là “xã Phạm Khaa”")
    expect(said).to_contain_text("Dòng 4: “xã Hồng Phong” là tên của 3 đơn vị")
    send(page, tmp_path, [*ROWS[:2], *RIGHT])
    page.wait_for_url("**/sap-nhap/*/")
    expect(page.get_by_text("1 đơn vị bắt đầu, 2 đơn vị kết thúc.")).to_be_visible()
    expect(page.get_by_text("Xã Thanh Tùng, xã Phạm Kha → xã Tùng Lâm")).to_be_visible()
    expect(page.get_by_text("chưa ghi số quyết định").first).to_be_visible()
    plan = page.url
    page.set_viewport_size({"width": PHONE, "height": 800})
    for address in (plan, f"{plan}ban-giao/", f"{plan}quyet-dinh/"):
        page.goto(address)
        assert (faults(page), page.evaluate(WIDTH) <= PHONE) == ([], True), address
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(plan)

    page.get_by_role("button", name="Áp dụng phương án này").click()
    expect(page.get_by_text(re.compile("Đã áp dụng: 1 đơn vị bắt đầu, 2 đơn vị kết thúc"))).to_be_visible()
    expect(find(page).locator("td[data-label='Nay là']").first).to_contain_text("Xã Tùng Lâm")

    told = tmp_path / "cac-nam.csv"
    told.write_text(YEARS, encoding="utf-8")
    run(founded, "history", "load", str(told))
    page.goto("/qua-cac-ky/MH03/300/?ban-do=nay")
    expect(page.get_by_text("Sắp xếp đơn vị ngày 01/07/2025: 2 đơn vị thành 1.").first).to_be_visible()
    for row in ("Năm 2022 234", "Năm 2025 9"):
        expect(page.get_by_role("row", name=row)).to_be_visible()

    page.goto(plan)
    page.get_by_role("button", name="Hoàn tác phương án này").click()
    expect(page.get_by_text("Đã hoàn tác phương án. Bản đồ đơn vị như trước khi áp dụng.")).to_be_visible()
    expect(find(page).locator("td[data-label='Nay là']").first).to_contain_text("Xã Thanh Tùng")

"""The file that verifies without network, opened from a disk in a browser."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from khuyenhoc.recognition.certificates import keys
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.publishing import paper_address
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.certificates.signing import new_key
from khuyenhoc.recognition.certificates.tokens import read, signed
from tests.recognition.certificates.conftest import certificates, decision
from tests.recognition.conftest import commune, families, keeper, villages
from tests.serving import chromium

__all__ = ["certificates", "commune", "decision", "families", "keeper", "villages"]


def answer(page: Page, text: str) -> list[str]:
    page.fill("#ma", text)
    page.click("button")
    page.wait_for_selector("#ket-qua:focus")
    return [str(page.text_content(f"#{part}")) for part in ("dau", "dong-1", "dong-2", "dong-3")]


SEES = """
window.BarcodeDetector = class { async detect(picture) { return picture.width > 9 ? [{ rawValue: "%s" }] : [] } }
"""
"""What a phone's browser can do and that of the tests cannot: find the code in a photograph."""


def photographed(page: Page, width: int) -> str:
    picture = io.BytesIO()
    Image.new("L", (width, 10), 255).save(picture, "PNG")
    page.set_input_files("#anh", {"name": "anh.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    page.wait_for_function("document.activeElement.id === 'ket-qua'")
    said = str(page.text_content("#dong-1"))
    page.focus("#ma")
    return said


@pytest.mark.browser
def test_a_file_on_a_disk_says_what_the_page_says(
    client: Client, certificates: list[Certificate], keeper: object, tmp_path: Path
) -> None:
    revoke(by=keeper, certificates=[certificates[2].pk], reason="Ghi sai tên.")
    said = read(certificates[0].jws).said
    genuine, revoked = (paper_address(certificates[n].jws) for n in (0, 2))
    foreign, late = signed(said, new_key()), keys.signing_key()[1]
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/xac-minh/khong-can-mang.html")
    assert len(asked) == 4
    assert response["Content-Disposition"].endswith('filename="kiem-tra-giay-cong-nhan.html"')
    assert certificates[2].code not in response.content.decode()
    (tmp_path / "kiem-tra.html").write_bytes(response.content)
    forged = signed(replace(said, issued_on=dt.date(2020, 1, 1)), late)
    altered = f"{genuine[:-30]}{'B' if genuine[-30] == 'A' else 'A'}{genuine[-29:]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        context = browser.new_context(offline=True, locale="vi-VN", viewport={"width": 360, "height": 740})
        page, faults = context.new_page(), list[str]()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto((tmp_path / "kiem-tra.html").as_uri())
        found = {text: answer(page, text) for text in (genuine, certificates[0].jws, revoked, altered, foreign, forged)}
        held = answer(page, certificates[1].jws)
        assert page.is_hidden("#chup")
        page.add_init_script(SEES % genuine)
        page.reload()
        by_camera = [photographed(page, 10), photographed(page, 5)]
        short, nonsense = answer(page, certificates[0].code), answer(page, "linh tinh")
        broken = [f"{text[:200]}é{text[201:]}" for text in (genuine, certificates[0].jws, foreign)]
        broken_said = [answer(page, text)[1] for text in broken]
        wide = page.evaluate("document.documentElement.scrollWidth")
        stale = page.is_visible("#cu")
        browser.close()
    assert found[genuine] == found[certificates[0].jws] == [
        "✓", "GIẤY THẬT", "Gia đình học tập năm 2023: Nguyễn Văn Hùng, xã Thanh Tùng, huyện Thanh Miện",
        "Quyết định số 12/QĐ-HKH, ngày 01/12/2023",
    ]  # fmt: skip
    assert held[3] == "Quyết định số 12/QĐ-HKH, ngày 01/12/2023; danh hiệu có giá trị đến hết ngày 31/12/2098"
    assert by_camera == ["GIẤY THẬT", "KHÔNG CÓ GIẤY NÀY"]
    assert found[revoked][:2] == ["✕", "ĐÃ THU HỒI"]
    assert found[altered][:2] == ["!", "ĐÃ BỊ SỬA"]
    assert found[foreign][:3] == ["?", "KHÔNG CÓ GIẤY NÀY", "Chữ ký không phải của Hội Khuyến học ở đây."]
    assert found[forged][2] == "Ký vào ngày mà khóa ký không còn hiệu lực."
    assert "chỉ kiểm tra được ở trang có mạng" in short[2]
    assert nonsense[1] == "KHÔNG CÓ GIẤY NÀY"
    assert broken_said == ["ĐÃ BỊ SỬA", "ĐÃ BỊ SỬA", "KHÔNG CÓ GIẤY NÀY"]
    assert (faults, stale, wide) == ([], False, 360)

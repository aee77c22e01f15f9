"""Letters as the units get them: form, words, the code to be scanned, fonts and tags."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import segno

from khuyenhoc.documents.letters import Letter, letters_pdf, qr_svg, reminders
from tests.documents.conftest import run

MADE = dt.datetime(2024, 1, 2, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
ADDRESS = "https://khuyenhoc.example.vn/l/AbCdEfGhIjKlMnOpQrStUv/"
LETTER = Letter(
    addressee="Hội Khuyến học phường Trần Hưng Đạo, thành phố Hải Dương",
    paragraphs=("Hội Khuyến học tỉnh Hải Dương chưa nhận được báo cáo năm 2023 của quý Hội.", "Hạn nộp là Thứ tư."),
    call="Quý Hội chọn tệp và gửi theo địa chỉ dưới đây:", address=ADDRESS, note="Xin không chuyển cho nơi khác.",
    closing="Trân trọng cảm ơn./.",
)  # fmt: skip
OTHER = replace(LETTER, addressee="Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", address="", note="")


def made(*letters: Letter, synthetic: bool = False) -> bytes:
    return letters_pdf(reminders("30", "Tỉnh Hải Dương", "năm 2023", letters, made_at=MADE, synthetic=synthetic))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("letters") / "cong-van.pdf"
    found.write_bytes(made(LETTER, OTHER, synthetic=True))
    return found


@pytest.fixture(scope="module")
def pages(file: Path) -> list[str]:
    return [" ".join(page.split()) for page in run("pdftotext", "-layout", str(file), "-").split("\f")[:-1]]


def test_a_letter_a_page_in_the_form_of_the_decree(pages: list[str]) -> None:
    assert len(pages) == 2
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "HỘI KHUYẾN HỌC", "TỈNH HẢI DƯƠNG",
        "Số: …/HKH-VP", "V/v gửi báo cáo công tác khuyến học", "Hải Dương, ngày tháng năm 2024", "Nơi nhận:", "- Như trên",
        "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "SỐ LIỆU MẪU",
    ):  # fmt: skip
        assert all(said in page for page in pages), said


def test_each_letter_says_its_own(pages: list[str]) -> None:
    assert f"Kính gửi: {LETTER.addressee}" in pages[0]
    assert ADDRESS in pages[0]
    assert LETTER.note in pages[0]
    assert f"Kính gửi: {OTHER.addressee}" in pages[1]
    assert "Quét mã" not in pages[1]
    assert all("chưa nhận được báo cáo năm 2023" in page for page in pages)


def test_real_figures_bear_no_mark(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(LETTER))
    assert "SỐ LIỆU MẪU" not in run("pdftotext", str(tmp_path / "a.pdf"), "-")


def test_it_is_tagged_titled_and_says_where_the_code_leads(file: Path) -> None:
    reader = pypdf.PdfReader(file)
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert reader.metadata is not None
    assert reader.metadata.title == "V/v gửi báo cáo công tác khuyến học năm 2023"
    lines = run("pdffonts", str(file)).splitlines()[2:]
    assert all(re.search(r"\byes\s+yes\s+yes\b", line) for line in lines)  # embedded, a subset, with Unicode
    assert f"Mã QR dẫn đến {ADDRESS}" in alternatives(reader)


def alternatives(reader: pypdf.PdfReader) -> set[str]:
    """What stands in the file for those who do not see its pictures."""
    objects = (reader.get_object(n) for n in range(1, reader.trailer["/Size"]))
    return {str(found["/Alt"]) for found in objects if isinstance(found, dict) and "/Alt" in found}


def test_the_same_letters_are_the_same_bytes() -> None:
    assert made(LETTER) == made(LETTER)


def test_the_code_is_black_on_nothing_with_its_quiet_zone() -> None:
    code = segno.make(ADDRESS, error="m", micro=False)
    svg = ET.fromstring(qr_svg(ADDRESS))
    width, height = code.symbol_size(border=4)
    assert svg.get("viewBox") == f"0 0 {width} {height}", "it grows with the place that it is given"
    assert code.error == "M"
    assert [path.get("stroke") for path in svg] == ["#000"]

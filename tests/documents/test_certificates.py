"""Certificates as they are printed: every word, every accent, tags, and codes that are read again from a printed picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image, ImageFilter

from khuyenhoc.documents.certificates import Certificates, Paper, WordingWrong, certificates_pdf, wording_of
from khuyenhoc.documents.codes import code_of

MADE = dt.datetime(2023, 12, 5, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
ADDRESS = "HTTPS://KHUYENHOC.EXAMPLE.VN/XAC-MINH/" + "ABCDEFGH234567" * 26
"""As long as that of a certificate."""
ACCENTS = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴĂÂĐÊÔ"
PAPER = Paper(
    name="Nguyễn Văn Hùng", unit="thôn Đông, xã Thanh Tùng, huyện Thanh Miện", number="12/QĐ-HKH",
    decided_on=dt.date(2023, 12, 1), body="Hội Khuyến học xã Thanh Tùng", place="Thanh Tùng", code="ABCDEFGH23456777",
    address=ADDRESS, signer="Phạm Thị Mẫu",
)  # fmt: skip
LONG = replace(
    PAPER, name=ACCENTS, unit="tổ dân phố số 12 khu đô thị Tuệ Tĩnh, phường Trần Hưng Đạo, thành phố Hải Dương",
    address=f"{ADDRESS}Z", signer_title="Chủ tịch",
)  # fmt: skip


LONGEST = replace(
    LONG, name="Trường Trung học phổ thông chuyên Nguyễn Phước Nguyệt Quỳnh và Trung tâm Giáo dục thường xuyên Hải Dương",
    body="Ban Chấp hành Hội Khuyến học phường Trần Hưng Đạo, thành phố Hải Dương, tỉnh Hải Dương",
)  # fmt: skip


def made(*papers: Paper, synthetic: bool = False) -> bytes:
    verify = "khuyenhoc.example.vn/xac-minh"
    return certificates_pdf(Certificates(wording_of("family"), 2023, verify, MADE, papers, synthetic))


@pytest.fixture(scope="module")
def file() -> bytes:
    return made(PAPER, LONG, synthetic=True)


@pytest.fixture(scope="module")
def texts(file: bytes) -> list[str]:
    found = pypdfium2.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


def scanned(picture: Image.Image) -> Sequence[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def photographed(picture: Image.Image) -> Image.Image:
    """As a phone takes it from a wall: from the side, out of focus, in bad light, as a small JPEG would be."""
    width, height = picture.size
    tilted = picture.convert("L").transform(
        (width, height),
        Image.Transform.QUAD,
        (0, 0, 30, height, width - 60, height - 40, width, 25),
        Image.Resampling.BICUBIC,
    )
    dim = tilted.rotate(7, Image.Resampling.BICUBIC, fillcolor=180).point(lambda light: 40 + light * 0.55)
    return dim.filter(ImageFilter.GaussianBlur(0.8))


def test_each_page_says_everything(texts: list[str]) -> None:
    assert len(texts) == 2
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "HỘI KHUYẾN HỌC XÃ THANH TÙNG", "GIẤY CÔNG NHẬN",
        "Gia đình ông (bà)", "Đạt danh hiệu", "GIA ĐÌNH HỌC TẬP", "Năm 2023", "SỐ LIỆU MẪU", "Mã giấy: ABCD EFGH 2345 6777",
        "Theo Quyết định số 12/QĐ-HKH ngày 01 tháng 12 năm 2023 của Hội Khuyến học xã Thanh Tùng", "Phạm Thị Mẫu",
        "Thanh Tùng, ngày 01 tháng 12 năm 2023", "khuyenhoc.example.vn/xac-minh",
    ):  # fmt: skip
        assert all(said in text for text in texts), said
    assert PAPER.name in texts[0]
    assert "TM. BAN THƯỜNG VỤ CHỦ TỊCH" in texts[0]
    assert ACCENTS in texts[1]
    assert LONG.unit in texts[1]
    assert "TM." not in texts[1]


def test_real_ones_bear_no_mark() -> None:
    assert "SỐ LIỆU MẪU" not in pypdfium2.PdfDocument(made(PAPER))[0].get_textpage().get_text_range()


@pytest.mark.parametrize("dots", [150, 300])
def test_a_printed_code_is_read_again(file: bytes, dots: int) -> None:
    for page, address in zip(pypdfium2.PdfDocument(file), (PAPER.address, LONG.address), strict=True):
        assert scanned(page.render(scale=dots / 72).to_pil()) == [address]


def test_a_photograph_of_it_is_read_too(file: bytes) -> None:
    picture = pypdfium2.PdfDocument(file)[0].render(scale=150 / 72).to_pil()
    assert scanned(photographed(picture)) == [PAPER.address]


def test_a_code_is_what_the_standard_says_and_no_larger() -> None:
    code, theirs = code_of(ADDRESS), segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    assert (code.size, code.version) == (theirs.symbol_size(border=0)[0], theirs.version)
    assert set(code.dots) == {0, 255}


def test_it_is_across_tagged_titled_and_the_same_each_time(file: bytes) -> None:
    from io import BytesIO

    reader = pypdf.PdfReader(BytesIO(file))
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert reader.metadata is not None
    assert reader.metadata.title == "GIẤY CÔNG NHẬN – GIA ĐÌNH HỌC TẬP"
    assert file == made(PAPER, LONG, synthetic=True)


def test_no_line_leaves_the_sheet_or_touches_another() -> None:
    for page in pypdfium2.PdfDocument(made(PAPER, LONG, LONGEST)):
        width, height = page.get_size()
        texts = page.get_textpage()
        lines = sorted(texts.get_rect(n) for n in range(texts.count_rects()))
        assert all(
            left > 60 and right < width - 60 and low > 40 and high < height - 40 for left, low, right, high in lines
        )
        for n, (left, low, right, high) in enumerate(lines):
            over = [
                o for o in lines[n + 1 :] if o[0] < right - 1 and left < o[2] - 1 and o[1] < high - 2 and low < o[3] - 2
            ]
            assert over == []


def test_a_unit_has_words_of_its_own() -> None:
    own = wording_of("clan", {"title": "BẰNG CÔNG NHẬN"})
    assert (own.title, own.who, own.honour) == ("BẰNG CÔNG NHẬN", "Dòng họ", "DÒNG HỌ HỌC TẬP")
    with pytest.raises(WordingWrong, match="mục không dùng được"):
        wording_of("clan", {"tieu_de": "x"})


def test_sheets_that_were_set_are_not_remembered() -> None:
    def held() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024

    many = [PAPER] * 300
    made(*many)
    before = held()
    for _again in range(4):
        made(*many)
    assert held() - before < 50, "Typst would keep 30 MB of each"

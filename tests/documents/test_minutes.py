"""The minutes of a village's meeting and its poster as papers: their words, their code, their form."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pypdfium2

from khuyenhoc.documents.minutes import Minutes, Voted, minutes_docx, minutes_pdf
from khuyenhoc.documents.posters import Poster, posters_pdf
from khuyenhoc.documents.templates.make_minutes import TARGET, make_minutes
from tests.documents.templates.test_make_template import _parts
from tests.documents.test_certificates import photographed, scanned

MADE = dt.datetime(2023, 11, 13, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
MINUTES = Minutes(
    unit="xã Thanh Tùng", bare="Thanh Tùng", village="thôn Đông", titled="gia đình học tập", noun="gia đình", year=2023,
    held_on=dt.date(2023, 11, 12), present=52, chair="Nguyễn Văn Trưởng", secretary="Trần Thị Ghi", least=35,
    votes=(
        Voted("Nguyễn Văn Hùng", "xóm 1", 52, 0, passed=True), Voted("Trần Thị Nguyệt", "xóm 2", 35, 10, passed=True),
        Voted("Phạm Đức Ước", "", 34, 18, passed=False),
    ),
    made_at=MADE, synthetic=True,
)  # fmt: skip
SAID = (
    "XÃ THANH TÙNG", "THÔN ĐÔNG", "Thanh Tùng, ngày 12 tháng 11 năm 2023", "BIÊN BẢN",
    "HỘI NGHỊ BÌNH XÉT GIA ĐÌNH HỌC TẬP NĂM 2023", "tại thôn Đông, xã Thanh Tùng", "52 người dự",
    "Chủ trì: Nguyễn Văn Trưởng. Thư ký: Trần Thị Ghi.", "cần ít nhất 35 người tán thành. Kết quả:", "Phạm Đức Ước",
    "Hội nghị đề nghị công nhận 2 gia đình; 1 gia đình chưa đủ phiếu.", "THƯ KÝ", "CHỦ TRÌ",
)  # fmt: skip


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_minutes_say_the_same_in_both_forms():
    paper = docx.Document(BytesIO(minutes_docx(MINUTES)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    written = " ".join(" ".join([*(p.text for p in paper.paragraphs), *cells]).split())
    printed = " ".join(text_of(minutes_pdf(MINUTES)))
    assert [said for said in SAID if said not in written] == []
    assert [said for said in SAID if said not in printed] == []
    assert "SỐ LIỆU MẪU" in printed
    assert [c.text for c in paper.tables[1].rows[3].cells] == ["3", "Phạm Đức Ước", "", "34", "18", "chưa đủ"]


def test_what_is_not_verified_of_the_votes_needed_is_said():
    said = " ".join(
        text_of(minutes_pdf(replace(MINUTES, least=27, unsure="quá nửa; chưa kiểm chứng", synthetic=False)))
    )
    assert "cần ít nhất 27 người tán thành (quá nửa; chưa kiểm chứng). Kết quả:" in said
    assert "SỐ LIỆU MẪU" not in said


def test_the_template_is_what_its_maker_makes(tmp_path):
    made = tmp_path / "made.docx"
    make_minutes().save(str(made))
    assert _parts(made) == _parts(TARGET)


def test_a_poster_for_each_village():
    poster = Poster(
        issuer="Hội Khuyến học xã Thanh Tùng", title="Đăng ký gia đình học tập năm 2023", place="Thôn Đông",
        steps=("Mở máy ảnh, quét mã này", "Gõ họ tên chủ hộ", "Bấm “Đăng ký”"), typed="Hoặc gõ địa chỉ:",
        address="https://khuyenhoc.example.vn/dk/abcdefghjkmnpqrstuvw/", until="Đến hết ngày 31/10/2023",
        foot="Không mất tiền.",
    )  # fmt: skip
    pages = text_of(posters_pdf([poster, replace(poster, place="Thôn Đoài")], MADE))
    assert len(pages) == 2
    assert "Đăng ký gia đình học tập năm 2023 Thôn Đoài" in pages[1]
    assert poster.address in pages[0].replace(" ", "")
    hung_up = pypdfium2.PdfDocument(posters_pdf([poster], MADE))[0].render(scale=150 / 72).to_pil()
    assert scanned(hung_up) == [poster.address]
    assert scanned(photographed(hung_up)) == [poster.address]

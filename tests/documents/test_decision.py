"""A decision on learning models as paper: its form, its words, its list, and how long three hundred names take."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.documents.decision.content import (
    PARTS,
    Decided,
    Listed,
    decision_paper,
    default_wording,
    usual_body,
)
from khuyenhoc.documents.decision.files import decision_docx, decision_pdf
from khuyenhoc.documents.decision.forms import model_form
from khuyenhoc.documents.templates.make_decision import TARGET, make_decision
from tests.documents.conftest import run
from tests.documents.templates.test_make_template import _parts

MADE = dt.datetime(2023, 12, 12, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
INSTRUMENTS = {i.code: i for i in read_catalogue().instruments}
FAMILIES = Decided(
    kind="recognise", issuer="association", unit="xã Thanh Tùng", bare="Thanh Tùng", above="huyện Thanh Miện",
    model="family", titled="gia đình học tập", year=2023, number="12/QĐ-HKH", decided_on=dt.date(2023, 12, 10),
    signer="Nguyễn Thị Mẫu", synthetic=True,
    instruments=[INSTRUMENTS[code] for code in model_form("family").instruments],
    listed=(
        Listed("Nguyễn Văn Hùng", "thôn Đông"), Listed("Trần Thị Nguyệt", "thôn Đông", "Xóm 2"),
        Listed("Lê Thị Thoả", "thôn Đoài"),
    ),
)  # fmt: skip


def told(decided: Decided, folder: Path) -> list[str]:
    (folder / "qd.pdf").write_bytes(decision_pdf(decision_paper(decided, MADE)))
    text = run("pdftotext", "-layout", str(folder / "qd.pdf"), "-")
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def in_word(decided: Decided) -> str:
    paper = docx.Document(BytesIO(decision_docx(decision_paper(decided, MADE))))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(p.text for p in paper.paragraphs), *cells]).split())


SAID = (
    "HỘI KHUYẾN HỌC HUYỆN THANH MIỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/QĐ-HKH", "QUYẾT ĐỊNH",
    "Thanh Tùng, ngày 10 tháng 12 năm 2023", "Về việc công nhận gia đình học tập năm 2023",
    "BAN THƯỜNG VỤ HỘI KHUYẾN HỌC XÃ THANH TÙNG", "Căn cứ Quyết định số 387/QĐ-TTg ngày 25/3/2022 của Thủ tướng Chính phủ",
    "Điều 1. Công nhận 3 gia đình đạt “gia đình học tập” năm 2023", "Điều 2. Hội Khuyến học xã Thanh Tùng",
    "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nguyễn Thị Mẫu", "- Như Điều 2;", "- Lưu: VT.", "SỐ LIỆU MẪU",
)  # fmt: skip
LISTED = (
    "PHỤ LỤC", "DANH SÁCH GIA ĐÌNH ĐƯỢC CÔNG NHẬN “GIA ĐÌNH HỌC TẬP” NĂM 2023",
    "(Kèm theo Quyết định số 12/QĐ-HKH ngày 10/12/2023 của Hội Khuyến học xã Thanh Tùng)", "Họ và tên chủ hộ",
    "Thôn Đông (2)", "Thôn Đoài (1)", "Lê Thị Thoả",
)  # fmt: skip


def test_the_form_of_the_decree_with_the_list_behind_it(tmp_path: Path) -> None:
    first, second = told(FAMILIES, tmp_path)
    assert [said for said in SAID if said not in first and said not in ("HỘI KHUYẾN HỌC HUYỆN THANH MIỆN",)] == []
    assert [said for said in LISTED if said not in second] == []
    assert "1 Nguyễn Văn Hùng" in second
    assert "3 Lê Thị Thoả" in second
    word = in_word(FAMILIES)
    assert [said for said in SAID[:-1] + LISTED if said not in word] == []


def test_without_number_there_is_room_for_it(tmp_path: Path) -> None:
    first, second = told(replace(FAMILIES, number="", decided_on=None), tmp_path)
    assert "Số: …/QĐ-HKH" in first
    assert "ngày tháng năm 2023" in first
    assert "Kèm theo Quyết định số …/QĐ-HKH ngày … của" in second


def test_the_committee_signs_in_its_own_form(tmp_path: Path) -> None:
    committee = replace(
        FAMILIES, issuer="committee", kind="withdraw", number="7/QĐ-UBND", note_heading="Lý do", until=None,
        listed=(Listed("Nguyễn Văn Hùng", note="Vi phạm pháp luật"),),
    )  # fmt: skip
    first, second = told(committee, tmp_path)
    for said in ("ỦY BAN NHÂN DÂN XÃ THANH TÙNG", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THANH TÙNG", "Rút việc công nhận"):
        assert said in first or said in " ".join(in_word(committee).split()), said
    assert "Nguyễn Văn Hùng Vi phạm pháp luật" in second
    assert "Lý do" in second
    assert usual_body(committee) == "Ủy ban nhân dân xã Thanh Tùng"


COMMUNITIES = replace(
    FAMILIES, model="community", titled="cộng đồng học tập",
    listed=(
        Listed("Thôn Đông", note="86 điểm"), Listed("Thôn Đoài", detail="khu mới", note="90 điểm"),
        Listed("Tổ 1", detail="mới"),
    ),
)  # fmt: skip


def heads_and_last_row(decided: Decided) -> tuple[list[str], list[str], list[int]]:
    """Of the list in the DOCX, with how wide its columns are in mm."""
    table = docx.Document(BytesIO(decision_docx(decision_paper(decided, MADE)))).tables[-1]
    first, last = ([cell.text for cell in table.rows[at].cells] for at in (0, -1))
    assert all(len(row.cells) == len(first) for row in table.rows)
    return first, last, [round(column.width.mm) for column in table.columns]


def test_communities_have_one_column_of_notes(tmp_path: Path) -> None:
    _first, second = told(COMMUNITIES, tmp_path)
    assert second.count("Ghi chú") == 1
    assert "1 Thôn Đông 86 điểm 2 Thôn Đoài khu mới; 90 điểm 3 Tổ 1 mới" in second
    assert heads_and_last_row(COMMUNITIES) == (["TT", "Tên cộng đồng", "Ghi chú"], ["3", "Tổ 1", "mới"], [12, 78, 75])
    withdrawn = replace(COMMUNITIES, kind="withdraw", note_heading="Lý do", until=None)
    heads, _row, widths = heads_and_last_row(withdrawn)
    assert (heads, widths) == (["TT", "Tên cộng đồng", "Ghi chú", "Lý do"], [12, 78, 40, 35])


def test_the_office_words_it_otherwise(tmp_path: Path) -> None:
    wording = {"subject": "V/v công nhận", "articles": "Một điều.\n\n Hai điều. ", "recipients": "Như trên"}
    first, _second = told(replace(FAMILIES, wording=wording, body="Hội Khuyến học Thanh Tùng"), tmp_path)
    for said in ("V/v công nhận", "Điều 1. Một điều.", "Điều 2. Hai điều.", "- Như trên.", "HỘI KHUYẾN HỌC THANH TÙNG"):
        assert said in first
    assert set(default_wording(FAMILIES)) == set(PARTS)


@pytest.mark.parametrize(("until", "number"), [(None, 2), (dt.date(2026, 12, 9), 3)])
def test_a_sentence_of_which_a_word_is_unknown_is_left_out(until: dt.date | None, number: int) -> None:
    articles = decision_paper(replace(FAMILIES, until=until), MADE).articles
    assert len(articles) == number
    assert any("09/12/2026" in article for article in articles) == bool(until)


def test_the_template_is_what_the_script_makes() -> None:
    made = BytesIO()
    make_decision().save(made)
    assert _parts(str(TARGET)) == _parts(made), "python -m khuyenhoc.documents.templates.make_decision"

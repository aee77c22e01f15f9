from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from khuyenhoc.documents.annual_report.content import ReportContent
from khuyenhoc.documents.docx import TEMPLATE, report_docx
from khuyenhoc.vietnamese.text import normalise
from tests.documents.conftest import run
from tests.documents.factory import annual_review
from tests.documents.ooxml_order import out_of_order
from tests.documents.test_pdf import PAIRS

# Their papers are made once, in one process.
pytestmark = pytest.mark.xdist_group("papers")


@pytest.fixture(scope="module")
def document(docx_file: Path) -> docx.document.Document:
    return docx.Document(str(docx_file))


@pytest.fixture(scope="module")
def printed_text(printed_docx: Path) -> str:
    return run("pdftotext", "-layout", str(printed_docx), "-")


def test_libreoffice_prints_the_figures(printed_text: str) -> None:
    for figure in (*PAIRS, "99,998", "6/8", "173.067.370.000"):
        assert figure in printed_text


def test_libreoffice_prints_every_commune(printed_text: str) -> None:
    plain = normalise(printed_text)
    communes = [c.unit.name for below in annual_review().communes.values() for c in below]
    assert [name for name in communes if name not in plain] == []


def test_libreoffice_finds_as_many_pages_as_there_should_be(printed_docx: Path) -> None:
    pages = pypdf.PdfReader(printed_docx).pages
    assert 12 <= len(pages) <= 20
    lying = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert all("Công nhận" in normalise(page.extract_text()) for page in lying)
    assert len(lying) > 6


def test_the_mark_of_synthetic_figures_stands_on_every_printed_page(printed_docx: Path) -> None:
    assert all("SỐ LIỆU MẪU" in page.extract_text() for page in pypdf.PdfReader(printed_docx).pages)


def test_the_first_page_has_no_number(printed_docx: Path) -> None:
    first, *rest = [page.extract_text().split()[0] for page in pypdf.PdfReader(printed_docx).pages]
    assert first != "1"
    assert rest == [str(n) for n in range(2, len(rest) + 2)]


def test_nothing_of_the_template_is_left(docx_file: Path) -> None:
    with zipfile.ZipFile(docx_file) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                content = file.read(name).decode()
                assert "{{" not in content, name
                assert "{%" not in content, name


def test_the_page_is_that_of_the_regulation(document: docx.document.Document) -> None:
    first, annex = document.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert 20 <= first.top_margin.mm <= 25
    assert 20 <= first.bottom_margin.mm <= 25
    assert 30 <= first.left_margin.mm <= 35
    assert 15 <= first.right_margin.mm <= 20
    assert first.different_first_page_header_footer
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert "PAGE" in annex.header._element.xml
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml


def test_the_head_of_the_paper_is_that_of_the_regulation(document: docx.document.Document) -> None:
    left, right = document.tables[0].rows[0].cells
    assert [p.text for p in right.paragraphs][:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert [normalise(p.text) for p in left.paragraphs][:2] == [
        "TRUNG ƯƠNG HỘI KHUYẾN HỌC VIỆT NAM",
        "HỘI KHUYẾN HỌC TỈNH HẢI DƯƠNG",
    ]
    for cell in (left, right):
        assert cell.paragraphs[-1]._p.find(".//" + qn("w:pBdr")) is not None
    number, place = document.tables[0].rows[1].cells
    assert (number.text, place.text) == ("Số: …/BC-HKH", "Hải Dương, ngày 10 tháng 01 năm 2024")
    assert document.styles["Địa danh, ngày tháng"].font.italic
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size == Pt(14)


def test_the_signature_block_names_receivers_and_signer(document: docx.document.Document) -> None:
    block = next(table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text)
    receivers, signer = (cell.text.split("\n") for cell in block.rows[0].cells)
    assert receivers[0] == "Nơi nhận:"
    assert receivers[-1] == "- Lưu: VT."
    assert [line for line in signer if line] == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "(đã ký)"]


def test_tables_repeat_their_headings(document: docx.document.Document, content: ReportContent) -> None:
    repeated = [len(table._tbl.findall(".//" + qn("w:tblHeader"))) for table in document.tables]
    assert [n for n in repeated if n] == [1] * 5 + [2] * len(content.annexes)


def test_marks_stand_raised_behind_their_figure(document: docx.document.Document) -> None:
    table = next(table for table in document.tables if table.cell(0, 2).text == "Tổng số")
    cell = table.cell(3, 2)
    assert [(run_.text, bool(run_.font.superscript)) for run_ in cell.paragraphs[0].runs] == [
        ("107.315", False),
        ("(1)", True),
    ]


def test_pictures_are_told_in_words(document: docx.document.Document, content: ReportContent) -> None:
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert told == [chart.alt for chart in content.charts]


def test_it_says_what_it_is_and_in_which_language(document: docx.document.Document, content: ReportContent) -> None:
    properties = document.core_properties
    assert properties.title == content.document_title
    assert properties.author == "HỘI KHUYẾN HỌC TỈNH HẢI DƯƠNG"
    assert properties.language == "vi-VN"
    languages = {language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}


def test_real_figures_carry_no_mark(content: ReportContent) -> None:
    made = docx.Document(BytesIO(report_docx(replace(content, mark=""))))
    for section in made.sections:
        assert "MẪU" not in section.header._element.xml
        assert "MẪU" not in section.first_page_header._element.xml


def test_an_office_may_edit_the_template(content: ReportContent, tmp_path: Path) -> None:
    ours = docx.Document(str(TEMPLATE))
    ours.styles["Đoạn văn"].font.size = Pt(13)
    ours.sections[0].left_margin = Mm(35)
    strength = next(table for table in ours.tables if "Chi hội" in table.cell(0, 2).text)
    strength.cell(0, 2).paragraphs[0].runs[0].text = "Số chi hội"
    for row in strength.rows:
        for cell in row._tr.tc_lst[7:]:
            row._tr.remove(cell)
    ours.save(str(tmp_path / "mau.docx"))
    (tmp_path / "bao-cao.docx").write_bytes(report_docx(content, tmp_path / "mau.docx"))
    made = docx.Document(str(tmp_path / "bao-cao.docx"))
    assert made.styles["Đoạn văn"].font.size == Pt(13)
    table = next(table for table in made.tables if table.cell(0, 2).text == "Số chi hội")
    assert [cell.text for cell in table.rows[-1].cells] == [
        "",
        "Toàn tỉnh",
        "2.358",
        "6.554",
        "516.600",
        "26,46",
        "173.067.370.000",
    ]


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/header1.xml", "word/header2.xml"])
def test_word_finds_every_property_in_its_place(docx_file: Path, part: str) -> None:
    for file in (docx_file, TEMPLATE):
        with zipfile.ZipFile(file) as archive:
            assert list(out_of_order(archive.read(part))) == []

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from khuyenhoc.documents.annual_report.content import ReportContent
from khuyenhoc.documents.pdf import report_pdf
from khuyenhoc.theme.fonts import FontsMissing
from khuyenhoc.vietnamese.text import normalise
from tests.documents.conftest import run
from tests.documents.factory import annual_review

# Their papers are made once, in one process.
pytestmark = pytest.mark.xdist_group("papers")
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
PAIRS = ("452.702/515.481", "7.099/8.366", "105.220/107.315", "126.062/126.065")


@pytest.fixture(scope="module")
def text(pdf_file: Path) -> str:
    return run("pdftotext", "-layout", str(pdf_file), "-")


@pytest.fixture(scope="module")
def reader(pdf_file: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(pdf_file)


def test_the_figures_can_be_searched_and_copied(text: str) -> None:
    for figure in (*PAIRS, "99,998", "6/8", "173.067.370.000", "88.634"):
        assert figure in text


def test_every_commune_is_in_it(text: str) -> None:
    plain = normalise(text)
    communes = [c.unit.name for below in annual_review().communes.values() for c in below]
    assert len(communes) == 235
    assert [name for name in communes if name not in plain] == []


def test_every_vietnamese_letter_survives(content: ReportContent, text: str) -> None:
    written = {c for c in "".join(_words(content)) if c in LETTERS}
    assert len(written) > 60
    assert written - set(text) == set()
    assert "\ufffd" not in text


def test_all_fonts_are_embedded_and_of_the_paper(pdf_file: Path) -> None:
    lines = run("pdffonts", str(pdf_file)).splitlines()[2:]
    fonts = [re.split(r"\s{2,}|\s(?=yes|no)", line) for line in lines]
    assert {name.split("+")[1].split("-")[0] for name, *_rest in fonts} == {"Tinos"}
    assert all(re.search(r"\byes\s+yes\s+yes\b", line) for line in lines)  # embedded, a subset, with Unicode


def test_it_is_tagged_in_vietnamese_with_a_title(reader: pypdf.PdfReader, content: ReportContent) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not None
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]).startswith("vi")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reader.metadata is not None
    assert reader.metadata.title == content.document_title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_pictures_are_told_in_words(reader: pypdf.PdfReader, content: ReportContent) -> None:
    figures = [e for e in _structure(reader.trailer["/Root"]["/StructTreeRoot"]) if e.get("/S") == "/Figure"]
    assert [str(figure["/Alt"]) for figure in figures] == [chart.alt for chart in content.charts]


def test_tables_and_headings_are_tagged_as_such(reader: pypdf.PdfReader, content: ReportContent) -> None:
    tags = [str(e.get("/S")) for e in _structure(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert tags.count("/Table") >= 5 + len(content.annexes)
    assert tags.count("/TH") > 20
    assert tags.count("/H1") == 5 + len(content.annexes)


def test_the_mark_of_synthetic_figures_stands_on_every_page(reader: pypdf.PdfReader) -> None:
    assert all("SỐ LIỆU MẪU" in page.extract_text() for page in reader.pages)


def test_pages_are_numbered_from_the_second(reader: pypdf.PdfReader) -> None:
    assert 12 <= len(reader.pages) <= 20
    first, *rest = [page.extract_text().split() for page in reader.pages]
    assert first[0] != "1"
    assert [words[0] for words in rest] == [str(n) for n in range(2, len(reader.pages) + 1)]


def test_annexes_lie_and_repeat_their_headings(reader: pypdf.PdfReader) -> None:
    lying = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(lying) > 6
    assert all("Công nhận" in normalise(page.extract_text()) for page in lying)


def test_the_same_content_gives_the_same_bytes(content: ReportContent, pdf_file: Path) -> None:
    assert report_pdf(content) == pdf_file.read_bytes()


def test_without_fonts_it_says_what_to_do(
    content: ReportContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHUYENHOC_FONTS", str(tmp_path))
    with pytest.raises(FontsMissing, match="make assets"):
        report_pdf(content)


def _words(content: ReportContent) -> list[str]:
    texts = [getattr(block, "text", "") for block in content.blocks]
    return [*texts, *(cell.text for annex in content.annexes for row in annex.rows for cell in row.cells)]


def _structure(element: pypdf.generic.PdfObject) -> list[pypdf.generic.DictionaryObject]:
    """The elements of the structure tree, in reading order."""
    found: list[pypdf.generic.DictionaryObject] = []
    waiting = [element.get_object()]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting = [child.get_object() for child in here] + waiting
        elif isinstance(here, dict):
            found.append(here)
            waiting = ([here["/K"]] if "/K" in here else []) + waiting
    return found

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.catalogue.citations import Citation, CitationStatus, compare, find, in_full
from khuyenhoc.catalogue.loaders import DATA, read_catalogue, read_facts
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.vietnamese.text import normalise, without_accents

ARTICLE = (Path(__file__).parents[1] / "data" / "mission-article.txt").read_text(encoding="utf-8")
INSTRUMENTS = read_facts(DATA / "instruments.yaml", "instruments", InstrumentSpec)


def only(text: str) -> Citation:
    (citation,) = find(text)
    return citation


def verdict(text: str, instruments=INSTRUMENTS) -> tuple[str, str | None]:
    (found,) = compare(find(text), instruments)
    return found.status.value, found.correct


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_article_has_five_citations_and_one_misprint(form):
    text = unicodedata.normalize(form, ARTICLE)
    found = find(text)
    numbers = ["49-KL/TW", "11-CT/TW", "1373/QĐ-TTg", "387/QĐ-TTg", "667/QĐ-TTg"]
    assert [c.number for c in found] == numbers
    assert all(text[c.at :].startswith(c.as_published) for c in found)
    verdicts = compare(found, INSTRUMENTS)
    assert [v.status for v in verdicts] == ["ok", "ok", "ok", "ok", "misprint"]
    codes = ["KL-49-2019", "CT-11-2007", "QD-1373-2021", "QD-387-2022", "QD-677-2022"]
    assert [v.instrument for v in verdicts] == codes
    misprint = verdicts[-1]
    assert normalise(misprint.citation.as_published) == "667/QĐ-TTg ngày 03/6/2022"
    assert misprint.correct == "677/QĐ-TTg ngày 03/6/2022"
    assert misprint.citation.issuer == "Chính phủ"


def test_a_citation_carries_all_that_stands_with_it():
    assert only("Căn cứ\nQuyết định số 387/QĐ-TTg ngày 25/3/2022 của Thủ tướng Chính phủ phê duyệt") == Citation(
        as_published="387/QĐ-TTg ngày 25/3/2022",
        at=21,
        line=2,
        number="387/QĐ-TTg",
        date=dt.date(2022, 3, 25),
        dated=True,
        issuer="Thủ tướng Chính phủ",
        kind="Quyết định",
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "number", "date", "kind"),
    [
        ("Quyết định số 1373/QĐ-TTg ngày 30/7/2021", "1373/QĐ-TTg", "2021-07-30", "Quyết định"),
        ("QĐ 387/QĐ-TTg", "387/QĐ-TTg", None, "Quyết định"),
        ("Kết luận 49-KL/TW ngày 10/5/2019", "49-KL/TW", "2019-05-10", "Kết luận"),
        ("Kết luận 49 - KL / TW, ngày 10.5.2019", "49-KL/TW", "2019-05-10", "Kết luận"),
        ("Kết luận 49 KL/TW", "49 KL/TW", None, "Kết luận"),
        ("Chỉ thị số 11-CT/TW", "11-CT/TW", None, "Chỉ thị"),
        ("Thông tư 22/2020/TT-BGDĐT", "22/2020/TT-BGDĐT", None, "Thông tư"),
        ("Thông tư liên tịch 01/2015/TTLT-BGDĐT-BNV", "01/2015/TTLT-BGDĐT-BNV", None, "Thông tư liên tịch"),
        ("Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP", None, "Nghị định"),
        ("Luật số 66/2014/QH13", "66/2014/QH13", None, "Luật"),
        ("Luật Giáo dục số 43/2019/QH14", "43/2019/QH14", None, "Luật"),
        ("Nghị quyết số 202/2025/QH15", "202/2025/QH15", None, "Nghị quyết"),
        ("244/QĐ-KHVN", "244/QĐ-KHVN", None, "Quyết định"),
        ("số: 12/KH-UBND", "12/KH-UBND", None, "Kế hoạch"),
        ("Công văn số 123/UBND-VX ngày 5/9/2023", "123/UBND-VX", "2023-09-05", "Công văn"),
        ("QĐ 122/TTg ngày 29/2/1996", "122/TTg", "1996-02-29", "Quyết định"),
        ("Quyet dinh so 677/QD-TTg", "677/QD-TTg", None, "Quyết định"),
        ("677/qđ-ttg", "677/qđ-ttg", None, "Quyết định"),
        ("677/QĐ-TTg ngày 3 tháng 6 năm 2022", "677/QĐ-TTg", "2022-06-03", "Quyết định"),
        ("677 / QĐ \u2013 TTg\nngày\u00a003/6/2022", "677/QĐ-TTg", "2022-06-03", "Quyết định"),
        ("677/QĐ-TTg (03/6/2022)", "677/QĐ-TTg", "2022-06-03", "Quyết định"),
        ("QĐ số 677/QĐTTg ký ngày 03-6-2022", "677/QĐTTg", "2022-06-03", "Quyết định"),
        ("1.373/QĐ-TTg", "1.373/QĐ-TTg", None, "Quyết định"),
        ("Quyết định số 1373 ngày 30/7/2021", "1373", "2021-07-30", "Quyết định"),
        ("Quyết định số 677/QĐ-TTg của Thủ tướng ngày 03/6/2022", "677/QĐ-TTg", "2022-06-03", "Quyết định"),
        ("677/QĐ-TTg ngày 31/02/2022", "677/QĐ-TTg", None, "Quyết định"),
        ("kế hoạch 12/KH-UBND - Hội Khuyến học", "12/KH-UBND", None, "Kế hoạch"),
    ],
)
def test_every_usual_spelling_is_found(text, number, date, kind, form):
    text = unicodedata.normalize(form, text)
    citation = only(text)
    assert unicodedata.normalize("NFC", citation.number) == number
    assert citation.date == (dt.date.fromisoformat(date) if date else None)
    assert citation.kind == kind
    assert text[citation.at : citation.at + len(citation.as_published)] == citation.as_published


@pytest.mark.parametrize(
    "text",
    [
        "452.702/515.481 gia đình, 6/8 chỉ tiêu, ngày 30/7/2021",
        "giai đoạn 2021 - 2030",
        "số 5/đường Trần Phú",
        "đã 5 ngày 10/5/2020",
        "Quyết định số 5",
        "12/TDP",
        "",
    ],
)
def test_what_is_no_citation_is_left_alone(text):
    assert find(text) == []


def test_an_empty_line_ends_a_citation():
    assert only("677/QĐ-TTg\n\nngày 03/6/2022").date is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("49-KL/TW của Ban Bí thư về tiếp tục", "Ban Bí thư"),
        ("22/2020/TT-BGDĐT của Bộ Giáo dục\nvà Đào tạo.", "Bộ Giáo dục và Đào tạo"),
        ("677/QĐ-TTg ngày 03/6/2022, của Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ("677/QĐ-TTg của 3 bộ", None),
        ("677/QĐ-TTg", None),
    ],
)
def test_the_issuer_ends_where_the_subject_begins(text, issuer):
    assert only(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "status", "correct"),
    [
        ("667/QĐ-TTg", "misprint", "677/QĐ-TTg ngày 03/6/2022"),
        ("QĐ 667 ngày 03/6/2022", "misprint", "677/QĐ-TTg ngày 03/6/2022"),
        ("377/QĐ-TTg ngày 25/3/2022", "misprint", "387/QĐ-TTg ngày 25/3/2022"),
        ("87/QĐ-TTg ngày 25/3/2022", "misprint", "387/QĐ-TTg ngày 25/3/2022"),
        ("3387/QĐ-TTg ngày 25/3/2022", "misprint", "387/QĐ-TTg ngày 25/3/2022"),
        ("1337/QĐ-TTg ngày 30/7/2021", "misprint", "1373/QĐ-TTg ngày 30/7/2021"),
        ("1373/QĐ-TTg ngày 30/7/2020", "misprint", "1373/QĐ-TTg ngày 30/7/2021"),
        ("677/QĐ-TTg ngày 31/02/2022", "misprint", "677/QĐ-TTg ngày 03/6/2022"),
        ("48-KL/TW ngày 10/5/2019", "misprint", "49-KL/TW ngày 10/5/2019"),
        ("677/QĐ-TTg ngày 03/6/2022 của Chính phủ", "ok", None),
        ("677/QD-TTg", "ok", None),
        ("Kết luận 49/KL-TW", "ok", None),
        ("1.373/QĐ-TTg", "ok", None),
        ("QĐ số 1373 ngày 30/7/2021", "ok", None),
        ("11-CT/TW ngày 13/4/2007", "ok", None),
        ("377/QĐ-TTg", "unknown", None),
        ("378/QĐ-TTg ngày 25/3/2022", "misprint", "387/QĐ-TTg ngày 25/3/2022"),
        ("999/QĐ-TTg ngày 25/3/2022", "unknown", None),
        ("377/QĐ-BGDĐT ngày 25/3/2022", "unknown", None),
        ("30/2020/NĐ-CP", "unknown", None),
        ("Chỉ thị 1373 ngày 30/7/2021", "unknown", None),
    ],
)
def test_the_catalogue_judges(text, status, correct):
    assert verdict(text) == (status, correct)


def instrument(number: str, date: dt.date | None, code: str = "A", status: str = "verified") -> InstrumentSpec:
    return InstrumentSpec(
        code=code, number=number, kind="Quyết định", issuer="UBND", title="", date=date, status=status, source="thử"
    )


def test_a_date_that_is_not_verified_makes_no_misprint():
    assert (
        verdict("5/QĐ-UBND ngày 1/3/2023", [instrument("5/QĐ-UBND", dt.date(2023, 2, 1), status="unverified")])[0]
        == "ok"
    )


def test_one_number_in_two_years_is_known_in_both():
    both = [instrument("5/QĐ-UBND", dt.date(2022, 2, 1)), instrument("5/QĐ-UBND", dt.date(2023, 2, 1), "B")]
    (found,) = compare(find("5/QĐ-UBND ngày 1/2/2023"), both)
    assert (found.status, found.instrument) == (CitationStatus.OK, "B")


def test_two_that_could_be_meant_are_none():
    both = [instrument("15/QĐ-UBND", dt.date(2023, 2, 1)), instrument("16/QĐ-UBND", dt.date(2023, 2, 1), "B")]
    assert verdict("14/QĐ-UBND ngày 1/2/2023", both) == ("unknown", None)


@pytest.mark.parametrize("known", INSTRUMENTS, ids=lambda i: i.code)
def test_every_instrument_is_found_as_the_catalogue_writes_it(known):
    for text in (
        in_full(known),
        without_accents(in_full(known)),
        f"theo {known.kind} số {in_full(known)} của {known.issuer}",
    ):
        (found,) = compare(find(text), INSTRUMENTS)
        assert (found.status, found.instrument) == (CitationStatus.OK, known.code)


PIECES = st.sampled_from(
    [
        "Quyết định",
        " số ",
        "677",
        "/",
        "QĐ",
        "-",
        "TTg",
        " ngày ",
        "03/6/2022",
        " của ",
        "Chính phủ",
        "\n",
        "\u00a0",
        "(",
        "2020",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text())
def test_every_citation_of_any_text_lies_where_it_says_and_none_overlap(text):
    end = 0
    for citation in find(text):
        assert citation.at >= end
        assert text[citation.at : citation.at + len(citation.as_published)] == citation.as_published
        assert citation.line == text[: citation.at].count("\n") + 1
        end = citation.at + len(citation.as_published)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Quyết định số 677/QĐ-TTg ngày 03/7/2022", "misprint"),
        ("Quyết định số 677/QĐ-TTg ngày 03/6/2021", "misprint"),
        ("Quyết định số 677/QĐ-TTg ngày 17/4/2019", "unknown"),
        ("Quyết định số 667/QĐ-TTg ngày 03/6/2022", "misprint"),
        ("Quyết định số 667/QĐ-TTg ngày 27/5/2009", "unknown"),
        ("Quyết định số 667/QĐ-TTg", "misprint"),
    ],
)
def test_numbers_begin_anew_each_year(text: str, status: str) -> None:
    assert [v.status for v in compare(find(text), read_catalogue().instruments)] == [status]

"""From labels to indicators: every wording of the catalogue, words left to headings, and nothing guessed."""

from __future__ import annotations

import unicodedata

import pytest

from khuyenhoc.returns.intake.headings import Headings
from khuyenhoc.returns.intake.labels import Matcher, Why, matcher_for
from khuyenhoc.returns.intake.wording import is_measure, level_of, wording
from khuyenhoc.returns.intake.words import words
from khuyenhoc.vietnamese.text import fold
from tests.returns.intake.books import FORM

MATCHER = Matcher(FORM, "2023")
WORDINGS = [(i.code, text) for i in FORM.indicators for text in (i.label, *i.aliases)]


@pytest.mark.parametrize(("code", "text"), WORDINGS)
def test_every_wording_of_the_catalogue_names_its_indicator_and_no_other(code, text):
    decomposed = unicodedata.normalize("NFD", text)
    variants = [text, text.upper(), f"1. {text}:", f"- {text}", f" {text} (*)", text.replace(" ", "\n", 1), decomposed]
    if not any(short in text for short in ("GĐHT", "DHHT", "CĐHT", "ĐVHT", "CDHT")):
        variants.append(fold(text))
    assert {MATCHER.match(v).code for v in variants} == {code}


@pytest.mark.parametrize(
    ("label", "headings", "code"),
    [
        ("Số hộ gia đình", (), "MH01"), ("Số GĐ được công nhận GĐHT", (), "MH03"), ("GĐHT được công nhận", (), "MH03"),
        ("Số dòng họ đăng ký DHHT", (), "MH12"), ("Công nhận CĐHT", (), "MH23"), ("Số CDHT được công nhận", (), "MH43"),
        ("HV mới kết nạp", (), "HV02"), ("Tổng số hội viên năm 2023", (), "HV01"),
        ("VẬN ĐỘNG ĐƯỢC TRONG NĂM (triệu đồng)", (), "QK02"),
        ("Số dư đầu năm", (), "QK01"), ("Tồn quỹ cuối năm", (), "QK04"), ("[MH03] gì cũng được", (), "MH03"),
        ("Tổng số", ("Gia đình học tập",), "MH01"), ("Đăng ký", ("Các mô hình", "Dòng họ học tập"), "MH12"),
        ("Đạt", ("GĐHT",), "MH03"), ("Tỷ lệ", ("Đơn vị học tập",), "MH34"), ("Học bổng", ("Quỹ", "Chi trong kỳ"), "QK031"),
        ("Khác", ("Chi trong kỳ",), "QK034"), ("Khác", ("Vận động trong kỳ",), "QK025"),
        ("Dòng họ", ("Số ban khuyến học",), "TC04"),
        ("Dòng họ", ("Vận động trong kỳ",), "QK024"),
    ],
)  # fmt: skip
def test_other_words_and_words_of_headings(label, headings, code):
    assert MATCHER.match(label, headings).code == code


@pytest.mark.parametrize(
    ("label", "headings", "why"),
    [
        ("Hội viên (nữ)", (), Why.UNKNOWN), ("Tổng số hội viên năm 2022", (), Why.UNKNOWN),
        ("Số giáo viên", (), Why.UNKNOWN),
        ("Tổng số gia đình học tập", (), Why.UNKNOWN), ("Số CĐHT", (), Why.UNKNOWN),
        ("Gia đình học tập", ("Các mô hình",), Why.UNKNOWN),
        ("Chưa được công nhận gia đình học tập", (), Why.UNKNOWN),
        ("Tổng số", ("Trung tâm học tập cộng đồng",), Why.UNKNOWN),
        ("CDHT", ("Công nhận",), Why.UNKNOWN), ("Khác", (), Why.UNKNOWN), ("Khác", ("Vận động và chi",), Why.SEVERAL),
        ("Gia đình được công nhận", ("Dòng họ học tập",), Why.OTHER_HEADING), ("", (), Why.UNKNOWN),
        ("Tổng số", (), Why.UNKNOWN),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_nobody(label, headings, why):
    found = MATCHER.match(label, headings)
    assert (found.code, found.why) == ("", why)


def test_near_indicators_are_offered_best_first():
    assert MATCHER.match("Số hội viên nữ").candidates == ("HV01",)
    assert MATCHER.match("Khác", ("Vận động và chi",)).candidates == ("QK025", "QK034")


@pytest.mark.parametrize(
    ("label", "offers"),
    [
        ("Đăng ký", ("MH02", "MH12", "MH22", "MH32", "MH42")), ("Bằng khen", ("KT01", "KT02")),
        ("Bằng khen các cấp", ("KT01", "KT02")), ("Giấy khen các cấp", ("KT03", "KT04")),
    ],
)  # fmt: skip
def test_all_are_offered_that_are_equally_near(label, offers):
    assert MATCHER.match(label).candidates == offers


def test_a_line_of_one_model_lends_no_words_to_those_of_another():
    assert MATCHER.match("+ Đơn vị trên địa bàn", ("Cộng đồng đăng ký cộng đồng học tập",)).code == ""
    assert MATCHER.match("- Đăng ký", ("Tổng số gia đình",)).code == "MH02"


@pytest.mark.parametrize("text", ["đ) Công dân học tập", "đ. Công dân học tập", "d) Công dân học tập"])
def test_a_letter_before_a_heading_numbers_it_and_is_no_unit_of_money(text):
    found = wording(text)
    assert (found.level, found.measure, found.bag) == (3, "", wording("Công dân học tập").bag)
    assert MATCHER.match("Đăng ký", (text,)).code == "MH42"


@pytest.mark.parametrize(
    ("text", "code"), [("MH03", "MH03"), (" mh 03 ", "MH03"), ("(MH03)", "MH03"), ("MH99", ""), ("x" * 99, "")]
)
def test_code(text, code):
    assert MATCHER.is_code(text) == code


def test_one_matcher_a_form_and_year():
    assert matcher_for(FORM, "2023") is matcher_for(FORM, "2023")
    assert matcher_for(FORM, "2024").match("Tổng số hội viên năm 2023").code == ""


# Wordings


@pytest.mark.parametrize(
    ("text", "level", "code", "measure"),
    [
        ("I. Tổ chức Hội", 0, "", ""), ("II - Hội viên", 0, "", ""), ("1. Dân số", 1, "", ""), ("1.2. Dân số", 2, "", ""),
        ("a) Dân số", 3, "", ""), ("- Dân số", 9, "", ""), ("+ Dân số", 9, "", ""), ("Dân số", None, "", ""),
        ("HV03. Dân số", None, "HV03", ""), ("Số dư đầu kỳ (triệu đồng)", None, "", "triệu đồng"),
        ("Dân số (ĐVT: người)", None, "", "người"), ("Tin, bài", None, "", ""),
    ],
)  # fmt: skip
def test_label_is_taken_apart(text, level, code, measure):
    found = wording(text)
    assert (found.level, found.code, found.measure) == (level, code, measure)


def test_brackets_that_say_something_stay():
    assert wording("Hội viên (nữ)").bag != wording("Hội viên").bag
    assert wording("Hội Khuyến học (nếu có)").bag == wording("Hội Khuyến học").bag


@pytest.mark.parametrize(
    ("content", "level"), [("II", 0), (3.0, 1), ("3", 1), ("1.2", 2), ("a", 3), ("-", 9), ("", None), ("Dân số", None)]
)
def test_level_of_a_numbering_in_its_own_cell(content, level):
    assert level_of(content) == level


@pytest.mark.parametrize(
    ("text", "is_one"), [("người", True), ("ĐVT: triệu đồng", True), ("%", True), ("nữ", False), ("", False)]
)
def test_unit_of_measure(text, is_one):
    assert is_measure(text) is is_one


def test_no_phrase_stands_for_two_notions():
    phrases = [phrase.lower() for phrases in words().terms.values() for phrase in phrases]
    assert sorted(set(phrases)) == sorted(phrases)


def test_notion_is_no_word_that_may_mean_another():
    assert [atom for atom in words().terms if "-" not in atom] == []
    assert {*words().facets.values(), words().total, *words().optional} <= set(words().terms)


def test_word_with_other_accents_is_another_word():
    assert wording("Số dư quý").bag != wording("Số dư quỹ").bag


# Headings


def test_headings_nest_by_their_numbering():
    headings = Headings()
    headings.heading("II. Mô hình", 0)
    headings.heading("Gia đình học tập", None)
    assert headings.line("Tổng số", 1) == ("II. Mô hình", "Gia đình học tập")
    headings.heading("Dòng họ học tập", None)
    assert headings.line("Tổng số", None) == ("II. Mô hình", "Dòng họ học tập")
    headings.heading("III. Quỹ", 0)
    assert headings.line("Số dư", 1) == ("III. Quỹ",)


def test_dashed_line_stands_under_the_line_before_the_dashes():
    headings = Headings()
    headings.line("Số ban khuyến học", 1)
    assert headings.line("- Dòng họ", 9) == headings.line("- Cơ quan", 9) == ("Số ban khuyến học",)
    assert headings.line("Dân số", 1) == ()


def test_numbered_line_leaves_a_heading_of_its_own_depth():
    headings = Headings()
    headings.heading("1. Gia đình học tập", 1)
    assert headings.line("a) Tổng số", 3) == ("1. Gia đình học tập",)
    assert headings.line("2. Dân số", 1) == ()


@pytest.mark.parametrize(
    ("label", "headings"),
    [
        ("Công dân số", ()), ("Tổng số học sinh", ("Thi đua, khen thưởng",)), ("Tổng số giáo viên", ("Khen thưởng",)),
        ("Số doanh nghiệp ủng hộ", ("Quỹ khuyến học",)), ("Số cá nhân ủng hộ", ("Thu quỹ",)), ("Quỹ hiện có", ("Thu quỹ",)),
    ],
)  # fmt: skip
def test_a_heading_makes_no_other_line_of_what_is_counted(label, headings):
    assert matcher_for(FORM, "2023").match(label, headings).code == ""

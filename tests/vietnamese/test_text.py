import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.text import aligned, capitalised, fold, in_sentence, normalise, sort_key, without_accents

TEXTS = st.text(alphabet="aăâbdđeêoôơuưyĂÂĐÊÔƠƯ \u00a0\t-\u0300\u0301\u0303\u0309\u0323xã ệốắ", max_size=30)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Thanh Miện", "thanh mien"),
        ("  Đông\u00a0 Hưng\n", "dong hung"),
        ("ĐƯỜNG SẮT", "duong sat"),
        ("Ủy ban", "uy ban"),
        ("x\u200bã", "xa"),
        ("", ""),
    ],
)
def test_folding_is_the_same_for_both_unicode_forms(form, text, folded):
    assert fold(unicodedata.normalize(form, text)) == folded


@given(TEXTS | st.text())
def test_folding_and_normalising_twice_change_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_folded_vietnamese_is_plain_and_blind_to_the_unicode_form(text):
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_normalised_text_is_composed_with_single_spaces():
    assert normalise(unicodedata.normalize("NFD", "\ufeffThanh\u00a0\u202f Miện \n")) == "Thanh Miện"


def test_accents_go_and_case_stays():
    assert without_accents("Đặng Thị Ước") == "Dang Thi Uoc"


@given(st.text(st.sampled_from([*map(chr, range(0x20, 0x2500))]), max_size=12))
def test_accents_are_what_unicode_calls_combining(text):
    letters = [c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)]
    left = "".join(letters).replace("đ", "d").replace("Đ", "D")
    assert without_accents(text) == unicodedata.normalize("NFC", left)


def test_sorting_follows_the_vietnamese_alphabet():
    words = ["An Lạc", "an", "Anh", "Ăn", "Ân", "Ba", "Da", "Dà", "Dả", "Dã", "Dá", "Dạ", "Đa", "E", "Ê", "O", "Ô", "Ơ"]
    mixed = sorted(words, key=lambda word: word.encode())
    assert sorted(mixed, key=sort_key) == ["an", *[w for w in words if w != "an"]]


def test_tones_count_only_where_all_letters_agree():
    assert sorted(["Hòa Bình", "Hoa Đào", "Hóa", "Hoa"], key=sort_key) == ["Hoa", "Hóa", "Hòa Bình", "Hoa Đào"]


@given(TEXTS)
def test_the_sort_key_is_blind_to_the_unicode_form(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "result"),
    [("xã Thanh Tùng", "Xã Thanh Tùng"), ("đội", "Đội"), ("", ""), ("ấp", "Ấp"), ("thành phố HD", "Thành phố HD")],
)
def test_only_the_first_letter_becomes_upper_case(text, result):
    assert capitalised(text) == result


def test_within_a_sentence_only_the_first_letter_changes():
    assert in_sentence("Xã Thanh Tùng") == "xã Thanh Tùng"
    assert in_sentence("Đẩy mạnh ở Hải Dương") == "đẩy mạnh ở Hải Dương"
    assert in_sentence("") == ""


@given(TEXTS)
def test_aligned_text_points_back_into_the_text_in_order(text):
    plain, origin = aligned(text)
    assert len(origin) == len(plain) + 1
    assert origin == sorted(origin)
    assert origin[-1] == len(text)
    assert fold(plain) == fold(text)


def test_aligned_text_finds_its_place_in_decomposed_text():
    text = unicodedata.normalize("NFD", "Xã – Đông")
    plain, origin = aligned(text)
    assert plain == "Xa - Dong"
    assert unicodedata.normalize("NFC", text[origin[plain.index("D")] :]) == "Đông"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.numbers import in_words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (125, "một trăm hai mươi lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (1_000_000, "một triệu"),
        (452_702, "bốn trăm năm mươi hai nghìn bảy trăm linh hai"),
        (36_700_000, "ba mươi sáu triệu bảy trăm nghìn"),
        (2_000_045_000, "hai tỷ không trăm bốn mươi lăm nghìn"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (1_001_000_000_000, "một nghìn không trăm linh một tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_numbers_are_written_out(n, words):
    assert in_words(n) == words


DIGITS = {w: d for d, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def read_back(words: str) -> int:
    """An independent reading of the words: a sum of groups, with tỷ closing everything before it."""
    total = group = digit = below = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
            group += digit
        elif word in ("mươi", "trăm"):
            group += digit * ({"mươi": 10, "trăm": 100}[word] - 1)
        elif word == "mười":
            group += 10
        elif word in SCALES:
            below += group * SCALES[word]
            group = 0
        elif word == "tỷ":
            total = (total + below + group) * 10**9
            group = below = 0
    return total + below + group


@given(st.integers(0, 10**15 - 1))
def test_the_words_mean_the_number(n):
    assert read_back(in_words(n)) == n

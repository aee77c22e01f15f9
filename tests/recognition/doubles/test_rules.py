"""Who may be the same, on both sides of each rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.recognition.doubles.houses import house_key
from khuyenhoc.recognition.doubles.rules import Alike, Because, Likeness, is_same, likeness, name_key

B = Because


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Alike("Nguyễn Văn Hùng", 1), Alike("Nguyễn Văn Hùng", 1), (Likeness.LIKELY, (B.SAME_VILLAGE,))),
        (Alike("Nguyễn Văn Hùng", 1), Alike("Nguyễn Văn Hưng", 1), None),
        (Alike("Nguyễn Văn Hùng", 1), Alike("NGUYEN VAN HUNG", 1), (Likeness.LIKELY, (B.SAME_VILLAGE, B.WITHOUT_ACCENTS))),
        (Alike("Lê Hoà", 1), Alike("Lê Hòa", 1), (Likeness.LIKELY, (B.SAME_VILLAGE,))),
        (Alike("Hùng Nguyễn Văn", 1), Alike("Nguyễn Văn Hùng", 1), (Likeness.LIKELY, (B.SAME_VILLAGE, B.OTHER_ORDER))),
        (Alike("A", 1, "số 5 ngõ 3"), Alike("A", 1, "So 5 Ngo 3"), (Likeness.LIKELY, (B.SAME_VILLAGE, B.SAME_HOUSE))),
        (Alike("A", 1, "ngõ 3"), Alike("A", 1, "Ngo 3"), (Likeness.LIKELY, (B.SAME_VILLAGE,))),
        (Alike("A", 1, "xóm 2"), Alike("A", 2, "Xóm 2"), (Likeness.POSSIBLE, (B.OTHER_VILLAGE,))),
        (Alike("A", 1, "xóm 2"), Alike("A", 2, "xóm 3"), None),
        (Alike("A", 1, "ngõ 3"), Alike("A", 1, "ngõ 4"), None),
        (Alike("A", 1), Alike("A", 2), (Likeness.POSSIBLE, (B.OTHER_VILLAGE,))),
        (Alike("A", 1, "số 3"), Alike("A", 2, "số 3"), (Likeness.LIKELY, (B.SAME_HOUSE, B.OTHER_VILLAGE))),
        (Alike("A", 1, "", 1950), Alike("A", 2, "", 1950), (Likeness.LIKELY, (B.SAME_YEAR, B.OTHER_VILLAGE))),
        (Alike("A", 1, "", 1950), Alike("A", 1, "", 1951), None),
        (Alike("Họ Lê", 1, head="Lê A"), Alike("Họ Lê", 1, head="Lê B"), None),
        (Alike("A"), Alike("A", 1), (Likeness.POSSIBLE, ())),
        (Alike("A", 1), Alike("B", 1), None),
    ],
)  # fmt: skip
def test_likeness(one, other, found):
    assert likeness(one, other) == found
    assert likeness(other, one) == found


@pytest.mark.parametrize(
    ("house", "key"),
    [
        ("", ""), ("Xóm 2", ""), ("xóm Chùa", ""), ("Xóm Đình Hạ", ""), ("ngõ số 3", ""), ("Tổ dân phố số 4", ""),
        ("xóm:2, thôn Đông", ""), ("đường 391", ""),
        ("15", "15"), ("số 3", "so 3"), ("Số nhà 15, xóm 2", "so nha 15, xom 2"), ("xóm 2 số 15", "xom 2 so 15"),
        ("ngõ 3/15", "ngo 3/15"), ("12B ngõ 3", "12b ngo 3"), ("Cổng chợ", "cong cho"),
    ],
)  # fmt: skip
def test_only_a_house_tells_houses_apart(house, key):
    assert house_key(house) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Alike("Lê Hoà", 1), Alike("lê  hòa", 1), True),
        (Alike("Lê Hoà", 1), Alike("Le Hoa", 1), False),
        (Alike("Lê Hoà", 1), Alike("Lê Hoà", 2), False),
        (Alike("Lê Hoà", 1, "ngõ 1"), Alike("Lê Hoà", 1), True),
        (Alike("Lê Hoà", 1, "ngõ 1"), Alike("Lê Hoà", 1, "ngõ 2"), False),
    ],
)
def test_rows_that_are_known_already(one, other, same):
    assert is_same(one, other) is same


@given(st.lists(st.sampled_from(["Nguyễn", "Văn", "Hùng", "Hưng", "Hoà"]), min_size=1, max_size=4), st.randoms())
def test_order_of_words_makes_no_other_key(words, random):
    mixed = random.sample(words, len(words))
    assert name_key(" ".join(words)) == name_key(" ".join(mixed))
    assert likeness(Alike(" ".join(words), 1), Alike(" ".join(mixed), 1)) is not None

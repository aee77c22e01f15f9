"""Old fonts are known by what they hold, and what is Unicode is left alone."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.grid import Sheet, Workbook
from khuyenhoc.sheets.legacy import from_tcvn3, from_vni, with_unicode
from tests.corpus.legacy import to_tcvn3, to_vni

LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LINES = [
    "Chỉ tiêu",
    "Tổng số hội viên",
    "Gia đình được công nhận",
    "Số dư quỹ khuyến học",
    "Xã Thanh Tùng",
    "Bằng khen",
]


@pytest.mark.parametrize(("encode", "decode"), [(to_tcvn3, from_tcvn3), (to_vni, from_vni)])
def test_every_letter_comes_back(encode, decode):
    assert decode(encode(LETTERS)) == LETTERS


def test_capitals_come_back_from_vni():
    assert from_vni(to_vni("HỘI KHUYẾN HỌC, ĐƯỢC CÔNG NHẬN")) == "HỘI KHUYẾN HỌC, ĐƯỢC CÔNG NHẬN"


def book(*texts: str) -> Workbook:
    return Workbook("xlsx", (Sheet("S", [[text, 1] for text in texts]),))


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_a_workbook_in_an_old_font_is_read(encode):
    assert with_unicode(book(*map(encode, LINES))) == book(*LINES)


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_beside_unicode_only_what_is_old_is_decoded(encode):
    mixed = book("Huyện Thanh Hà", "Xã Tú Sơn", *map(encode, LINES))
    assert with_unicode(mixed) == book("Huyện Thanh Hà", "Xã Tú Sơn", *LINES)


@pytest.mark.parametrize("texts", [LINES, ["Thanh Hà", "Tú"], ["Größe", "naïve café", "«x»"], ["a"]])
def test_what_is_no_old_font_is_left_alone(texts):
    unchanged = book(*texts)
    assert with_unicode(unchanged) is unchanged

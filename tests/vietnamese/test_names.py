import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.units.spec import read_units
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("P. Trần Phú", "phường", "Trần Phú"),
        ("P Trần Phú", "phường", "Trần Phú"),
        ("P.Trần Phú", "phường", "Trần Phú"),
        ("Phường Trần Phú", "phường", "Trần Phú"),
        ("TT. Thanh Miện", "thị trấn", "Thanh Miện"),
        ("TT Thanh Miện", "thị trấn", "Thanh Miện"),
        ("THỊ TRẤN THANH MIỆN", "thị trấn", "THANH MIỆN"),
        ("TX Kinh Môn", "thị xã", "Kinh Môn"),
        ("TP. Hải Dương", "thành phố", "Hải Dương"),
        ("H. Ninh Giang", "huyện", "Ninh Giang"),
        ("Huyện Ninh Giang", "huyện", "Ninh Giang"),
        ("Q. 1", "quận", "1"),
        ("tỉnh Hải Dương", "tỉnh", "Hải Dương"),
        ("đặc khu Cát Hải", "đặc khu", "Cát Hải"),
        ("xã\u00a0 Thanh Tùng ", "xã", "Thanh Tùng"),
        ("X. Thanh Tùng", "xã", "Thanh Tùng"),
        ("Hội Khuyến học xã Thanh Tùng", "xã", "Thanh Tùng"),
        ("HỘI KHUYẾN HỌC XÃ THANH TÙNG", "xã", "THANH TÙNG"),
        ("HKH P. Trần Phú", "phường", "Trần Phú"),
        ("Hội KH: TX. Kinh Môn", "thị xã", "Kinh Môn"),
        ("BCH Hội Khuyến học TT Thanh Miện", "thị trấn", "Thanh Miện"),
        ("UBND xã Thanh Tùng", "xã", "Thanh Tùng"),
        ("Uỷ ban nhân dân xã Thanh Tùng", "xã", "Thanh Tùng"),
    ],
)
def test_a_kind_is_taken_off(text, kind, name, form):
    assert split_kind(unicodedata.normalize(form, text)) == (kind, name)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Xa Thanh Tung", "xã", "Thanh Tung"),
        ("Thi tran Thanh Mien", "thị trấn", "Thanh Mien"),
        ("Phuong Tran Phu", "phường", "Tran Phu"),
        ("Hoi Khuyen hoc huyen Ninh Giang", "huyện", "Ninh Giang"),
    ],
)
def test_a_kind_without_accents_counts_where_the_whole_name_has_none(text, kind, name):
    assert split_kind(text) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        "Xã",
        "Phường",
        "P.",
        "TPHD",
        "Xà Phìn",
        "Phương Hưng",
        "Quan Sơn",
        "Quan Son",
        "Thanh Tùng",
        "",
        "Hội Khuyến học",
    ],
)
def test_what_only_looks_like_a_kind_is_a_name(text):
    assert split_kind(text) == (None, text)


SHORT = {"xã": "X.", "phường": "P.", "thị trấn": "TT.", "thị xã": "TX.", "thành phố": "TP.", "huyện": "H."}


def test_every_unit_of_the_map_is_taken_apart_in_every_dress():
    units = [u for u in read_units("30", 2023).units if u.kind in SHORT]
    assert len(units) >= 247
    for unit in units:
        for written in (unit.full_name, f"{SHORT[unit.kind]} {unit.name}", f"Hội Khuyến học {unit.full_name}"):
            assert split_kind(written) == (unit.kind, unit.name)
        assert split_kind(unit.name) == (None, unit.name)
        plain = fold(unit.full_name)
        assert split_kind(plain) == (unit.kind, fold(unit.name))


@given(st.text(max_size=30))
def test_no_text_breaks_the_taking_apart(text):
    kind, name = split_kind(text)
    assert (kind is None) or name

"""Whose a return is, from texts alone and in whole files: names in titles, sheets, files and folders, or asked."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.owner import OFFICIAL_CODE
from khuyenhoc.returns.intake.row_owners import common_district, find_row_owner
from tests.returns.intake.books import CLEAN, TITLE, page
from tests.returns.intake.saying import THANH_TUNG, asked, only
from tests.sheets.books import book

TOWN = "11239"


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị: Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", "HỘI KHUYẾN HỌC XÃ THANH TÙNG",
        "Xã Thanh Tùng - Huyện Thanh Miện",
        "Hội Khuyến học xã, phường, thị trấn: Thanh Tùng", "Báo cáo của xã Thanh Tùng về công tác khuyến học",
        "UBND xã Thanh Tùng", "thanh tung",
    ],
)  # fmt: skip
def test_name_in_the_cells(text, owner):
    assert owner("HỘI KHUYẾN HỌC HUYỆN THANH MIỆN", text).unit == THANH_TUNG


@pytest.mark.parametrize(
    "name",
    [
        "xa Thanh Tung.xlsx",
        "bc_khuyen_hoc_2023_thanh_tung_sua.xls",
        "Báo cáo tổng kết khuyến học 2023 (xã Thanh Tùng) - bản sửa.xlsx",
    ],
)
def test_name_in_the_files_name(name, owner):
    assert owner(file=name).unit == THANH_TUNG


def test_name_of_the_sheet_and_of_the_folder(owner):
    assert owner(sheet="Xã Thanh Tùng").unit == THANH_TUNG
    assert owner(folders=("huyen Thanh Mien", "xa Thanh Tung")).unit == THANH_TUNG


@pytest.mark.parametrize(
    "text",
    [
        "Người lập: Nguyễn Quang Trung",
        "Thanh Miện, ngày 20 tháng 12 năm 2023",
        "Độc lập - Tự do - Hạnh phúc",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
    ],
)
def test_people_places_of_issue_and_mottoes_are_no_owners(text, owner):
    assert owner(text, "xã Thanh Tùng").unit == THANH_TUNG
    assert owner(text).unit is None


@pytest.mark.parametrize(
    ("cells", "file", "folders"),
    [
        (("Xã Hồng Phong", "Huyện Thanh Miện"), "x.xlsx", ()), (("Xã Hồng Phong",), "Hong Phong - H. Thanh Mien.xlsx", ()),
        (("Xã Hồng Phong",), "x.xlsx", ("vong-1", "Huyện Thanh Miện")), ((), "hong_phong.xlsx", ("Huyện Thanh Miện",)),
    ],
)  # fmt: skip
def test_district_tells_units_of_one_name_apart(cells, file, folders, owner):
    assert owner(*cells, file=file, folders=folders).unit == "11293"


@pytest.mark.parametrize(
    "text",
    [
        "Xã: Hồng Phong  Huyện: Thanh Miện", "XÃ: HỒNG PHONG   HUYỆN: THANH MIỆN", "Xã: ...Hồng Phong... Huyện: ...Thanh Miện...",
        "Hội KH xã Hồng Phong (huyện Thanh Miện)", "Xã: Hồng Phong - Huyện: Thanh Miện - Tỉnh: Hải Dương",
        "Xã, phường: Hồng Phong; Huyện: Thanh Miện", "xã Hồng Phong - Thanh Miện",
    ],
)  # fmt: skip
def test_unit_and_district_in_one_cell(text, owner):
    assert owner(text).unit == "11293"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("xã Tân Dân - Chí Linh", "10603"), ("Hội KH xã Tân Dân (TP Chí Linh)", "10603"), ("xã Tân Dân", None),
        ("xã Không Có - Thanh Miện", None), ("phường Hồng Phong - Thanh Miện", None),
    ],
)  # fmt: skip
def test_the_kind_a_unit_had_before_it_was_raised_names_it_within_its_district(text, unit, owner):
    assert owner(text).unit == unit


def test_units_of_one_name_are_asked_about(owner):
    found = owner("Xã Hồng Phong")
    assert (found.unit, found.candidates) == (None, ("10654", "11224", "11293"))
    assert found.sentence.startswith("“xã Hồng Phong” có thể là xã Hồng Phong (huyện Nam Sách) hoặc")


def test_kind_tells_units_of_one_name_apart(owner):
    assert owner("Phường Minh Tân").unit != owner("Xã Minh Tân").unit


def test_name_that_may_be_the_town_or_the_district_is_asked_about(owner):
    assert (owner("Đơn vị: Thanh Miện").unit, owner("Đơn vị: Thanh Miện").candidates) == (None, (TOWN,))
    assert owner("Đơn vị: Thanh Miện", file="TT Thanh Mien.xlsx").unit == TOWN
    assert owner("Thị trấn Thanh Miện").unit == TOWN


def test_unit_in_another_district_is_asked_about(owner):
    found = owner("Xã Thanh Tùng, huyện Ninh Giang")
    assert (found.unit, found.candidates) == (None, (THANH_TUNG,))
    assert found.sentence == "Trong huyện Ninh Giang không có đơn vị tên “xã Thanh Tùng”. Chọn đúng đơn vị."


def test_cells_and_name_that_disagree_are_asked_about(owner):
    found = owner("Xã Thanh Tùng", file="xa Le Hong.xlsx")
    assert (found.unit, found.candidates) == (None, (THANH_TUNG, "11266"))
    assert found.sentence.startswith(
        "Trong bảng ghi xã Thanh Tùng (huyện Thanh Miện), còn tên trang hoặc tên tệp ghi xã Lê Hồng"
    )


def test_two_units_in_the_cells_are_asked_about(owner):
    assert owner("Xã Thanh Tùng", "Xã Lê Hồng").unit is None


@pytest.mark.parametrize(
    ("text", "candidates", "sentence"),
    [
        ("Xã Thanh Tunng", (THANH_TUNG,), "“xã Thanh Tunng” có phải là xã Thanh Tùng (huyện Thanh Miện) không?"),
        ("Xã Trần Phú", ("10528",), "“xã Trần Phú” có phải là phường Trần Phú (thành phố Hải Dương) không?"),
        ("Xã Không Có", (), "Không có đơn vị nào tên là “xã Không Có”."),
    ],
)
def test_unit_that_is_not_on_the_map_is_asked_about(text, candidates, sentence, owner):
    found = owner(text)
    assert (found.unit, found.candidates) == (None, candidates)
    assert found.sentence.startswith(sentence)


def test_name_of_the_file_does_not_overrule_an_unknown_name_in_the_cells(owner):
    found = owner("Xã Không Có", file="xa Thanh Tung.xlsx")
    assert (found.unit, found.candidates) == (None, (THANH_TUNG,))


def test_official_code_decides(owner):
    assert owner("Xã Hồng Phong", f"{OFFICIAL_CODE}11224").unit == "11224"
    assert owner("Xã Thanh Tùng", f"{OFFICIAL_CODE}99999").unit == THANH_TUNG


def test_nothing_said_is_asked(owner):
    assert owner("BÁO CÁO NĂM 2023").sentence.startswith("Chưa rõ báo cáo của đơn vị nào.")


# Rows of a table of units


@pytest.mark.parametrize(
    ("text", "within", "unit"),
    [
        ("Hồng Phong", "300", "11293"), ("Hồng Phong", None, None), ("Thanh Miện", "300", TOWN), ("TT.Thanh Miện", "300", TOWN),
        ("Xã Tân Dân", "290", "10603"), ("Phường Hồng Phong", "300", None),
        ("", "300", None), ("Thanh Tùngg", "300", None), ("Xã Thanh Tùng", "299", None),
    ],
)  # fmt: skip
def test_row_names_its_unit(text, within, unit, index):
    assert find_row_owner(text, within, "commune", index).unit == unit


def test_district_common_to_the_rows(index):
    assert common_district(["Thanh Tùng", "Lê Hồng", "Hồng Phong", "Cộng"], "commune", index) == "300"
    assert common_district(["Thanh Tùng", "Xã An Lâm"], "commune", index) is None
    assert common_district([], "commune", index) is None


@pytest.mark.parametrize(
    ("cells", "name", "unit"),
    [
        (["Đơn vị: Hội Khuyến học xã Thanh Tùng"], "x.xlsx", THANH_TUNG),
        (["HỘI KHUYẾN HỌC XÃ THANH TÙNG"], "x.xlsx", THANH_TUNG),
        (["hoi khuyen hoc xa thanh tung"], "x.xlsx", THANH_TUNG),
        ([], "huyen Thanh Mien/bc_2023_thanh_tung.xlsx", THANH_TUNG),
        (["Xã Hồng Phong, huyện Thanh Miện"], "x.xlsx", "11293"),
        (["Xã Hồng Phong"], "Huyện Ninh Giang/x.xlsx", "11224"),
        (["Xã Hồng Phong"], "x.xlsx", None),
        (["Xã Hồng Phong"], "xa Thanh Tung.xlsx", None),
        (["Xã Không Có"], "xa Thanh Tung.xlsx", None),
        ([], "bao cao.xlsx", None),
    ],
)
def test_owner_of_a_file(cells, name, unit, read):
    reading = read(book(page(CLEAN, above=[[c] for c in cells] + [[TITLE], []])), name)
    assert (only(reading).unit, reading.outcome) == (unit, "read" if unit else "needs_mapping")


def test_official_code_beside_its_label_decides(read):
    above = [[TITLE], ["Xã Hồng Phong"], ["Mã đơn vị:", 11224], []]
    assert only(read(book(page(CLEAN, above=above)))).unit == "11224"


def test_two_of_one_name_are_both_proposed(read):
    one = asked(read(book(page(CLEAN, above=[["Xã Hồng Phong"], [TITLE], []]))))
    assert one.units == ("10654", "11224", "11293")
    assert "xã Hồng Phong (huyện Nam Sách) hoặc xã Hồng Phong (huyện Ninh Giang)" in one.reason

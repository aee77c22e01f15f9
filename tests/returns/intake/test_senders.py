"""Names that are no unit's: people, chapters, villages and schools; districts off the map; names in a file's name alone."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.names import names_of
from khuyenhoc.returns.intake.owner import signed_owner
from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.intake.senders import heads_below
from tests.returns.intake.books import CLEAN, FORM, official
from tests.sheets.books import Page, book

THANH_TUNG, LE_HONG = "11242", "11266"
CODES = [i.code for i in FORM.typed]


@pytest.mark.parametrize(
    "text",
    [
        "Người lập: Nguyễn Thanh Miện",
        "Chủ tịch Hội: ông Trần Thanh Miện",
        "bà Phạm Thanh Miện",
        "Nguoi lap: Thanh Mien",
    ],
)
def test_a_persons_name_tells_no_units_of_one_name_apart(text, owner):
    assert owner("Xã Hồng Phong", text).unit is None
    assert owner("Chủ tịch Hội Khuyến học xã Thanh Tùng").unit == THANH_TUNG


@pytest.mark.parametrize(
    ("cells", "file", "candidates"),
    [
        (("CHI HỘI KHUYẾN HỌC LAM SƠN",), "x.xlsx", None), (("Chi hội thôn Lam Sơn, xã Thanh Tùng",), "x.xlsx", (THANH_TUNG,)),
        (("Xã Thanh Tùng", "BÁO CÁO CỦA TRƯỜNG THCS THANH TÙNG"), "x.xlsx", (THANH_TUNG,)),
        (("Xã Thanh Tùng",), "chi_hoi_thon_dong.xlsx", (THANH_TUNG,)),
    ],
)  # fmt: skip
def test_what_a_chapter_or_a_school_sends_is_asked_about(cells, file, candidates, owner):
    found = owner(*cells, file=file)
    assert found.unit is None
    assert "là của một chi hội, thôn hoặc trường" in found.sentence
    assert candidates in (None, found.candidates)


def test_sheet_of_a_chapter_is_asked_about(owner):
    assert owner(sheet="Chi hội thôn Lam Sơn").unit is None


@pytest.mark.parametrize(
    "name",
    ["bao cao anh Thanh Tung", "truong tieu hoc Thanh Tung", "BC cua co Thanh Tung", "gui khu dan cu Thanh Tung"],
)
def test_bare_name_of_a_person_or_a_village_in_a_files_name_is_no_units(name, owner):
    found = owner(file=f"{name}.xlsx")
    assert (found.unit, found.candidates) == (None, ())


def test_bare_name_in_the_files_name_alone_is_proposed(owner):
    found = owner(file="Thanh Tung gui.xlsx")
    assert (found.unit, found.candidates) == (None, (THANH_TUNG,))
    assert found.sentence.startswith("Chỉ có tên tệp ghi “Thanh Tung gui”. Xác nhận đây là báo cáo của xã Thanh Tùng")
    assert owner(sheet="Thanh Tung gui", file="Thanh Tung gui.csv").unit is None


@pytest.mark.parametrize(
    ("file", "folders"),
    [
        ("Thanh Tung gui.xlsx", ("Huyện Thanh Miện",)),
        ("xa Thanh Tung.xlsx", ()),
        ("BC khuyen hoc - Thanh Tung.xlsx", ()),
    ],
)
def test_bare_name_that_something_else_bears_out_is_taken(file, folders, owner):
    assert owner(file=file, folders=folders).unit == THANH_TUNG


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội KH xã Thanh Tùng, huyện Vĩnh Bảo, TP Hải Phòng", "huyện Vĩnh Bảo"),
        ("Hội Khuyến học xã Thanh Tùng, TP Hà Nội", "thành phố Hà Nội"),
    ],
)
def test_district_that_is_not_on_the_map_is_asked_about(text, name, owner):
    found = owner(text)
    assert (found.unit, found.candidates) == (None, (THANH_TUNG,))
    assert found.sentence.startswith(f"Không có đơn vị nào tên là “{name}”")
    assert owner("Xã Thanh Tùng, huyện Thanh Miện, tỉnh Hải Dương").unit == THANH_TUNG


def table(title: str, head: str, *names: str) -> bytes:
    rows = [[n, name, *(CLEAN[c] for c in CODES)] for n, name in enumerate(names, 1)]
    return book(Page([[title], ["Năm 2023"], ["TT", head, *CODES], *rows]))


def units(data: bytes, index) -> list[str | None]:
    return [r.unit for r in read_file(data, FORM, index, "2023", "b.xlsx").returns]


def test_villages_named_like_communes_are_asked_about(index):
    names = "Thanh Tùng", "Lê Hồng"
    assert units(table("HỘI KHUYẾN HỌC HUYỆN THANH MIỆN", "Đơn vị", *names), index) == [THANH_TUNG, LE_HONG]
    assert units(table("HỘI KHUYẾN HỌC XÃ PHẠM KHA", "Đơn vị", *names), index) == [None, None]
    assert units(table("HỘI KHUYẾN HỌC", "Thôn", *names), index) == [None, None]


@pytest.mark.parametrize(
    ("text", "below"), [("Tên thôn", True), ("Chi hội", True), ("KDC", True), ("Đơn vị", False), ("Xã, phường", False)]
)
def test_header_of_villages(text, below):
    assert heads_below(text) is below


def test_rows_that_go_on_without_a_name_are_asked_about(index):
    figures = [CLEAN[c] for c in CODES]
    rows = [[1, "xã Thanh Tùng", "KH", *figures], [None, None, "TH", *figures], [2, "xã Lê Hồng", "KH", *figures]]
    data = book(Page([["HUYỆN THANH MIỆN NĂM 2023"], ["TT", "Đơn vị", "Số liệu", *CODES], *rows]))
    first, *_, last = read_file(data, FORM, index, "2023", "b.xlsx").returns
    assert (first.unit, first.outcome) == (THANH_TUNG, "needs_mapping")
    assert "“xã Thanh Tùng” có nhiều dòng số liệu" in first.reason
    assert (last.unit, last.outcome) == (LE_HONG, "read")


def test_units_of_a_table_of_a_district_off_the_map_are_asked_about(index):
    names = "Thanh Tùng", "Lê Hồng"
    assert units(table("HỘI KHUYẾN HỌC HUYỆN GIA BÌNH", "Đơn vị", *names), index) == [None, None]
    below = units(
        table("HỘI KHUYẾN HỌC", "Đơn vị", "Thanh Tùng", "Huyện Gia Bình", "Lê Hồng", "Huyện Thanh Miện", "Lê Hồng"),
        index,
    )
    assert below == [THANH_TUNG, None, None, LE_HONG]


@pytest.mark.parametrize(
    "above",
    ["Chi hội thôn Đông, xã Thanh Tùng", "Báo cáo của trường tiểu học Thanh Tùng", "Huyện Gia Bình", "Xã Lê Hồng"],
)
def test_a_true_signature_does_not_stand_against_what_is_said_over_the_figures(above, index):
    def owner(*cells: str):
        return signed_owner(THANH_TUNG, cells, "Báo cáo", "x.xlsx", (), "commune", names_of(index))

    assert owner("Hội Khuyến học xã Thanh Tùng", "Huyện Thanh Miện").unit == THANH_TUNG
    assert (owner(above).unit, owner(above).candidates[0]) == (None, THANH_TUNG)


def test_a_return_as_it_should_be_is_still_read(index):
    assert units(official(CLEAN), index) == [THANH_TUNG]

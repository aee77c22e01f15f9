"""Lists of units: what they would add, and each thing that can be wrong with one."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import Life
from khuyenhoc.units.loading.judging import Judged, judge
from khuyenhoc.units.loading.listing import read_listing
from khuyenhoc.units.queries import map_of
from khuyenhoc.units.spec import UnitName
from tests.units.reorganising.small import BEGAN, LEVELS, UNITS, lives, table

SINCE = dt.date(2024, 1, 1)
HEADING = "Mã | Đơn vị | Mã cấp trên | Cấp"


def judged(*rows: str, since: dt.date = SINCE, known: dict[str, Life] | None = None) -> Judged:
    return judge(read_listing(table(HEADING, *rows)), map_of(since, UNITS), {**lives(UNITS), **(known or {})}, LEVELS)


def faults(*rows: str, since: dt.date = SINCE, known: dict[str, Life] | None = None) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.message) for fault in judged(*rows, since=since, known=known).faults]


def test_units_come_after_those_above_them_whatever_the_order_of_the_rows() -> None:
    found = judged("4101 | Xã Mới | 410", "410 | Thành phố Mới | 41", "41 | Thành phố Lớn |")
    assert found.added == [
        UnitName("41", "province", "thành phố", "Lớn", None, "41"),
        UnitName("410", "district", "thành phố", "Mới", "41", "410"),
        UnitName("4101", "commune", "xã", "Mới", "410", "4101"),
    ]
    assert (found.faults, found.notes, found.standing) == ([], [], 0)


def test_what_stands_in_the_books_stays_and_is_told() -> None:
    found = judged(
        "30 | tỉnh Hải Giang |", "300 | huyện An Sơn | 30", "3001 | xã Hoà An | 300", "3002 | xã Tân An | 300"
    )
    assert (found.added, found.standing, found.faults) == ([], 4, [])
    assert [(note.line, note.message) for note in found.notes] == [
        (5, "Mã 3002: bảng ghi xã Tân An, sổ đang ghi xã Tân Dân. Giữ như sổ."),
        (None, "Tỉnh Hải Giang trong sổ có 5 đơn vị mà bảng không có, như thị trấn An Sơn (3003). Giữ như sổ."),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("| xã Mới | 300", "xã Mới chưa có mã"),
        ("9 | Mới | 300", "là loại đơn vị nào"),
        ("9 | xã Mới | 999", "Không có đơn vị cấp trên mã 999"),
        ("9 | huyện Mới | 3001", "huyện Mới thuộc cấp nào"),
        ("9 | xã Mới | 300 | Hạng nhất", "xã Mới thuộc cấp nào"),
        ("9 | xã Mới | 3001 | commune", "cấp trên phải ở cấp cao hơn"),
        ("9 | xã Mới | 9", "đi thành vòng"),
    ],
)
def test_one_row_that_is_wrong(row: str, message: str) -> None:
    ((line, said),) = faults(row)
    assert (line, message in said) == (2, True), said


def test_a_code_twice_and_a_cycle_are_told_by_line() -> None:
    found = faults("9 | xã Mới | 300", "9 | xã Khác | 300", "7 | huyện Một | 8", "8 | huyện Hai | 7")
    assert [line for line, _said in found] == [3, 4, 5]
    assert found[0][1] == "Mã 9 đã có ở dòng 2. Giữ một dòng."


def test_a_code_of_another_day_is_not_used_again_nor_a_unit_put_below_one_that_ended() -> None:
    later = Life("31", "31", "province", "thành phố Mới", dt.date(2025, 7, 1), dt.date(2025, 7, 1), None)
    assert faults("31 | thành phố Khác |", known={"31": later}) == [
        (2, "Mã 31 trong sổ là của thành phố Mới, từ ngày 01/07/2025. Sửa mã, hoặc chọn ngày khác.")
    ]
    ended = Life("300", "300", "district", "huyện An Sơn", BEGAN, BEGAN, dt.date(2025, 7, 1))
    ((_line, said),) = faults("9 | xã Mới | 300", known={"300": ended})
    assert "đã kết thúc từ ngày 01/07/2025" in said


def test_both_sides_of_the_day_on_which_a_level_ends() -> None:
    assert faults("410 | huyện Mới | 30", since=dt.date(2025, 6, 30)) == []
    ((_line, said),) = faults("410 | huyện Mới | 30", since=dt.date(2025, 7, 1))
    assert said == "huyện Mới thuộc cấp nào? Ghi tên cấp vào cột “cấp”."


@pytest.mark.parametrize("rows", [[["Tên", "Số"]], [["Mã", "Đơn vị"]], []])
def test_what_is_no_list_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(UnitsRefused):
        read_listing(rows)

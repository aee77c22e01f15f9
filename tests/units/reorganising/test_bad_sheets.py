"""What is wrong with a sheet is said line by line: asked where several are meant, refused where it cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from khuyenhoc.units.queries import map_of
from khuyenhoc.units.reorganising.checking import cycle
from khuyenhoc.units.spec import UnitName
from tests.units.reorganising.small import BEFORE, DAY, UNITS, lives, plan

CODED = "Mã cũ | Đơn vị cũ | Huyện cũ | Đơn vị mới | Mã mới | Cấp trên mới | Phạm vi"


@pytest.mark.parametrize(
    ("row", "said", "candidates"),
    [
        (" | xã Tân Dân | | xã Mới", "là tên của 2 đơn vị", {"3002", "3011"}),
        (" | xã Tân Dânn | | xã Mới", "Không có đơn vị nào tên đúng là", {"3002", "3011"}),
        (" | phường Phú Lộc | | xã Mới", "Không có đơn vị nào tên đúng là", {"3012"}),
        ("3001 | xã Phú Lộc | | xã Mới", "Mã 3001 là xã Hòa An", {"3001"}),
        ("3001, 3002 | xã Hòa An | | xã Mới", "1 tên nhưng 2 mã", set()),
        (" | xã Phú Lộc | | ", "Xã Phú Lộc trở thành đơn vị nào", set()),
        (" | xã Phú Lộc | | xã Mới | | | chừng nửa", "Không hiểu phạm vi", set()),
        (" | xã Phú Lộc | | xã Mới | | huyện Xa Lạ", "Cấp trên “huyện Xa Lạ” của xã Mới", set()),
        (" | xã Phú Lộc, xã Hòa An | | xã Mới", "xã Mới trực thuộc đơn vị nào", {"300", "301"}),
        (" | xã Hòa An, thị trấn An Sơn | | Hòa Sơn", "“Hòa Sơn” là loại đơn vị nào", set()),
        (" | | | xã Mới | | huyện An Sơn", "Ghi mã của xã Mới", set()),
        (" | | | thành phố Mới | 99 | Hải Giang", "thuộc cấp nào", set()),
    ],
)
def test_what_is_asked(row: str, said: str, candidates: set[str]) -> None:
    made = plan(CODED, row)
    (note,) = made.questions
    assert said in note.message
    assert (note.line, {u.code for u in note.candidates}) == (2, candidates)
    assert not made.can_be_applied


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([" | xã Không Có | | xã Mới"], "Không có đơn vị “xã Không Có” trên bản đồ ngày 01/12/2024"),
        (["9999 | | | xã Mới"], "Không có đơn vị “9999”"),
        ([" | xã Tân Dân | huyện Xa Lạ | xã Mới"], "Không có đơn vị cấp trên nào tên “huyện Xa Lạ”"),
        ([" | xã Phú Lộc | | xã A", " | xã Phú Lộc | | xã B"], "nêu nhiều lần, ở các dòng 2, 3"),
        ([" | xã Phú Lộc | | xã A", " | xã Phú Lộc | | giải thể"], "nêu nhiều lần, ở các dòng 2, 3"),
        ([" | tỉnh Hải Giang | | giải thể"], "không còn cấp trên"),
        ([" | xã Phú Lộc | | xã Phú Lộc | | xã Minh Châu"], "cấp trên phải ở cấp cao hơn"),
        ([" | xã Phú Lộc | | xã Phú Lộc | 3013"], "Mã chính thức 3013 được ghi cho nhiều đơn vị"),
        ([" | huyện An Sơn | | huyện An Sơn | | huyện Bình Sơn", " | huyện Bình Sơn | | huyện Bình Sơn | | huyện An Sơn"],
         "Cấp trên đi thành vòng: Huyện An Sơn → Huyện Bình Sơn → Huyện An Sơn"),
    ],
)  # fmt: skip
def test_what_is_refused(rows: list[str], said: str) -> None:
    made = plan(CODED, *rows)
    assert said in made.faults[0].message
    assert not made.can_be_applied


PADDED = map_of(DAY, [UnitName("01", "province", "thành phố", "Hà Nội", None, "01"),
                      UnitName("001", "district", "quận", "Ba Đình", "01", "001"),
                      UnitName("00001", "commune", "phường", "Phúc Xá", "001", "00001")])  # fmt: skip


@pytest.mark.parametrize("code", ["1", "001", "0001"])
def test_a_code_that_a_spreadsheet_took_for_a_number_is_known_by_the_name(code: str) -> None:
    (change,) = plan(CODED, f"{code} | quận Ba Đình | | quận Ba Đình Mới", before=PADDED).changes
    assert [source.code for source in change.sources] == ["001"]
    assert plan(CODED, "1 | | | quận Ba Đình Mới", before=PADDED).faults[0].message.startswith("Không có đơn vị “1”")


LATER = UnitName("3077", "commune", "xã", "Mai Sau", "300", "3077")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (" | xã Mai Sau | | xã Mới", "“xã Mai Sau” mãi đến ngày 01/01/2026 mới có"),
        (
            " | xã Hòa An, thị trấn An Sơn | | xã Mới | 3077",
            "Mã 3077 là của xã Mai Sau, mãi đến ngày 01/01/2026 mới có",
        ),
    ],
)
def test_a_unit_that_begins_later_is_refused(row: str, said: str) -> None:
    assert said in plan(CODED, row, known=lives([LATER], dt.date(2026, 1, 1))).faults[0].message


def test_a_unit_that_has_ended_is_refused_with_its_day() -> None:
    gone = lives([LATER], until=dt.date(2024, 1, 1))
    assert "đã kết thúc từ ngày 01/01/2024" in plan(CODED, " | xã Mai Sau | | xã Mới", known=gone).faults[0].message


@pytest.mark.parametrize(
    ("began", "since", "until", "said"),
    [
        (DAY, DAY, None, "chỉ bắt đầu từ chính ngày 01/12/2024"),
        (dt.date(2023, 1, 1), DAY, None, "đã có thay đổi trong hoặc sau ngày 01/12/2024"),
        (dt.date(2023, 1, 1), dt.date(2023, 1, 1), dt.date(2025, 7, 1), "đã có thay đổi trong hoặc sau"),
    ],
)
def test_a_change_before_the_beginning_or_before_another_change_is_refused(began, since, until, said) -> None:
    known = {"3012": replace(lives(UNITS)["3012"], began=began, since=since, until=until)}
    for row in ("xã Phú Lộc | xã Mới", "huyện Bình Sơn | giải thể"):
        assert any(said in fault.message for fault in plan(row, known=known).faults)
    assert plan("xã Minh Châu | xã Mới", known=known).can_be_applied


def test_a_tree_has_no_cycle() -> None:
    assert cycle(BEFORE) == []

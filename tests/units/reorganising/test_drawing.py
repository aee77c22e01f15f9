"""What becomes of units by the rows of a sheet: who goes on, who begins, who ends, and whose each is then."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.units.queries import map_of
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.spec import UnitName, read_units
from tests.units.reorganising.small import BEFORE, BEGAN, DAY, LEVELS, kinds, lives, plan


@pytest.mark.parametrize(
    ("rows", "changes", "begins", "ends"),
    [
        (["xã Phú Lộc | xã Phú Lộc"], [], [], []),
        (["xã Phú Lộc | giữ nguyên"], [], [], []),
        (["XÃ PHÚ LỘC | Phu Loc"], [], [], []),
        (["xã Phú Lộc | xã Phú Mới"], [("renamed", "3012")], [], []),
        (["xã Phú Lộc | phường Phú Lộc"], [("renamed", "3012")], [], []),
        (["xã Hòa An, TT An Sơn | xã Hòa Sơn"], [("merged", "3001-2024")], ["3001-2024"], ["3001", "3003"]),
        (["xã Hoà An | xã Hòa Sơn", "thị trấn An Sơn | xã Hòa Sơn"], [("merged", "3001-2024")], ["3001-2024"],
         ["3001", "3003"]),
        (["một phần xã Phú Lộc | xã A", "một phần xã Phú Lộc | xã B"],
         [("split", "3012-2024"), ("split", "3012-2024-2")], ["3012-2024", "3012-2024-2"], ["3012"]),
        (["một phần xã Phú Lộc | xã Phú Lộc", "một phần xã Phú Lộc | xã B"],
         [("split", "3012-2024")], ["3012-2024"], []),
        (["một phần xã Phú Lộc, xã Minh Châu | xã Minh Châu"], [("part_moved", "3013")], [], []),
        (["một phần xã Tân Dân, huyện An Sơn; xã Tân Dân, huyện Bình Sơn | xã Tân Dân"],
         [("part_moved", "3011")], [], []),
        (["xã Minh Châu | giải thể"], [("dissolved", "")], [], ["3013"]),
        (["huyện An Sơn | huyện Bình Sơn", "huyện Bình Sơn | huyện Bình Sơn"],
         [("merged", "301-2024"), *[("moved", c) for c in ("3001", "3002", "3003", "3011", "3012", "3013")]],
         ["301-2024"], ["300", "301"]),
    ],
)  # fmt: skip
def test_what_becomes_of_units(rows, changes, begins, ends) -> None:
    made = plan(*rows)
    assert not made.faults + made.questions
    assert kinds(made) == changes
    assert ([u.code for u in made.begins], [u.code for u in made.ends]) == (begins, ends)


def test_units_that_are_not_named_stay_and_are_listed() -> None:
    made = plan("xã Phú Lộc | xã Phú Mới")
    assert {u.code for u in made.unnamed} == {"3001", "3002", "3003", "3011", "3013"}
    assert all(made.after.units[u.code] == u for u in made.unnamed)


def test_a_level_ends_by_rows_and_what_stood_below_it_goes_up() -> None:
    made = plan("huyện An Sơn | giải thể", "huyện Bình Sơn | không còn")
    assert {u.parent for u in made.after.units.values() if u.level == "commune"} == {"30"}
    assert [(c.kind, [s.code for s in c.sources]) for c in made.changes][:2] == [
        ("dissolved", ["300"]),
        ("dissolved", ["301"]),
    ]


@pytest.mark.parametrize(
    ("row", "parent"),
    [
        ("xã Phú Lộc | xã Phú Lộc | huyện An Sơn", "300"),
        ("xã Phú Lộc | xã Phú Lộc | 300", "300"),
        ("xã Phú Lộc | xã Phú Lộc | An Sơn", "300"),
        ("xã Phú Lộc | xã Phú Lộc | Hải Giang", "30"),
        ("xã Phú Lộc, xã Hòa An | xã Phú An | huyện An Sơn", "300"),
    ],
)
def test_the_parent_is_the_one_that_the_sheet_names(row: str, parent: str) -> None:
    made = plan("Đơn vị cũ | Đơn vị mới | Cấp trên mới", row)
    (change,) = made.changes
    assert not made.faults + made.questions
    assert change.after is not None
    assert change.after.parent == parent


def test_a_new_parent_of_the_same_sheet() -> None:
    rows = ["huyện An Sơn, huyện Bình Sơn | thị xã Hòa Bình | ", "xã Phú Lộc | phường Phú Lộc | thị xã Hòa Bình"]
    made = plan("Đơn vị cũ | Đơn vị mới | Cấp trên mới", *rows)
    assert made.can_be_applied
    assert {u.parent for u in made.after.units.values() if u.level == "commune"} == {"300-2024"}


def test_ground_from_outside_makes_a_new_identity_of_a_renamed_top() -> None:
    heading = "Đơn vị cũ | Đơn vị mới | Mã mới"
    made = plan(heading, "| thành phố Hải Phòng | 31", "tỉnh Hải Giang | thành phố Hải Phòng |")
    assert made.can_be_applied
    assert made.after.units["31"] == UnitName("31", "province", "thành phố", "Hải Phòng", None, "31")
    assert made.after.units["300"].parent == "31"


def test_the_new_unit_reuses_the_official_code_of_an_old_one_under_an_identity_of_its_own() -> None:
    made = plan("Đơn vị cũ | Đơn vị mới | Mã mới", "xã Hòa An, thị trấn An Sơn | xã Hòa Sơn | 3003")
    assert made.after.units["3003-2024"].official_code == "3003"
    assert not made.warnings


def test_two_units_may_swap_their_official_codes() -> None:
    made = plan(
        "Đơn vị cũ | Đơn vị mới | Mã mới", "xã Phú Lộc | xã Phú Lộc | 3013", "xã Minh Châu | xã Minh Châu | 3012"
    )
    assert made.can_be_applied
    assert [made.after.units[code].official_code for code in ("3012", "3013")] == ["3013", "3012"]


def test_an_identity_is_never_given_twice() -> None:
    gone = lives([UnitName("3001-2024", "commune", "xã", "Cũ", "300", "3001")], until=DAY)
    assert kinds(plan("xã Hòa An, thị trấn An Sơn | xã Hòa Sơn", known=gone)) == [("merged", "3001-2024-2")]


def test_a_unit_that_had_ended_is_established_again() -> None:
    gone = lives([UnitName("3099", "commune", "xã", "Đông Hải", "300", "3099")], until=DAY)
    heading = "Đơn vị cũ | Đơn vị mới | Mã mới | Cấp trên mới"
    (change,) = plan(heading, "một phần xã Phú Lộc | xã Đông Hải | 3099 | huyện Bình Sơn", known=gone).changes
    assert change.after is not None
    assert (change.after.code, change.status) == ("3099", UnitStatus.RE_ESTABLISHED)


@pytest.mark.parametrize(
    ("new", "level"), [("xã Phú Mới", "commune"), ("đặc khu Phú Lộc", "commune"), ("huyện Phú Lộc", "district")]
)
def test_the_level_is_told_by_the_kind_where_it_changes(new: str, level: str) -> None:
    made = plan("Đơn vị cũ | Đơn vị mới | Cấp trên mới", f"xã Phú Lộc | {new} | tỉnh Hải Giang")
    assert made.after.units["3012"].level == level
    assert not made.faults + made.questions


def test_what_may_be_a_mistake_is_said() -> None:
    made = plan("huyện An Sơn | giải thể", "huyện Bình Sơn | giải thể", before=replace(BEFORE, on=DAY), decision="")
    said = " ".join(note.message for note in made.warnings)
    for words in ("Chưa ghi số quyết định", "Huyện An Sơn kết thúc, không có đơn vị kế tiếp", "2 đơn vị trùng tên"):
        assert words in said


@pytest.mark.parametrize(("day", "warned"), [("2025-06-30", False), ("2025-07-01", True)])
def test_units_of_a_level_that_is_no_more_are_warned_of(day: str, warned: bool) -> None:
    before = replace(BEFORE, on=DAY.fromisoformat(day))
    said = [n.message for n in plan("xã Phú Lộc | xã Phú Mới", before=before).warnings]
    assert any("không còn cấp" in message for message in said) is warned


def test_a_province_is_drawn_well_within_two_seconds() -> None:
    units = read_units("30", 2023).units
    communes = [u for u in units if u.level == "commune"]
    rows = [["Mã cũ", "Tên đơn vị cũ", "Tên đơn vị mới", "Cấp trên mới"]]
    rows += [[u.code, u.full_name, f"xã Khu {n // 4}", "Hải Dương"] for n, u in enumerate(communes)]
    rows += [[u.code, u.full_name, "giải thể", ""] for u in units if u.level == "district"]
    started = time.process_time()
    made = draw(rows, map_of(DAY, units), lives(units, BEGAN), LEVELS, "1/NQ")
    assert time.process_time() - started < 1
    assert made.can_be_applied
    assert (len(made.begins), len(made.ends)) == (59, 247)


def test_the_handbook_s_example_can_be_applied() -> None:
    text = (Path(__file__).parents[3] / "docs" / "sap-nhap-don-vi.md").read_text(encoding="utf-8")
    rows = [line.split(";") for line in text.splitlines() if line.count(";") == 5]
    units = read_units("30", 2023).units
    made = draw(rows, map_of(DAY, units), lives(units), LEVELS, "1/NQ")
    assert made.can_be_applied
    assert [(u.code, u.official_code, u.parent) for u in made.begins] == [("11242-2024", "11242", "30")]
    assert "300" not in made.after.units


@pytest.mark.parametrize(
    ("said", "status"),
    [("tạm dừng", "suspended"), ("Chưa thành lập Hội", "not_established"), ("lập lại", "re_established"), ("", None)],
)
def test_the_association_in_a_place_is_another_thing_than_the_place(said: str, status: str | None) -> None:
    made = plan("Đơn vị cũ | Đơn vị mới | Tình trạng Hội", f"xã Minh Châu | giữ nguyên | {said}")
    assert [(c.kind, c.status) for c in made.changes] == ([("status", status)] if status else [])
    assert made.after.units == BEFORE.units


def test_a_status_that_is_no_word_of_ours_is_asked_about() -> None:
    made = plan("Đơn vị cũ | Đơn vị mới | Tình trạng Hội", "xã Minh Châu | giữ nguyên | vui vẻ")
    assert ["Không hiểu tình trạng Hội “vui vẻ”" in q.message for q in made.questions] == [True]

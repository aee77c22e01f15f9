"""New versions, exchanged parts, and what they say otherwise."""

from __future__ import annotations

import pytest
from msgspec import structs

from khuyenhoc.catalogue.criteria.changes import Difference, differences
from khuyenhoc.catalogue.criteria.editing import KINDS, new_version, next_code, parts_of, with_part, without_part
from khuyenhoc.catalogue.criteria.spec import (
    CriteriaSetSpec,
    CriterionSpec,
    GroupSpec,
    ScoredIndicatorSpec,
    SettingSpec,
    VetoSpec,
    WordingSpec,
)
from khuyenhoc.catalogue.loaders import read_catalogue

SETS = {one.code: one for one in read_catalogue().criteria_sets}
CITIZEN, FAMILY = SETS["CDHT-2022"], SETS["GDHT-2015"]
FACT = {"status": "verified", "source": "mẫu"}


@pytest.mark.parametrize(
    ("taken", "code", "version"),
    [
        (set(), "CDHT-2026", "2026"),
        ({"CDHT-2026"}, "CDHT-2026-2", "2026-2"),
        ({"CDHT-2026", "CDHT-2026-2", "CDHT-2022"}, "CDHT-2026-3", "2026-3"),
    ],
)
def test_a_new_version_says_the_same_and_holds_from_no_day(taken, code, version):
    made = new_version(CITIZEN, 2026, taken)
    assert (made.code, made.version, made.valid_from, made.based_on) == (code, version, None, "CDHT-2022")
    assert differences(CITIZEN, made) == ()


def test_a_version_of_a_version_keeps_the_stem():
    assert new_version(new_version(CITIZEN, 2026, {"CDHT-2026"}), 2027, set()).code == "CDHT-2027"


def test_codes_go_on_where_there_is_room():
    assert [next_code(CITIZEN, kind) for kind in KINDS] == ["N4", "TC1", "CS11", "LT1"]
    assert next_code(without_part(CITIZEN, "indicators", "CS3"), "indicators") == "CS3"


def test_a_part_is_exchanged_in_its_place_or_added_at_the_end():
    other = ScoredIndicatorSpec(code="CS4", title="Khác", **FACT)
    more = ScoredIndicatorSpec(code="CS11", **FACT)
    changed = with_part(with_part(CITIZEN, "indicators", other), "indicators", more)
    assert [i.code for i in changed.indicators] == [*CITIZEN.numbers, "CS11"]
    assert (changed.indicators[3], changed.indicators[10]) == (other, more)


def test_what_refers_to_a_part_goes_with_it():
    worded = tuple(WordingSpec(group=g, text=g, **FACT) for g in ("N1", "N2"))
    one = with_part(CITIZEN, "indicators", ScoredIndicatorSpec(code="CS1", criterion="NL1", wordings=worded, **FACT))
    assert [w.group for w in without_part(one, "groups", "N1").indicators[0].wordings] == ["N2"]
    assert without_part(one, "criteria", "NL1").indicators[0].criterion == ""
    assert parts_of(without_part(one, "vetoes", "LT9"), "vetoes") == ()


def changed(one: CriteriaSetSpec, **keys: object) -> CriteriaSetSpec:
    return structs.replace(one, **keys)


INDICATOR = ScoredIndicatorSpec(
    code="CS4", title="Việc", points=8, wordings=(WordingSpec(group="N1", text="Lời", **FACT),), status="GAP",
    source="chưa đọc được nội dung",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (CITIZEN, changed(CITIZEN, points=120, complete=False), [("", "Số điểm", "100", "120"),
                                                                 ("", "Đã ghi đủ mọi chỉ số", "có", "chưa")]),
        (CITIZEN, changed(CITIZEN, thresholds={"ordinary": 85}),
         [("", "Mức đạt, vùng thông thường", "80", "85"), ("", "Mức đạt, vùng khó khăn", "70", "")]),
        (CITIZEN, changed(CITIZEN, valid_years=SettingSpec(value=3, **FACT)),
         [("", "Công nhận có giá trị (năm)", "", "3"), ("Công nhận có giá trị (năm)", "Tình trạng", "GAP", "verified"),
          ("Công nhận có giá trị (năm)", "Nguồn", "chưa đọc được văn bản nào quy định", "mẫu")]),
        (CITIZEN, with_part(CITIZEN, "indicators", INDICATOR),
         [("Chỉ số 4", "Tên", "", "Việc"), ("Chỉ số 4", "Số điểm", "", "8"), ("Chỉ số 4", "Lời cho nhóm “N1”", "", "Lời"),
          ("Chỉ số 4", "Tình trạng của lời cho nhóm “N1”", "", "verified")]),
        (FAMILY, without_part(FAMILY, "criteria", "TC1"),
         [("Tiêu chí “Việc học của con trẻ”", "Có trong bộ", "có", "bỏ")]),
        (FAMILY, with_part(FAMILY, "vetoes", VetoSpec(code="LT1", **FACT)),
         [("Điều loại trừ “LT1”", "Có trong bộ", "", "thêm")]),
        (FAMILY, with_part(FAMILY, "groups", GroupSpec(code="N1", title="Nông dân", **FACT)),
         [("Nhóm “Nông dân”", "Có trong bộ", "", "thêm")]),
        (FAMILY, with_part(FAMILY, "criteria", CriterionSpec(code="TC1", title="Trẻ em", points=30, status=FAMILY.status,
                                                            source=FAMILY.source)),
         [("Tiêu chí “Việc học của con trẻ”", "Tên", "Việc học của con trẻ", "Trẻ em")]),
        (FAMILY, changed(FAMILY, valid_to=None, code="X", version="Y"), []),
    ],
)  # fmt: skip
def test_what_is_said_otherwise(before, after, said):
    assert differences(before, after) == tuple(Difference(*one) for one in said)

"""Names of units inside titles: every commune of the map is found as itself, however it is written."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.names import Names
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import read_units
from khuyenhoc.vietnamese.text import without_accents

UNITS = read_units("30", 2023).units
NAMES = Names(UnitIndex(list(UNITS)))


@pytest.mark.parametrize("title", ["HỘI KHUYẾN HỌC {upper}", "Hoi khuyen hoc {plain}", "Báo cáo {name} năm 2023"])
def test_every_commune_is_found_in_a_title_and_no_other(title: str) -> None:
    wrong = []
    for unit in (u for u in UNITS if u.level == "commune"):
        name = unit.full_name
        found = NAMES.find(title.format(upper=name.upper(), plain=without_accents(name), name=name))
        communes = [u for f in found if f.strong for u in f.units if u.level == "commune"]
        if unit not in communes or {u.name for u in communes} != {unit.name}:
            wrong.append((unit.code, name, communes))
    assert wrong == []


def test_no_name_begins_within_a_kind() -> None:
    (found,) = NAMES.find("HỘI KHUYẾN HỌC THỊ TRẤN PHÚ THÁI")
    assert [u.full_name for u in found.units] == ["thị trấn Phú Thái"]

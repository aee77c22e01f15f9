"""From texts to units: exact, without accents, with another kind, misspelt; and never one of two."""

from __future__ import annotations

import pickle
import time
import unicodedata

import pytest

from khuyenhoc.units.matching import Certainty, UnitIndex, best
from khuyenhoc.units.spec import UnitName, read_units
from khuyenhoc.vietnamese.text import fold

UNITS = read_units("30", 2023).units
INDEX = UnitIndex(UNITS)
COMMUNES = [u for u in UNITS if u.level == "commune"]


def codes(text: str, level: str | None = None, within: str | None = None) -> list[tuple[str, Certainty]]:
    return [(m.unit.code, m.certainty) for m in INDEX.match(text, level, within)]


def test_every_unit_is_found_by_its_full_name_within_its_district():
    for unit in COMMUNES:
        assert best(INDEX.match(unit.full_name, "commune", unit.parent)) == [unit]
        assert best(INDEX.match(fold(unit.full_name), "commune", unit.parent)) == [unit]
        assert best(INDEX.match(unicodedata.normalize("NFD", unit.full_name.upper()), "commune", unit.parent)) == [unit]


def test_only_units_that_share_kind_and_name_are_several():
    several = {u.name for u in COMMUNES if len(best(INDEX.match(u.full_name, "commune"))) > 1}
    assert several == {"Cộng Hòa", "Hồng Phong", "Hưng Đạo", "Lê Lợi", "Tân Dân", "Tân Việt", "Thanh Quang"}


@pytest.mark.parametrize(
    ("text", "level", "within", "found"),
    [
        ("Hội Khuyến học xã Thanh Tùng", None, None, [("11242", Certainty.EXACT)]),
        ("Thanh Tùng", None, None, [("11242", Certainty.EXACT)]),
        ("thanh tung", None, None, [("11242", Certainty.PLAIN)]),
        ("P. Trần Phú", None, None, [("10528", Certainty.EXACT)]),
        ("TT Thanh Miện", None, None, [("11239", Certainty.EXACT), ("300", Certainty.OTHER_KIND)]),
        ("Thanh Miện", None, None, [("300", Certainty.EXACT), ("11239", Certainty.EXACT)]),
        ("Thanh Miện", "commune", None, [("11239", Certainty.EXACT)]),
        ("xã Trần Phú", None, None, [("10528", Certainty.OTHER_KIND)]),
        ("xã Thanh Tùngg", None, None, [("11242", Certainty.MISSPELT)]),
        ("xã Thnh Tùng", None, None, [("11242", Certainty.MISSPELT)]),
        ("xã Hồng Phong", None, "300", [("11293", Certainty.EXACT)]),
        (
            "xã Hồng Phong",
            None,
            "30",
            [("10654", Certainty.EXACT), ("11224", Certainty.EXACT), ("11293", Certainty.EXACT)],
        ),
        ("thị trấn Cẩm Giang", None, None, [("10888", Certainty.EXACT), ("295", Certainty.OTHER_KIND)]),
        ("Cẩm Giàng", None, None, [("295", Certainty.EXACT)]),
        ("Không Có", None, None, []),
        ("xã", None, None, []),
        ("", None, None, []),
    ],
)
def test_match(text, level, within, found):
    assert sorted(codes(text, level, within)) == sorted(found)


def test_place_of_the_tone_mark_makes_no_other_name():
    """ "Cộng Hoà" of Chí Linh and "Cộng Hòa" of Nam Sách are written both ways by anybody."""
    assert {c for c, certainty in codes("Cộng Hòa") if certainty is Certainty.EXACT} == {"10570", "10639", "10756"}
    assert codes("Cộng Hoà") == codes("Cộng Hòa")


def test_without_accents_it_may_be_either():
    assert {c for c, certainty in codes("Cam Giang") if certainty.is_certain} == {"10888", "295"}


def test_proposals_are_not_certain():
    assert best(INDEX.match("xã Thanh Tùngg")) == best(INDEX.match("xã Trần Phú")) == []


def test_best_matches_come_first():
    assert [c for _, c in codes("TT Thanh Miện")] == [Certainty.EXACT, Certainty.OTHER_KIND]


def test_name_that_begins_like_a_kind_is_found_as_a_whole():
    index = UnitIndex([UnitName("1", "commune", "xã", "Xa Dung", None), UnitName("2", "commune", "xã", "Dung", None)])
    assert {(m.unit.code, m.certainty) for m in index.match("Xa Dung")} == {
        ("1", Certainty.EXACT),
        ("2", Certainty.EXACT),
    }


def test_ancestors_are_nearest_first():
    assert [u.code for u in INDEX.ancestors(INDEX.by_code["11242"])] == ["300", "30"]


def test_index_can_be_sent_to_another_process():
    again = pickle.loads(pickle.dumps(INDEX))
    assert again.match("xã Thanh Tùng") == INDEX.match("xã Thanh Tùng")


def test_matching_is_quick_enough_for_a_thousand_names():
    started = time.process_time()
    for unit in COMMUNES:
        INDEX.match(unit.full_name)
        INDEX.match(f"{unit.full_name}x")
    assert time.process_time() - started < 1


def test_a_code_is_the_states_of_that_day_before_it_is_an_identitys() -> None:
    old = UnitName("10507", "commune", "phường", "Cẩm Thượng", None, "")
    new = UnitName("10507-2025", "commune", "phường", "Thành Đông", None, "10507")
    index = UnitIndex([old, new])
    assert [index.coded(code) for code in ("10507", "10507-2025", "1")] == [new, new, None]

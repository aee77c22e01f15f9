"""A row whose unit somebody has told once is not asked about again in a table of the same district."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.answers import Answers
from khuyenhoc.returns.mapping.naming import above_rows, key_of
from khuyenhoc.returns.mapping.remembered import RememberedLayouts
from tests.returns.mapping import files

ODD, UNIT, DISTRICT = "Xã Bình Minh Cũ", "11263", "300"
NAMES = {DISTRICT: {key_of(ODD): UNIT}}


def read(once, data, names, answers=None):
    found = once(data)
    return RememberedLayouts({}, {found.reading.sha256: Answers(answers)} if answers else {}, names)(found)


def test_the_name_is_asked_about_and_told_the_next_time(once):
    asked = read(once, files.with_odd_row(ODD), {})
    assert [r.unit for r in asked.returns] == ["11242", "11260", None]
    assert (asked.outcome, asked.returns[2].named) == ("needs_mapping", ODD)
    told = read(once, files.with_odd_row("XÃ  BÌNH MINH CŨ"), NAMES)
    assert (told.outcome, told.returns[2].unit) == ("read", UNIT)
    assert told.returns[2].note == "“XÃ BÌNH MINH CŨ” được hiểu là xã Đoàn Kết, như đã chọn lần trước."
    assert [r.note for r in told.returns[:2]] == ["", ""]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ({"290": {key_of(ODD): UNIT}}, [ODD]),  # told for another district
        ({DISTRICT: {key_of("Xã Bình An Cũ"): UNIT}}, [ODD]),  # another name
        ({DISTRICT: {key_of(ODD): "11242"}}, [ODD]),  # that unit has a row of its own
        ({DISTRICT: {key_of(ODD): "99999"}}, [ODD]),  # no unit of this map
        ({DISTRICT: {key_of(ODD): "10507"}}, [ODD]),  # a unit of another district
        (NAMES, [ODD, ODD]),  # who of the two?
        ({DISTRICT: {key_of(ODD): UNIT, key_of("Xã Lạ Cũ"): UNIT}}, [ODD, "Xã Lạ Cũ"]),  # both can not be it
    ],
)
def test_where_it_may_not_be_so_it_is_asked_again(once, names, rows):
    assert {r.unit for r in read(once, files.with_odd_row(*rows), names).returns if r.named in rows} == {None}


def test_what_was_answered_about_the_file_itself_comes_first(once):
    data = files.with_odd_row(ODD)
    place = read(once, data, {}).returns[2].place
    found = read(once, data, NAMES, {place: "11266"})
    assert (found.returns[2].unit, found.returns[2].note) == ("11266", "")


def test_the_district_of_a_table_is_that_of_its_known_rows(once):
    found = once(files.with_odd_row(ODD))
    assert above_rows(found.reading, found.units) == DISTRICT
    whole = once(files.reworded())
    assert above_rows(whole.reading, whole.units) == ""

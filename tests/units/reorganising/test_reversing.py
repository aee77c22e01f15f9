"""A counter-act leads back to the map that there was: whatever had been done, names, codes, parents and levels are as before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.reorganising.reversing import Reversing
from tests.units.reorganising.histories import KINDS, sheet
from tests.units.reorganising.small import BEFORE, LEVELS, UNITS, links, lived, lives, plan


def counter(made: Plan) -> Plan:
    """The counter-act of a plan a year later."""
    rows = Reversing(links(made), made.before, made.after, {}).rows()
    now = replace(made.after, on=made.after.on + dt.timedelta(365))
    known = lived(lives(UNITS), made)
    return draw(rows, now, known, LEVELS, "2/NQ")


def seen(map_: UnitMap) -> list[tuple[str, ...]]:
    """The map without the codes of identities, which may be new ones."""
    units = map_.units
    parents = {code: units[u.parent].full_name if u.parent else "" for code, u in units.items()}
    return sorted((u.full_name, u.level, u.official_code, parents[code]) for code, u in units.items())


@pytest.mark.parametrize(
    "rows",
    [
        ["xã Hòa An, thị trấn An Sơn | xã Hòa Sơn", "xã Phú Lộc | xã Phú Mới", "huyện Bình Sơn | giải thể"],
        ["một phần xã Hòa An | xã An Một", "một phần xã Hòa An | xã An Hai"],
        ["một phần xã Minh Châu | xã Phú Lộc", "xã Phú Lộc | xã Phú Lộc"],
        ["xã Minh Châu | giải thể"],
    ],
)
def test_units_that_ended_are_set_up_again_under_their_own_codes(rows: list[str]) -> None:
    made = plan(*rows)
    back = counter(made)
    assert (back.faults, back.questions) == ((), ())
    assert back.after.units == BEFORE.units
    again = {c.after.code for c in back.changes if c.after and c.status is UnitStatus.RE_ESTABLISHED}
    assert again == {unit.code for unit in made.ends}


def test_ground_from_outside_stays_with_the_unit_that_took_it_in() -> None:
    heading = "Mã cũ | Đơn vị cũ | Đơn vị mới | Mã mới"
    made = plan(heading, " | | thành phố Hải Lớn | 31", "30 | | thành phố Hải Lớn | 31", " | | xã Ngoài | 399")
    back = counter(made)
    assert [q.message for q in back.questions] == []
    assert {u.code for u in back.after.units.values() if u.parent is None} == {"30", "31"}
    assert "399" not in back.after.units


@given(st.sampled_from(KINDS), st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_was_done(kind: str, data: st.DataObject) -> None:
    made = plan(*sheet(kind, BEFORE, lambda several: data.draw(st.sampled_from(several))))
    assume(made.changes)
    back = counter(made)
    assert (back.faults, back.questions) == ((), ())
    assert seen(back.after) == seen(BEFORE)

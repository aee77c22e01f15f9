"""The middle among the units beside one."""

from __future__ import annotations

from fractions import Fraction

from khuyenhoc.returns import acts
from khuyenhoc.returns.medians import medians_beside, middles
from khuyenhoc.units.queries import unit_map
from tests.fixtures import CLEAN


def test_the_middle_of_counts_and_of_shares(form):
    units = [{**CLEAN, "MH03": n} for n in (1000, 1800, 1900, 2000)]
    found = middles(form, [*units, {"MH01": 0, "MH03": 0}])
    assert found["MH03"] == 1800
    assert middles(form, units)["MH03"] == 1850
    assert found["MH04"] == (Fraction(180000, 2100) + Fraction(190000, 2100)) / 2
    assert middles(form, units[:2])["MH03"] is None


def test_it_is_over_what_was_sent_by_the_others_of_the_district(
    draft, office, collection, form, django_assert_num_queries
):
    map_ = unit_map(collection.period_ends)
    own = draft("11242", MH03=5)
    beside = [code for code in map_.children["300"] if code != "11242"][:4]
    for n, code in enumerate(beside):
        return_ = draft(code, MH03="không có" if n == 0 else 1700 + n)
        if n < 3:
            acts.submit(by=office, return_=return_)
    acts.submit(by=office, return_=draft("10507", MH03=9))
    with django_assert_num_queries(1):
        found = medians_beside(own, form, map_)
    assert (found.above, found.units, found.values["MH03"]) == ("Huyện Thanh Miện", 3, 1701)


def test_of_fewer_than_three_nothing_is_told(draft, office, collection, form):
    map_ = unit_map(collection.period_ends)
    for code in ("11239", "11245"):
        acts.submit(by=office, return_=draft(code))
    assert medians_beside(draft("11242"), form, map_) is None

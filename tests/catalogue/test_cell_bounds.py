import datetime as dt

import pytest

from khuyenhoc.catalogue.cell_bounds import cell_bounds, most_in_a_cell


@pytest.mark.parametrize(("level", "most"), [("commune", 10**10), ("district", 10**11), ("province", 10**12)])
def test_the_most_of_a_level_holds_from_its_day_on(level, most):
    assert most_in_a_cell(level, "đồng", dt.date(2022, 12, 31)) is None
    assert most_in_a_cell(level, "đồng", dt.date(2023, 1, 1)) == most


def test_nothing_is_bounded_where_the_data_says_nothing():
    assert most_in_a_cell("commune", "người", dt.date(2023, 12, 31)) is None
    assert most_in_a_cell("village", "đồng", dt.date(2023, 12, 31)) is None


def test_our_own_choices_say_that_they_are():
    assert [b.code for b in cell_bounds() if b.is_verified or not b.source] == []

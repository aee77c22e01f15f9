from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.queries import figures_on
from khuyenhoc.recognition.rules import Count
from khuyenhoc.rollups.registers import register_counts
from tests.merger import DAY, redrawn  # noqa: F401  # a fixture
from tests.registers import listed

FAMILY, CLAN = LearningModel.FAMILY, LearningModel.CLAN


@pytest.fixture
def lists(office):
    """Two communes that will merge, one that will be divided, one of another district."""
    for unit, numbers in {"11239": (9, 8, 7), "11242": (5, 3, 2), "11245": (4, 4, 4), "10507": (3, 0, 0)}.items():
        listed(office, unit, *numbers)
    listed(office, "11239", 2, 2, 1, model=CLAN)


def test_a_unit_and_all_below_it(lists, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = register_counts("300", 2023)
    assert found == {
        FAMILY: Count(18, 15, 13), CLAN: Count(2, 2, 1), LearningModel.COMMUNITY: Count(),
        LearningModel.ORGANISATION: Count(), LearningModel.CITIZEN: Count(),
    }  # fmt: skip
    assert register_counts("30", 2023)[FAMILY] == Count(21, 15, 13)
    assert register_counts("11242", 2023)[FAMILY] == Count(5, 3, 2)
    assert register_counts("30", 2024)[FAMILY] == Count()
    with pytest.raises(KeyError):
        register_counts("99999", 2023)


def test_on_a_later_map(lists, redrawn, django_assert_num_queries):  # noqa: F811
    with django_assert_num_queries(4):
        assert register_counts(redrawn, 2023, DAY)[FAMILY] == Count(14, 11, 9)
    assert register_counts("30", 2023, DAY)[FAMILY] == Count(
        21, 15, 13
    )  # with the divided one, of which no part has a list
    assert register_counts("300", 2023, DAY)[FAMILY] == Count(18, 15, 13)


def test_what_registers_say_on_a_day(lists, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = figures_on(2023, dt.date(2023, 12, 31))
    assert {unit: {m: f.count for m, f in of.items()} for unit, of in found.items()} == {
        "11239": {FAMILY: Count(9, 8, 7), CLAN: Count(2, 2, 1)}, "11242": {FAMILY: Count(5, 3, 2)},
        "11245": {FAMILY: Count(4, 4, 4)}, "10507": {FAMILY: Count(3, 0, 0)},
    }  # fmt: skip
    assert figures_on(2023, dt.date(2023, 6, 30), ["11242"])["11242"][FAMILY].count == Count(5, 3, 0)
    assert figures_on(2023, dt.date(2023, 2, 28), ["11242"])["11242"][FAMILY].count == Count(5, 0, 0)
    assert figures_on(2023, dt.date(2022, 12, 31)) == {}

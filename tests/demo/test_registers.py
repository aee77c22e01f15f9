"""Synthetic lists say what the returns say, and are the same each time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

import pytest

from khuyenhoc.demo.registers.entries import entries
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.rules import Count, counted

MARCH = dt.date(2023, 3, 1)


def listed(model, count, seed=1):
    return list(entries(Random(seed), model, count, [7, 8, 9], MARCH, 5))


@pytest.mark.parametrize("model", list(LearningModel))
def test_a_list_counts_what_its_return_states(model):
    found = listed(model, Count(100, 80, 60))
    assert counted(Counter(new.status for new in found)) == Count(100, 80, 60)
    assert {new.decision for new in found if new.status is Status.RECOGNISED} == {5}
    assert {new.registered_on for new in found if new.status is Status.LISTED} == {None}
    assert [(new.village, new.number) for new in found if new.number == 1] == [(7, 1), (8, 1), (9, 1)]
    assert all(new.name for new in found)
    assert all(bool(new.birth_year) == (model is LearningModel.CITIZEN) for new in found)
    assert found == listed(model, Count(100, 80, 60))


@pytest.mark.parametrize(
    ("stated", "said"), [(Count(10, 5, 7), Count(10, 7, 7)), (Count(4, 6, 3), Count(4, 4, 3)), (Count(), Count())]
)
def test_what_no_list_can_say_is_said_as_nearly_as_it_can(stated, said):
    assert counted(Counter(new.status for new in listed(LearningModel.CLAN, stated))) == said

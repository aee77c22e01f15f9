"""A registered family with criteria to score itself by."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.models import Standing
from tests.recognition.criteria_for_tests import family_set, put_in_force


@pytest.fixture
def family(keeper, families) -> Standing:
    put_in_force(family_set())
    register(by=keeper, standings=[families[0].pk], on=dt.date(2023, 3, 1))
    return Standing.objects.select_related("entry", "unit").get(pk=families[0].pk)

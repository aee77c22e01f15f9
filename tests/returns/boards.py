"""Boards for the tests of what is read from them: of one collection, on a day after its due date."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts, queries
from khuyenhoc.units.queries import unit_map

TODAY = dt.date(2024, 1, 20)
OFFICE = (Held(Role.PROVINCE_OFFICER, "30"),)
LEADER = (Held(Role.PROVINCE_LEADER, "30"),)


@pytest.fixture
def map_(collection):
    return unit_map(collection.period_ends)


@pytest.fixture
def rows(collection, map_):
    return lambda today=TODAY: queries.board(collection, map_, today)


@pytest.fixture
def sent(draft, office):
    """A return that was sent on a day of December 2023."""

    def make(unit="11242", day=8, **changed):
        return_ = draft(unit, **changed)
        with clock.told(2023, 12, day):
            return acts.submit(by=office, return_=return_)

    return make


def row_of(rows, unit):
    return next(row for row in rows if row.unit == unit)

"""Earlier years on the map of a later one: as their own books tell them, or as loaded, in as many statements however many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.returns.acts import open_collection
from khuyenhoc.returns.earlier.acts import load, withdraw
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.kept.writing import keep
from khuyenhoc.rollups.oddities.past import years_before
from khuyenhoc.rollups.oddities.queries import oddities
from khuyenhoc.units.models import Unit
from tests.merger import DAY, FIGURES, redrawn, year

__all__ = ["redrawn", "year"]
Accept = Callable[..., Return]
NEXT = {"QK01": 95_500_000, "QK04": 107_000_000}
"""The fund goes on from the year before."""


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> None:
    """Copies of this test only."""
    settings.KEPT = tmp_path / "kept"


@pytest.fixture
def moved_to(collection: Collection, office: User) -> Callable[..., Collection]:
    """What was accepted for 2023 becomes that of another year, which so many owed."""

    def make(period: int, owing: tuple[str, ...] = tuple(FIGURES)) -> Collection:
        made = open_collection(
            by=office, form=collection.form, unit=collection.unit, period=str(period),
            period_ends=dt.date(period, 12, 31), opens_on=dt.date(period, 11, 1), due_on=dt.date(period, 12, 20),
            owing=list(Unit.objects.filter(code__in=owing)),
        )  # fmt: skip
        Return.objects.filter(collection=collection).update(collection=made)
        return made

    return make


@pytest.fixture
def tables(office: User) -> Callable[..., object]:
    """Loads a figure of 11242 for some years, the first one first."""

    def make(first: int, *families: int, code: str = "MH01"):
        rows = "".join(f"{first + n};11242;{code};{value}\n" for n, value in enumerate(families))
        data = f"period;unit;indicator;value\n{rows}".encode()
        return load(by=office, data=data, name=f"{first}-{code}.csv")[0]

    return make


def codes(unit: str = "11242", period: str = "2023", as_of: dt.date | None = None) -> set[tuple[str, str]]:
    return {(f.code, f.indicator) for f in oddities(unit, period, as_of)}


def test_a_course_that_was_loaded_is_looked_at_until_it_is_withdrawn(accept: Accept, tables, office: User) -> None:
    loaded = tables(2017, 2000, 2010, 2025, 2030, 2050, 2060)
    accept("11242", MH01=2800, MH02=2700)
    assert ("S15", "MH01") in codes()
    withdraw(by=office, load=loaded)
    assert ("S15", "MH01") not in codes()


def test_years_of_returns_and_of_tables_stand_in_one_course(
    accept: Accept, tables, moved_to: Callable[..., Collection]
) -> None:
    tables(2017, 2000, 2010, 2025, 2030, 2050)
    accept("11242", MH01=3300)
    moved_to(2022, ("11242",))
    accept("11242", MH01=2080, **NEXT)
    (found,) = (f for f in oddities("11242", "2023") if f.indicator == "MH01")
    assert (found.code, found.amount) == ("S14", "năm 2022 gấp 1,6 lần rồi trở lại")
    past = years_before(books("2023"), 8)
    assert [one and one.whole("11242", "MH01") for one in past] == [3300, 2050, 2030, 2025, 2010, 2000, None, None]
    assert past[0] is not None
    assert past[0].whole("30", "MH01") == 3300, "who owes nothing is not waited for"


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("copies", ["", "kept", "changed"])
def test_on_the_map_of_a_later_year_they_are_what_their_own_books_tell(
    redrawn: str, accept: Accept, moved_to: Callable[..., Collection], collection: Collection, copies: str
) -> None:
    moved_to(2024)
    for unit, families in FIGURES.items():
        accept(unit, MH03=families + 1)
    if copies:
        keep(collection=collection)
    if copies == "changed":
        accept("11254", MH03=50, reason="Đếm lại")
    (past,) = years_before(books("2024", DAY), 1)
    told = books("2023", DAY)
    assert past is not None
    assert past.period == "2023"
    for unit in told.map.units:
        assert past.totals.get(unit, {}) == told.totals.get(unit, {})
        assert past.counted.get(unit, {}) == told.counted.get(unit, {})
    assert past.whole(redrawn, "MH03") == 1202
    assert past.whole("11254", "MH03") == (50 if copies == "changed" else 5)
    assert past.whole("30", "MH03") is None, "not all who owed have sent it"


@pytest.mark.usefixtures("year")
def test_what_was_loaded_of_units_that_are_one_now_is_compared_where_all_is_there(redrawn: str, office: User) -> None:
    rows = "2022;11239;MH03;900\n2022;11242;MH03;190\n2021;11239;MH03;880\n"
    load(by=office, data=f"period;unit;indicator;value\n{rows}".encode(), name="2022.csv")
    past = years_before(books("2023", DAY), 2)
    assert [one and one.whole(redrawn, "MH03") for one in past] == [1090, None]


def test_statements_do_not_grow_with_years(
    accept: Accept, tables, moved_to: Callable[..., Collection], redrawn: str, django_assert_num_queries
) -> None:
    accept("11242")
    found = books("2023")
    with django_assert_num_queries(2):
        assert years_before(found, 8) == ()
    accept("11239")
    moved_to(2022)
    tables(2021, 2100)
    accept("11242", **NEXT)
    few, there = books("2023"), books("2023", DAY)
    with django_assert_num_queries(6):  # who was asked, what was loaded, maps, cells, who owed, what was loaded of it
        years_before(few, 8)
    with django_assert_num_queries(8):  # and what became of units, what was apportioned
        years_before(there, 8)
    for period in (2020, 2019):
        moved_to(period)
        accept("11242", **NEXT)
    tables(2014, 1900, 1950, 2000, 2020, 2050)
    many, there = books("2023"), books("2023", DAY)
    with django_assert_num_queries(6):
        assert sum(one is not None for one in years_before(many, 9)) == 9
    with django_assert_num_queries(8):
        years_before(there, 9)
    with django_assert_num_queries(5):  # the tables' sums are held
        years_before(many, 9)

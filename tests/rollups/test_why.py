"""Why a figure changed: what units, reports, corrections and borders contributed adds up exactly, on any map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.returns.models import Return
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.changes import Cause, NotCalculable
from khuyenhoc.rollups.queries import figures
from khuyenhoc.rollups.stated import Stated, Value, stated_periods
from khuyenhoc.rollups.why import Change, NotOnMap, change_of, why
from khuyenhoc.rollups.years import alike, over_years, span
from khuyenhoc.units.grounds import Overlays
from khuyenhoc.units.parcels import Apportioned
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link, Successions
from tests.merger import DAY, redrawn, year

__all__ = ["redrawn", "year"]
FORM = read_catalogue().forms[0]
FIRST, SECOND = dt.date(2022, 12, 31), dt.date(2025, 12, 31)
ON = dt.date(2025, 7, 1)


def drawn(on: dt.date, tree: dict[str, str]) -> UnitMap:
    """A province with districts and communes: {commune: district}."""
    districts = [UnitName(d, "district", "huyện", d, "T") for d in sorted(set(tree.values())) if d != "T"]
    communes = [UnitName(c, "commune", "xã", c, d) for c, d in tree.items()]
    return map_of(on, [UnitName("T", "province", "tỉnh", "T", None), *districts, *communes])


THEN = drawn(FIRST, {"A": "D", "B": "D", "C": "E", "F": "E", "G": "E"})
NOW = drawn(SECOND, {"X": "D", "Y": "E", "F": "D", "G": "E"})
LINKS = Successions(
    [
        Link(ON, "merged", "A", "X", True), Link(ON, "split", "B", "X", False), Link(ON, "split", "B", "Y", False),
        Link(ON, "merged", "C", "Y", True),
    ]
)  # fmt: skip
"""A and a part of B became X; the rest of B, and C, Y; F went over to the other district; G stayed as it was."""

number = st.none() | st.integers(0, 9)
value = st.tuples(number, number).map(lambda pair: Value(*pair)) | number.map(lambda n: Value(n, n))


def said(on: dt.date, map_: UnitMap, communes: str) -> st.SearchStrategy[Stated]:
    values = st.dictionaries(
        st.sampled_from(communes), st.fixed_dictionaries(dict.fromkeys(("MH01", "MH03"), value)), max_size=5
    )
    return values.map(lambda found: Stated(str(on.year), on, map_, True, found))


def apportioned(of: Stated, to_x: int) -> Stated:
    """With what B stated apportioned to its two parts, at most so much to X."""
    stands = {code: v.now for code, v in of.values.get("B", {}).items() if v.now is not None}
    shares = {code: Apportioned(1, {"X": min(to_x, n), "Y": n - min(to_x, n)}) for code, n in stands.items()}
    return replace(of, given={("B", ON): shares})


@settings(max_examples=200)
@given(
    said(FIRST, THEN, "ABCFG"), said(SECOND, NOW, "XYFG"), st.sampled_from(["MH03", "MH04"]),
    st.sampled_from(["T", "D", "E", "F", "X", "Y", "B"]), st.sampled_from([None, THEN, NOW]),
    st.none() | st.integers(0, 9),
)  # fmt: skip
def test_contributions_add_up_exactly(
    before: Stated, after: Stated, indicator: str, unit: str, on: UnitMap | None, to_x: int | None
) -> None:
    before = before if to_x is None else apportioned(before, to_x)
    try:
        found = change_of(FORM, indicator, unit, (before, after), on, Overlays(LINKS))
    except (NotCalculable, NotOnMap):
        return
    assert sum((c.change for c in found.contributions), Fraction(0)) == found.change
    assert [abs(c.change) for c in found.contributions] == sorted(
        (abs(c.change) for c in found.contributions), reverse=True
    )
    assert all(c.change for c in found.contributions)
    if on:
        assert not found.of(Cause.BORDER) or unit not in ("T", "F"), "on one map no border moves at the top"


def test_what_was_apportioned_counts_with_the_parts_as_in_the_figures() -> None:
    numbers = {"A": 10, "B": 8, "C": 5}
    before = Stated("2022", FIRST, THEN, True, {c: {"MH03": Value(n, n)} for c, n in numbers.items()})
    after = Stated("2025", SECOND, NOW, True, {"X": {"MH03": Value(20, 20)}})
    for of, in_x in ((before, 10), (apportioned(before, 3), 13)):
        found = change_of(FORM, "MH03", "X", (of, after), NOW, Overlays(LINKS))
        assert (found.first.value, found.change) == (in_x, 20 - in_x)
        top = change_of(FORM, "MH03", "T", (of, after), NOW, Overlays(LINKS))
        assert (top.first.value, top.second.value) == (23, 20)


def table(*lines: str) -> bytes:
    return "\n".join(["period;unit;indicator;value", *lines]).encode()


def causes(change: Change) -> dict[tuple[str, Cause], Fraction]:
    return {(c.unit, c.cause): c.change for c in change.contributions}


@pytest.fixture
def two_years(year: None, office: User) -> None:
    """The year before was loaded: one commune had fewer, one nothing, one has sent nothing this year."""
    load(by=office, data=table("2022;11239;MH03;900", "2022;11245;MH03;30", "2022;10507;MH03;50"), name="2022.csv")


@pytest.mark.usefixtures("two_years")
def test_growth_new_reports_and_missing_ones(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(18):
        found = why("MH03", "30", "2022", "2023")
    assert (found.first.value, found.second.value, found.change) == (980, 1234, 254)
    assert (found.first.reported, found.first.units, found.second.reported) == (3, 235, 4)
    assert causes(found) == {
        ("300", Cause.NEW_REPORT): 204, ("300", Cause.GROWTH): 100, ("288", Cause.MISSING_REPORT): -50,
    }  # fmt: skip
    below = why("MH03", "300", "2022", "2023")
    assert causes(below) == {
        ("11242", Cause.NEW_REPORT): 200, ("11239", Cause.GROWTH): 100, ("11254", Cause.NEW_REPORT): 4,
    }  # fmt: skip
    back = why("MH03", "30", "2023", "2022")
    assert back.change == -254
    assert causes(back)["300", Cause.MISSING_REPORT] == -204


@pytest.mark.usefixtures("two_years")
def test_a_correction_is_no_growth(accept: Callable[..., Return]) -> None:
    accept("11239", reason="Cộng sót một thôn.", MH03=1010)
    found = why("MH03", "11239", "2022", "2023")
    assert causes(found) == {("11239", Cause.GROWTH): 100, ("11239", Cause.REVISION): 10}
    assert found.second.value == figures("11239", "2023").total["MH03"] == 1010


@pytest.mark.usefixtures("two_years")
def test_on_another_map_the_same_figures_stand_with_their_heirs(redrawn: str) -> None:
    found = why("MH03", "30", "2022", "2023", DAY)
    assert found.change == why("MH03", "30", "2022", "2023").change
    assert causes(found)[redrawn, Cause.GROWTH] == 100
    heir = why("MH03", redrawn, "2022", "2023", DAY)
    assert (heir.first.value, heir.second.value) == (900, figures(redrawn, "2023", DAY).total["MH03"])
    with pytest.raises(NotOnMap):
        why("MH03", redrawn, "2022", "2023")


@pytest.mark.usefixtures("two_years")
def test_what_cannot_be_asked() -> None:
    for unit, indicator in (("99999", "MH03"), ("30", "MH99")):
        with pytest.raises(KeyError):
            why(indicator, unit, "2022", "2023")
    with pytest.raises(NoSuchPeriod):
        why("MH03", "30", "2021", "2023")
    with pytest.raises(NotCalculable):
        why("HV01", "30", "2022", "2023")
    with pytest.raises(NotCalculable):
        why("MH04", "30", "2022", "2023")


@pytest.mark.usefixtures("two_years")
def test_years_on_one_map_and_on_each_ones_own(redrawn: str, office: User, django_assert_max_num_queries) -> None:
    load(by=office, data=table(f"2025;{redrawn};MH03;1500", "2025;11254;MH03;9"), name="2025.csv")
    periods = span(stated_periods(), "2022", "2025")
    assert periods == ["2022", "2023", "2025"]
    with django_assert_max_num_queries(27):
        found = over_years("MH03", "30", periods, DAY)
    assert [y.point and y.point.value for y in found.years] == [980, 1234, 1509]
    assert [(y.change, y.border) for y in found.years] == [(None, 0), (254, 0), (275, 0)]
    assert [(r.on, r.before) for r in found.redrawings] == [(DAY, 3)]
    as_then = over_years("MH03", redrawn, periods)
    assert [(y.there, y.point and y.point.value) for y in as_then.years] == [(False, None), (False, None), (True, 1500)]
    on_one = over_years("MH03", redrawn, periods, DAY)
    assert [y.point and y.point.value for y in on_one.years] == [900, 1200, 1500]
    assert on_one.years[-1].border == 300, "it has a part of a commune that was divided, whose figure is nobody's"
    gone = over_years("MH03", "300", periods)
    assert [y.point and y.point.value for y in gone.years] == [930, 1234, None]
    assert gone.redrawings == (), "none before its last figure"
    with pytest.raises(KeyError):
        over_years("MH03", "99999", periods)
    with pytest.raises(ValueError, match="2023"):
        over_years("MH03", "30", ["2023"])


def test_periods_of_one_kind() -> None:
    known = ["2022", "2023-Q1", "2023-6T", "2023", "2024"]
    assert alike(known) == ["2022", "2023", "2024"]
    assert alike(known, "2023-Q1") == ["2023-Q1"]
    assert alike(["2023-Q1", "2023-6T"]) == ["2023-6T"]
    assert span(known, "2023", None) == ["2023", "2024"]
    with pytest.raises(NoSuchPeriod):
        span(known, "2021", "2024")

"""The algebra of figures: amounts add up, ratios do not, what is missing is never zero and always told of."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.measures import MeasureError
from khuyenhoc.cli.main import COULD_NOT, DONE, main
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.algebra.orders import bottom, quartiles, ranked, top
from khuyenhoc.rollups.algebra.periods import Change, NotOverTime, kind_of, over
from khuyenhoc.rollups.algebra.queries import Asking, NoSuchLevel, below, over_periods, series, value
from khuyenhoc.rollups.algebra.values import Amount, Coverage, Ratio, per_head, share, summed
from khuyenhoc.vietnamese.periods import Period, period_of, periods_through

Accept = Callable[..., Return]
FORM = read_catalogue().forms[0]
YEARS = [Period("year", year) for year in (2021, 2022, 2023)]


def amount(number: int | None, measure: str = "người", stated: int | None = None, owing: int = 1) -> Amount:
    return Amount(number, measure, Coverage(int(number is not None) if stated is None else stated, owing))


NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 2**63 - 1)), min_size=1, max_size=12)


@given(NUMBERS)
def test_a_sum_over_units_is_exact_and_says_who_is_missing(numbers: list[int | None]) -> None:
    found = summed(amount(n) for n in numbers)
    known = [n for n in numbers if n is not None]
    assert found.value == (sum(known) if known else None)
    assert found.coverage == Coverage(len(known), len(numbers))
    assert found.coverage.is_complete == (None not in numbers)


def test_amounts_of_different_things_and_ratios_do_not_add_up() -> None:
    with pytest.raises(MeasureError, match="đồng is not added to người"):
        amount(1) + amount(1, "đồng")
    ratio = share(amount(1), amount(2))
    with pytest.raises(TypeError):
        ratio + ratio  # type: ignore[operator]
    with pytest.raises(MeasureError):
        share(amount(1, "đồng"), amount(1))
    with pytest.raises(MeasureError):
        per_head(amount(1), amount(1))


@given(st.integers(0, 2**62), st.integers(1, 2**62))
def test_shares_are_made_of_counts_and_exact(part: int, whole: int) -> None:
    found = share(amount(part, stated=214, owing=235), amount(whole, stated=230, owing=235))
    assert found.value == Fraction(100 * part, whole)
    assert found.coverage.words == "214/235 đơn vị đã báo cáo"
    assert per_head(amount(part, "đồng"), amount(whole)).measure == "đồng/người"


def test_what_is_divided_by_nothing_is_not_computed() -> None:
    assert share(amount(1), amount(0)).value is None
    assert share(amount(None), amount(5)).value is None
    assert share(amount(0), amount(5)).value == 0


def test_flows_add_up_over_periods_and_stocks_do_not() -> None:
    values = {year: amount(number) for year, number in zip(YEARS, (1, 2, 4), strict=True)}
    assert [over(kind, values).value for kind in ("flow", "stock", "opening")] == [7, 4, 1]
    gap = {**values, YEARS[2]: amount(None)}
    assert over("flow", gap) == Amount(3, "người", Coverage(2, 3))
    assert over("stock", gap).value is None, "an older stock is not taken for the one that is missing"
    assert [kind_of(FORM, [code]) for code in ("QK02", "QK04", "QK01")] == ["flow", "stock", "opening"]
    for codes in (["QK02", "QK04"], ["MH04"]):
        with pytest.raises(NotOverTime):
            kind_of(FORM, codes)
    with pytest.raises(NotOverTime, match="2023 2023-Q4"):
        over("flow", {YEARS[2]: amount(1), Period("quarter", 2023, 4): amount(1)})


def test_periods_from_one_to_another() -> None:
    def codes(first: str, last: str) -> list[str]:
        ends = period_of(first), period_of(last)
        assert ends[0]
        assert ends[1]
        return [p.code for p in periods_through(*ends)]

    assert codes("2021", "2023") == ["2021", "2022", "2023"]
    assert codes("2022-Q3", "2023-Q1") == ["2022-Q3", "2022-Q4", "2023-Q1"]
    assert codes("2022-6T", "2023-6T") == ["2022-6T", "2023-6T"]
    for first, last in (("2023", "2022"), ("2022", "2023-Q1")):
        with pytest.raises(ValueError, match=first):
            codes(first, last)


@pytest.mark.parametrize(
    ("before", "after", "difference", "growth"),
    [
        (amount(80), amount(100), 20, Fraction(25)),
        (amount(0), amount(100), 100, None),
        (amount(None), amount(100), None, None),
        (share(amount(1), amount(4)), share(amount(1), amount(2)), Fraction(25), None),
    ],
)
def test_change_and_growth(before, after, difference, growth) -> None:
    found = Change(before, after)
    assert (found.difference, found.growth) == (difference, growth)


def test_a_figure_does_not_change_into_another() -> None:
    with pytest.raises(MeasureError):
        Change(amount(1), amount(1, "đồng"))


def test_ranks_quartiles_first_and_last() -> None:
    values = {unit: amount(n) for unit, n in {"a": 3, "b": 9, "c": None, "d": 3, "e": 0, "f": 5}.items()}
    assert [(r.unit, r.rank) for r in ranked(values)] == [("b", 1), ("f", 2), ("a", 3), ("d", 3), ("e", 5), ("c", None)]
    assert [r.unit for r in top(values, 3)] == ["b", "f", "a", "d"], "who shares the last rank is not left out"
    assert [r.unit for r in bottom(values, 1)] == ["e"], "who states nothing is not the least"
    found = quartiles(values)
    assert found
    assert (found.n, found.least, found.lower, found.median, found.upper, found.greatest) == (5, 0, 3, 3, 5, 9)
    halves = quartiles({unit: amount(n) for unit, n in zip("ab", (1, 2), strict=True)})
    assert halves
    assert (halves.lower, halves.median) == (Fraction(5, 4), Fraction(3, 2))
    assert quartiles({"c": amount(None)}) is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=9))
def test_quartiles_part_the_values_and_ranks_count_the_greater_ones(numbers: list[int]) -> None:
    values = {str(n): amount(number) for n, number in enumerate(numbers)}
    found = quartiles(values)
    assert found
    assert found.least <= found.lower <= found.median <= found.upper <= found.greatest
    for one in ranked(values):
        assert one.rank == 1 + sum(number > (one.value.value or 0) for number in numbers)


def test_figures_of_real_returns(collection: Collection, accept: Accept, draft, office: User) -> None:
    accept("11239", MH03=1000, TT04=2**53 + 1)
    accept("11242", MH03=200, TT04=2**53)
    waits = draft("11245", MH03=30)
    for finding in waits.findings.all():
        acts.answer(by=office, finding=finding, reason="Đúng như vậy.")
    acts.submit(by=office, return_=waits)

    families, learners = (value(code, "30", "2023") for code in ("MH03", "TT04"))
    assert (families.value, families.coverage) == (1200, Coverage(2, 235))
    assert learners.value == 2**54 + 1, "exact beyond what a double holds"
    assert value("MH03", "30", "2023", Asking(with_submitted=True)).value == 1230
    ratio = value("MH04", "300", "2023")
    assert isinstance(ratio, Ratio)
    assert (ratio.value, ratio.measure) == (Fraction(120000, 4200), "%")
    assert value("QK02 / HV03", "300", "2023").measure == "đồng/người"
    assert value("TC01 / units * 100", "30", "2023").value == Fraction(200, 235)

    communes = below("MH03", "30", "2023", level="commune")
    assert (len(communes), [r.unit for r in top(communes, 1)]) == (235, ["11239"])
    districts = below("MH03", "30", "2023")
    assert summed(v for v in districts.values() if isinstance(v, Amount)) == families
    with pytest.raises(NoSuchLevel) as none:
        below("MH03", "30", "2023", level="ward")
    assert none.value.args[1] == ["commune", "district", "province"]

    assert {p.code: v.value for p, v in series("MH03", "30", ["2022", "2023"]).items()} == {"2022": None, "2023": 1200}
    spent = over_periods("QK03", "300", ["2022", "2023"])
    assert (spent.value.value, spent.periods, spent.stated) == (82_000_000, 2, 1)
    with pytest.raises(NotOverTime):
        over_periods("QK01 + QK02", "300", ["2022", "2023"])
    average = over_periods("QK03 / HV03", "300", ["2022", "2023"])
    assert average.value.value == Fraction(82_000_000, 16_000)
    assert value("MH03", "30", "2023", Asking(as_of=dt.date(2023, 6, 1))).value == 1200
    for figure, unit in (("XX01", "30"), ("XX01 / MH01", "30"), ("MH03", "999")):
        with pytest.raises(KeyError):
            value(figure, unit, "2023")


def test_figures_on_the_command_line(
    collection: Collection, accept: Accept, capsys: pytest.CaptureFixture[str]
) -> None:
    accept("11239", MH03=1000)
    accept("11242", MH03=200)
    of = ["figures", "--unit", "300", "--period", "2023", "--figure"]
    assert main([*of, "MH03"]) == DONE
    assert capsys.readouterr().out == "1.200 gia đình (2/17 đơn vị đã báo cáo)\n"
    assert main(of[:-1]) == DONE
    assert "1.200 (2/17 đơn vị) gia đình" in capsys.readouterr().out
    assert main([*of[:-1], "--json", "-"]) == DONE
    assert json.loads(capsys.readouterr().out)["stated"]["MH03"] == 2
    assert main([*of, "MH04", "--across", "commune", "--json", "-"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["value"], said["coverage"]["stated"], said["quartiles"]["median"]) == ("28,57", 2, "28,57")
    assert [(row["rank"], row["value"]) for row in said["units"][:3]] == [(1, "47,62"), (2, "9,52"), (None, None)]
    assert main([*of, "QK03", "--since", "2022", "--with-submitted"]) == DONE
    out = capsys.readouterr().out
    assert "qua 1/2 kỳ có số: 82.000.000 đồng" in out
    assert "thay đổi từ kỳ đầu đến kỳ cuối: không tính được" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["MH03 + QK04"],
            "“MH03 + QK04” không tính được vì đơn vị tính không khớp hoặc viết sai. Chỉ cộng, trừ số đếm cùng đơn vị tính;",
        ),
        (["MH04 + MH14"], "không tính được vì đơn vị tính không khớp"),
        (["MH03 +"], "không tính được"),
        (["XX01"], "Không có 'XX01'"),
        (["MH03", "--across", "ward"], "không có cấp “ward”. Các cấp: commune, district, province"),
        (["QK01 + QK02", "--since", "2022"], "Không cộng được qua các kỳ: QK01, QK02. Chọn một chỉ tiêu,"),
        (["MH03", "--since", "2024"], "Không có các kỳ từ “2024” đến “2023”"),
        (["MH03", "--since", "x"], "Không có các kỳ"),
    ],
)
def test_what_cannot_be_computed_is_said(collection: Collection, capsys, arguments: list[str], sentence: str) -> None:
    assert main(["figures", "--unit", "30", "--period", "2023", "--figure", *arguments]) == COULD_NOT
    assert sentence in capsys.readouterr().err


def test_statements_are_those_of_the_books(collection: Collection, accept: Accept, django_assert_num_queries) -> None:
    accept("11239")
    with django_assert_num_queries(8):
        value("MH03", "30", "2023")
    with django_assert_num_queries(1):
        below("MH04", "30", "2023", level="commune")

"""Totals, shares, flags, targets and explanations over real returns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.queries import yearly_targets
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.engine import totals
from khuyenhoc.rollups.figures import Figures, UnitRef, Verdict
from khuyenhoc.rollups.plans import compiled
from khuyenhoc.rollups.plans.__main__ import compile_all
from khuyenhoc.rollups.queries import annual_review, children, explain, figures, periods, targets
from khuyenhoc.rollups.rules import flags, measured
from tests.fixtures import CLEAN

FORM = read_catalogue().forms[0]
Accept = Callable[..., Return]


@pytest.mark.parametrize("code", ["BC-NUA-NAM", "BC-QUY"])
def test_a_form_without_the_check_has_no_flags_of_it(code: str) -> None:
    form = next(f for f in read_catalogue().forms if f.code == code)
    assert flags(form, dict.fromkeys((i.code for i in form.typed), 10**6), ()) == ()


def test_the_compiled_plans_are_the_expressions() -> None:
    assert compile_all() == {name: compiled(name) for name in compile_all()}


units = st.sampled_from(["11239", "11242", "11245"])
rows = st.dictionaries(st.tuples(units, st.sampled_from(["MH01", "QK04"])), st.integers(0, 2**62), max_size=6)


@given(rows)
def test_totals_are_the_exact_sums_at_every_level(stated: dict[tuple[str, str], int]) -> None:
    lineage = [(u, a) for u in ("11239", "11242", "11245") for a in (u, "300", "30")]
    cells = [(unit, indicator, value) for (unit, indicator), value in stated.items()]
    found = totals(cells, lineage).by_place
    expected: dict[tuple[str, str], tuple[int, int]] = {}
    for (unit, indicator), value in stated.items():
        for above in (unit, "300", "30"):
            total, counted = expected.get((above, indicator), (0, 0))
            expected[above, indicator] = (total + value, counted + 1)
    assert found == expected


def test_only_accepted_returns_count(accept: Accept, draft: Callable[..., Return], office: User) -> None:
    accept("11239")
    acts.submit(by=office, return_=draft("11242"))
    found = figures("30", "2023")
    assert (found.total["MH03"], found.accepted, found.owing) == (1800, 1, 235)
    assert not found.is_complete


def test_totals_at_each_level_and_shares_from_counts(accept: Accept) -> None:
    accept("11239", MH03=1801)
    accept("11242", HB02="không có")
    accept("10507")
    province, district, commune = (figures(code, "2023") for code in ("30", "300", "11242"))
    assert [f.total["MH03"] for f in (province, district, commune)] == [5401, 3601, 1800]
    assert province.share["MH04"] == Fraction(540100, 6300)
    assert (province.total["HB02"], province.counted["HB02"]) == (420, 3)
    assert [f.unit.code for f in children("30", "2023")][:2] == ["288", "290"]
    assert sum(f.total["MH03"] or 0 for f in children("30", "2023")) == province.total["MH03"]


def test_what_nobody_stated_is_not_zero(collection: Collection) -> None:
    found = figures("30", "2023")
    assert set(found.total.values()) == {None}
    assert set(found.share.values()) == {None}


def test_a_new_revision_counts_once_it_is_accepted(accept: Accept, draft: Callable[..., Return], office: User) -> None:
    accept("11242")
    second = draft("11242", reason="Đếm sót", MH03=1810)
    assert figures("30", "2023").total["MH03"] == 1800
    acts.submit(by=office, return_=second)
    acts.accept(by=office, return_=second)
    assert figures("30", "2023").total["MH03"] == 1810


def test_the_published_totals_are_flagged_where_they_are_odd(collection: Collection) -> None:
    published = {"MH01": 515481, "MH03": 452702, "MH11": 8366, "MH13": 7099, "MH21": 107315, "MH23": 105220, "MH31": 126065,
                 "MH33": 126062}  # fmt: skip
    found = flags(FORM, published, read_catalogue().bounds)
    assert [(f.indicator, f.code, f.verified) for f in found] == [("MH33", "K09", True), ("MH21", "K10", False)]
    assert "126.062 trên 126.065 (99,998 %)" in found[0].message
    assert "107.315" in found[1].message


def result(
    total: dict[str, int | None], measure: str | None, value: str | None, counted: int = 2
) -> tuple[Verdict, Fraction | None]:
    target = TargetSpec(
        code="T",
        title="t",
        measure=measure,
        value=None if value is None else Decimal(value),
        status="synthetic",
        source="thử",
    )
    unit = UnitRef("30", "Tỉnh Hải Dương", "province", None)
    reached = Figures(unit, "2023", total, {}, 2, 2, 0, counted=dict.fromkeys(total, counted))
    found = measured(target, reached)
    return found.verdict, found.actual


@pytest.mark.parametrize(
    ("total", "measure", "value", "expected"),
    [
        ({"MH03": 85, "MH01": 100}, "MH03 / MH01 * 100", "85", Verdict.MET),
        ({"MH03": 86, "MH01": 100}, "MH03 / MH01 * 100", "85", Verdict.EXCEEDED),
        ({"MH03": 84, "MH01": 100}, "MH03 / MH01 * 100", "85", Verdict.MISSED),
        ({"MH03": 849999, "MH01": 1000000}, "MH03 / MH01 * 100", "85", Verdict.MISSED),
        ({"MH03": None, "MH01": 100}, "MH03 / MH01 * 100", "85", Verdict.NOT_CALCULABLE),
        ({"MH03": 0, "MH01": 0}, "MH03 / MH01 * 100", "85", Verdict.NOT_CALCULABLE),
        ({"TC01": 2}, "TC01 / units * 100", "100", Verdict.MET),
        ({"TC01": 2}, None, "100", Verdict.UNDEFINED),
        ({"TC01": 2}, "TC01", None, Verdict.UNDEFINED),
    ],
)
def test_verdicts(total: dict[str, int | None], measure: str | None, value: str | None, expected: Verdict) -> None:
    assert result(total, measure, value)[0] is expected


def test_a_figure_that_not_all_state_is_not_calculable_and_never_missed() -> None:
    assert result({"MH03": 1, "MH01": 100}, "MH03 / MH01 * 100", "85", counted=1) == (Verdict.NOT_CALCULABLE, None)


def test_the_targets_of_a_unit_are_its_own(collection: Collection) -> None:
    target = TargetSpec(code="T1", title="Gia đình", unit="30", period="2023", measure="MH03 / MH01 * 100", value=Decimal(85),
                        status="synthetic", source="thử", synthetic=True)  # fmt: skip
    set_targets(by="test", unit="30", period="2023", targets=[target])
    assert [(t.code, t.verdict, t.synthetic) for t in targets("30", "2023")] == [("T1", Verdict.NOT_CALCULABLE, True)]
    assert targets("300", "2023") == ()
    with pytest.raises(ValueError, match="not targets of 31"):
        set_targets(by="test", unit="31", period="2023", targets=[target])
    for wrong in ({"unit_of_measure": "gia đình"}, {"measure": "MH03"}, {"measure": "MH03 + QK01"}):
        with pytest.raises(ValueError, match="T1: "):
            set_targets(by="test", unit="30", period="2023", targets=[replace(target, **wrong)])
    assert [t.unit_of_measure for t in yearly_targets("30", "2023")] == ["%"]


def test_a_total_is_explained_down_to_the_cell(accept: Accept, office: User) -> None:
    accept("11239", MH03=1801)
    accept("11242")
    node = explain("MH03", "30", "2023")
    assert (node.value, len(node.units)) == (3601, 12)
    district = next(n for n in node.units if n.unit.code == "300")
    assert district.value == 3601
    leaf = next(n for n in district.units if n.unit.code == "11239")
    (cell,) = leaf.cells
    assert (cell.file, cell.at, cell.value) == (
        "11239-1.xlsx",
        f"Báo cáo!D{5 + [i.code for i in FORM.indicators].index('MH03')}",
        1801,
    )
    assert (cell.entered_by, cell.accepted_by) == (office.get_full_name(), office.get_full_name())
    assert next(n for n in node.units if n.unit.code == "288").value is None


def test_one_level_of_a_total_is_the_top_of_its_tree(accept: Accept) -> None:
    accept("11239", MH03=1801)
    accept("11242")
    for unit in ("30", "300", "11239"):
        whole, top = explain("MH03", unit, "2023"), explain("MH03", unit, "2023", one_level=True)
        assert (top.unit, top.value, top.cells) == (whole.unit, whole.value, whole.cells)
        assert [(n.unit, n.value, n.cells) for n in top.units] == [(n.unit, n.value, n.cells) for n in whole.units]


def test_a_derived_figure_a_stranger_and_an_unknown_period_are_refused(collection: Collection) -> None:
    for indicator, unit, period, error in (("MH04", "30", "2023", KeyError), ("XX", "30", "2023", KeyError),
                                           ("MH03", "99", "2023", KeyError), ("MH03", "30", "2022", NoSuchPeriod)):  # fmt: skip
        with pytest.raises(error):
            explain(indicator, unit, period)


def test_statements_do_not_grow_with_the_tree(
    accept: Accept, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    accept("11239")
    with django_assert_num_queries(10):
        explain("MH03", "30", "2023")
    for code in ("11242", "11245", "10507", "10510"):
        accept(code)
    with django_assert_num_queries(10):
        explain("MH03", "30", "2023")
    with django_assert_num_queries(3):
        explain("MH01", "30", "2023")
    with django_assert_max_num_queries(11):
        annual_review("30", "2023")


def test_a_review_holds_everything_that_a_paper_needs(accept: Accept) -> None:
    accept("11239")
    review = annual_review("30", "2023")
    assert (review.unit.name, review.period, review.synthetic) == ("Tỉnh Hải Dương", "2023", True)
    assert len(review.districts) == 12
    assert sum(map(len, review.communes.values())) == 235
    assert [i.number for i in review.instruments][4] == "677/QĐ-TTg"
    assert review.figures.total["MH03"] == CLEAN["MH03"]
    assert periods() == ["2023"]

"""Verdicts on both sides of each bound and date, and what holds for any points at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec, GroupSpec, ScoredIndicatorSpec, VetoSpec
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.recognition.verdicts import Outcome, Scores, Why, judge

SETS = {one.code: one for one in read_catalogue().criteria_sets}
CITIZEN = SETS["CDHT-2022"]
DAY = dt.date(2023, 12, 1)
FACT = {"status": "verified", "source": "mẫu"}
WHOLE = structs.replace(
    CITIZEN,
    indicators=tuple(ScoredIndicatorSpec(code=f"CS{n}", title=f"Việc {n}", points=10, **FACT) for n in range(1, 11)),
    vetoes=(VetoSpec(code="LT1", title="Vi phạm pháp luật.", **FACT),),
    groups=(GroupSpec(code="N1", title="Nhóm 1", **FACT),),
)
"""The set for citizens with points of single indicators, as they might be."""


def points(*ten: int | None, **changed: int | None) -> Mapping[str, int | None]:
    """CS1 to CS10: 8 each, or as given, or with some changed."""
    return {f"CS{n}": p for n, p in enumerate(ten or [8] * 10, start=1)} | changed


def sentences(criteria: CriteriaSetSpec, scores: Scores, on: dt.date = DAY) -> tuple[Outcome, tuple[str, ...]]:
    verdict = judge(criteria, scores, on)
    return verdict.outcome, verdict.sentences


@pytest.mark.parametrize(
    ("scores", "outcome", "said"),
    [
        (Scores(points()), Outcome.PASSED, ()),
        (Scores(points(CS1=7)), Outcome.NOT_PASSED, ("Thiếu 1 điểm: được 79, cần 80.",)),
        (Scores(points(CS1=5)), Outcome.NOT_PASSED, ("Thiếu 3 điểm: được 77, cần 80.",)),
        (Scores(points(*[7] * 10), area="disadvantaged"), Outcome.PASSED, ()),
        (Scores(points(*[7] * 9, 6), area="disadvantaged"), Outcome.NOT_PASSED, ("Thiếu 1 điểm: được 69, cần 70.",)),
        (Scores(points(*[9] * 9, 5)), Outcome.PASSED, ()),
        (Scores(points(*[9] * 9, 4)), Outcome.NOT_PASSED, ("Chỉ số 10 được 4 điểm, không được dưới 5.",)),
        (
            Scores(points(CS4=4)),
            Outcome.NOT_PASSED,
            ("Thiếu 4 điểm: được 76, cần 80.", "Chỉ số 4 được 4 điểm, không được dưới 5."),
        ),
        (Scores(points(*[10] * 10)), Outcome.PASSED, ()),
        (Scores(points(CS2=11)), Outcome.FAULTY, ("Chỉ số 2 được 11 điểm: phải từ 0 đến 10.",)),
        (Scores(points(CS2=-1)), Outcome.FAULTY, ("Chỉ số 2 được -1 điểm: phải từ 0 đến 10.",)),
        (Scores(points(CS3=None)), Outcome.FAULTY, ("Chỉ số 3: Việc 3 chưa chấm. Ghi điểm, kể cả khi là 0.",)),
        (
            Scores(points(CS99=1)),
            Outcome.FAULTY,
            ("Bộ tiêu chí không có chỉ số “CS99”. Mở lại phiếu chấm theo đúng bộ.",),
        ),
        (
            Scores(points(), group="N9"),
            Outcome.FAULTY,
            ("Bộ tiêu chí không có nhóm “N9”. Mở lại phiếu chấm theo đúng bộ.",),
        ),
        (Scores(points(), group="N1"), Outcome.PASSED, ()),
        (
            Scores(points(*[10] * 10), vetoes=frozenset({"LT1"})),
            Outcome.NOT_PASSED,
            ("Không được công nhận vì: Vi phạm pháp luật.",),
        ),
        (
            Scores(points(), vetoes=frozenset({"LT2"})),
            Outcome.FAULTY,
            ("Bộ tiêu chí không có điều loại trừ “LT2”. Mở lại phiếu chấm theo đúng bộ.",),
        ),
    ],
)
def test_both_sides_of_each_bound(scores: Scores, outcome: Outcome, said: tuple[str, ...]) -> None:
    assert sentences(WHOLE, scores) == (outcome, said)


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (dt.date(2022, 7, 27), Outcome.FAULTY),
        (dt.date(2022, 7, 28), Outcome.PASSED),
        (dt.date(2025, 12, 31), Outcome.PASSED),
        (dt.date(2026, 1, 1), Outcome.FAULTY),
    ],
)
def test_both_sides_of_each_date(on: dt.date, outcome: Outcome) -> None:
    dated = structs.replace(WHOLE, valid_to=dt.date(2026, 1, 1))
    assert judge(dated, Scores(points()), on).outcome == outcome


def test_a_set_that_is_not_in_force_is_named_with_the_day() -> None:
    verdict = judge(WHOLE, Scores(points()), dt.date(2022, 7, 27))
    said = "Bộ tiêu chí “Bộ tiêu chí công dân học tập” không áp dụng ngày 27/07/2022. Chọn bộ đang áp dụng ngày ấy."
    assert [(r.why, r.message) for r in verdict.reasons] == [(Why.NOT_IN_FORCE, said)]


@pytest.mark.parametrize(
    ("scores", "outcome", "said"),
    [
        (Scores(points(*[10] * 7, 5, 5, 5)), Outcome.PASSED, ()),
        (Scores(points(*[20, 20, 10], *[5] * 7)), Outcome.PASSED, ()),
        (
            Scores(points(*[20, 20, 20], *[6] * 7)),
            Outcome.FAULTY,
            ("Cộng lại được 102 điểm, mà cả bộ chỉ có 100 điểm. Xem lại từng chỉ số.",),
        ),
        (Scores(points(CS1=101)), Outcome.FAULTY, ("Chỉ số 1 được 101 điểm: phải từ 0 đến 100.",)),
    ],
)
def test_where_the_most_of_an_indicator_is_unknown_the_whole_is_the_bound(
    scores: Scores, outcome: Outcome, said: tuple[str, ...]
) -> None:
    assert sentences(CITIZEN, scores) == (outcome, said)


@pytest.mark.parametrize(
    ("criteria", "scores", "outcome", "said"),
    [
        (
            SETS["GDHT-2022"],
            Scores({}),
            Outcome.NOT_SCORED,
            ("Bộ tiêu chí chưa có chỉ số nên không chấm điểm: công nhận theo biểu quyết và quyết định.",),
        ),
        (
            structs.replace(SETS["GDHT-2022"], vetoes=WHOLE.vetoes),
            Scores({}, vetoes=frozenset({"LT1"})),
            Outcome.NOT_PASSED,
            ("Không được công nhận vì: Vi phạm pháp luật.",),
        ),
        (
            structs.replace(WHOLE, thresholds={"ordinary": 80}),
            Scores(points(*[10] * 10), area="disadvantaged"),
            Outcome.NOT_JUDGEABLE,
            ("Chưa rõ mức đạt ở vùng khó khăn.",),
        ),
        (
            structs.replace(WHOLE, complete=False, points=120),
            Scores(points(*[10] * 10)),
            Outcome.NOT_JUDGEABLE,
            ("Mới biết 100 trong 120 điểm: chưa biết hết các chỉ số.",),
        ),
        (
            structs.replace(WHOLE, complete=False, points=120),
            Scores(points(CS4=4)),
            Outcome.NOT_PASSED,
            ("Chỉ số 4 được 4 điểm, không được dưới 5.",),
        ),
        (
            structs.replace(WHOLE, area="disadvantaged"),
            Scores(points()),
            Outcome.FAULTY,
            ("Bộ tiêu chí “Bộ tiêu chí công dân học tập” không dùng cho vùng này. Chọn lại vùng, hoặc bộ tiêu chí.",),
        ),
        (
            structs.replace(CITIZEN, points=None),
            Scores(points(CS1=-1)),
            Outcome.FAULTY,
            ("Chỉ số 1 được -1 điểm: điểm không được âm.",),
        ),
    ],
)
def test_what_the_gaps_of_a_set_leave(
    criteria: CriteriaSetSpec, scores: Scores, outcome: Outcome, said: tuple[str, ...]
) -> None:
    assert sentences(criteria, scores) == (outcome, said)


SCORES = st.builds(
    lambda ten, area, vetoes: Scores(points(*ten), area, vetoes=frozenset(vetoes)),
    st.lists(st.integers(0, 10), min_size=10, max_size=10),
    st.sampled_from(["ordinary", "disadvantaged"]),
    st.sets(st.just("LT1")),
)
RANK = {Outcome.NOT_PASSED: 0, Outcome.PASSED: 1}


@settings(max_examples=60)
@given(SCORES, st.sampled_from(sorted(WHOLE.numbers)))
def test_more_points_never_turn_passed_into_not_passed(scores: Scores, code: str) -> None:
    more = {**scores.points, code: min(10, (scores.points[code] or 0) + 1)}
    after = changed_to(scores, points=more)
    assert RANK[judge(WHOLE, after, DAY).outcome] >= RANK[judge(WHOLE, scores, DAY).outcome]


@settings(max_examples=60)
@given(SCORES)
def test_a_verdict_is_what_the_rules_of_the_set_say(scores: Scores) -> None:
    verdict = judge(WHOLE, scores, DAY)
    given_ = [p or 0 for p in scores.points.values()]
    needed = 80 if scores.area == "ordinary" else 70
    assert verdict.is_passed == (sum(given_) >= needed and min(given_) >= 5 and not scores.vetoes)
    assert (verdict.total, verdict.needed, verdict.is_passed) == (sum(given_), needed, not verdict.reasons)


@settings(max_examples=30)
@given(SCORES)
def test_a_veto_fails_and_an_easier_area_never_does(scores: Scores) -> None:
    vetoed = changed_to(scores, vetoes=frozenset({"LT1"}))
    assert judge(WHOLE, vetoed, DAY).outcome is Outcome.NOT_PASSED
    easier = judge(WHOLE, changed_to(scores, area="disadvantaged"), DAY)
    assert RANK[easier.outcome] >= RANK[judge(WHOLE, changed_to(scores, area="ordinary"), DAY).outcome]


@settings(max_examples=30)
@given(SCORES, st.sampled_from(sorted(WHOLE.numbers)), st.sampled_from([None, -1, 11]))
def test_what_cannot_be_right_is_never_judged(scores: Scores, code: str, wrong: int | None) -> None:
    verdict = judge(WHOLE, changed_to(scores, points={**scores.points, code: wrong}), DAY)
    assert (verdict.outcome, [r.part for r in verdict.reasons], verdict.total) == (Outcome.FAULTY, [code], None)


def changed_to(scores: Scores, **changed: object) -> Scores:
    return Scores(**{**{name: getattr(scores, name) for name in ("points", "area", "group", "vetoes")}, **changed})

"""What a target would take, its pace, and its parts for the units below: exact, and adding up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.catalogue.queries import target_spec, yearly_targets
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.ledger.sharing import Part, share_out_target, take_back_sharing
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.figures import Figures, UnitRef, Verdict
from khuyenhoc.rollups.rules import measured
from khuyenhoc.rollups.targets.pace import paced
from khuyenhoc.rollups.targets.queries import shared_to_the_lowest, sharing, target_sheet
from khuyenhoc.rollups.targets.sharing import RULES, Rule, shared
from khuyenhoc.rollups.targets.taking import missing, needed, required
from khuyenhoc.units.queries import unit_map
from tests.aimed import aimed

__all__ = ["aimed"]
FAMILIES = "MH03 / MH01 * 100"


def target(value: str | None = "85", measure: str | None = FAMILIES, **more: object) -> TargetSpec:
    return TargetSpec(
        code="T", title="t", measure=measure, value=None if value is None else Decimal(value), status="synthetic",
        source="thử", **more,
    )  # fmt: skip


def unit(code: str = "30", period: str = "2023", **total: int) -> Figures:
    return Figures(
        UnitRef(code, f"Xã {code}", "commune", "30"), period, total, {}, 1, 1, 0, counted=dict.fromkeys(total, 1)
    )


counts = st.integers(1, 10**6)


@given(counts, counts, st.integers(1, 100))
def test_what_is_needed_is_just_enough(recognised: int, families: int, percent: int) -> None:
    figures, aim = unit(MH03=recognised, MH01=families), target(str(percent))
    found = missing(aim, figures)
    assert found
    count = found[1]
    assert measured(aim, unit(MH03=recognised + count, MH01=families)).is_reached
    assert count == 0 or not measured(aim, unit(MH03=recognised + count - 1, MH01=families)).is_reached
    assert required(aim, figures) == ("MH03", -(-percent * families // 100))


@pytest.mark.parametrize(
    ("aim", "figures", "expected"),
    [
        (target("100000", "QK04 / HV03"), unit(QK04=990_000, HV03=10), ("QK04", 10_000)),
        (target("100", "TC01 / units * 100"), unit(TC01=0), ("TC01", 1)),
        (target("10", "HB03 / HB02 * 100", comparator="at_most"), unit(HB03=15, HB02=100), ("HB03", 5)),
        (target("10", "HB03 / HB02 * 100", comparator="at_most"), unit(HB03=5, HB02=100), ("HB03", 0)),
        (target("2", "100 / TT01"), unit(TT01=10), None),
        (target("85"), unit(MH03=1), None),
        (target(None), unit(MH03=1, MH01=2), None),
    ],
)
def test_needs_of_other_measures(aim: TargetSpec, figures: Figures, expected: tuple[str, int] | None) -> None:
    assert missing(aim, figures) == expected


def test_the_units_below_that_lack_most_stand_first() -> None:
    below = [unit("1", MH03=80, MH01=100), unit("2", MH03=90, MH01=100), unit("3", MH03=10, MH01=100)]
    need = needed(target(), unit(MH03=180, MH01=300), below)
    assert need
    assert (need.count, need.count_below) == (75, 80)
    assert [(s.unit.code, s.count) for s in need.below] == [("3", 75), ("1", 5)]


@pytest.mark.parametrize(
    ("aim", "actual", "expected"),
    [
        (target("85", by=2025), 80, Verdict.UNDER_WAY),
        (target("85", by=2023), 80, Verdict.MISSED),
        (target("85", by=2025), 86, Verdict.EXCEEDED),
        (target("85", comparator="at_most"), 80, Verdict.EXCEEDED),
        (target("85", comparator="at_most"), 86, Verdict.MISSED),
        (target(None, by=2030), 80, Verdict.UNDEFINED),
        (target("40", None), 80, Verdict.UNDEFINED),
    ],
)
def test_verdicts_by_comparator_and_year_and_none_on_a_gap(aim: TargetSpec, actual: int, expected: Verdict) -> None:
    assert measured(aim, unit(MH03=actual, MH01=100)).verdict is expected


def test_the_pace_of_a_running_year_and_of_a_target_due_later() -> None:
    running = measured(target("90"), unit(MH03=85, MH01=100))
    points = [("2022", Fraction(80)), ("2023-6T", Fraction(82)), ("2023", Fraction(85))]
    half = paced(running, points, dt.date(2023, 7, 2))
    assert (half.gained, half.expected, half.ahead) == (5, 80 + 10 * Fraction(183, 365), False)
    assert paced(running, points, dt.date(2024, 1, 5)).expected is None, "the year is over"
    later = paced(measured(target("90", by=2025), unit(MH03=85, MH01=100)), points, dt.date(2023, 7, 2))
    assert (later.yearly, later.ahead) == (Fraction(5, 2), True)
    assert paced(running, points[2:], dt.date(2023, 7, 2)).gained is None


rows = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=8)


@settings(max_examples=40)
@given(rows, st.integers(0, 100), st.sampled_from(list(RULES)))
def test_the_parts_add_up_to_the_whole_by_every_rule(pairs: list[tuple[int, int]], percent: int, rule: Rule) -> None:
    parts = [unit(str(n), MH03=min(pair), MH01=max(pair)) for n, pair in enumerate(pairs)]
    whole = unit(**{code: sum(one.total[code] or 0 for one in parts) for code in ("MH03", "MH01")})
    found = shared(target(str(percent)), whole, parts, rule)
    if found:
        assert found.over == 0
        assert all(share.count >= 0 for share in found.shares)
        if rule == "gap" and found.whole >= whole.total["MH03"]:
            assert all(share.done <= share.count <= (share.base or 0) for share in found.shares)


@pytest.mark.usefixtures("aimed")
def test_own_and_national_targets_of_a_unit(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(14):
        sheet = target_sheet("30", "2023")
    families = next(t for t in sheet.own if t.result.code == "CT-30-2023-3")
    assert (families.result.verdict, families.need.count, families.need.count_below) == (Verdict.MISSED, 155, 285)
    assert families.result.distance == Fraction(520000, 6300) - 85
    verdicts = {t.result.code: t.result.verdict for t in sheet.national}
    assert verdicts["QG-387-GD-2025"] is Verdict.EXCEEDED
    assert verdicts["QG-387-2030"] is verdicts["QG-677-N1-2025"] is Verdict.UNDEFINED


@pytest.mark.usefixtures("aimed")
def test_a_target_is_shared_out_to_all_levels_changed_by_hand_and_taken_back(
    office: User, collection: Collection, person: Callable[[Role, str], User]
) -> None:
    map_, code = unit_map(collection.period_ends), "CT-30-2023-3"
    found = sharing(code, "30", "2023", "same")
    assert found
    counts = {s.unit.code: s.count for s in found.shares if s.count}
    assert (found.whole, found.period, counts) == (5355, "2023", {"288": 1785, "300": 3570})

    def save(by: User, given: Mapping[str, int]) -> None:
        top = sharing(code, "30", "2023", "same", given=given)
        assert top
        parts = [Part(*row) for row in shared_to_the_lowest(top, code, "2023")]
        share_out_target(
            by=by, target=target_spec(code), unit="30", whole=top.whole, measure=top.indicator, rule="same", parts=parts,
            unit_of_measure="gia đình", map_=map_,
        )  # fmt: skip

    with pytest.raises(Refused, match=r"cộng lại là 5\.356, chỉ tiêu là 5\.355: thừa 1"):
        save(office, {"288": 1786})
    with pytest.raises(NotAllowed):
        save(person(Role.DISTRICT_OFFICER, "300"), {})
    save(office, {"288": 1800, "300": 3555})
    (own,) = yearly_targets("11242", "2023")
    assert (own.value, own.measure, own.shared_from, own.synthetic) == (1777, "MH03", code, True)
    (told,) = target_sheet("11239", "2023").own
    assert (told.result.verdict, told.need.count) == (Verdict.MISSED, 278)
    below = sharing("CT-30-2023-3/300", "300", "2023", "gap")
    assert below
    assert (below.whole, sum(s.count for s in below.shares)) == (3555, 3555)
    assert take_back_sharing(by=office, target=target_spec(code), unit="30", map_=map_) > 2
    assert yearly_targets("11242", "2023") == ()
    with pytest.raises(WrongState):
        take_back_sharing(by=office, target=target_spec(code), unit="30", map_=map_)

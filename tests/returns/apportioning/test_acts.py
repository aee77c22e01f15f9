"""Figures of xã Phạm Kha, which went to two communes, apportioned by numbers that add up, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.documents.wording import map_sentences
from khuyenhoc.returns.apportioning.acts import DoesNotAddUp, apportion, apportion_all, take_back
from khuyenhoc.returns.apportioning.models import Apportioning, Share
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reorganising import undo
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.moving import proofs
from khuyenhoc.rollups.queries import explain, figures, on_another_map
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import StandsOn
from khuyenhoc.units.queries import unit_map
from tests.merger import BEFORE, DAY, alone, parts, redrawn, year

__all__ = ["alone", "parts", "redrawn", "year"]

REASON = "Biên bản bàn giao ngày 05/07/2025 (mẫu)"
OLD, PROVINCE = "11245", "30"


@pytest.fixture
def give(office: User, collection: Collection, parts: tuple[str, str]) -> Callable[..., Apportioning]:
    """Apportions an indicator: what the first part gets, what the second one does, and what stays history."""

    def make(first: int | None, second: int | None, stays: int | None = None, indicator: str = "MH03", **other: object):
        wanted = {indicator: {parts[0]: first, parts[1]: second, None: stays}}
        asked = {"by": office, "unit": OLD, "on": DAY, "reason": REASON, "wanted": wanted, **other}
        return apportion(collection=collection, **asked)

    return make


def families(*units: str) -> list[int | None]:
    return [figures(unit, "2023", DAY).total["MH03"] for unit in units]


def said(unit: str) -> list[str]:
    way = on_another_map(books("2023", DAY), unit)
    assert way is not None
    return map_sentences("2023", way)


def test_what_is_apportioned_stands_with_the_parts_and_no_total_above_changes(give, parts) -> None:
    assert families(*parts, PROVINCE) == [1200, None, 1234]
    give(18, 12)
    assert families(*parts, PROVINCE, "300", OLD) == [1218, 12, 1234, 1234, 30]
    kept = books("2023", DAY)
    assert "MH03" not in kept.unallocated(PROVINCE)
    assert kept.unallocated(PROVINCE)["MH02"] == 1950, "another figure waits on"
    assert kept.kept(PROVINCE)["QK02"] == 52_500_000, "what was done in the year stays the history of the old unit"
    assert "QK02" not in kept.unallocated(PROVINCE)
    assert figures(OLD, "2023").total["MH03"] == figures(OLD, "2023", BEFORE).total["MH03"] == 30
    found = {proof.indicator.code: proof for proof in proofs("2023", unit_map(DAY), successions())}
    families_ = found["MH03"]
    assert (families_.before, families_.after, families_.lowest, families_.unallocated) == (1234, 1234, 1234, 0)
    assert all(proof.holds for proof in found.values())


def test_the_way_to_a_part_leads_through_the_act_to_the_cell_of_then(give, parts) -> None:
    made = give(18, 12)
    tree = explain("MH03", parts[0], "2023", DAY)
    assert (tree.value, [(n.unit.name, n.value) for n in tree.units]) == (
        1218, [("Thị trấn Thanh Miện", 1000), ("Xã Thanh Tùng", 200), ("Xã Phạm Kha", 18)],
    )  # fmt: skip
    share = tree.units[-1]
    assert share.step is not None
    assert (share.step.given.number, share.step.given.total, share.step.given.reason) == (made.pk, 30, REASON)
    assert [cell.value for cell in share.cells] == [30]
    top = explain("MH03", PROVINCE, "2023", DAY)
    assert top.value == 1234
    assert not any(node.divided for node in top.units)
    rest = [(node.unit.code, node.divided, node.kept) for node in explain("QK02", PROVINCE, "2023", DAY).units]
    assert (OLD, True, True) in rest
    assert said(parts[0]) == [
        "Gồm số liệu năm 2023 của thị trấn Thanh Miện và xã Thanh Tùng.",
        f"Phần của xã Phạm Kha: đã phân bổ 1/27 chỉ tiêu, theo {REASON}; còn lại chưa phân bổ.",
    ]


def test_taking_back_restores_and_the_journal_alone_has_grown(give, parts, office: User) -> None:
    before = figures(PROVINCE, "2023", DAY), families(*parts)
    first, second = give(18, 12), give(20, 10, indicator="MH03")
    assert families(*parts) == [1220, 10]
    take_back(by=office, apportioning=second)
    assert families(*parts) == [1218, 12], "what was apportioned before holds again"
    take_back(by=office, apportioning=first)
    assert (figures(PROVINCE, "2023", DAY), families(*parts)) == before
    with pytest.raises(WrongState, match="đã được hoàn tác rồi"):
        take_back(by=office, apportioning=first)
    events = Event.objects.filter(subject_type="apportioning").order_by("sequence")
    assert [e.act for e in events] == ["apportion", "apportion", "take_back_apportioning", "take_back_apportioning"]
    assert events[1].before == {"figures": {"MH03": {parts[0]: 18, parts[1]: 12}}}
    assert events[1].after["figures"] == {"MH03": {parts[0]: 20, parts[1]: 10}}


@pytest.mark.parametrize(
    ("first", "second", "stays", "indicator", "said"),
    [
        (18, 11, None, "MH03", "các phần cộng lại được 29, còn thiếu 1 so với 30 đã báo cáo"),
        (18, 13, None, "MH03", "các phần cộng lại được 31, thừa 1 so với 30 đã báo cáo"),
        (31, -1, None, "MH03", "số âm"),
        (30, None, None, "MH03", "còn trống ô của xã Kha Mới. Không có gì thì ghi 0."),
        (18, 11, 1, "MH03", "không giữ ở xã Phạm Kha được"),
        (0, 52_500_000, None, "QK02", "giữ ở xã Phạm Kha, không phân bổ"),
        (1, 1, None, "MH04", "không phải là chỉ tiêu được điền"),
        (1, 1, None, "XX99", "không phải là chỉ tiêu được điền"),
        (None, None, None, "MH03", "Chưa ghi số nào"),
    ],
)
def test_what_does_not_add_up_is_refused(give, parts, first, second, stays, indicator: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        give(first, second, stays, indicator)
    assert not Share.objects.exists()


def test_what_cannot_be_cut_up_goes_to_one_or_stays(give, parts) -> None:
    give(0, 0, 1, "TC01")
    kept = books("2023", DAY)
    assert (kept.kept(PROVINCE)["TC01"], kept.unallocated(PROVINCE).get("TC01")) == (1, None)
    give(1, 0, 0, "TC01")
    kept = books("2023", DAY)
    assert (kept.totals[parts[0]]["TC01"], kept.kept(PROVINCE).get("TC01")) == (3, None)


def test_bad_input(give, parts, office: User, collection: Collection, person) -> None:
    wanted = {"MH03": {parts[0]: 18, parts[1]: 12}}
    for unit, day in (("11239", DAY), ("99999", DAY), (OLD, BEFORE), (parts[0], DAY)):
        with pytest.raises(Refused, match="không bị chia"):
            give(18, 12, unit=unit, on=day)
    with pytest.raises(DoesNotAddUp, match="11239 không nhận phần nào của xã Phạm Kha"):
        give(1, 1, wanted={"MH03": {**wanted["MH03"], "11239": 0}})
    with pytest.raises(Refused, match="theo căn cứ nào"):
        give(18, 12, reason="  ")
    for role, unit in ((Role.COMMUNE_SECRETARY, OLD), (Role.DISTRICT_OFFICER, "300"), (Role.PROVINCE_LEADER, PROVINCE)):
        with pytest.raises(NotAllowed, match="không có quyền phân bổ số liệu"):
            give(18, 12, by=person(role, unit))
    both = {OLD: wanted, "11239": wanted}
    with pytest.raises(Refused):
        apportion_all(by=office, collection=collection, on=DAY, wanted=both, reason=REASON)
    assert not Apportioning.objects.exists()


def test_two_at_once(give) -> None:
    give(18, 12, seen=0)
    with pytest.raises(WrongState, match="Vừa có người phân bổ"):
        give(20, 10, seen=0)
    give(20, 10, seen=1)


def test_a_period_without_figures_of_the_unit(redrawn: str, alone: str, office: User, collection: Collection) -> None:
    with pytest.raises(DoesNotAddUp, match="không có số của kỳ này để phân bổ"):
        apportion(
            by=office, collection=collection, unit=OLD, on=DAY, reason=REASON, wanted={"MH03": {redrawn: 1, alone: 1}}
        )


def test_a_later_revision_that_changes_the_sum_lets_it_wait_again(give, parts, accept: Callable[..., Return]) -> None:
    give(18, 12)
    give(1950, 0, indicator="MH02")
    accept(OLD, reason="Đếm lại.", MH03=33)
    kept = books("2023", DAY)
    assert [(s.unit, s.indicator, s.given.total, s.stands) for s in kept.shared.stale] == [(OLD, "MH03", 30, 33)]
    assert (families(*parts), kept.unallocated(PROVINCE)["MH03"]) == ([1200, None], 33)
    assert families(PROVINCE) == [1237]
    assert said(parts[0])[-1] == (
        "Phân bổ số liệu của xã Phạm Kha không còn khớp với báo cáo, nên tính là chưa phân bổ."
    )
    assert figures(parts[0], "2023", DAY).total["MH02"] == 1950 * 3, "what still adds up holds"
    give(20, 13)
    assert (families(*parts), books("2023", DAY).shared.stale) == ([1220, 13], ())


def test_a_plan_is_undone_once_what_was_apportioned_is_taken_back(give, office: User) -> None:
    plan, made = Reorganisation.objects.get(), give(18, 12)
    with pytest.raises(StandsOn) as refused:
        undo(by=office, plan=plan)
    said = "Số liệu năm 2023 của Xã Phạm Kha đã được phân bổ. Hoàn tác lần phân bổ đó trước."
    assert refused.value.reasons == (said,)
    take_back(by=office, apportioning=made)
    undo(by=office, plan=plan)
    assert (OLD in unit_map(DAY).units, Apportioning.objects.exists()) == (True, False)

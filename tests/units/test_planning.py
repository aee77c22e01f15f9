"""Plans in the books: kept, applied in one go or not at all, undone as a whole, each with its line in the journal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.audit.models import Event
from khuyenhoc.units.acts import found_province
from khuyenhoc.units.enums import PlanState, UnitStatus
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.facts import NewFact, add_facts
from khuyenhoc.units.history import successions, versions
from khuyenhoc.units.models import Reorganisation, Unit, UnitVersion
from khuyenhoc.units.planning import StandsOn, apply, drawn, keep_draft, look_at, tops_of, undo
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitsFile
from tests.units.reorganising.small import UNITS, table

pytestmark = pytest.mark.django_db

DAY, NEXT = dt.date(2024, 12, 1), dt.date(2025, 7, 1)
TABLES = ("units_unit", "units_unitversion", "units_succession", "units_successionlink")
MERGER = ("xã Hòa An, thị trấn An Sơn | xã Hòa Sơn", "xã Phú Lộc | xã Phú Mới", "huyện Bình Sơn | giải thể")


@pytest.fixture(autouse=True)
def province() -> None:
    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))


def cells(*rows: str) -> list[list[str]]:
    return table("Đơn vị cũ | Đơn vị mới | Cấp trên mới", *rows)


def keep(*rows: str, on: dt.date = DAY, decision: str = "1/NQ") -> Reorganisation:
    return keep_draft(by="test", rows=cells(*rows), on=on, source="phụ lục", decision=decision)[0]


def applied(*rows: str, on: dt.date = DAY) -> Reorganisation:
    plan = keep(*rows, on=on)
    apply(by="test", plan=plan)
    return plan


def books() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that a plan writes."""
    found = {}
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"SELECT * FROM {name} ORDER BY id")
            found[name] = cursor.fetchall()
    return found


def same_as_drawn(plan: Plan) -> bool:
    return unit_map(plan.after.on).units == plan.after.units


def test_a_draft_changes_nothing_but_is_kept_with_its_rows() -> None:
    before = books()
    plan = keep(*MERGER, decision="")
    assert books() == before
    assert (plan.state, plan.rows, str(plan)) == ("draft", cells(*MERGER), "chưa ghi số quyết định, 01/12/2024")
    assert drawn(plan) == look_at(rows=cells(*MERGER), on=DAY)
    assert Event.objects.filter(act="draft_plan", unit="30", subject_id=str(plan.pk)).count() == 1


def test_applied_the_map_is_as_it_was_drawn_and_the_day_before_as_it_was() -> None:
    yesterday = unit_map(DAY - dt.timedelta(1))
    plan = keep(*MERGER)
    made = apply(by="test", plan=plan)
    assert same_as_drawn(made)
    assert unit_map(DAY - dt.timedelta(1)) == yesterday
    plan.refresh_from_db()
    assert (plan.state, plan.applied_by) == (PlanState.APPLIED, "test")
    assert Event.objects.get(act="apply_plan").after["begins"] == ["3001-2024"]


def test_versions_say_what_became_of_a_unit_and_by_which_plan() -> None:
    plan = applied(*MERGER)
    ends = {v.unit.code: v.ended_as for v in UnitVersion.objects.filter(ended_by=plan).select_related("unit")}
    assert ends == {"3001": "merged", "3003": "merged", "301": "dissolved", "3011": "", "3012": "", "3013": ""}
    old, new = versions("3012")
    assert (old.name, old.ended_by, new.name, new.began_by, new.parent.code) == ("Phú Lộc", plan, "Phú Mới", plan, "30")
    assert (new.source, new.source_status.split(":")[0]) == ("phụ lục", "unverified")
    assert successions().leads_to("3003", unit_map(DAY).units) == ["3001-2024"]


def test_undone_the_books_are_exactly_what_they_were_and_only_the_journal_has_grown() -> None:
    before, events = books(), Event.objects.count()
    plan = applied(*MERGER)
    assert books() != before
    undo(by="test", plan=plan)
    assert books() == before
    plan.refresh_from_db()
    assert (plan.state, plan.undone_by, Event.objects.count() - events) == (PlanState.UNDONE, "test", 3)
    apply(by="test", plan=keep(*MERGER))  # and the same can be done again


def test_two_plans_are_undone_in_turn() -> None:
    first = applied(*MERGER)
    second = applied("xã Hòa Sơn, xã Tân Dân, huyện An Sơn | xã Tân Hòa", "xã Phú Mới | phường Phú Mới", on=NEXT)
    with pytest.raises(StandsOn, match=f"Phương án số {second.pk} .*dựa trên bản đồ này"):
        undo(by="test", plan=first)
    undo(by="test", plan=second)
    undo(by="test", plan=first)
    assert Unit.objects.count() == len(UNITS)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["xã Tân Dân | xã Mới"], "còn 0 chỗ sai và 1 câu phải trả lời"),
        (["xã Không Có | xã Mới"], "còn 1 chỗ sai và 0 câu"),
        (["xã Phú Lộc | giữ nguyên"], "Chưa áp dụng được"),
    ],
)
def test_what_cannot_be_applied_is_refused_and_nothing_is_half_done(rows: list[str], said: str) -> None:
    before, plan = books(), keep(*rows)
    with pytest.raises(UnitsRefused, match=said):
        apply(by="test", plan=plan)
    assert books() == before


def test_there_is_no_plan_for_a_day_without_a_map() -> None:
    with pytest.raises(UnitsRefused, match="Chưa có bản đồ đơn vị của ngày 31/12/2022"):
        keep(*MERGER, on=dt.date(2022, 12, 31))


def test_a_fault_at_the_last_step_leaves_nothing_half_done() -> None:
    before, plan = books(), keep(*MERGER)
    with pytest.raises(IntegrityError), transaction.atomic():
        apply(by=None, plan=plan)  # who applied it cannot be written down, after all else was
    plan.refresh_from_db()
    assert (books(), plan.state) == (before, PlanState.DRAFT)


def test_seat_and_state_of_the_association_go_on_where_the_sheet_says_nothing_of_them() -> None:
    UnitVersion.objects.filter(unit__code="3012").update(status=UnitStatus.SUSPENDED, seat="Thôn Đông")
    UnitVersion.objects.filter(unit__code="3013").update(seat="Thôn Đoài")
    rows = cells("huyện Bình Sơn | giải thể | ", "xã Minh Châu | xã Minh Châu | ")
    rows = [[*row, seat] for row, seat in zip(rows, ("Trụ sở", "", "Thôn Trung"), strict=True)]
    apply(by="test", plan=keep_draft(by="test", rows=rows, on=DAY, source="thử")[0])
    assert [(v.seat, v.status) for v in versions("3012")] == [("Thôn Đông", "suspended")] * 2
    assert [v.seat for v in versions("3013")] == ["Thôn Đoài", "Thôn Trung"]


def test_a_draft_is_refused_where_the_map_has_changed_since() -> None:
    plan, other = keep(*MERGER), keep("xã Minh Châu | xã Minh Mới", on=NEXT)
    apply(by="test", plan=other)
    with pytest.raises(UnitsRefused, match="Bản đồ đơn vị đã thay đổi"):
        apply(by="test", plan=plan)


def test_what_is_applied_or_undone_is_not_applied_again() -> None:
    plan = keep(*MERGER)
    with pytest.raises(UnitsRefused, match="Chỉ hoàn tác được phương án đã áp dụng; phương án này: bản nháp"):
        undo(by="test", plan=plan)
    apply(by="test", plan=plan)
    with pytest.raises(UnitsRefused, match="không còn là bản nháp: đã áp dụng"):
        apply(by="test", plan=plan)


def test_reasons_from_above_and_what_is_known_of_a_new_unit_keep_it_from_being_undone() -> None:
    plan = applied(*MERGER)
    with pytest.raises(StandsOn, match="đã có báo cáo") as refused:
        undo(by="test", plan=plan, standing=lambda units: [f"{u.full_name} đã có báo cáo" for u in units])
    assert refused.value.reasons[0] == "xã Hòa Sơn đã có báo cáo"
    assert len(refused.value.reasons) == 4  # one that began and three that go on otherwise
    new = Unit.objects.get(code="3001-2024")
    add_facts(facts=[NewFact(new.pk, "villages", 7, DAY, "thử", "unverified")])
    state = books()
    with pytest.raises(StandsOn, match="Gỡ ra trước"):
        undo(by="test", plan=plan)
    assert books() == state


def test_the_top_of_what_a_plan_touched_is_known_afterwards() -> None:
    assert tops_of(applied(*MERGER)) == ["30"]


def statements(*rows: str) -> list[int]:
    """How many a draft, its application and its undoing take."""
    with CaptureQueriesContext(connection) as keeping:
        plan = keep(*rows)
    with CaptureQueriesContext(connection) as applying:
        apply(by="test", plan=plan)
    with CaptureQueriesContext(connection) as undoing:
        undo(by="test", plan=plan)
    return [len(keeping), len(applying), len(undoing)]


def test_statements_do_not_grow_with_the_units() -> None:
    few = statements("xã Hòa An, thị trấn An Sơn | xã Hòa Sơn", "xã Minh Châu | giải thể", "xã Phú Lộc | xã A")
    many = statements(
        "xã Hòa An | xã B | An Sơn",
        "thị trấn An Sơn, xã Phú Lộc | xã C | huyện An Sơn",
        "xã Tân Dân, huyện Bình Sơn; một phần xã Minh Châu | xã D | huyện An Sơn",
        "một phần xã Minh Châu | xã E | huyện An Sơn",
        "huyện Bình Sơn | giải thể",
    )
    assert few == many
    assert few[:2] <= [10, 22]

"""Boards, queues, duties and single returns as they are read, with the number of statements of each."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from fractions import Fraction

import pytest

from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts, queries
from khuyenhoc.returns.board import NOT_BEGUN, Wanted
from khuyenhoc.returns.detail import return_detail
from khuyenhoc.returns.duties import DutyKind
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.runs import received_file, run_report
from khuyenhoc.returns.values import Stated
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


def test_board_has_a_row_for_each_unit_that_owes_in_two_statements(rows, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = rows()
    assert len(found) == 235
    assert {row.state for row in found} == {NOT_BEGUN}
    assert found[0].name == "Phường Cẩm Thượng"
    assert found[0].above_name == "Thành phố Hải Dương"


def test_board_stands_in_the_order_of_the_map(rows, map_):
    assert [row.unit for row in rows()] == [u.code for u in map_.below("30", level="commune")]


def test_board_tells_days_late_of_what_is_missing(collection, rows):
    late = (TODAY - collection.due_on).days
    assert {row.days_late for row in rows()} == {late}
    assert {row.days_late for row in rows(collection.due_on)} == {0}


def test_row_of_a_sent_return(collection, rows, sent):
    return_ = sent(day=28, HV01=1490)
    row = row_of(rows(), "11242")
    assert (row.state, row.return_id, row.revision) == (State.SUBMITTED, return_.pk, 1)
    assert row.submitted_on == dt.date(2023, 12, 28)
    assert row.days_late == (dt.date(2023, 12, 28) - collection.due_on).days
    assert (row.errors, row.warnings) == (0, 0)


def test_row_counts_errors_and_warnings_of_a_draft(rows, draft):
    return_ = draft("11242", MH11=20, MH02=1700)
    row = row_of(rows(), "11242")
    assert (row.errors, row.warnings) == (return_.errors, return_.warnings)
    assert (row.errors > 0, row.warnings > 0) == (True, True)


def test_lateness_is_that_of_the_first_sending(rows, sent, draft, office):
    return_ = sent(day=2)
    acts.send_back(by=office, return_=return_, remarks=[(None, "Xem lại số hội viên")])
    corrected = draft("11242", HV01=1490)
    with clock.told(2023, 12, 29):
        acts.submit(by=office, return_=corrected)
    row = row_of(rows(), "11242")
    assert (row.revision, row.submitted_on, row.days_late) == (2, dt.date(2023, 12, 2), 0)


def test_a_revision_stands_beside_the_one_in_force(rows, sent, draft, office):
    first = acts.accept(by=office, return_=sent())
    second = draft("11242", reason="Đếm sót một thôn", HV01=1510)
    row = row_of(rows(), "11242")
    assert (row.state, row.return_id, row.in_force_id) == (State.DRAFT, second.pk, first.pk)


def test_a_commune_sees_its_own_row_alone_and_a_district_those_below_it(rows, map_):
    secretary, district = (Held(Role.COMMUNE_SECRETARY, "11242"),), (Held(Role.DISTRICT_OFFICER, "288"),)
    assert [r.unit for r in queries.seen(rows(), map_, secretary)] == ["11242"]
    assert {r.above for r in queries.seen(rows(), map_, district)} == {"288"}
    assert queries.seen(rows(), map_, secretary, Right.REVIEW_RETURN) == []


def test_queue_holds_what_was_sent_in_the_order_of_the_board(rows, map_, sent, django_assert_num_queries):
    for unit in ("11245", "10507", "11242"):
        sent(unit)
    found = rows()
    with django_assert_num_queries(0):
        assert [r.unit for r in queries.queue(found, map_, OFFICE)] == ["10507", "11242", "11245"]
        assert [r.unit for r in queries.queue(found, map_, (Held(Role.DISTRICT_OFFICER, "288"),))] == ["10507"]


@pytest.mark.parametrize(
    ("unit", "number", "before", "after"),
    [("10507", 1, "11245", "11242"), ("11242", 2, "10507", "11245"), ("11245", 3, "11242", "10507")],
)
def test_next_in_queue_begins_again_behind_the_last(rows, map_, sent, unit, number, before, after):
    for one in ("11245", "10507", "11242"):
        sent(one)
    place = queries.next_in_queue(rows(), map_, OFFICE, unit)
    assert (place.number, place.length, place.before.unit, place.after.unit) == (number, 3, before, after)


def test_next_after_one_that_no_longer_waits(rows, map_, sent, office):
    acts.accept(by=office, return_=sent("11242"))
    sent("11245")
    place = queries.next_in_queue(rows(), map_, OFFICE, "11242")
    assert (place.number, place.length, place.after.unit) == (0, 1, "11245")


def test_an_empty_queue_leads_nowhere(rows, map_):
    place = queries.next_in_queue(rows(), map_, OFFICE, "11242")
    assert (place.number, place.length, place.before, place.after) == (0, 0, None, None)


def duties(collection, map_, held):
    return queries.duties_of(collection, map_, held, queries.board(collection, map_, TODAY))


def kinds(collection, map_, held):
    return [(d.kind, d.number) for d in duties(collection, map_, held)]


def test_duties_of_a_secretary_follow_the_return(collection, map_, draft, office, django_assert_num_queries):
    held = (Held(Role.COMMUNE_SECRETARY, "11242"),)
    assert kinds(collection, map_, held) == [(DutyKind.SEND_FILE, 0)]
    draft("11242", MH03=3000)
    assert kinds(collection, map_, held)[0][0] == DutyKind.MEND_FILE
    warned = draft("11242", MH02=1700)
    assert warned.errors == 0
    with django_assert_num_queries(3):
        assert kinds(collection, map_, held) == [(DutyKind.ANSWER, warned.warnings)]
    for finding in warned.findings.all():
        acts.answer(by=office, finding=finding, reason="Gồm cả gia đình công nhận từ năm trước")
    assert kinds(collection, map_, held) == [(DutyKind.SUBMIT, 0)]
    acts.submit(by=office, return_=warned)
    assert kinds(collection, map_, held) == [(DutyKind.WAITING, 0)]
    acts.send_back(by=office, return_=warned, remarks=[(None, "Kiểm tra lại")])
    assert kinds(collection, map_, held) == [(DutyKind.CORRECT, 0)]


def test_duties_of_the_office_and_the_leader(collection, map_, sent, office):
    assert kinds(collection, map_, OFFICE) == [(DutyKind.CHASE, 235)]
    first, second = sent("11242"), sent("11245")
    assert kinds(collection, map_, OFFICE) == [(DutyKind.REVIEW, 2), (DutyKind.CHASE, 233)]
    assert kinds(collection, map_, LEADER) == []
    acts.accept(by=office, return_=first)
    acts.send_back(by=office, return_=second, remarks=[(None, "Kiểm tra lại")])
    assert kinds(collection, map_, OFFICE) == [(DutyKind.CHASE, 233), (DutyKind.AWAIT_CORRECTION, 1)]
    assert kinds(collection, map_, LEADER) == [(DutyKind.SIGN, 1)]
    assert [r.pk for r in queries.signable(collection, map_, LEADER)] == [first.pk]
    assert queries.signable(collection, map_, OFFICE) == []


def test_papers_are_made_when_all_is_settled(collection, map_, rows):
    done = [replace(row, state=State.ACCEPTED) for row in rows()]
    found = queries.duties_of(collection, map_, OFFICE, done)
    assert [(d.kind, d.number) for d in found] == [(DutyKind.PAPERS, 235)]
    editor = (Held(Role.EDITOR, "30"),)
    found = queries.duties_of(collection, map_, editor, done)
    assert [d.kind for d in found] == [DutyKind.ARTICLE, DutyKind.PAPERS]


def test_remarks_are_read_in_one_statement(sent, office, django_assert_num_queries):
    return_ = sent()
    acts.send_back(by=office, return_=return_, remarks=[(None, "Gửi lại bản có dấu")])
    with django_assert_num_queries(1):
        assert [r.text for r in queries.remarks_of(return_.pk)] == ["Gửi lại bản có dấu"]


def test_collections_are_found_in_one_statement(collection, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [c.unit.code for c in queries.collections()] == ["30"]
    with django_assert_num_queries(1):
        assert queries.collection_of(collection.code) == collection
    with pytest.raises(Collection.DoesNotExist):
        queries.collection_of("BC-NAM-1900")


def test_detail_in_six_statements(draft, django_assert_num_queries):
    return_ = draft("11242", MH03=2200, TH04="không có", KT01=None)
    with django_assert_num_queries(6):
        detail = return_detail(return_.pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert len(lines) == len(detail.form.indicators)
    assert (lines["TH04"].said.stated, lines["KT01"].said.stated) == (Stated.NONE, Stated.BLANK)
    assert (lines["HV04"].share, lines["HV04"].said.stated) == (Fraction(75, 4), Stated.BLANK)
    assert lines["MH03"].level == "E"
    assert {f.code for f in lines["MH03"].findings} >= {"K02"}
    assert detail.is_open
    assert detail.asked == ()


def test_derived_lines_are_computed_from_the_counts(draft):
    detail = return_detail(draft("11242", HV01=1, HV02=0, HV03=3, MH01=0, MH02=0, MH03=0).pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert lines["HV04"].share == Fraction(100, 3)
    assert lines["MH04"].share is None


def test_detail_of_a_corrected_return_says_what_changed_and_what_was_asked(
    sent, draft, office, django_assert_num_queries
):
    first = sent()
    members = first.cells.get(indicator__code="HV01").indicator
    acts.send_back(by=office, return_=first, remarks=[(members, "Cao hơn danh sách"), (None, "Gửi lại trước thứ sáu")])
    second = draft("11242", HV01=1490, TH04="không có")
    with django_assert_num_queries(7):
        detail = return_detail(second.pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert {code: (line.before.value, line.said.value) for code, line in lines.items() if line.before} == {
        "HV01": (1500, 1490),
        "TH04": (3, None),
    }
    assert [r.text for r in detail.asked] == ["Cao hơn danh sách", "Gửi lại trước thứ sáu"]
    assert [r.text for r in lines["HV01"].remarks] == ["Cao hơn danh sách"]
    assert [r.revision for r in detail.revisions] == [2, 1]
    earlier = return_detail(first.pk)
    assert not earlier.is_open
    assert len(earlier.remarks) == 2


def test_run_report_and_file_in_few_statements(draft, office, django_assert_num_queries):
    return_ = draft("11242")
    run = return_.file.run_id
    with django_assert_num_queries(3):
        report = run_report(run)
    assert [[r.pk for r in one.returns] for one in report.files] == [[return_.pk]]
    assert (report.number("read"), report.number("rejected")) == (1, 0)
    with django_assert_num_queries(2):
        file, units = received_file(return_.file_id)
    assert (file.name, units) == ("11242-1.xlsx", ["11242"])


def test_run_report_shows_only_the_last_revision_of_a_unit(draft):
    draft("11242")
    again = draft("11242", HV01=1490)
    report = run_report(again.file.run_id)
    assert [[r.revision for r in one.returns] for one in report.files] == [[2]]
    assert Return.objects.filter(superseded_at=None).count() == 1


WANTED = [
    ("tran hung dao", {"Phường Trần Hưng Đạo"}),
    ("Trần Hưng Đạo", {"Phường Trần Hưng Đạo"}),
    (unicodedata.normalize("NFD", "Trần Hưng Đạo"), {"Phường Trần Hưng Đạo"}),
    ("dao TRAN phuong", {"Phường Trần Hưng Đạo"}),
    ("10525", {"Phường Trần Hưng Đạo"}),
    ("không có xã này", set()),
]


@pytest.mark.parametrize(("text", "names"), WANTED)
def test_units_are_found_with_and_without_accents(rows, text, names):
    assert {row.name for row in queries.narrowed(rows(), Wanted(text=text))} == names


def test_boards_are_narrowed_by_state_district_and_mark(rows, sent):
    sent("11242", day=2)
    found = rows()
    assert [r.unit for r in queries.narrowed(found, Wanted(state=State.SUBMITTED))] == ["11242"]
    assert {r.above for r in queries.narrowed(found, Wanted(above="288"))} == {"288"}
    assert len(queries.narrowed(found, Wanted(mark="late"))) == 234
    assert queries.narrowed(found, Wanted(mark="errors")) == []


def test_columns_sort_both_ways_and_the_rest_keeps_its_order(rows, draft):
    draft("11242", MH03=2200)
    found = rows()
    assert queries.arranged(found, "-errors")[0].unit == "11242"
    assert queries.arranged(found, "errors")[-1].unit == "11242"
    assert queries.arranged(found, "nonsense") == found


def test_names_are_sorted_by_the_vietnamese_alphabet(rows):
    names = [r.name for r in queries.arranged(rows(), "unit") if r.name.startswith("Phường A")]
    assert names == ["Phường An Lạc", "Phường An Lưu", "Phường An Phụ", "Phường An Sinh"]
    assert queries.arranged(rows(), "-unit")[-1].name == "Phường Ái Quốc"


def test_progress_counts_states_and_says_shares_exactly(rows, sent, office):
    acts.accept(by=office, return_=sent("10507", day=2))
    sent("11242", day=2)
    found = rows()
    whole = queries.progress(found)
    assert (whole.owing, whole.settled, whole.late) == (235, 1, 233)
    assert [(c.state, c.number) for c in whole.counts] == [
        ("not_begun", 233), ("draft", 0), ("submitted", 1), ("sent_back", 0), ("accepted", 1), ("signed", 0),
    ]  # fmt: skip
    assert whole.counts[0].percent == Fraction(23300, 235)
    groups = queries.progress_above(found)
    assert len(groups) == 12
    assert sum(g.owing for g in groups) == 235
    assert (groups[0].name, groups[0].settled) == ("Thành phố Hải Dương", 1)
    assert queries.progress([]).counts[0].percent is None

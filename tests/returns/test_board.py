"""Boards: a row for each unit that owes, who sees which, narrowed, sorted and summed up; and the collections there are."""

from __future__ import annotations

import datetime as dt
import unicodedata
from fractions import Fraction

import pytest

from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts, queries
from khuyenhoc.returns.board import NOT_BEGUN, Wanted
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Collection
from tests.returns.boards import TODAY, map_, row_of, rows, sent

__all__ = ["map_", "rows", "sent"]


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


def test_collections_are_found_in_one_statement(collection, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [c.unit.code for c in queries.collections()] == ["30"]
    with django_assert_num_queries(1):
        assert queries.collection_of(collection.code) == collection
    with pytest.raises(Collection.DoesNotExist):
        queries.collection_of("BC-NAM-1900")


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

"""An import taken back as a whole: what stood before stands again, exactly; what was accepted is not touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns import acts
from khuyenhoc.returns.conflicts.acts import choose
from khuyenhoc.returns.conflicts.queries import pending_of
from khuyenhoc.returns.enums import OPEN, RunState, State
from khuyenhoc.returns.errors import Closed, WrongState
from khuyenhoc.returns.models import Cell, Collection, IntakeRun, ReceivedFile, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.runs import run_report
from khuyenhoc.returns.undoing import take_back_run, undoing
from tests.returns.importing import bring_in, told
from tests.workbooks import official

Person = Callable[[Role, str], User]
UNITS = ("11242", "11239")


def plain(return_: Return) -> Return:
    return Return.objects.select_related("collection", "unit").get(pk=return_.pk)


def standing(unit: str) -> Return:
    return Return.objects.select_related("collection", "unit").get(unit__code=unit, superseded_at=None, state__in=OPEN)


@pytest.fixture
def secretary(person: Person) -> User:
    return person(Role.COMMUNE_SECRETARY, "11242")


def test_the_first_import_taken_back_leaves_nothing_begun(collection: Collection, office: User) -> None:
    before = told(collection)
    run = bring_in(office, collection, [(unit, {}) for unit in UNITS])
    acts.submit(by=office, return_=standing("11242"))
    taken = take_back_run(by=office, run=run)
    assert told(collection) == before
    assert (taken.taken_back_by, taken.taken_back_at is not None) == (office, True)
    assert sorted(Return.objects.values_list("unit__code", "withdrawn_at")) == [
        ("11239", taken.taken_back_at), ("11242", taken.taken_back_at),
    ]  # fmt: skip


def test_files_and_cells_stay_readable_as_taken_back(collection: Collection, office: User) -> None:
    (entry,) = receive(by=office, collection=collection, files=[("a.xlsx", official())])
    file = ReceivedFile.objects.get()
    take_back_run(by=office, run=file.run)
    assert path_of(file.sha256).read_bytes() == official()
    assert Cell.objects.filter(return_of=entry.return_id).count() > 50
    report = run_report(file.run_id)
    assert report.run.taken_back_by == office
    assert [[r.pk for r in one.returns] for one in report.files] == [[entry.return_id]]


def test_what_was_sent_back_stands_again_with_its_reasons(
    collection: Collection, office: User, secretary: User
) -> None:
    bring_in(secretary, collection, [("11242", {"MH02": 1799})])
    first = standing("11242")
    acts.answer(by=secretary, finding=first.findings.get(), reason="Tính cả năm trước.")
    acts.submit(by=secretary, return_=first)
    acts.send_back(by=office, return_=first, remarks=[(None, "Xem lại sổ.")])
    before = told(collection)
    run = bring_in(secretary, collection, [("11242", {"MH03": 1790})])
    acts.submit(by=secretary, return_=standing("11242"))
    found = undoing(run)
    assert ([r.pk for r in found.former], found.submitted, found.refusal) == ([first.pk], 1, "")
    take_back_run(by=secretary, run=run)
    assert told(collection) == before
    assert standing("11242").state == State.SENT_BACK


def test_the_same_file_can_be_sent_again_afterwards(collection: Collection, office: User) -> None:
    files = [("a.xlsx", official())]
    (first,) = receive(by=office, collection=collection, files=files)
    take_back_run(by=office, run=IntakeRun.objects.get())
    (again,) = receive(by=office, collection=collection, files=files)
    assert (again.outcome, again.reason) == ("read", "")
    assert again.return_id != first.return_id
    assert standing("11242").revision == 2


def test_it_is_one_event_at_the_run(collection: Collection, office: User) -> None:
    run = bring_in(office, collection, [("11242", {})])
    events = Event.objects.count()
    take_back_run(by=office, run=run)
    assert Event.objects.count() == events + 1
    (event,) = history("run", run.pk)
    assert (event.act, event.by, event.after) == ("take_back_run", office.username, {"returns": 1})
    assert event.before == {"returns": [{"unit": "11242", "revision": 1, "state": "draft"}]}
    assert verify()[1] is None


def test_once_something_is_accepted_the_run_stands(collection: Collection, office: User) -> None:
    run = bring_in(office, collection, [(unit, {}) for unit in UNITS])
    acts.submit(by=office, return_=standing("11242"))
    acts.accept(by=office, return_=standing("11242"))
    before = told(collection)
    with pytest.raises(WrongState, match=r"Xã Thanh Tùng.* đã được chấp nhận.*bản sửa đổi"):
        take_back_run(by=office, run=run)
    assert told(collection) == before
    acts.take_back_acceptance(
        by=office, return_=Return.objects.select_related("collection", "unit").get(state="accepted")
    )
    take_back_run(by=office, run=run)


def test_a_newer_import_has_to_be_taken_back_first(collection: Collection, office: User) -> None:
    before = told(collection)
    first = bring_in(office, collection, [("11242", {})])
    second = bring_in(office, collection, [("11242", {"MH03": 1790})])
    with pytest.raises(WrongState, match=r"Xã Thanh Tùng đã có số liệu mới hơn"):
        take_back_run(by=office, run=first)
    take_back_run(by=office, run=second)
    take_back_run(by=office, run=first)
    assert told(collection) == before


def test_a_revision_of_an_accepted_return_taken_back_leaves_it_in_force(collection: Collection, office: User) -> None:
    bring_in(office, collection, [("11242", {})])
    acts.submit(by=office, return_=standing("11242"))
    acts.accept(by=office, return_=standing("11242"))
    before = told(collection)
    run = bring_in(office, collection, [("11242", {"MH03": 1790})], reason="Đếm sót một thôn")
    take_back_run(by=office, run=run)
    assert told(collection) == before


def test_who_may_and_when(collection: Collection, office: User, person: Person) -> None:
    run = bring_in(office, collection, [("11242", {})])
    for role, unit in ((Role.COMMUNE_SECRETARY, "11239"), (Role.PROVINCE_LEADER, "30")):
        with pytest.raises(NotAllowed):
            take_back_run(by=person(role, unit), run=run)
    acts.close_collection(by=office, collection=collection)
    with pytest.raises(Closed, match="đã kết thúc"):
        take_back_run(by=office, run=run)
    acts.reopen_collection(by=office, collection=collection)
    IntakeRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    with pytest.raises(WrongState, match="đang được đọc"):
        take_back_run(by=office, run=run)
    IntakeRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    take_back_run(by=person(Role.COMMUNE_SECRETARY, "11242"), run=run)
    with pytest.raises(WrongState, match="đã được thu lại rồi"):
        take_back_run(by=office, run=run)


def test_a_run_without_returns_has_nothing_to_take_back(collection: Collection, office: User) -> None:
    receive(by=office, collection=collection, files=[("a.xlsx", b"xin chao")])
    with pytest.raises(WrongState, match="không có báo cáo nào"):
        take_back_run(by=office, run=IntakeRun.objects.get())


def test_a_contender_taken_back_and_a_choice_for_it_too(collection: Collection, office: User, secretary: User) -> None:
    bring_in(secretary, collection, [("11242", {})])
    before = told(collection)
    run = bring_in(office, collection, [("11242", {"MH03": 1790})])
    unit = Return.objects.first().unit_id
    assert len(pending_of(collection, unit)) == 1
    take_back_run(by=office, run=run)
    assert told(collection) == before
    run = bring_in(office, collection, [("11242", {"MH03": 1790})])
    contender = plain(pending_of(collection, unit)[0].contender)
    choose(by=secretary, contender=contender, chosen=contender, reason="Bản của tỉnh mới hơn.")
    take_back_run(by=office, run=run)
    assert told(collection) == before


def test_both_that_one_import_brought_for_a_unit_go_with_it(collection: Collection, office: User) -> None:
    before = told(collection)
    run = bring_in(office, collection, [("11242", {}), ("11242", {"MH03": 1790})])
    contender = pending_of(collection, Return.objects.first().unit_id)[0].contender
    choose(by=office, contender=plain(contender), chosen=plain(contender), reason="Mới hơn.")
    assert list(undoing(run).former) == [], "none of the two stands again"
    take_back_run(by=office, run=run)
    assert told(collection) == before


def test_taking_back_many_costs_no_more_than_taking_back_one(
    collection: Collection, office: User, django_assert_max_num_queries
) -> None:
    run = bring_in(office, collection, [(u, {}) for u in ("11242", "11239", "11245", "11248", "11251", "11254")])
    with django_assert_max_num_queries(4):
        undoing(run)
    with django_assert_max_num_queries(20):
        take_back_run(by=office, run=run)


FILES = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from([{}, {"MH03": 1790}, {"HB03": None}, {"MH02": 1799}])),
    min_size=1, max_size=3,
)  # fmt: skip
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.sampled_from(["office", "secretary", "district"]), FILES),
        st.tuples(st.sampled_from(["submit", "send_back", "choose", "accept", "undo"]), st.sampled_from(UNITS), st.none()),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, who=st.sampled_from(["office", "secretary", "district"]), files=FILES)
def test_any_sequence_followed_by_undoing_the_last_import_is_as_it_was(
    collection: Collection, office: User, people: dict[str, User], steps, who: str, files
) -> None:
    with transaction.atomic():
        for kind, about, given_files in steps:
            if kind == "import":
                bring_in(people[about], collection, given_files)
            else:
                _do(kind, about, office)
        before = told(collection)
        run = bring_in(people[who], collection, files)
        if undoing(run).returns:
            take_back_run(by=office, run=run)
        assert told(collection) == before
        transaction.set_rollback(True)


@pytest.fixture
def people(office: User, person: Person) -> dict[str, User]:
    return {
        "office": office,
        "secretary": person(Role.COMMUNE_SECRETARY, "11242"),
        "district": person(Role.DISTRICT_OFFICER, "300"),
    }


def _do(kind: str, unit: str, office: User) -> None:
    """What happens between two imports, where it is possible just then."""
    found = Return.objects.select_related("collection", "unit").filter(unit__code=unit, superseded_at=None).last()
    if found is None:
        return
    pending = pending_of(found.collection, found.unit_id)
    if kind == "choose" and pending:
        contender = plain(pending[0].contender)
        choose(by=office, contender=contender, chosen=contender, reason="Mới hơn.")
    elif kind == "submit" and found.state == State.DRAFT and not pending and not found.errors and not found.warnings:
        acts.submit(by=office, return_=found)
    elif kind == "send_back" and found.state == State.SUBMITTED:
        acts.send_back(by=office, return_=found, remarks=[(None, "Xem lại.")])
    elif kind == "accept" and found.state == State.SUBMITTED and not pending:
        acts.accept(by=office, return_=found)
    elif kind == "undo":
        run = IntakeRun.objects.select_related("collection__unit").get(files__returns=found)
        if not undoing(run).refusal:
            take_back_run(by=office, run=run)

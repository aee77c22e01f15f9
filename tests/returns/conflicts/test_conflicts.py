"""Two returns of one unit: both kept, nothing goes on until one is chosen with a reason, the other stays readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.access.rules import Held
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns import acts, queries
from khuyenhoc.returns.board import Wanted
from khuyenhoc.returns.conflicts.acts import choose, take_back_choice
from khuyenhoc.returns.conflicts.queries import decided_of, pending_of
from khuyenhoc.returns.detail import return_detail
from khuyenhoc.returns.duties import DutyKind
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import Closed, NotReady, Refused, WrongState
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.units.queries import unit_map
from tests.returns.importing import bring_in, told
from tests.workbooks import official

UNIT = "11242"
TODAY = dt.date(2023, 12, 15)


def revision(number: int) -> Return:
    return Return.objects.select_related("collection", "unit", "conflict").get(unit__code=UNIT, revision=number)


def stands() -> list[int]:
    return list(Return.objects.filter(unit__code=UNIT, superseded_at=None).values_list("revision", flat=True))


@pytest.fixture
def secretary(person: Callable[[Role, str], User]) -> User:
    return person(Role.COMMUNE_SECRETARY, UNIT)


@pytest.fixture
def two(collection: Collection, office: User, secretary: User) -> tuple[Return, Return]:
    """What the secretary has submitted, and what the office has brought in since."""
    bring_in(secretary, collection, [(UNIT, {})])
    acts.submit(by=secretary, return_=revision(1))
    bring_in(office, collection, [(UNIT, {"MH03": 1790})])
    return revision(1), revision(2)


def test_another_persons_return_is_not_replaced(two: tuple[Return, Return], collection: Collection) -> None:
    standing, contender = two
    assert stands() == [1]
    assert (standing.state, contender.state) == (State.SUBMITTED, State.DRAFT)
    assert [c.contender for c in pending_of(collection, standing.unit_id)] == [contender]


def test_the_file_says_that_both_are_kept(collection: Collection, office: User, secretary: User) -> None:
    receive(by=secretary, collection=collection, files=[("a.xlsx", official())])
    files = [("b.xlsx", official(MH03=1790))]
    (entry,) = receive(by=office, collection=collection, files=files)
    assert entry.outcome == "read"
    assert "bản 2; cả hai bản được giữ, chờ chọn một bản" in entry.reason
    (again,) = receive(by=office, collection=collection, files=files)
    assert (again.return_id, Return.objects.count()) == (entry.return_id, 2)
    assert "đang chờ chọn giữa hai bản" in again.reason


def test_whoever_sends_again_means_the_newer_one(collection: Collection, office: User, secretary: User) -> None:
    bring_in(secretary, collection, [(UNIT, {})])
    bring_in(secretary, collection, [(UNIT, {"MH03": 1790})])
    assert (stands(), pending_of(collection, revision(1).unit_id)) == ([2], [])
    for families in (1780, 1770):
        bring_in(office, collection, [(UNIT, {"MH03": families})])
    assert [c.contender.revision for c in pending_of(collection, revision(1).unit_id)] == [4]
    assert (revision(1).superseded_by, revision(3).superseded_by) == (revision(2), revision(4))


def test_nothing_goes_on_until_it_is_decided(two: tuple[Return, Return], office: User, secretary: User) -> None:
    standing, contender = two
    with pytest.raises(NotReady, match="hai bản số liệu khác nhau đang chờ chọn"):
        acts.accept(by=office, return_=standing)
    with pytest.raises(NotReady, match="hai bản số liệu khác nhau đang chờ chọn"):
        acts.submit(by=secretary, return_=contender)
    acts.send_back(by=office, return_=standing, remarks=[(None, "Có hai bản khác nhau.")])


def test_the_contender_is_chosen(two: tuple[Return, Return], office: User, secretary: User) -> None:
    standing, contender = two
    chosen = choose(by=secretary, contender=contender, chosen=contender, reason=" Bản sau đã đối chiếu sổ. ")
    assert (chosen, stands()) == (contender, [2])
    assert revision(1).superseded_by == contender
    (decision,) = decided_of(contender)
    assert decided_of(revision(1)) == [decision]
    assert (decision.chosen, decision.against, decision.decided_by, decision.reason) == (
        contender, standing, secretary, "Bản sau đã đối chiếu sổ.",
    )  # fmt: skip
    assert revision(1).cells.get(indicator__code="MH03").value == 1800, "the other one stays readable"
    acts.submit(by=secretary, return_=chosen)
    acts.accept(by=office, return_=chosen)
    assert [(e.act, e.by) for e in history("return", contender.pk)] == [
        ("receive_return", office.username), ("choose_return", secretary.username), ("submit", secretary.username),
        ("accept", office.username),
    ]  # fmt: skip
    assert verify()[1] is None


def test_what_stands_is_chosen(two: tuple[Return, Return], office: User) -> None:
    standing, contender = two
    choose(by=office, contender=contender, chosen=standing, reason="Xã đã xác nhận.")
    assert (stands(), revision(2).conflict.chosen) == ([1], standing)
    acts.accept(by=office, return_=revision(1))
    assert revision(1).state == State.ACCEPTED


@pytest.mark.parametrize("which", [0, 1])
def test_a_choice_can_be_taken_back(
    two: tuple[Return, Return], collection: Collection, office: User, which: int
) -> None:
    def stated() -> dict[str, object]:
        # The journal alone remembers.
        return {key: value for key, value in told(collection).items() if key != "journal"}

    before = stated()
    choose(by=office, contender=two[1], chosen=two[which], reason="Nhầm.")
    take_back_choice(by=office, contender=revision(2))
    assert stated() == before
    assert [e.act for e in history("return", two[1].pk)][-2:] == ["choose_return", "take_back_choice"]


def test_a_choice_stands_once_the_chosen_one_is_accepted(two: tuple[Return, Return], office: User) -> None:
    choose(by=office, contender=two[1], chosen=two[0], reason="Xã đã xác nhận.")
    acts.accept(by=office, return_=revision(1))
    with pytest.raises(WrongState, match="không chọn lại được"):
        take_back_choice(by=office, contender=two[1])


def test_what_is_refused(
    two: tuple[Return, Return], collection: Collection, office: User, person: Callable[[Role, str], User]
) -> None:
    standing, contender = two
    with pytest.raises(Refused, match="vì sao chọn"):
        choose(by=office, contender=contender, chosen=contender, reason="  ")
    with pytest.raises(WrongState, match="không còn chờ chọn"):
        choose(by=office, contender=standing, chosen=standing, reason="x")
    bring_in(office, collection, [("11239", {})])
    other = Return.objects.select_related("collection", "unit").get(unit__code="11239")
    with pytest.raises(WrongState, match="một trong hai bản"):
        choose(by=office, contender=contender, chosen=other, reason="x")
    for role, unit in ((Role.COMMUNE_SECRETARY, "11239"), (Role.PROVINCE_LEADER, "30")):
        with pytest.raises(NotAllowed):
            choose(by=person(role, unit), contender=contender, chosen=contender, reason="x")
    acts.close_collection(by=office, collection=collection)
    with pytest.raises(Closed):
        choose(by=office, contender=contender, chosen=contender, reason="x")
    acts.reopen_collection(by=office, collection=collection)
    choose(by=office, contender=contender, chosen=contender, reason="x")
    with pytest.raises(WrongState, match="không còn chờ chọn"):
        choose(by=office, contender=contender, chosen=standing, reason="y")
    assert stands() == [2]


def test_three_are_decided_one_after_the_other(
    two: tuple[Return, Return], collection: Collection, office: User, person: Callable[[Role, str], User]
) -> None:
    bring_in(person(Role.DISTRICT_OFFICER, "300"), collection, [(UNIT, {"MH03": 1780})])
    choose(by=office, contender=revision(2), chosen=revision(2), reason="Mới hơn.")
    with pytest.raises(NotReady):
        acts.submit(by=office, return_=revision(2))
    choose(by=office, contender=revision(3), chosen=revision(2), reason="Huyện chép lại.")
    acts.submit(by=office, return_=revision(2))
    assert stands() == [2]


def test_two_files_of_one_sending_wait_too(collection: Collection, office: User) -> None:
    bring_in(office, collection, [(UNIT, {}), (UNIT, {"MH03": 1790})])
    assert (stands(), len(pending_of(collection, revision(1).unit_id))) == ([1], 1)


def test_a_return_that_was_sent_back_is_answered_by_anybody(
    two: tuple[Return, Return], collection: Collection, office: User
) -> None:
    choose(by=office, contender=two[1], chosen=two[0], reason="Xã đã xác nhận.")
    acts.send_back(by=office, return_=revision(1), remarks=[(None, "Xem lại.")])
    bring_in(office, collection, [(UNIT, {"MH03": 1780})])
    assert (stands(), pending_of(collection, two[0].unit_id)) == ([3], [])
    detail = return_detail(revision(3).pk)
    before = {line.indicator.code: line.before for _s, lines in detail.sections for line in lines if line.before}
    assert [(code, said.value) for code, said in before.items()] == [("MH03", 1800)], (
        "beside what stood, not beside what did not"
    )


def test_it_stands_on_the_board_and_among_the_tasks(two: tuple[Return, Return], collection: Collection) -> None:
    map_ = unit_map(collection.period_ends)
    rows = queries.board(collection, map_, TODAY)
    (row,) = queries.narrowed(rows, Wanted(mark="contested"))
    assert (row.unit, row.return_id, row.contender_id, row.state) == (UNIT, two[0].pk, two[1].pk, State.SUBMITTED)
    for role, unit in ((Role.COMMUNE_SECRETARY, UNIT), (Role.PROVINCE_OFFICER, "30")):
        duty = queries.duties_of(collection, map_, (Held(role, unit),), rows)[0]
        assert (duty.kind, duty.number, duty.row, duty.is_active) == (DutyKind.CHOOSE, 1, row, True)

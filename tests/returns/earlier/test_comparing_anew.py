"""Open returns are compared anew where the year before changes: accepted, revised, taken back, loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import plain_return, warnings_of
from khuyenhoc.returns.earlier.acts import load, withdraw
from khuyenhoc.returns.earlier.comparing import compare_following
from khuyenhoc.returns.errors import NotReady, WrongState
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Collection, Finding, Return
from khuyenhoc.returns.queries import board
from khuyenhoc.returns.reviewing.acts import accept_many
from khuyenhoc.returns.typing.acts import Typed, drop, keep
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map
from tests.fixtures import CLEAN
from tests.returns.earlier.tables import UNIT, Draft, codes, figures

RAISED = CLEAN["QK02"] - CLEAN["QK03"]
OPENING = CLEAN["QK01"]
MENDED = OPENING - 1_000_000
"""The closing balance of the year before as a revision says it, which is not the opening balance of the year after."""
Make = Callable[[str], Return]


@pytest.fixture
def following(office: User, collection: Collection) -> Collection:
    return open_year(by=office, unit=collection.unit, year=2024)


@pytest.fixture
def later(following: Collection, draft: Draft) -> Callable[[str], Return]:
    """A draft of a unit for the year after, from a file that was read when nothing was known of the year before."""

    def make(unit: str = UNIT) -> Return:
        return_ = draft(unit)
        Return.objects.filter(pk=return_.pk).update(collection=following)
        return plain_return(return_.pk)

    return make


@pytest.fixture
def revised(office: User, draft: Draft) -> Callable[[str], Return]:
    """A unit's return is accepted; its revision, which waits for acceptance."""

    def make(unit: str = UNIT) -> Return:
        acts.accept(by=office, return_=acts.submit(by=office, return_=draft(unit, QK01=OPENING - RAISED, QK04=OPENING)))
        return acts.submit(by=office, return_=draft(unit, reason="Ghi nhầm", QK01=MENDED - RAISED, QK04=MENDED))

    return make


def fresh(return_: Return) -> Return:
    return plain_return(return_.pk)


def said(return_: Return, code: str) -> list[str]:
    return [f.message for f in return_.findings.filter(code=code)]


def answered(by: User, return_: Return) -> Return:
    for warning in warnings_of(return_):
        acts.answer(by=by, finding=warning, reason="Năm nay đúng như vậy.")
    return fresh(return_)


def test_a_draft_from_a_file_is_judged_by_what_stands_now(later: Make, revised: Make, office: User) -> None:
    now = later(UNIT)
    assert codes(now) == set()
    revision = revised(UNIT)
    assert codes(now) == {"K12"}, "the year before is accepted by now"
    answered(office, now)
    acts.accept(by=office, return_=revision)
    assert ["(84.000.000 đồng) khác số cuối kỳ trước (83.000.000 đồng)" in text for text in said(now, "K05")] == [True]
    assert (fresh(now).errors, fresh(now).warnings) == (1, 1)
    assert [w.reason for w in warnings_of(now)] == ["Năm nay đúng như vậy."], "what still holds stays answered"
    with pytest.raises(NotReady, match="Còn 1 lỗi phải sửa trong tệp"):
        acts.submit(by=office, return_=fresh(now))
    acts.take_back_acceptance(by=office, return_=fresh(revision))
    assert (codes(now), fresh(now).errors) == ({"K12"}, 0)
    assert acts.submit(by=office, return_=fresh(now)).state == "submitted"


def test_what_was_sent_is_not_accepted_over_an_error_that_came_since(
    later: Make, revised: Make, office: User, following: Collection
) -> None:
    now, revision = later(UNIT), revised(UNIT)
    acts.submit(by=office, return_=answered(office, now))
    acts.accept(by=office, return_=revision)
    (row,) = (row for row in board(following, unit_map(following.period_ends), clock.today()) if row.unit == UNIT)
    assert (row.state, row.errors) == ("submitted", 1)
    with pytest.raises(NotReady, match="Báo cáo còn 1 lỗi, vì số kỳ trước đã thay đổi sau khi gửi"):
        acts.accept(by=office, return_=fresh(now))
    with pytest.raises(WrongState):
        accept_many(by=office, collection=following, shown={now.pk})
    assert acts.send_back(by=office, return_=fresh(now), remarks=[(None, "Số đầu kỳ")]).state == "sent_back"


def test_what_is_typed_is_judged_so_before_it_is_typed_on(revised: Make, office: User, following: Collection) -> None:
    revision = revised(UNIT)
    typed = begin(by=office, collection=following, unit=Unit.objects.get(code=UNIT))
    keep(by=office, return_=typed, section="QK", typed={"QK01": Typed(str(OPENING))})
    errors = fresh(typed).errors
    acts.accept(by=office, return_=revision)
    assert (len(said(typed, "K05")), fresh(typed).errors) == (1, errors + 1)
    acts.take_back_acceptance(by=office, return_=fresh(revision))
    assert (said(typed, "K05"), fresh(typed).errors) == ([], errors)
    drop(by=office, return_=typed)
    acts.accept(by=office, return_=fresh(revision))
    assert said(typed, "K05") == [], "what counts for nothing is left alone"


def test_a_table_that_is_loaded_is_compared_with_at_once_and_no_more_once_it_is_taken_back(
    office: User, draft: Draft
) -> None:
    now, other = draft(UNIT), draft("11245")
    made, _preview = load(by=office, data=figures(f"2022;{UNIT};QK04;{MENDED}", f"2021;{UNIT};HV01;5"), name="a.csv")
    assert (codes(now), codes(other), fresh(now).errors) == ({"K05"}, set(), 1)
    withdraw(by=office, load=made)
    assert (codes(now), fresh(now).errors) == (set(), 0)


def test_statements_do_not_grow_with_the_returns(later: Make, revised: Make, office: User) -> None:
    units = (UNIT, "11245", "11248")
    one, two, three = (later(unit) for unit in units)
    acts.accept_all(by=office, returns=[revised(unit) for unit in units])
    numbers = []
    for returns in ([], [one], [two, three]):
        Finding.objects.filter(return_of__in=returns).delete()
        of = {r.unit_id for r in returns} or {one.collection.unit_id}
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            compare_following(units=of, periods={"2023"})
        numbers.append(len(asked))
    assert numbers[0] == 1
    assert numbers[2] <= numbers[1] <= 12
    assert [codes(r) for r in (one, two, three)] == [{"K05", "K12"}] * 3

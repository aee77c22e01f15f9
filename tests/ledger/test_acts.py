"""Reasons for odd figures: kept, not asked for again, asked for anew when the figure changes, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.queries import latest
from khuyenhoc.ledger.acts import Odd, answer_oddities, take_back_answers
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.figures import Flag
from khuyenhoc.rollups.oddities.queries import oddities
from khuyenhoc.rollups.queries import figures
from khuyenhoc.units.queries import unit_map

CROWDED = {"MH21": 300, "MH22": 300, "MH23": 250}
"""Communities in a commune of 8.000 people."""


def communities(unit: str = "11242") -> Flag:
    (flag,) = (f for f in oddities(unit, "2023") if f.indicator == "MH21")
    return flag


def odd(flag: Flag) -> Odd:
    return Odd(flag.unit, flag.indicator, flag.code, flag.cause, flag.message)


@pytest.fixture
def answer(collection: Collection, office: User) -> Callable[..., int]:
    def make(reason: str, by: User | None = None) -> int:
        map_ = unit_map(collection.period_ends)
        flag = communities()
        return answer_oddities(by=by or office, period="2023", reasons=[(odd(flag), reason)], map_=map_)[0].pk

    return make


def test_a_reason_stands_until_the_figure_changes_and_can_be_taken_back(
    accept: Callable[..., Return], answer: Callable[..., int], office: User
) -> None:
    accept("11242", **CROWDED)
    assert (communities().code, communities().answer) == ("S06", None)
    pk = answer("  Đếm cả nhóm zalo thôn ")
    given = communities().answer
    assert given
    assert (given.reason, given.by, given.pk) == ("Đếm cả nhóm zalo thôn", office.get_full_name(), pk)
    (marked,) = (f for f in figures("11242", "2023").flags if f.indicator == "MH21")
    assert marked.answer == given
    assert (event := latest(["11242"], act="answer_oddity").get()).after["reason"] == given.reason
    assert event.by == office.username
    with pytest.raises(WrongState):
        answer("Lần nữa")

    take_back_answers(by=office, answers=[pk])
    assert communities().answer is None
    with pytest.raises(WrongState):
        take_back_answers(by=office, answers=[pk])
    answer("Đã hỏi lại, đúng")
    accept("11242", reason="Đếm lại", **CROWDED | {"MH21": 301})
    assert communities().answer is None, "a changed figure is a new cause"


def test_who_may_answer_and_that_something_must_be_said(
    accept: Callable[..., Return], answer: Callable[..., int], person: Callable[[Role, str], User]
) -> None:
    accept("11242", **CROWDED)
    with pytest.raises(NotAllowed):
        answer("Đúng", by=person(Role.COMMUNE_SECRETARY, "11242"))
    with pytest.raises(Refused):
        answer("  ")
    answer("Đúng", by=person(Role.DISTRICT_OFFICER, "300"))


def test_a_reason_in_the_return_itself_answers_and_statements_do_not_grow(
    accept: Callable[..., Return], django_assert_max_num_queries, django_assert_num_queries
) -> None:
    accept("11242", MH31=1000, MH32=1000, MH33=1000)
    with django_assert_max_num_queries(22):
        flags = oddities("30", "2023")
    own = next(f for f in flags if (f.unit, f.code) == ("11242", "K09"))
    assert own.answer
    assert (own.answer.reason, own.answer.pk) == ("Đúng như vậy.", 0)
    assert next(f for f in flags if (f.unit, f.code) == ("300", "K09")).answer is None, "of the sum nobody has said why"
    with django_assert_num_queries(1):
        oddities("30", "2023")

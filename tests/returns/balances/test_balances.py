"""Balances of the fund go with a plan to those that take over, both sides booked; divided ones as they were apportioned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.apportioning.acts import apportion, take_back
from khuyenhoc.returns.balances.acts import book_anew
from khuyenhoc.returns.balances.models import BalanceTransfer
from khuyenhoc.returns.balances.queries import booked, booked_at, due
from khuyenhoc.returns.balances.rules import Pending, Transfer, entries, transfers
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reorganising import apply, keep_draft, undo
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.parcels import Apportioned
from khuyenhoc.units.queries import unit_map
from tests.merger import BEFORE, DAY, SHEET, year

__all__ = ["year"]

BALANCE = 95_500_000
"""Of a commune with the clean figures."""


@pytest.fixture
def plan(year: None, office: User) -> Reorganisation:
    """Applied by the office: two communes go whole into a new one, one is divided, the district ends."""
    made, _drawn = keep_draft(by=office, rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    apply(by=office, plan=made)
    return made


@pytest.fixture
def parts(plan: Reorganisation) -> tuple[str, str]:
    named = {u.full_name: code for code, u in unit_map(DAY).units.items()}
    return named["xã Thanh Miện Mới"], named["xã Kha Mới"]


def test_whole_units_hand_all_over_on_the_day_and_a_divided_one_what_was_apportioned(
    plan: Reorganisation, parts: tuple[str, str], office: User, collection: Collection
) -> None:
    whole = [Transfer("QK04", unit, parts[0], BALANCE) for unit in ("11239", "11242")]
    assert booked(plan) == whole
    found = due(unit_map(BEFORE), unit_map(DAY), successions())
    assert (found.pending, [i.code for i in found.indicators]) == ((Pending("QK04", "11245", BALANCE),), ["QK04"])
    shares = {parts[0]: BALANCE, parts[1]: 0}
    act = {"by": office, "collection": collection, "unit": "11245", "on": DAY, "reason": "Biên bản (mẫu)"}
    apportion(**act, wanted={"QK04": shares})
    assert booked(plan)[2:] == [Transfer("QK04", "11245", parts[0], BALANCE)]
    made = apportion(**act, wanted={"QK04": {parts[0]: 500_000, parts[1]: BALANCE - 500_000}})
    assert sum(entry.amount for entry in entries(booked(plan))) == 0
    assert [(one.other, one.amount, one.period) for one in booked_at("11245")] == [
        (parts[0], -500_000, "2023"), (parts[1], 500_000 - BALANCE, "2023"),
    ]  # fmt: skip
    assert sum(one.amount for one in booked_at(parts[0])) == 2 * BALANCE + 500_000
    take_back(by=office, apportioning=made)
    assert booked(plan)[2:] == [Transfer("QK04", "11245", parts[0], BALANCE)], "the act before holds again"
    with pytest.raises(Refused, match="không có gì phải ghi lại"):
        book_anew(by=office, plan=plan)


def test_what_was_revised_since_is_booked_anew_by_the_office_alone(
    plan: Reorganisation, office: User, person: Callable[..., User], accept: Callable[..., Return]
) -> None:
    accept("11242", reason="Sửa số dư.", QK01=84_000_001, QK04=BALANCE + 1)
    assert booked(plan)[1].amount == BALANCE
    with pytest.raises(NotAllowed):
        book_anew(by=person(Role.DISTRICT_OFFICER, "300"), plan=plan)
    book_anew(by=office, plan=plan)
    assert booked(plan)[1].amount == BALANCE + 1
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.act, event.after) == ("book_balances", {"transfers": 2, "amount": 2 * BALANCE + 1})


def test_undoing_a_plan_hands_nothing_over(plan: Reorganisation, office: User) -> None:
    undo(by=office, plan=plan)
    assert not BalanceTransfer.objects.exists()
    with pytest.raises(Refused, match="chưa áp dụng"):
        book_anew(by=office, plan=plan)


codes = st.sampled_from(["a", "b", "c", "x", "y"])


@given(
    st.dictionaries(codes, codes), st.dictionaries(codes, st.integers(0, 9)),
    st.dictionaries(codes, st.dictionaries(st.one_of(codes, st.none()), st.integers(0, 9), min_size=1)),
)  # fmt: skip
def test_whatever_is_handed_over_adds_to_zero_and_nobody_gives_more_than_there_was(whole, amounts, shares) -> None:
    whole = {unit: to for unit, to in whole.items() if unit != to}
    given_ = {unit: {"A": Apportioned(1, of)} for unit, of in shares.items() if unit not in whole}
    stood = {unit: {"A": value} for unit, value in amounts.items()}
    made, pending = transfers(whole, given_, stood, given_)
    assert sum(entry.amount for entry in entries(made)) == 0
    assert all(t.amount > 0 and t.giver != t.taker for t in made)
    for unit in amounts:
        gave = sum(t.amount for t in made if t.giver == unit) + sum(p.amount for p in pending if p.giver == unit)
        assert gave <= amounts[unit]
        if unit in whole:
            assert gave == amounts[unit]

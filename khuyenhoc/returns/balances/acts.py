"""Booking what is handed over of balances: with a plan, with an apportioning, and anew where a figure was changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.queries import indicator_ids
from khuyenhoc.returns.apportioning.queries import A_DAY
from khuyenhoc.returns.balances.models import BalanceTransfer
from khuyenhoc.returns.balances.queries import Due, booked, due
from khuyenhoc.returns.errors import Refused
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import tops_of
from khuyenhoc.units.queries import unit_ids, unit_map
from khuyenhoc.units.redrawing import units_touched


@transaction.atomic
def book(*, plan: Reorganisation) -> Due:
    """Books with an applied plan what is handed over by the figures of now, instead of what was booked before.

    Within the act of whoever calls, whose event tells of it. Statements do not grow with the units.
    """
    found = due(unit_map(plan.on - A_DAY), unit_map(plan.on), successions())
    BalanceTransfer.objects.filter(plan=plan).delete()
    if found.collection is None or not found.transfers:
        return found
    own, units, indicators = set(units_touched(plan)), unit_ids(), indicator_ids(found.collection.form_id)
    BalanceTransfer.objects.bulk_create(
        (
            BalanceTransfer(
                plan=plan, collection=found.collection, indicator_id=indicators[t.indicator],
                giver_id=units[t.giver], taker_id=units[t.taker], amount=t.amount,
            )
            for t in found.transfers if t.giver in own
        ),
        batch_size=500,
    )  # fmt: skip
    return found


@transaction.atomic
def take_back_balances(*, plan: Reorganisation) -> None:
    """Nothing is handed over with a plan that is undone; its undoing is the event."""
    BalanceTransfer.objects.filter(plan=plan).delete()


def book_after(*, units: Collection[str], on: dt.date) -> None:
    """Books anew the plans that divided units on a day, once their balances were apportioned or that was taken back."""
    plans = Reorganisation.objects.filter(
        on=on, state=PlanState.APPLIED, successions__links__predecessor__code__in=units
    )
    for plan in plans.defer("rows").distinct():
        book(plan=plan)


@transaction.atomic
def book_anew(*, by: User, plan: Reorganisation) -> Due:
    """Books again after a return was revised or accepted since. NotAllowed; Refused where nothing has changed. One event."""
    row = Reorganisation.objects.select_for_update().defer("rows").get(pk=plan.pk)
    tops, before = tops_of(row), booked(row)
    require(by=by, right=Right.REORGANISE, units=tops, map_=unit_map(row.on - A_DAY))
    if row.state != PlanState.APPLIED:
        raise Refused(_("Phương án này chưa áp dụng hoặc đã hoàn tác, nên không có số dư nào được bàn giao."))
    found, after = book(plan=row), booked(row)
    if after == before:
        raise Refused(_("Số dư bàn giao đã đúng theo báo cáo hiện nay, không có gì phải ghi lại."))
    counts = [{"transfers": len(rows), "amount": sum(t.amount for t in rows)} for rows in (before, after)]
    record(
        by=by.username, unit=tops[0], act="book_balances", subject=("plan", row.pk), before=counts[0], after=counts[1]
    )
    return found

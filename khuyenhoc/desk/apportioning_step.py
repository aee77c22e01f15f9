"""Figures of divided units that wait to be apportioned, as a step among somebody's tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.desk.agenda import Step
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.returns.apportioning.queries import A_DAY, waiting_between
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words

Plans = tuple[tuple[int, dt.date], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What a plan left to be apportioned of the last period before it: of which units, each by its lineage."""

    plan: int
    on: dt.date
    period: str
    lineages: tuple[tuple[str, ...], ...]


def apportioning_steps(visitor: Visitor) -> list[Step]:
    """A step for each plan that left something of what is the reader's to apportion.

    No statement for whoever apportions nothing, one where no plan is in force, two while nothing is journalled.
    """
    if not visitor.holds(Right.APPORTION):
        return []
    applied = Reorganisation.objects.filter(state=PlanState.APPLIED, on__lte=clock.today())
    plans = tuple(applied.values_list("pk", "on"))
    found = _left(head(), plans) if plans else ()
    return [_step(left, n) for left in found if (n := sum(visitor.may_on(Right.APPORTION, u) for u in left.lineages))]


@lru_cache(maxsize=2)
def _left(_journal_head: str, plans: Plans) -> tuple[Left, ...]:
    return tuple(_of_plans(plans))


def _of_plans(plans: Plans) -> Iterator[Left]:
    graph = successions()
    for plan, on in plans:
        collection, waiting = waiting_between(unit_map(on - A_DAY), unit_map(on), graph)
        lineages = tuple(one.split.lineage for one in waiting if one.left)
        if collection and lineages:
            yield Left(plan, on, collection.period, lineages)


def _step(left: Left, number: int) -> Step:
    values = {"n": format_count(number), "period": period_words(left.period), "day": format_date(left.on)}
    text = _(
        "Số liệu %(period)s của các đơn vị chia ngày %(day)s chưa giao hết cho đơn vị mới; đến khi phân bổ, phần ấy chỉ "
        "cộng vào đơn vị cấp trên."
    )
    address = f"{reverse('desk:plan_shares', args=[left.plan])}?ky={left.period}"
    title, label = _("Phân bổ số liệu của %(n)s đơn vị đã chia"), _("Xem từng đơn vị")
    return Step(title % values, text % values, label, address, "not-begun", is_active=True)

"""Giving the reason for odd figures, and taking a reason back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.ledger.models import OddityAnswer
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.units.queries import UnitMap, unit_ids, unit_map
from khuyenhoc.vietnamese.periods import period_of


@dataclass(frozen=True, slots=True)
class Odd:
    """An odd figure that is answered: whose, which, by which rule, from which cause, and how it was said."""

    unit: str
    indicator: str
    rule: str
    cause: str
    said: str


@transaction.atomic
def answer_oddities(*, by: User, period: str, reasons: Sequence[tuple[Odd, str]], map_: UnitMap) -> list[OddityAnswer]:
    """Keeps a reason for each odd figure. Refused without a word in one; WrongState where somebody was quicker; NotAllowed.

    Statements do not grow with the figures.
    """
    require(by=by, right=Right.REVIEW_RETURN, units=dict.fromkeys(odd.unit for odd, _reason in reasons), map_=map_)
    if not reasons or not all(reason.strip() for _odd, reason in reasons):
        raise Refused(_("Ghi một câu vì sao con số này vẫn đúng."))
    ids, now = unit_ids(), clock.now()
    rows = [
        OddityAnswer(
            unit_id=ids[odd.unit], period=period, indicator=odd.indicator, rule=odd.rule, cause=odd.cause, said=odd.said,
            reason=reason.strip(), answered_at=now, answered_by=by,
        )
        for odd, reason in reasons
    ]  # fmt: skip
    try:
        with transaction.atomic():
            OddityAnswer.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise WrongState(_("Đã có người ghi lý do cho con số này. Mở lại trang để xem.")) from error
    record_all(
        entries=[_entry(by, "answer_oddity", row, odd.unit) for row, (odd, _reason) in zip(rows, reasons, strict=True)]
    )
    return rows


@transaction.atomic
def take_back_answers(*, by: User, answers: Iterable[int]) -> list[OddityAnswer]:
    """The reasons are none any more, and their figures are asked about again. WrongState where there is none; NotAllowed."""
    wanted = OddityAnswer.objects.select_for_update(of=("self",)).filter(pk__in=list(answers), taken_back_at=None)
    rows = list(wanted.select_related("unit"))
    if not rows:
        raise WrongState(_("Lý do này đã được bỏ rồi."))
    for period in dict.fromkeys(row.period for row in rows):
        found = period_of(period)
        map_ = unit_map(found.ends) if found else unit_map(clock.today())
        units = dict.fromkeys(row.unit.code for row in rows if row.period == period)
        require(by=by, right=Right.REVIEW_RETURN, units=units, map_=map_)
    now = clock.now()
    for row in rows:
        row.taken_back_at, row.taken_back_by = now, by
    OddityAnswer.objects.bulk_update(rows, ["taken_back_at", "taken_back_by"])
    record_all(entries=[_entry(by, "take_back_oddity_answer", row, row.unit.code) for row in rows])
    return rows


def _entry(by: User, act: str, row: OddityAnswer, unit: str) -> Entry:
    after = {"indicator": row.indicator, "rule": row.rule, "said": row.said, "reason": row.reason}
    return Entry(clock.now(), by.username, unit, act, "period", row.period, None, after)

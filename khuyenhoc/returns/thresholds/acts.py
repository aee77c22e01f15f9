"""Adopting a proposed threshold, turning a proposal down, and taking either back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.learning import Proposal, learned
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.returns.thresholds.queries import decisions_of, is_used, last_used, plain
from khuyenhoc.units.queries import unit_map


@transaction.atomic
def adopt(
    *, by: User, collection: Collection, step: str, indicator: str, value: Decimal, reason: str = ""
) -> ThresholdDecision:
    """Moves a threshold from the first day on of which no return was checked yet. `step`: the code of what may be moved.

    Refused for a value that was not tried, or where none suffices. WrongState where it was decided already, or is no
    proposal any more.
    """
    proposal, since = _proposed(by, collection, step, indicator)
    if proposal.proposed is None or value not in (trial.value for trial in proposal.trials):
        raise Refused(_("Chọn một ngưỡng trong bảng."))
    return _decide(by, collection, proposal, indicator, reason, value=value, valid_from=since)


@transaction.atomic
def turn_down(*, by: User, collection: Collection, step: str, indicator: str, reason: str) -> ThresholdDecision:
    """Leaves a threshold as it is: not proposed again for the collection's period. Refused without a reason."""
    proposal, _since = _proposed(by, collection, step, indicator)
    if not reason.strip():
        raise Refused(_("Ghi một câu vì sao giữ nguyên ngưỡng."))
    return _decide(by, collection, proposal, indicator, reason)


@transaction.atomic
def take_back(*, by: User, decision: ThresholdDecision) -> ThresholdDecision:
    """The decision is none any more. WrongState once a return was checked by it, or another one was built on it."""
    rows = ThresholdDecision.objects.select_for_update(of=("self",)).select_related(
        "collection__unit", "collection__form"
    )
    decision = rows.get(pk=decision.pk)
    collection = decision.collection
    _require(by, collection)
    form = collection.form.code
    if decision.taken_back_at:
        raise WrongState(_("Quyết định này đã được hoàn tác rồi."))
    if is_used(decision, last_used(form)):
        raise WrongState(_("Đã có báo cáo được kiểm tra theo ngưỡng này nên không hoàn tác được nữa."))
    if any(_builds_on(other, decision) for other in decisions_of(form)):
        raise WrongState(_("Ngưỡng này đã được đổi tiếp một lần nữa. Hoàn tác lần đổi sau trước."))
    decision.taken_back_at, decision.taken_back_by = clock.now(), by
    decision.save(update_fields=["taken_back_at", "taken_back_by"])
    record(
        by=by.username, unit=collection.unit.code, act="take_back_threshold", subject=("threshold", decision.pk),
        before=_told(decision),
    )  # fmt: skip
    return decision


def _builds_on(other: ThresholdDecision, decision: ThresholdDecision) -> bool:
    same = (other.check_code, other.parameter) == (decision.check_code, decision.parameter)
    return same and decision.is_adopted and other.is_adopted and other.pk > decision.pk


def _require(by: User, collection: Collection) -> None:
    map_ = unit_map(collection.period_ends)
    require(by=by, right=Right.SET_THRESHOLDS, units=[collection.unit.code], map_=map_)


def _proposed(by: User, collection: Collection, step: str, indicator: str) -> tuple[Proposal, dt.date]:
    """The proposal as it is now, and from when on it would hold: nothing is decided that is not proposed."""
    _require(by, collection)
    found = learned(collection)
    for ordinary in found.ordinary:
        for proposal in ordinary.proposals:
            if (proposal.step.code, ordinary.code) == (step, indicator) and proposal.decision is None:
                return proposal, found.since
    raise WrongState(_("Đề xuất này không còn, hoặc đã được quyết định. Mở lại trang để xem."))


def _decide(
    by: User, collection: Collection, proposal: Proposal, indicator: str, reason: str,
    value: Decimal | None = None, valid_from: dt.date | None = None,
) -> ThresholdDecision:  # fmt: skip
    decision = ThresholdDecision(
        collection=collection, check_code=proposal.step.check, parameter=proposal.step.parameter, indicator=indicator,
        replaced=proposal.current, value=value, valid_from=valid_from, reason=reason.strip(), decided_at=clock.now(),
        decided_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as error:
        raise WrongState(_("Đề xuất này vừa được quyết định ở một máy khác. Mở lại trang để xem.")) from error
    record(
        by=by.username, unit=collection.unit.code, act="adopt_threshold" if value is not None else "turn_down_threshold",
        subject=("threshold", decision.pk), before={"value": str(plain(proposal.current))}, after=_told(decision),
    )  # fmt: skip
    return decision


def _told(decision: ThresholdDecision) -> dict[str, str]:
    since = decision.valid_from.isoformat() if decision.valid_from else ""
    return {
        "check": decision.check_code, "parameter": decision.parameter, "indicator": decision.indicator,
        "value": "" if decision.value is None else str(plain(decision.value)), "valid_from": since, "reason": decision.reason,
    }  # fmt: skip

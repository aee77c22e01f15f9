"""Taking an import back as a whole: what it brought goes out of force, and what stood before stands again, exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.enums import OPEN, RunState
from khuyenhoc.returns.errors import Closed, WrongState
from khuyenhoc.returns.models import Collection, IntakeRun, Return
from khuyenhoc.units.queries import unit_map

_STOOD = Q(conflict=None) | Q(conflict__chosen=F("pk"))
"""Returns that stood: those that nothing contested when they came, and contenders that were chosen."""


@dataclass(frozen=True)
class Undoing:
    """What taking a run back would do. `returns`: what it brought; `former`: what would stand again; `refusal`: why not."""

    run: IntakeRun
    returns: tuple[Return, ...]
    former: tuple[Return, ...]
    refusal: str

    @property
    def submitted(self) -> int:
        """How many of its returns have been sent already."""
        return sum(r.submitted_at is not None for r in self.returns)


def undoing(run: IntakeRun) -> Undoing:
    """Four statements at most, however many returns."""
    returns = _brought(run)
    pks = [r.pk for r in returns]
    former = tuple(
        Return.objects.filter(superseded_by__in=pks).exclude(pk__in=pks).filter(_STOOD).select_related("unit")
    )
    return Undoing(run, returns, former, _refusal(run, returns))


@transaction.atomic
def take_back_run(*, by: User, run: IntakeRun) -> IntakeRun:
    """Takes back all that a run brought. Its files stay kept, its returns readable as taken back.

    Refused, with a sentence, where something of it is accepted, or a later return stands on it.
    """
    # Whoever stores returns of this collection waits, and so does this.
    Collection.objects.select_for_update().get(pk=run.collection_id)
    run = IntakeRun.objects.select_related("collection__unit").get(pk=run.pk)
    returns = _brought(run)
    map_ = unit_map(run.collection.period_ends)
    require(by=by, right=Right.SEND_RETURN, units=sorted({r.unit.code for r in returns}), map_=map_)
    if refusal := _refusal(run, returns):
        raise (Closed if run.collection.closed_at else WrongState)(refusal)
    run.taken_back_at, run.taken_back_by = clock.now(), by
    run.save(update_fields=["taken_back_at", "taken_back_by"])
    withdraw(returns, run.taken_back_at)
    _journal(by, run, returns)
    return run


def _brought(run: IntakeRun) -> tuple[Return, ...]:
    rows = Return.objects.filter(file__run=run, withdrawn_at=None).select_related("unit")
    return tuple(rows.order_by("unit__code", "revision"))


def _refusal(run: IntakeRun, returns: Sequence[Return]) -> str:
    """Why a run cannot be taken back, "" where it can. One statement at most."""
    if run.taken_back_at:
        return _("Lần gửi này đã được thu lại rồi.")
    if run.state != RunState.DONE:
        return _("Tệp đang được đọc. Chờ đọc xong rồi thu lại.")
    if not returns:
        return _("Lần gửi này không có báo cáo nào để thu lại.")
    if run.collection.closed_at:
        return _("Đợt báo cáo này đã kết thúc nên không thu lại được. Liên hệ văn phòng Hội cấp trên để mở lại.")
    map_ = unit_map(run.collection.period_ends)
    if accepted := next((r for r in returns if r.state not in OPEN), None):
        text = _("Báo cáo của %(unit)s trong lần gửi này đã được chấp nhận nên không thu lại cả lần gửi được nữa. ")
        return text % {"unit": map_.name(accepted.unit.code)} + _("Muốn sửa thì mở bản sửa đổi có ghi lý do.")
    if later := _later(run, returns):
        text = _("Sau lần gửi này, %(unit)s đã có số liệu mới hơn. Thu lại lần gửi mới hơn trước.")
        return text % {"unit": map_.name(later.unit.code)}
    return ""


def _later(run: IntakeRun, returns: Sequence[Return]) -> Return | None:
    """A return that came afterwards for one of the units, and counts or may yet count."""
    since = {r.unit_id: r.revision for r in returns}
    lost = Q(conflict__decided_at__isnull=False) & ~Q(conflict__chosen=F("pk"))
    rows = Return.objects.filter(collection=run.collection_id, unit__in=since, withdrawn_at=None).exclude(lost)
    others = rows.exclude(file__run=run).select_related("unit").order_by("unit__code")
    return next((r for r in others if r.revision > since[r.unit_id]), None)


def withdraw(returns: Sequence[Return], now: dt.datetime) -> None:
    """From now on the returns count for nothing, and what they had replaced stands again. Four statements."""
    pks = [r.pk for r in returns]
    Return.objects.filter(pk__in=pks).update(withdrawn_at=now, superseded_at=Coalesce("superseded_at", Value(now)))
    replaced = Return.objects.filter(superseded_by__in=pks).exclude(pk__in=pks)  # of two in one run both go
    replaced.filter(_STOOD).update(superseded_at=None, superseded_by=None)
    # What contended, and was not chosen, contends again.
    replaced.update(superseded_by=None)


def _journal(by: User, run: IntakeRun, returns: Sequence[Return]) -> None:
    before = [{"unit": r.unit.code, "revision": r.revision, "state": r.state} for r in returns]
    record(
        by=by.username, unit=run.collection.unit.code, act="take_back_run", subject=("run", run.pk),
        before={"returns": before}, after={"returns": len(before)},
    )  # fmt: skip

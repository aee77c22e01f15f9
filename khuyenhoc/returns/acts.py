"""What changes collections and returns. Each act: one transaction, the right checked, one audit event a thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record, record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.catalogue.models import Form, Indicator
from khuyenhoc.returns.conflicts.queries import refuse_contested
from khuyenhoc.returns.earlier.comparing import compare_following
from khuyenhoc.returns.enums import IN_FORCE, OPEN, State
from khuyenhoc.returns.errors import Closed, NotReady, Refused, WrongState
from khuyenhoc.returns.models import Collection, Finding, Obligation, Remark, Return
from khuyenhoc.returns.rules import may_move
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap, unit_map


@transaction.atomic
def open_collection(
    *,
    by: User,
    form: Form,
    unit: Unit,
    period: str,
    period_ends: dt.date,
    opens_on: dt.date,
    due_on: dt.date,
    owing: Sequence[Unit],
    synthetic: bool = False,
    plan: dict[str, Any] | None = None,
) -> Collection:
    """Opens a year: one form, one period, those who owe. IntegrityError where it is open already. `plan`: for the journal."""
    require(by=by, right=Right.OPEN_COLLECTION, units=[unit.code], map_=unit_map(period_ends))
    collection = Collection.objects.create(
        code=f"{form.code}-{period}",
        form=form,
        unit=unit,
        period=period,
        period_ends=period_ends,
        opens_on=opens_on,
        due_on=due_on,
        synthetic=synthetic,
    )
    Obligation.objects.bulk_create(Obligation(collection=collection, unit=u, due_on=due_on) for u in owing)
    after = {"period": period, "due_on": due_on.isoformat(), "owing": len(owing), **(plan or {})}
    record(by=by.username, unit=unit.code, act="open_collection", subject=("collection", collection.code), after=after)
    return collection


@transaction.atomic
def close_collection(*, by: User, collection: Collection) -> Collection:
    """No return comes in any more."""
    require(by=by, right=Right.OPEN_COLLECTION, units=[collection.unit.code], map_=unit_map(collection.period_ends))
    collection.closed_at = clock.now()
    collection.save(update_fields=["closed_at"])
    _journal_collection(by, collection, "close_collection", {"closed_at": collection.closed_at.isoformat()})
    return collection


@transaction.atomic
def reopen_collection(*, by: User, collection: Collection) -> Collection:
    """Returns come in again."""
    require(by=by, right=Right.OPEN_COLLECTION, units=[collection.unit.code], map_=unit_map(collection.period_ends))
    collection.closed_at = None
    collection.save(update_fields=["closed_at"])
    _journal_collection(by, collection, "reopen_collection", {"closed_at": None})
    return collection


def _journal_collection(by: User, collection: Collection, act: str, after: dict[str, Any]) -> None:
    record(by=by.username, unit=collection.unit.code, act=act, subject=("collection", collection.code), after=after)


@transaction.atomic
def answer(*, by: User, finding: Finding, reason: str) -> Finding:
    """The written reason for a warning, given while the return is open. Refused for an error: that is mended, not answered."""
    return_ = finding.return_of
    require(by=by, right=Right.SEND_RETURN, units=[return_.unit.code], map_=_map(return_))
    reason = reason.strip()
    if finding.level != "W":
        raise Refused(_("Đây là lỗi, không phải cảnh báo: sửa lại số trong tệp rồi gửi lại."))
    if not reason:
        raise Refused(_("Ghi lý do bằng một câu ngắn."))
    if return_.state not in (State.DRAFT, State.SENT_BACK) or return_.superseded_at:
        raise WrongState(_("Báo cáo này không còn là bản đang soạn nên không ghi thêm lý do được."))
    before, finding.reason, finding.reason_by = finding.reason, reason, by
    finding.save(update_fields=["reason", "reason_by"])
    _journal(by, return_, "answer_warning", before={finding.code: before}, after={finding.code: reason})
    return finding


def submit(*, by: User, return_: Return) -> Return:
    """Sends a draft upwards. NotReady where an error stands or a warning has no reason; Closed after the collection's end."""
    return submit_all(by=by, returns=[return_])[0]


@transaction.atomic
def submit_all(*, by: User, returns: Sequence[Return]) -> list[Return]:
    """Sends several: all or none. Statements do not grow with their number."""
    refuse_contested(returns)
    unanswered = Finding.objects.filter(return_of__in=returns, level="W", reason="").values_list(
        "return_of_id", flat=True
    )
    waiting = set(unanswered)
    for return_ in returns:
        if return_.collection.closed_at:
            raise Closed(_("Đợt báo cáo này đã kết thúc. Liên hệ văn phòng Hội cấp trên để mở lại."))
        if return_.errors:
            where = _("trên trang nhập") if return_.is_typed else _("trong tệp")
            raise NotReady(_("Còn %(n)s lỗi phải sửa %(where)s trước khi gửi.") % {"n": return_.errors, "where": where})
        if return_.pk in waiting:
            raise NotReady(_("Còn cảnh báo chưa ghi lý do. Ghi một câu cho mỗi cảnh báo rồi gửi."))
    stamp = {"submitted_at": clock.now(), "submitted_by": by}
    return _move(by, returns, State.SUBMITTED, Right.SEND_RETURN, "submit", stamp)


@transaction.atomic
def send_back(*, by: User, return_: Return, remarks: Sequence[tuple[Indicator | None, str]]) -> Return:
    """Sends a return back to be mended, with a sentence for each cell (or None: for the whole)."""
    texts = [(indicator, text.strip()) for indicator, text in remarks if text.strip()]
    if not texts:
        raise Refused(_("Ghi ít nhất một lý do để đơn vị biết phải sửa gì."))
    _move(by, [return_], State.SENT_BACK, Right.REVIEW_RETURN, "send_back", {})
    now = clock.now()
    Remark.objects.bulk_create(Remark(return_of=return_, indicator=i, text=t, by=by, at=now) for i, t in texts)
    return return_


def accept(*, by: User, return_: Return) -> Return:
    """Accepts a return: from now on its figures count. What was in force before stays readable."""
    return accept_all(by=by, returns=[return_])[0]


@transaction.atomic
def accept_all(*, by: User, returns: Sequence[Return]) -> list[Return]:
    """Accepts several: all or none. NotReady where another return of the unit waits to be chosen or not, or an error stands:
    the year before was corrected since it was sent. What a year later is compared with it is compared anew."""
    refuse_contested(returns)
    if wrong := next((r for r in returns if r.errors), None):
        text = _("Báo cáo còn %(n)s lỗi, vì số kỳ trước đã thay đổi sau khi gửi. Trả lại để đơn vị sửa.")
        raise NotReady(text % {"n": wrong.errors})
    now = clock.now()
    if revised := {(r.collection_id, r.unit_id) for r in returns if r.revision > 1}:
        standing = Return.objects.filter(
            state__in=IN_FORCE, superseded_at=None, unit__in={unit for _c, unit in revised}
        )
        rows = standing.values_list("pk", "collection", "unit")
        Return.objects.filter(pk__in=[pk for pk, *of in rows if tuple(of) in revised]).update(superseded_at=now)
    _move(by, returns, State.ACCEPTED, Right.REVIEW_RETURN, "accept", {"accepted_at": now, "accepted_by": by})
    _compare_following(returns)
    return list(returns)


def take_back_acceptance(*, by: User, return_: Return) -> Return:
    """Undoes an acceptance that the leader has not signed: the return waits for review again."""
    return take_back_acceptances(by=by, returns=[return_])[0]


@transaction.atomic
def take_back_acceptances(*, by: User, returns: Sequence[Return]) -> list[Return]:
    """Undoes several acceptances of one collection: all or none. Statements do not grow with their number."""
    if any(r.state != State.ACCEPTED for r in returns):
        raise WrongState(_("Báo cáo này không ở trạng thái đã chấp nhận nên không thu lại được."))
    units = {r.unit_id: r.accepted_at for r in returns}
    others = Return.objects.filter(collection__in={r.collection_id for r in returns}, unit__in=units)
    if others.filter(state__in=OPEN, superseded_at=None).exists():
        raise WrongState(_("Đơn vị này đang có bản sửa đổi nên không thu lại chấp nhận được. Xử lý bản đó trước."))
    stamp = {"accepted_at": None, "accepted_by": None}
    _move(by, returns, State.SUBMITTED, Right.REVIEW_RETURN, "take_back_acceptance", stamp)
    # What these acceptances had put out of force stands again.
    former = others.filter(state__in=IN_FORCE, superseded_at__in=set(units.values()))
    again = [pk for pk, unit, at in former.values_list("pk", "unit", "superseded_at") if units[unit] == at]
    Return.objects.filter(pk__in=again).update(superseded_at=None)
    _compare_following(returns)
    return list(returns)


def _compare_following(returns: Sequence[Return]) -> None:
    compare_following(units={r.unit_id for r in returns}, periods={r.collection.period for r in returns})


def sign(*, by: User, return_: Return) -> Return:
    """The leader signs an accepted return off."""
    return sign_all(by=by, returns=[return_])[0]


@transaction.atomic
def sign_all(*, by: User, returns: Sequence[Return]) -> list[Return]:
    """Signs several: all or none."""
    return _move(by, returns, State.SIGNED, Right.SIGN_RETURN, "sign", {"signed_at": clock.now(), "signed_by": by})


def _move(
    by: User, returns: Sequence[Return], to: State, right: Right, act: str, stamp: dict[str, Any]
) -> list[Return]:
    """The one way in which a return changes its state: rights, the move, the guard against a quicker hand, the journal."""
    if not returns:
        return []
    map_, befores = _map(returns[0]), [State(r.state) for r in returns]
    require(by=by, right=right, units=[r.unit.code for r in returns], map_=map_)
    for return_, before in zip(returns, befores, strict=True):
        if return_.superseded_at or not may_move(before, to):
            message = _("%(unit)s: báo cáo đang ở trạng thái “%(state)s” nên không làm được việc này.")
            raise WrongState(message % {"unit": map_.name(return_.unit.code), "state": before.label})
    rows = Return.objects.filter(pk__in=[r.pk for r in returns], state__in=set(befores), superseded_at=None)
    if rows.update(state=to, **stamp) != len(returns):
        raise WrongState(_("Báo cáo vừa được người khác xử lý. Mở lại trang để xem trạng thái mới."))
    for return_ in returns:
        return_.state = to
        for name, value in stamp.items():
            setattr(return_, name, value)
    _journal_all(by, returns, act, [{"state": b} for b in befores], {"state": to})
    return list(returns)


def _map(return_: Return) -> UnitMap:
    return unit_map(return_.collection.period_ends)


def _journal(by: User, return_: Return, act: str, *, before: dict[str, Any], after: dict[str, Any]) -> None:
    _journal_all(by, [return_], act, [before], after)


def _journal_all(
    by: User, returns: Sequence[Return], act: str, befores: Sequence[dict[str, Any]], after: dict[str, Any]
) -> None:
    now = clock.now()
    record_all(
        entries=[
            Entry(now, by.username, r.unit.code, act, "return", str(r.pk), before, after | {"revision": r.revision})
            for r, before in zip(returns, befores, strict=True)
        ]
    )

"""Choosing one of two returns of a unit, and taking the choice back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.conflicts.models import PENDING, Conflict
from khuyenhoc.returns.enums import OPEN
from khuyenhoc.returns.errors import Closed, Refused, WrongState
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.units.queries import unit_map


@transaction.atomic
def choose(*, by: User, contender: Return, chosen: Return, reason: str) -> Return:
    """Decides between a contender and the return that stands; the chosen one stands, the other stays readable.

    Refused without a reason, WrongState where somebody else was quicker or the choice is between others.
    """
    conflict = _locked(by, contender, pending=True)
    standing = _standing(contender)
    if not reason.strip():
        raise Refused(_("Ghi một câu vì sao chọn bản này."))
    if chosen.pk not in (contender.pk, standing.pk):
        raise WrongState(_("Bản được chọn không phải là một trong hai bản đang so sánh. Mở lại trang rồi chọn."))
    now = clock.now()
    if chosen.pk == contender.pk:
        # First the one gives up its place, then the other takes it: two open ones are refused by the database.
        _set(standing, superseded_at=now, superseded_by=contender)
        _set(contender, superseded_at=None)
    conflict.against, conflict.chosen, conflict.reason = standing, chosen, reason.strip()
    conflict.decided_at, conflict.decided_by = now, by
    conflict.save()
    of = sorted((standing.revision, contender.revision))
    after = {"chosen": chosen.revision, "of": of, "reason": conflict.reason}
    _journal(by, contender, "choose_return", after)
    return Return.objects.select_related("collection", "unit").get(pk=chosen.pk)


@transaction.atomic
def take_back_choice(*, by: User, contender: Return) -> Return:
    """The two wait for a decision again. WrongState where the chosen one has gone on since."""
    conflict = _locked(by, contender, pending=False)
    chosen, against = conflict.chosen, conflict.against
    if chosen is None or against is None or chosen.superseded_at or chosen.state not in OPEN or against.withdrawn_at:
        raise WrongState(_("Bản đã chọn đã được xử lý tiếp nên không chọn lại được nữa."))
    if chosen.pk == contender.pk:
        _set(contender, superseded_at=conflict.raised_at)
        _set(against, superseded_at=None, superseded_by=None)
    before = {"chosen": chosen.revision, "reason": conflict.reason}
    conflict.against = conflict.chosen = conflict.decided_at = conflict.decided_by = None
    conflict.reason = ""
    conflict.save()
    _journal(by, contender, "take_back_choice", before)
    return contender


def _locked(by: User, contender: Return, *, pending: bool) -> Conflict:
    """The conflict, with the collection's returns held still; the right and the collection are checked."""
    collection = Collection.objects.select_for_update().get(pk=contender.collection_id)
    map_ = unit_map(collection.period_ends)
    require(by=by, right=Right.SEND_RETURN, units=[contender.unit.code], map_=map_)
    if collection.closed_at:
        raise Closed(_("Đợt báo cáo này đã kết thúc. Liên hệ văn phòng Hội cấp trên để mở lại."))
    rows = Conflict.objects.select_related("chosen", "against").filter(
        contender=contender, contender__withdrawn_at=None
    )
    found = (rows.filter(PENDING) if pending else rows.exclude(decided_at=None)).first()
    if found is None:
        raise WrongState(_("Hai bản này không còn chờ chọn. Mở lại báo cáo để xem trạng thái mới."))
    return found


def _standing(contender: Return) -> Return:
    rows = Return.objects.filter(collection=contender.collection_id, unit=contender.unit_id, state__in=OPEN)
    found = rows.filter(superseded_at=None).first()
    if found is None:
        raise WrongState(_("Hai bản này không còn chờ chọn. Mở lại báo cáo để xem trạng thái mới."))
    return found


def _set(return_: Return, **fields: object) -> None:
    Return.objects.filter(pk=return_.pk).update(**fields)
    for name, value in fields.items():
        setattr(return_, name, value)


def _journal(by: User, contender: Return, act: str, values: dict[str, object]) -> None:
    key = "after" if act == "choose_return" else "before"
    record(by=by.username, unit=contender.unit.code, act=act, subject=("return", contender.pk), **{key: values})

"""Reading what was accepted together, and what changed since somebody's last look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit.queries import last_sequence, since
from khuyenhoc.returns.board import BoardRow
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reviewing.models import Batch, LastLook
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.text import in_sentence


def batches(collection: Collection) -> list[Batch]:
    """What was accepted together, the latest first, each with `number` of returns and how many are `signed`. One statement."""
    signed = Count("returns", filter=Q(returns__state=State.SIGNED))
    rows = collection.batches.annotate(number=Count("returns"), signed=signed)
    return list(rows.select_related("by", "taken_back_by").order_by("-pk"))


def obstacle(batch: Batch, returns: Sequence[Return]) -> str:
    """Why a batch cannot be taken back, "" where it can. `returns`: all of it. Some statements where it cannot."""
    if batch.taken_back_at:
        return _("Lần chấp nhận này đã được hoàn tác rồi.")
    signed = [r for r in returns if r.state == State.SIGNED]
    if signed:
        text = _("Không hoàn tác được nữa: báo cáo của %(unit)s đã được lãnh đạo ký duyệt.")
        return text % {"unit": _name(signed[0])}
    gone = next((r for r in returns if r.state == State.ACCEPTED and r.superseded_at), None)
    if gone:
        text = _("Không hoàn tác được nữa: báo cáo của %(unit)s đã được thay bằng một bản sửa đổi.")
        return text % {"unit": _name(gone)}
    if not any(r.state == State.ACCEPTED for r in returns):
        return _("Các báo cáo của lần này đều đã được thu lại rồi.")
    return ""


def _name(return_: Return) -> str:
    return in_sentence(unit_map(return_.collection.period_ends).name(return_.unit.code))


@dataclass(frozen=True)
class Looked:
    """When somebody last said "all seen" (None: never), the last act of somebody else since then by the code of the unit
    that it is about, and the event of the journal up to which this was read."""

    at: dt.datetime | None
    changed: dict[str, str]
    up_to: int

    def mark(self, rows: Iterable[BoardRow]) -> list[BoardRow]:
        """The rows, those that changed with the last act."""
        return [replace(row, changed=self.changed.get(row.unit, "")) for row in rows]


def looked(user: User, collection: Collection) -> Looked:
    """What changed for somebody. Two statements for the first time, three from then on.

    What somebody did themselves is no news to them.
    """
    look = LastLook.objects.filter(user=user, collection=collection).first()
    if look is None:
        return Looked(None, {}, last_sequence())
    events = since(look.sequence, subject_type="return", but_by=user.username)
    taken_back = ("pk", "unit__code", "withdrawn_at", "file__run__taken_back_by")
    rows = {str(pk): rest for pk, *rest in Return.objects.filter(collection=collection).values_list(*taken_back)}
    changed = {unit: "take_back_run" for unit, at, by in rows.values() if at and at > look.at and by != user.pk}
    changed |= {event.unit: event.act for event in events if event.subject_id in rows}
    return Looked(look.at, changed, max([look.sequence, *(event.sequence for event in events)]))

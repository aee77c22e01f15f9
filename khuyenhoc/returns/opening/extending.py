"""Another due date for single units: with a reason, and back to the collection's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.returns.errors import Closed, Refused
from khuyenhoc.returns.models import Collection, Obligation
from khuyenhoc.returns.opening.rules import LATEST
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.dates import format_date


@transaction.atomic
def extend(*, by: User, collection: Collection, units: Sequence[str], due_on: dt.date, reason: str) -> int:
    """The units (codes) may send until `due_on`; how many they are. One event a unit; statements do not grow with them.

    Refused without a reason, or for a day that is not after the collection's due date or too far from it; Closed.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(_("Ghi lý do gia hạn bằng một câu ngắn."))
    latest = collection.period_ends + dt.timedelta(days=LATEST)
    if not collection.due_on < due_on <= latest:
        text = _("Hạn mới phải sau hạn chung %(due)s và không quá ngày %(latest)s.")
        raise Refused(text % {"due": format_date(collection.due_on), "latest": format_date(latest)})
    return _set(by, collection, units, due_on, reason, "extend_due")


@transaction.atomic
def withdraw_extension(*, by: User, collection: Collection, units: Sequence[str]) -> int:
    """The units (codes) owe by the collection's due date again; how many had another one. Closed."""
    extended = collection.obligations.exclude(extended_for="").filter(unit__code__in=units)
    codes = list(extended.values_list("unit__code", flat=True))
    return _set(by, collection, codes, collection.due_on, "", "withdraw_extension")


def _set(by: User, collection: Collection, units: Sequence[str], due_on: dt.date, reason: str, act: str) -> int:
    require(by=by, right=Right.OPEN_COLLECTION, units=[collection.unit.code], map_=unit_map(collection.period_ends))
    if collection.closed_at:
        raise Closed(_("Đợt báo cáo này đã kết thúc nên không đổi hạn nộp được. Mở lại đợt trước."))
    owed = list(collection.obligations.filter(unit__code__in=units).select_related("unit").order_by("unit__code"))
    after = {"due_on": due_on.isoformat(), "reason": reason}
    record_all(entries=[_entry(by, one, collection, act, after) for one in owed])
    Obligation.objects.filter(pk__in=[one.pk for one in owed]).update(due_on=due_on, extended_for=reason)
    return len(owed)


def _entry(by: User, owed: Obligation, collection: Collection, act: str, after: Mapping[str, str]) -> Entry:
    before = {"due_on": owed.due_on.isoformat(), "reason": owed.extended_for}
    return Entry(clock.now(), by.username, owed.unit.code, act, "collection", collection.code, before, after)

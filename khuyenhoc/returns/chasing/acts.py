"""Noting that units were reminded. Each reminder is one event of the journal, which holds no text and no address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.returns.chasing.enums import Cause, Outcome, Way
from khuyenhoc.returns.chasing.mail import is_ready
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map


@dataclass(frozen=True, slots=True)
class Told:
    """What one unit is told. `sent_to`: an address, for mail alone."""

    unit: Unit
    cause: Cause
    subject: str
    text: str
    sent_to: str = ""


@transaction.atomic
def remind(*, by: User, collection: Collection, way: Way, told: Sequence[Told]) -> list[Reminder]:
    """Notes that units are reminded, each with what it is told; mails wait to be sent. NotAllowed.

    Refused for mail where no server is set. Statements do not grow with the units.
    """
    is_mail = way == Way.MAIL
    if is_mail and not is_ready():
        raise Refused(
            _("Máy chủ thư chưa được đặt nên chưa gửi thư nào. Nhắn qua Zalo, hoặc nhờ quản trị đặt máy chủ thư.")
        )
    map_ = unit_map(collection.period_ends)
    require(by=by, right=Right.CHASE, units=[one.unit.code for one in told], map_=map_)
    now = clock.now()
    made = Reminder.objects.bulk_create(
        Reminder(
            collection=collection, unit=one.unit, cause=one.cause, way=way, subject=one.subject[:200], text=one.text,
            sent_to=one.sent_to if is_mail else "", outcome=Outcome.QUEUED if is_mail else Outcome.DONE, at=now, by=by,
        )
        for one in told
    )  # fmt: skip
    record_all(
        entries=[
            Entry(now, by.username, r.unit.code, "remind", "reminder", str(r.pk), None, {"way": way, "cause": r.cause})
            for r in made
        ]
    )
    return made


@transaction.atomic
def withdraw_reminders(*, by: User, reminders: Sequence[Reminder]) -> None:
    """Reminders that were noted by mistake count no more; they stay in the log as slips. Refused for a mail: it has gone."""
    if any(r.way == Way.MAIL for r in reminders):
        raise Refused(_("Thư đã giao cho máy chủ thư nên không thu lại được."))
    if not reminders:
        return
    map_ = unit_map(reminders[0].collection.period_ends)
    require(by=by, right=Right.CHASE, units=[r.unit.code for r in reminders], map_=map_)
    Reminder.objects.filter(pk__in=[r.pk for r in reminders]).update(outcome=Outcome.WITHDRAWN)
    now = clock.now()
    record_all(
        entries=[
            Entry(now, by.username, r.unit.code, "withdraw_reminder", "reminder", str(r.pk), None, {"way": r.way})
            for r in reminders
        ]
    )

"""Reminders that go by mail: sent one after the other over one connection; what cannot be sent says why."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from khuyenhoc.returns.chasing.enums import Outcome
from khuyenhoc.returns.chasing.models import Reminder


def is_ready() -> bool:
    """Whether this installation can send mail."""
    return bool(getattr(settings, "MAIL_READY", False))


def deliver(reminders: Iterable[int]) -> int:
    """Sends those that still wait, by their rows; how many went out. Done twice, each goes out once.

    One statement for each, so that a worker that dies has noted what it had sent.
    """
    waiting = list(Reminder.objects.filter(pk__in=list(reminders), outcome=Outcome.QUEUED).order_by("pk"))
    if not waiting:
        return 0
    connection, sent = get_connection(), 0
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        Reminder.objects.filter(pk__in=[r.pk for r in waiting]).update(outcome=Outcome.FAILED, fault=_fault(error))
        return 0
    for reminder in waiting:
        sent += _send(reminder, connection)
    connection.close()
    return sent


def _send(reminder: Reminder, connection: BaseEmailBackend) -> bool:
    try:
        EmailMessage(reminder.subject, reminder.text, to=[reminder.sent_to], connection=connection).send()
        reminder.outcome, reminder.fault = Outcome.DONE, ""
    except (OSError, smtplib.SMTPException) as error:
        reminder.outcome, reminder.fault = Outcome.FAILED, _fault(error)
    reminder.save(update_fields=["outcome", "fault"])
    return reminder.outcome == Outcome.DONE


def _fault(error: Exception) -> str:
    """Why a mail did not go out, in words for whoever wanted to send it."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return _("máy chủ thư không nhận tên hoặc mật khẩu; báo người quản trị")
        case smtplib.SMTPRecipientsRefused():
            return _("máy chủ thư không nhận địa chỉ này; xem lại địa chỉ")
        case smtplib.SMTPException():
            return _("máy chủ thư từ chối; thử lại sau, hoặc nhắn qua Zalo")
    return _("không nối được máy chủ thư; thử lại sau, hoặc nhắn qua Zalo")

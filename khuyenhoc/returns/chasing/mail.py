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


def fault() -> str:
    """Which settings of the mail server are wrong, "" where none is."""
    return str(getattr(settings, "MAIL_FAULT", ""))


def deliver(reminders: Iterable[int]) -> int:
    """Sends those that still wait, by their rows; how many went out. Done twice, or by two at once, each goes out once.

    Two statements for each: it is taken off the queue before it is handed over, so that a worker that dies in between
    leaves one that is said not to have gone out, never one that goes out again.
    """
    waiting = list(Reminder.objects.filter(pk__in=list(reminders), outcome=Outcome.QUEUED).order_by("pk"))
    if not waiting:
        return 0
    connection, sent = get_connection(), 0
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        rows = Reminder.objects.filter(pk__in=[r.pk for r in waiting], outcome=Outcome.QUEUED)
        rows.update(outcome=Outcome.FAILED, fault=_fault(error))
        return 0
    for reminder in waiting:
        sent += _send(reminder, connection)
    connection.close()
    return sent


def _send(reminder: Reminder, connection: BaseEmailBackend) -> bool:
    cut_off = _("máy chủ dừng khi đang gửi; có thể thư chưa đến, hỏi lại đơn vị rồi gửi lại nếu cần")
    mine = Reminder.objects.filter(pk=reminder.pk, outcome=Outcome.QUEUED)
    if not mine.update(outcome=Outcome.FAILED, fault=cut_off):
        return False  # another worker has it
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

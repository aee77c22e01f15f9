"""Registering many entries at once for a year, and taking it back for some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing, Step
from khuyenhoc.recognition.moving import locked, move, require_keeper


@transaction.atomic
def register(*, by: User, standings: Iterable[int], on: dt.date) -> Step:
    """Those of the standings (rows, of one list) that have not registered do so on a day; the others stay as they are.

    RecognitionRefused where none is left, or the day is of another year. NotAllowed.
    """
    found = _of_keeper(by, standings)
    if found and found[0].year != on.year:
        message = _("Ngày đăng ký phải trong năm %d. Chọn lại ngày.")
        raise RecognitionRefused(message % found[0].year)

    def change(standing: Standing) -> None:
        standing.registered_on = on

    chosen = _those(found, Status.LISTED, _("Các mục đã chọn đều đã đăng ký từ trước."))
    return move(by=by.username, act="register", standings=chosen, to=Status.REGISTERED, change=change)


@transaction.atomic
def unregister(*, by: User, standings: Iterable[int]) -> Step:
    """Those that have registered, and nothing more, have not. RecognitionRefused where none is left. NotAllowed."""
    chosen = _those(
        _of_keeper(by, standings), Status.REGISTERED, _("Không mục nào trong các mục đã chọn mới chỉ đăng ký.")
    )

    def change(standing: Standing) -> None:
        standing.registered_on = None

    return move(by=by.username, act="unregister", standings=chosen, to=Status.LISTED, change=change)


def _of_keeper(by: User, standings: Iterable[int]) -> list[Standing]:
    found = locked(standings)
    if found:
        require_keeper(by, found[0].unit.code)
    return found


def _those(found: list[Standing], status: Status, otherwise: str) -> list[Standing]:
    chosen = [s for s in found if s.status == status]
    if found and not chosen:
        raise RecognitionRefused(otherwise)
    return chosen

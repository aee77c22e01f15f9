"""Entries that are on the list no more: moved away, or ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing, Step
from khuyenhoc.recognition.moving import locked, require_keeper, stepped
from khuyenhoc.recognition.rules import GONE

ACTS: Final = {Status.MOVED_AWAY: "move_away", Status.ENDED: "end_entry"}


@transaction.atomic
def leave(*, by: User, standings: Iterable[int], how: Status, on: dt.date, reason: str = "") -> Step:
    """Entries (by standings of one list) moved away or ended on a day, `how`; those that are gone already stay as they are.

    RecognitionRefused where none is left, or the day is of another year. NotAllowed.
    """
    found = locked(standings)
    if found:
        require_keeper(by, found[0].unit.code)
    chosen = [s for s in found if s.status not in GONE]
    if found and not chosen:
        raise RecognitionRefused(_("Các mục đã chọn đều không còn trong danh sách từ trước."))
    if chosen and chosen[0].year != on.year:
        raise RecognitionRefused(_("Ngày rời danh sách phải trong năm %d. Chọn lại ngày.") % chosen[0].year)

    def change(standing: Standing) -> None:
        standing.status, standing.left_on = how, on
        standing.reason = reason.strip()[:300] or standing.reason

    gone: dict[int, dict[str, Any]] = {s.entry_id: {"ended_on": max(on, s.entry.since)} for s in chosen}
    return stepped(by=by.username, act=ACTS[how], standings=chosen, change=change, entries=gone)

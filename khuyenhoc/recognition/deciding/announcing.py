"""Letting the public read of a decision, and taking it back from the public."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.deciding.drafting import note
from khuyenhoc.recognition.deciding.issuing import held_issued
from khuyenhoc.recognition.enums import DecisionKind
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision


@transaction.atomic
def announce(*, by: User, decision: int) -> Decision:
    """From now on the public page names whom it may name. The same again changes nothing.

    RecognitionRefused for a draft, and for a decision that withdraws: its reasons are nobody else's; NotAllowed.
    """
    found = held_issued(by, decision)
    if found.kind == DecisionKind.WITHDRAW:
        raise RecognitionRefused(_("Quyết định rút công nhận không công bố; trang công khai tự bỏ tên đã bị rút."))
    if not found.announced_at:
        found.announced_at = clock.now()
        found.save(update_fields=["announced_at"])
        note(by, "announce", found)
    return found


@transaction.atomic
def take_back_announcement(*, by: User, decision: int) -> Decision:
    """The public reads no more of it. RecognitionRefused for a draft; NotAllowed."""
    found = held_issued(by, decision)
    if found.announced_at:
        found.announced_at = None
        found.save(update_fields=["announced_at"])
        note(by, "take_back_announcement", found)
    return found

"""Revoking certificates: one that is wrong, those of a withdrawal, those of somebody who is to be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.certificates.models import LONGEST_REASON, Certificate
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.moving import require_keeper


@transaction.atomic
def revoke(*, by: User, certificates: Collection[int], reason: str) -> int:
    """Certificates (rows) of one unit are not valid any more; how many. RecognitionRefused without a reason; NotAllowed."""
    rows = _standing(Q(pk__in=certificates))
    for unit in sorted({c.standing.unit.code for c in rows}):
        require_keeper(by, unit, Right.RECOGNISE)
    if not reason.strip():
        raise RecognitionRefused(_("Chưa ghi lý do thu hồi. Ghi lý do rồi làm lại."))
    if len(reason.strip()) > LONGEST_REASON:
        raise RecognitionRefused(_("Lý do dài quá %d chữ. Viết gọn lại.") % LONGEST_REASON)
    return _revoke(by.username, rows, reason.strip())


def revoke_of(*, by: str, standings: Collection[int], reason: str) -> int:
    """When a decision withdraws the recognition of standings (rows): what their entries were given by it, in whichever year.

    Within the caller's transaction, the right checked. Statements grow by one for each 500.
    """
    found = list[Certificate]()
    for part in in_parts(standings):
        same = Q(standing__entry__standings__in=part)
        found += _standing(same & Q(decision=F("standing__entry__standings__decision")))
    return _revoke(by, list({c.pk: c for c in found}.values()), reason)


def forget_names(*, by: str, entries: Collection[int]) -> int:
    """When somebody has their data erased: their certificates are revoked, and no name of theirs is kept in them.

    Within the caller's transaction, the right checked.
    """
    rows = Certificate.objects.filter(standing__entry__in=entries)
    revoked = _revoke(by, _standing(Q(standing__entry__in=entries)), _("Người được ghi tên đề nghị xóa dữ liệu."))
    rows.update(name="", jws="")
    return revoked


def _standing(which: Q) -> Sequence[Certificate]:
    rows = Certificate.objects.filter(which, revoked_at=None).select_related("standing__unit").order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _revoke(by: str, rows: Sequence[Certificate], reason: str) -> int:
    if not rows:
        return 0
    for part in in_parts(c.pk for c in rows):
        found = Certificate.objects.filter(pk__in=part)
        found.update(revoked_at=clock.now(), revoked_by=by, revoked_reason=reason)
    first = rows[0].standing
    after = {"certificates": [c.pk for c in rows], "reason": reason}
    note_on_register(by=by, act="revoke_certificates", unit=first.unit.code, model=first.model, after=after)
    return len(rows)
